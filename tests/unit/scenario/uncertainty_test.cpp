#include "scenario/uncertainty.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "scenario/validate.hpp"
#include "small_catalogue.hpp"
#include "temporary_folder.hpp"

namespace throughgate::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

LoadedScenario loaded(const std::vector<std::string>& words = {}) {
  std::vector<Override> overrides;
  for (const std::string& word : words) overrides.push_back(parse_override(word));
  return load_scenario(test::small_scenario(), overrides, test::small_binders());
}

std::vector<std::string> names_of(const std::vector<UncertainParameter>& parameters) {
  std::vector<std::string> names;
  for (const auto& parameter : parameters) names.push_back(parameter.name);
  return names;
}

TEST(UncertainParameters, AreThoseWithADistributionThatNobodyHasSet) {
  // hdc.take_up and the separate headquarters are set by the scenario.
  EXPECT_THAT(names_of(uncertain_parameters(loaded())),
              ElementsAre("court.ratio", "court.receipts", "sentencing.term", "structure.layers.regional.share"));
  EXPECT_THAT(names_of(uncertain_parameters(loaded({"court.ratio=1.1"}))),
              ElementsAre("court.receipts", "sentencing.term", "structure.layers.regional.share"));
}

TEST(UncertainParameters, OfOneOriginAreOneUnknownOfEveryOption) {
  const auto parameters = uncertain_parameters(loaded());
  ASSERT_EQ(parameters[3].places.size(), 2U);  // inherited by the structure that is based on the other
  EXPECT_EQ(parameters[3].places[1].option, 1U);
  EXPECT_EQ(parameters[1].places.size(), 2U);
  EXPECT_TRUE(parameters[1].relative);
  EXPECT_EQ(parameters[1].base, 1.0);
  EXPECT_DOUBLE_EQ(parameters[0].base, 1.036);
}

TEST(WithValues, ReplacesNumbersAndMultipliesRowsAndTables) {
  const auto scenario = loaded();
  const auto parameters = uncertain_parameters(scenario);
  const std::vector<double> values{1.2, 0.5, 2.0, 0.25};
  const auto drawn = with_values(scenario, parameters, values, test::small_binders());
  test::SmallModel before;
  test::SmallModel after;
  test::SmallStructure structure;
  scenario.fill_model(1, [&](Binder& binder) { bind(binder, before); });
  drawn.fill_model(1, [&](Binder& binder) { bind(binder, after); });
  drawn.fill_structure(1, [&](Binder& binder) { bind(binder, structure); });
  EXPECT_EQ(after.ratio, 1.2);
  for (std::size_t cell = 0; cell < 4; ++cell) EXPECT_EQ(after.receipts[cell], 0.5 * before.receipts[cell]);
  for (std::size_t cell = 0; cell < 3; ++cell) EXPECT_EQ(after.term[cell], 2.0 * before.term[cell]);
  EXPECT_EQ(after.mix, before.mix);
  EXPECT_EQ(structure.share, 0.25);
  EXPECT_EQ(structure.posts, 500);
}

TEST(WithValues, LeavesTheCellsThatSomebodyHasSet) {
  const auto scenario = loaded({"sentencing.term.custody=500"});
  const auto parameters = uncertain_parameters(scenario);
  ASSERT_EQ(parameters[2].name, "sentencing.term");
  const std::vector<double> values{1.0, 1.0, 2.0, 0.5};
  test::SmallModel before;
  test::SmallModel after;
  scenario.fill_model(0, [&](Binder& binder) { bind(binder, before); });
  with_values(scenario, parameters, values, test::small_binders()).fill_model(0, [&](Binder& binder) {
    bind(binder, after);
  });
  EXPECT_EQ(after.term[2], 500);
  EXPECT_EQ(after.term[1], 2 * before.term[1]);
}

TEST(WithValues, KeepsCellsInsideTheirBounds) {
  const auto scenario = loaded();
  const auto parameters = uncertain_parameters(scenario);
  const std::vector<double> values{1.0, -1.0, 1.0, 1.5};
  const auto drawn = with_values(scenario, parameters, values, test::small_binders());
  test::SmallModel model;
  test::SmallStructure structure;
  drawn.fill_model(0, [&](Binder& binder) { bind(binder, model); });
  drawn.fill_structure(0, [&](Binder& binder) { bind(binder, structure); });
  EXPECT_EQ(model.receipts[0], 0.0);
  EXPECT_EQ(structure.share, 1.0);
}

TEST(Sampled, HasTheMomentsOfItsFamily) {
  Distribution beta;
  beta.family = Family::beta;
  beta.mean = 0.3;
  beta.sd = 0.1;
  EXPECT_NEAR(sampled(beta, 0.3).mean(), 0.3, 1e-12);
  Distribution factor;
  factor.family = Family::lognormal;
  factor.relative = true;
  factor.mean = 1;
  factor.sd = 0.2;
  EXPECT_NEAR(sampled(factor, 1).mean(), 1, 1e-12);
  factor.no_effect_mass = 0.4;
  factor.no_effect_value = 1;
  EXPECT_EQ(sampled(factor, 1).quantile(0.5), 1.0);
}

struct Correlated {
  test::TemporaryFolder folder;

  std::vector<Problem> problems(const std::string& pairs) const {
    const auto file = folder.write("correlations.yaml", "correlations: small\npairs:\n" + pairs);
    const auto reports = validate_file(file, test::small_binders());
    return reports.front().problems;
  }
};

TEST(Correlations, NameParametersOfModelAndStructure) {
  const Correlated files;
  EXPECT_TRUE(
      files
          .problems("  - {between: [court.ratio, structure.layers.regional.share], value: 0.5, source: made up, "
                    "grade: M}\n")
          .empty());
}

TEST(Correlations, AreToldWhereTheyAreWrong) {
  const Correlated files;
  const auto unknown =
      files.problems("  - {between: [court.ratoi, court.receipts], value: 0.5, source: x, grade: M}\n");
  ASSERT_EQ(unknown.size(), 1U);
  EXPECT_EQ(unknown[0].position.line, 3U);
  EXPECT_EQ(unknown[0].nearest, "court.ratio");
  EXPECT_EQ(files.problems("  - {between: [court.ratio, court.ratio], value: 0.5, source: x, grade: M}\n").size(), 1U);
  EXPECT_EQ(files.problems("  - {between: [court.ratio, court.receipts], value: 1, source: x, grade: M}\n").size(), 1U);
  EXPECT_EQ(files
                .problems("  - {between: [court.ratio, court.receipts], value: 0.1, source: x, grade: M}\n"
                          "  - {between: [court.receipts, court.ratio], value: 0.1, source: x, grade: M}\n")
                .size(),
            1U);
}

}  // namespace
}  // namespace throughgate::scenario
