#include "analysis/appraisal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace throughgate::analysis {
namespace {

using recording::Dataset;
using recording::Variable;
using testing::ElementsAre;
using testing::HasSubstr;

Variable column(const std::string& name, std::vector<std::string> dimensions, recording::Column data) {
  Variable variable;
  variable.name = name;
  variable.dimensions = std::move(dimensions);
  variable.data = std::move(data);
  variable.units = "1";
  return variable;
}

/// Three options with the reference in the middle and four draws, one run each. Present costs by option: 10, 20, 30
/// and more with the first parameter; reoffences 5, 7, 6.
Dataset three_options(bool declares_value) {
  Dataset dataset;
  dataset.attributes = {{"reference", std::string("merged")}};
  if (declares_value) dataset.attributes.push_back({"value_per_reoffence_avoided", 4.0});
  dataset.dimensions = {{"option", {"local", "merged", "separate"}, {}, {}}, {"draw", {}, {1, 2, 3, 4}, {}}};
  Dataset parameters;
  parameters.name = "parameters";
  parameters.dimensions = {{"draw", {}, {1, 2, 3, 4}, {}}, {"parameter", {"costs.a", "costs.b"}, {}, {}}};
  parameters.variables = {
      column("parameter_value", {"draw", "parameter"}, std::vector<double>{0, 1, 8, 1, 0, 1, 16, 1})};
  Dataset runs;
  runs.name = "runs";
  runs.attributes = {{"replications", std::int64_t{1}}};
  runs.dimensions = {{"option", {"local", "merged", "separate"}, {}, {}}, {"run", {}, {1, 2, 3, 4}, {}}};
  runs.variables = {
      column("run_draw", {"run"}, std::vector<std::int64_t>{1, 2, 3, 4}),
      column("net_present_value", {"option", "run"},
             std::vector<double>{-10, -18, -10, -26, -20, -20, -20, -20, -30, -30, -30, -30}),
      column("society_net_present_value", {"option", "run"},
             std::vector<double>{-1, -1, -1, -1, -3, -3, -3, -3, -2, -2, -2, -2}),
      column("discounted_reoffences", {"option", "run"}, std::vector<double>{5, 5, 5, 5, 7, 7, 7, 7, 6, 6, 6, 6})};
  dataset.groups = {parameters, runs};
  return dataset;
}

TEST(Appraisal, KeepsTheOrderOfTheOptionsWhereverTheReferenceStands) {
  const Appraisal appraisal = appraise(three_options(true));
  const Decision& decision = appraisal.decisions.front();
  // local saves 10, 2, 10 and costs 6, and avoids 2 reoffences at 4 pounds; separate costs 10 and avoids one.
  EXPECT_THAT(decision.net_benefit, ElementsAre(12, 0, -6));
  EXPECT_THAT(decision.probability_best, ElementsAre(1, 0, 0));
  EXPECT_THAT(decision.expected_loss, ElementsAre(0, 12, 18));
  EXPECT_EQ(decision.best, 0U);
  EXPECT_EQ(decision.perfect_information.value, 0);
  const Decision& society = appraisal.decisions.back();
  EXPECT_THAT(society.net_benefit, ElementsAre(2, 0, 1));
}

TEST(Appraisal, CountsThePlaneAndItsRatioByAlternative) {
  const Appraisal appraisal = appraise(three_options(true));
  ASSERT_EQ(appraisal.incremental.size(), 2U);
  EXPECT_EQ(appraisal.incremental[0].option, "local");
  EXPECT_EQ(appraisal.incremental[0].cost, -4);
  EXPECT_THAT(appraisal.incremental[0].quadrants, ElementsAre(0.25, 0.75, 0, 0));
  EXPECT_EQ(appraisal.incremental[1].option, "separate");
  EXPECT_EQ(appraisal.incremental[1].ratio, 10);
}

TEST(Appraisal, FollowsTheValueOfAReoffence) {
  const auto& curve = appraise(three_options(true)).acceptability;
  ASSERT_EQ(curve.value.size(), 41U);
  EXPECT_EQ(curve.value.back(), 16);
  EXPECT_THAT(curve.chance.front(), ElementsAre(0.75, 0.25, 0));
  EXPECT_EQ(curve.frontier.front(), 0U);
  EXPECT_EQ(curve.perfect_information.front(), 1.5);  // the draw in which local costs 6 more, a quarter of the time
  EXPECT_TRUE(appraise(three_options(false)).acceptability.value.empty());
  EXPECT_THAT(appraise(three_options(false)).decisions.front().net_benefit, ElementsAre(4, 0, -10));
}

TEST(Appraisal, GivesAConstantParameterNoValue) {
  const Decision decision = appraise(three_options(true)).decisions.front();
  const auto constant = std::ranges::find(decision.single, "costs.b", &InformationValue::name);
  ASSERT_NE(constant, decision.single.end());
  EXPECT_EQ(constant->value.value, 0);
  const auto swing = std::ranges::find(decision.swings, "costs.a", &ParameterSwing::parameter);
  EXPECT_EQ(swing->option, "local");
}

TEST(Appraisal, IsWrittenWithNumbersForEachOfItsLabels) {
  for (const bool declares_value : {true, false}) {
    const Dataset group = decision_group(appraise(three_options(declares_value)));
    for (const Variable& variable : group.variables) {
      std::size_t size = 1;
      for (const auto& name : variable.dimensions) size *= group.dimension(name)->size();
      EXPECT_EQ(std::visit([](const auto& values) { return values.size(); }, variable.data), size) << variable.name;
    }
  }
}

TEST(Appraisal, RefusesResultsWithoutDraws) {
  Dataset dataset = three_options(true);
  dataset.groups.clear();
  try {
    (void)appraise(dataset);
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("--psa"));
  }
}

}  // namespace
}  // namespace throughgate::analysis
