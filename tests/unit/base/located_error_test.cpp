#include "base/located_error.hpp"

#include <gtest/gtest.h>

namespace throughgate {
namespace {

TEST(Problem, SaysWhereWhatWasExpectedAndWhatWasFound) {
  const Problem problem{{"s.yaml", 3, 7}, "options[1].structure", "the name of a structure", "nomms-2008", "noms-2008"};
  EXPECT_EQ(problem.message(),
            "s.yaml:3:7: options[1].structure: expected the name of a structure, found nomms-2008 "
            "(did you mean noms-2008?)");
}

TEST(Problem, LeavesOutWhatItDoesNotHave) {
  EXPECT_EQ((Problem{{"--seed", 0, 0}, "", "a whole number", "x", ""}.message()),
            "--seed: expected a whole number, found x");
  EXPECT_EQ((Problem{{"s.yaml", 3, 0}, "seed", "", "nothing", ""}.message()), "s.yaml:3: seed: found nothing");
  EXPECT_EQ((Problem{{"", 0, 0}, "", "a file", "", ""}.message()), "expected a file");
}

TEST(InputError, ListsItsProblemsInOrderOfPosition) {
  const InputError error(
      {{{"b.yaml", 1, 1}, "", "x", "", ""}, {{"a.yaml", 9, 1}, "", "y", "", ""}, {{"a.yaml", 2, 5}, "", "z", "", ""}});
  ASSERT_EQ(error.problems().size(), 3U);
  EXPECT_EQ(error.problems()[0].expected, "z");
  EXPECT_EQ(error.problems()[2].expected, "x");
  EXPECT_STREQ(error.what(), "a.yaml:2:5: expected z\na.yaml:9:1: expected y\nb.yaml:1:1: expected x");
}

TEST(NearestName, FindsASlipAndIgnoresStrangers) {
  const std::vector<std::string> names{"structure", "structures", "from", "set"};
  EXPECT_EQ(nearest_name("structre", names), "structure");
  EXPECT_EQ(nearest_name("form", names), "from");
  EXPECT_EQ(nearest_name("replications", names), "");
  EXPECT_EQ(nearest_name("from", {}), "");
}

}  // namespace
}  // namespace throughgate
