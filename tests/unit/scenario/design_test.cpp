#include "scenario/design.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "scenario/design_space.hpp"
#include "scenario/problems.hpp"
#include "scenario/validate.hpp"
#include "small_catalogue.hpp"
#include "temporary_folder.hpp"

namespace throughgate::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr double as_filed = std::numeric_limits<double>::quiet_NaN();

/// The small scenario with a design beside it.
class Designs : public ::testing::Test {
 protected:
  LoadedScenario load(const std::string& design, std::vector<std::string> words = {}) const {
    words.push_back("design=" + folder_.write("design.yaml", design).string());
    std::vector<Override> overrides;
    for (const std::string& word : words) overrides.push_back(parse_override(word));
    return load_scenario(test::small_scenario(), overrides, test::small_binders());
  }

  DesignSpace space(const std::string& design, const std::vector<std::string>& words = {}) const {
    return {load(design, words), test::small_binders()};
  }

  /// The problems of a design, as text.
  std::string refusal(const std::string& design, const std::vector<std::string>& words = {}) const {
    try {
      (void)load(design, words);
    } catch (const InputError& error) {
      std::string text;
      for (const Problem& problem : error.problems()) {
        const auto file = std::filesystem::path(problem.position.file).filename().string();
        text += file + problem.message().substr(problem.position.file.size()) + '\n';
      }
      return text;
    }
    return "accepted";
  }

  static test::SmallModel model_of(const LoadedScenario& loaded, std::size_t option) {
    test::SmallModel model;
    loaded.fill_model(option, [&](Binder& binder) { test::bind(binder, model); });
    return model;
  }
  static test::SmallStructure structure_of(const LoadedScenario& loaded, std::size_t option) {
    test::SmallStructure structure;
    loaded.fill_structure(option, [&](Binder& binder) { test::bind(binder, structure); });
    return structure;
  }

  test::TemporaryFolder folder_;
};

const std::string factorial = "design: d\nmethod: factorial\nfactors:\n";

TEST_F(Designs, ReplaceWhatTheirFactorsNameAndLeaveTheRest) {
  const auto designed = space(factorial +
                              "  - {path: court.ratio, range: [0.5, 1.5]}\n"
                              "  - {path: court.sitting, values: [fixed_days, follows_receipts]}\n"
                              "  - {path: sentencing.term.custody, values: [100, 200]}\n");
  const std::vector<double> coordinates{0.75, 1, 0};
  const auto at = designed.at(coordinates);
  for (const std::size_t option : {0U, 1U}) {
    const auto before = model_of(designed.loaded(), option);
    const auto after = model_of(at, option);
    EXPECT_EQ(after.ratio, 0.75);
    EXPECT_EQ(after.sitting, 1);
    EXPECT_EQ(after.term[2], 100);
    EXPECT_EQ(after.term[1], before.term[1]);
    EXPECT_EQ(after.receipts, before.receipts);
  }
}

TEST_F(Designs, LeaveWhatHasNoNumber) {
  const auto designed = space(factorial + "  - {path: court.ratio, range: [0.5, 1.5]}\n");
  const std::vector<double> coordinates{as_filed};
  EXPECT_EQ(model_of(designed.at(coordinates), 0).ratio, model_of(designed.loaded(), 0).ratio);
}

TEST_F(Designs, VaryOneOptionAloneWhenToldSo) {
  const auto designed = space(factorial + "  - {path: 'structure.layers.regional.share[separate]', values: [0.9]}\n");
  const std::vector<double> coordinates{0};
  const auto at = designed.at(coordinates);
  EXPECT_EQ(structure_of(at, 1).share, 0.9);
  EXPECT_EQ(structure_of(at, 0).share, structure_of(designed.loaded(), 0).share);
}

