#include "calibration/microdata.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/located_error.hpp"
#include "example_lifetimes.hpp"

namespace throughgate::calibration {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const MicrodataRequest plain{"time", "event", {"x", "g"}, {}};

std::string refusal(const std::string& text, const MicrodataRequest& request) {
  try {
    (void)parse_microdata(text, "table.csv", request);
  } catch (const InputError& error) {
    std::string all;
    for (const Problem& problem : error.problems()) all += problem.message() + '\n';
    return all;
  }
  return "accepted";
}

TEST(Microdata, HasAnInterceptNumbersAndAnIndicatorForEachWordButTheFirst) {
  const Microdata data = parse_microdata(sixty_persons(), "table.csv", plain);
  EXPECT_EQ(data.observations(), 60U);
  EXPECT_EQ(data.events(), 42U);
  EXPECT_THAT(data.location.names, ElementsAre("(Intercept)", "x", "g[south]", "g[west]"));
  EXPECT_THAT(data.share.names, ElementsAre("(Intercept)"));
  EXPECT_EQ(data.location.values.row(1), Eigen::RowVector4d(1, 2, 0, 1));  // the second row of the table
}

TEST(Microdata, LeavesOutRowsThatMissOneOfTheColumnsAndCountsThem) {
  const std::string text = "time,event,x,other\n3,1,2,\n4,,1,5\n5,0,NA,5\n6,1,7,5\n";
  const Microdata data = parse_microdata(text, "table.csv", {"time", "event", {"x"}, {}});
  EXPECT_EQ(data.observations(), 2U);
  EXPECT_EQ(data.left_out, 2U);
}

TEST(Microdata, ReadsEventsAsOneAndTwoOrAsTrueAndFalse) {
  const MicrodataRequest request{"time", "event", {}, {}};
  const Microdata twos = parse_microdata("time,event\n3,1\n4,2\n", "table.csv", request);
  EXPECT_TRUE(twos.events_are_two);
  EXPECT_THAT(twos.event, ElementsAre(0, 1));
  EXPECT_THAT(parse_microdata("time,event\n3,TRUE\n4,FALSE\n", "t.csv", request).event, ElementsAre(1, 0));
  EXPECT_THAT(refusal("time,event\n3,0\n4,2\n5,1\n", request),
              HasSubstr("table.csv:2:3: event: expected 1 or 2, as in the other rows, found `0`"));
}

TEST(Microdata, SaysWhereATableIsWrongAndWhatIsNearest) {
  EXPECT_THAT(refusal("time,arrested,x,g\n1,1,1,a\n", {"time", "arrest", {}, {}}),
              HasSubstr("table.csv:1:1: expected a column `arrest`"));
  EXPECT_THAT(refusal("time,arrested,x,g\n1,1,1,a\n", {"time", "arrestd", {}, {}}),
              HasSubstr("(did you mean arrested?)"));
  const std::string problems = refusal("time,event\n0,1\n-3,1\nsoon,1\n4,perhaps\n", {"time", "event", {}, {}});
  EXPECT_THAT(problems, HasSubstr("table.csv:2:1: time: expected a time above 0, found `0`"));
  EXPECT_THAT(problems, HasSubstr("table.csv:3:1:"));
  EXPECT_THAT(problems, HasSubstr("table.csv:4:1:"));
  EXPECT_THAT(problems, HasSubstr("table.csv:5:3: event:"));
  EXPECT_THAT(refusal("time,event\n4,1,7\n", {"time", "event", {}, {}}), HasSubstr("expected 2 cells, found 3"));
  EXPECT_THAT(refusal("time,event\n4,0\n", {"time", "event", {}, {}}), HasSubstr("at least one row with the event"));
}

TEST(Microdata, RefusesACovariateThatFollowsFromTheOthers) {
  const std::string text = "time,event,a,b,one\n1,1,1,3,1\n2,1,2,5,1\n3,0,4,9,1\n5,1,3,7,1\n";
  EXPECT_THAT(refusal(text, {"time", "event", {"a", "b"}, {}}), HasSubstr("table.csv:1:1: b: expected a covariate"));
  EXPECT_THAT(refusal(text, {"time", "event", {"one"}, {}}), HasSubstr("table.csv:1:1: one:"));
}

}  // namespace
}  // namespace throughgate::calibration
