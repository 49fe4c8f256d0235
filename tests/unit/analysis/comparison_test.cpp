#include "analysis/comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "example_dataset.hpp"

namespace throughgate::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const double unknown = std::numeric_limits<double>::quiet_NaN();
const std::vector<std::string> pairs{"option", "replication"};

TEST(Comparison, DifferencesArePaired) {
  recording::Dataset dataset = two_options(4);
  dataset.variables.push_back(variable_of("prison_population", pairs, {10, 20, 30, 40, 11, 23, 31, 43}));
  const Comparison comparison = compare(dataset);
  ASSERT_EQ(comparison.rows.size(), 2U);
  const ComparisonRow& row = *comparison.find("prison_population", "separate");
  EXPECT_DOUBLE_EQ(row.mean, 27.0);
  EXPECT_DOUBLE_EQ(*row.difference.mean, 2.0);
  // Differences 1, 3, 1, 3: sd 1.1547, t(0.975; 3) = 3.1824, standard error 0.57735.
  EXPECT_NEAR(*row.difference.lower, 2 - 3.18245 * 0.57735, 1e-4);
  EXPECT_NEAR(*row.difference.upper, 2 + 3.18245 * 0.57735, 1e-4);
  // Variances: 500/3 of the reference, 544/3 of the option, 4/3 of the difference.
  EXPECT_NEAR(*row.difference.variance_reduction, (500.0 + 544.0) / 4.0, 1e-9);
}

TEST(Comparison, TheReferenceDiffersFromItselfByZero) {
  recording::Dataset dataset = two_options(1);
  dataset.variables.push_back(variable_of("prison_population", pairs, {10, 11}));
  const ComparisonRow row = *compare(dataset).find("prison_population", "merged");
  EXPECT_EQ(row.difference.mean, 0.0);
  EXPECT_EQ(row.difference.lower, 0.0);
  EXPECT_EQ(row.difference.upper, 0.0);
  EXPECT_FALSE(row.standard_deviation.has_value());
}

TEST(Comparison, EqualOptionsDifferByExactlyZero) {
  recording::Dataset dataset = two_options(3);
  dataset.variables.push_back(variable_of("total_cost", pairs, {0.1, 0.2, 0.3, 0.1, 0.2, 0.3}));
  const Difference difference = compare(dataset).find("total_cost", "separate")->difference;
  EXPECT_EQ(difference.mean, 0.0);
  EXPECT_EQ(difference.lower, 0.0);
  EXPECT_EQ(difference.upper, 0.0);
  EXPECT_FALSE(difference.variance_reduction.has_value());
}

TEST(Comparison, OneReplicationHasADifferenceButNoInterval) {
  recording::Dataset dataset = two_options(1);
  dataset.variables.push_back(variable_of("prison_population", pairs, {10, 12}));
  const Difference difference = compare(dataset).find("prison_population", "separate")->difference;
  EXPECT_EQ(difference.mean, 2.0);
  EXPECT_FALSE(difference.lower.has_value());
}

TEST(Comparison, SkipsPairsThatAreNotKnownAndResponsesThatNeverAre) {
  recording::Dataset dataset = two_options(3);
  dataset.variables.push_back(variable_of("psr_wait", pairs, {1, unknown, 3, 2, 7, unknown}));
  dataset.variables.push_back(variable_of("hdc_share", pairs, std::vector<double>(6, unknown)));
  dataset.variables.push_back(variable_of("time_to_fill", pairs, {unknown, unknown, unknown, 1, 2, 3}));
  const Comparison comparison = compare(dataset);
  EXPECT_EQ(comparison.find("psr_wait", "separate")->difference.mean, 1.0);
  EXPECT_EQ(comparison.find("psr_wait", "separate")->mean, 4.5);
  EXPECT_EQ(comparison.find("hdc_share", "merged"), nullptr);
  EXPECT_EQ(comparison.find("time_to_fill", "merged"), nullptr);
  EXPECT_FALSE(comparison.find("time_to_fill", "separate")->difference.mean.has_value());
}

TEST(Comparison, NamesBreakdownsByLabelAndLeavesSeriesOut) {
  recording::Dataset dataset = two_options(1);
  dataset.dimensions.push_back({"cohort", {"custody", "court_order"}, {}, {}});
  dataset.dimensions.push_back({"time", {}, {0.0}, {}});
  dataset.variables.push_back(
      variable_of("reconviction_2y_by_cohort", {"option", "replication", "cohort"}, {1, 2, 3, 4}, "1"));
  dataset.variables.push_back(variable_of("remand_stay", {"option", "replication", "cohort"}, {5, 6, 7, 8}, "day"));
  dataset.variables.push_back(variable_of("prison_population_monthly", {"option", "replication", "time"}, {1, 2}));
  std::vector<std::string> names;
  for (const auto& row : compare(dataset).rows) {
    if (row.option == "separate") names.push_back(row.response);
  }
  EXPECT_THAT(names, ElementsAre("reconviction_2y[custody]", "reconviction_2y[court_order]", "remand_stay[custody]",
                                 "remand_stay[court_order]"));
  EXPECT_EQ(compare(dataset).find("reconviction_2y[court_order]", "separate")->mean, 4.0);
}

TEST(Comparison, ReadsIntegersAsNumbers) {
  recording::Dataset dataset = two_options(1);
  auto variable = variable_of("crown_court_sitting_days", pairs, {});
  variable.data = std::vector<std::int32_t>{100, 90};
  dataset.variables.push_back(variable);
  EXPECT_EQ(compare(dataset).find("crown_court_sitting_days", "separate")->difference.mean, -10.0);
}

TEST(Comparison, WarnsWhenProvenAndCommittedReoffendingPartWays) {
  recording::Dataset dataset = two_options(2);
  dataset.variables.push_back(variable_of("proven_reoffending_1y", pairs, {0.4, 0.4, 0.3, 0.3}, "1"));
  dataset.variables.push_back(variable_of("reoffending_committed_1y", pairs, {0.5, 0.5, 0.6, 0.6}, "1"));
  EXPECT_THAT(compare(dataset).warnings, ElementsAre(HasSubstr("opposite directions")));
  std::get<std::vector<double>>(dataset.variables[1].data) = {0.5, 0.5, 0.45, 0.45};
  EXPECT_TRUE(compare(dataset).warnings.empty());
}

}  // namespace
}  // namespace throughgate::analysis