TEST_F(Designs, GiveAnOptionAnotherStructureAndKeepWhatWasSet) {
  const auto designed = space(factorial +
                                  "  - {path: 'structure[merged]', values: [merged, separate]}\n"
                                  "  - {path: 'structure.layers.regional.share[merged]', values: [0.125]}\n",
                              {"structure.layers.headquarters.posts=77"});
  const std::vector<double> coordinates{1, 0};
  const auto at = designed.at(coordinates);
  EXPECT_EQ(at.parameters(0).structure->name, "separate");
  EXPECT_EQ(structure_of(at, 0).posts, 77);
  EXPECT_EQ(structure_of(at, 0).share, 0.125);
}

TEST_F(Designs, MultiplyWholeTablesByARange) {
  const auto designed = space(factorial + "  - {path: court.receipts, range: [0.5, 2], relative: true}\n");
  const std::vector<double> coordinates{2};
  const auto before = model_of(designed.loaded(), 0);
  const auto after = model_of(designed.at(coordinates), 0);
  for (std::size_t cell = 0; cell < 4; ++cell) EXPECT_EQ(after.receipts[cell], 2 * before.receipts[cell]);
}

TEST_F(Designs, WithoutARangeTakeTheParametersOwnDistribution) {
  const auto designed = space(factorial + "  - {path: court.receipts}\n  - {path: court.ratio}\n");
  const auto& factors = designed.design().factors;
  EXPECT_TRUE(factors[0].relative);
  EXPECT_FALSE(factors[1].relative);
  EXPECT_FALSE(factors[1].distribution.is_fixed());
  EXPECT_EQ(factors[1].unit, "1");
}

TEST_F(Designs, ReadTheirPointsFromATable) {
  folder_.write("points.csv", "court.ratio,structure[separate]\n0.5,merged\n,separate\n0.5,\n");
  const auto designed = space("design: d\nmethod: table\ntable: points.csv\n");
  const auto& design = designed.design();
  ASSERT_EQ(design.rows.size(), 3U);
  EXPECT_THAT(design.rows[0], ElementsAre(0, 0));
  EXPECT_THAT(design.rows[1], ElementsAre(Design::as_filed, 1));
  EXPECT_THAT(design.rows[2], ElementsAre(0, Design::as_filed));
}

TEST_F(Designs, OfATableAreRefusedByCell) {
  folder_.write("points.csv", "court.ratoi,court.sitting\n0.5,tomorrow\n1\n");
  const std::string text = refusal("design: d\nmethod: table\ntable: points.csv\n");
  EXPECT_THAT(text, HasSubstr("points.csv:3:1: expected 2 cells, found 1"));
  folder_.write("points.csv", "court.ratoi,court.sitting\n0.5,tomorrow\n");
  const std::string values = refusal("design: d\nmethod: table\ntable: points.csv\n");
  EXPECT_THAT(values, HasSubstr("points.csv:1:1: court.ratoi: expected the path of a parameter"));
  EXPECT_THAT(values, HasSubstr("did you mean court.ratio?"));
  EXPECT_THAT(values, HasSubstr("points.csv:2:5: court.sitting"));
}

struct Refused {
  const char* factor;
  const char* message;
};

class RefusedDesigns : public Designs, public ::testing::WithParamInterface<Refused> {};

TEST_P(RefusedDesigns, SayWhereAndWhy) {
  EXPECT_THAT(refusal(factorial + "  - " + GetParam().factor + '\n'), HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    EachFault, RefusedDesigns,
    ::testing::Values(
        Refused{"{path: court.ratoi, values: [1]}", "design.yaml:4:12: court.ratoi: expected the path of a parameter"},
        Refused{"{path: 'court.ratio[seperate]', values: [1]}", "found `seperate` (did you mean separate?)"},
        Refused{"{path: 'court.ratio[separate,separate]', values: [1]}", "expected each option once"},
        Refused{"{path: 'court.ratio[', values: [1]}", "`path[option]`"},
        Refused{"{path: custody.hdc.take_up, range: [0.5, 2]}", "design.yaml:4:46: custody.hdc.take_up"},
        Refused{"{path: custody.hdc.take_up, values: [0.5, often]}", "design.yaml:4:47: custody.hdc.take_up"},
        Refused{"{path: court.ratio, range: [2, 1]}", "expected a number above 2"},
        Refused{"{path: court.ratio, values: [2, 2]}", "expected each value once"},
        Refused{"{path: court.ratio, values: [2], range: [0, 1]}", "`values` or `range`, not both"},
        Refused{"{path: court.ratio, relative: true}", "`values` or `range` beside it"},
        Refused{"{path: sentencing.term.custody, range: [1, 2], relative: true}", "a whole parameter for relative"},
        Refused{"{path: court.sitting}", "a parameter without a distribution"},
        Refused{"{path: custody.hdc.take_up}", "a parameter whose value was set"},
        Refused{"{path: sentencing.term.custody}", "a part of a parameter"},
        Refused{"{path: structure, values: [merged]}", "`structure[option]`"},
        Refused{"{path: 'structure[merged]', values: [marged]}", "found `marged` (did you mean merged?)"},
        Refused{"{path: 'structure[merged]', values: [3]}", "expected the name of a structure"},
        Refused{"{path: 'structure[merged]'}", "the key `values`"},
        Refused{"{path: court.ratio, values: [1], levels: 3}", "`values` or `levels`, not both"},
        Refused{"{path: court.ratio, value: [1]}", "(did you mean values?)"}));

TEST_F(Designs, OfATableOfOneColumnKeepQuotedEmptyCells) {
  folder_.write("points.csv", "court.ratio\n0.5\n\"\"\n0.7\n");
  const auto designed = space("design: d\nmethod: table\ntable: points.csv\n");
  ASSERT_EQ(designed.design().rows.size(), 3U);
  EXPECT_THAT(designed.design().rows[1], ElementsAre(Design::as_filed));
}

TEST_F(Designs, ArePassedOverByWhoRunsTheScenarioAlone) {
  const auto file = folder_.write("design.yaml", factorial + "  - {path: court.ratio, values: [1]}\n");
  const auto loaded = load_scenario(test::small_scenario(),
                                    {parse_override("design=" + file.string()), parse_override("court.ratio=2")},
                                    test::small_binders(), DesignUse::passed_over);
  EXPECT_FALSE(loaded.design());
  EXPECT_EQ(model_of(loaded, 0).ratio, 2);
}

TEST_F(Designs, AreValidatedWithTheirTable) {
  const auto file = folder_.write("alone.yaml", "design: d\nmethod: table\ntable: nowhere.csv\n");
  const auto reports = validate_file(file, test::small_binders());
  ASSERT_EQ(reports.size(), 1U);
  ASSERT_EQ(reports[0].problems.size(), 1U);
  EXPECT_EQ(reports[0].problems[0].expected, "a table of points (CSV)");
}

TEST_F(Designs, RefuseAWordThatSetsWhatTheyVary) {
  EXPECT_THAT(refusal(factorial + "  - {path: court.ratio, values: [1]}\n", {"court.ratio=2"}),
              HasSubstr("expected a path that the design does not vary, found `court.ratio`"));
}

TEST_F(Designs, RefuseMorePointsThanAMillion) {
  EXPECT_THAT(refusal(factorial + "  - {path: court.ratio, range: [0, 1], levels: 1000}\n"
                                  "  - {path: custody.hdc.take_up, range: [0, 1], levels: 1000}\n"
                                  "  - {path: custody.operational_capacity.initial, range: [1, 2]}\n"),
              HasSubstr("a design of at most 1000000 points"));
}

TEST_F(Designs, ThatAreNotThereAreToldInTheScenario) {
  try {
    (void)load_scenario(test::small_scenario(), {parse_override("design=nowhere.yaml")}, test::small_binders());
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("a design file"));
  }
}

}  // namespace
}  // namespace throughgate::scenario
