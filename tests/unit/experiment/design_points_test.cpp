#include "experiment/design_points.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace throughgate::experiment {
namespace {

using scenario::Design;
using scenario::DesignMethod;
using scenario::Factor;
using ::testing::ElementsAre;

Factor continuous(const std::string& name, double low, double high, std::size_t levels = 2) {
  Factor factor;
  factor.name = name;
  factor.range = {low, high};
  factor.levels = levels;
  factor.distribution = random::Distribution::uniform(low, high);
  return factor;
}

Factor discrete(const std::string& name, std::vector<scenario::Json> values) {
  Factor factor;
  factor.name = name;
  factor.values = std::move(values);
  return factor;
}

Design design_of(DesignMethod method, std::size_t points = 0) {
  Design design;
  design.method = method;
  design.points = points;
  design.factors = {continuous("growth", 0, 0.5, 3), discrete("policy", {"fixed", "follows"})};
  return design;
}

TEST(DesignPoints, OfAFactorialAreEveryCombinationWithTheEndsOfTheRange) {
  const auto points = design_points(design_of(DesignMethod::factorial), 1);
  ASSERT_EQ(points.rows(), 6);
  std::set<std::pair<double, double>> met;
  for (const auto& point : points.rowwise()) met.emplace(point(0), point(1));
  EXPECT_EQ(met, (std::set<std::pair<double, double>>{{0, 0}, {0, 1}, {0.25, 0}, {0.25, 1}, {0.5, 0}, {0.5, 1}}));
}

TEST(DesignPoints, OneAtATimeBeginWithTheFilesAndMoveOneFactor) {
  const auto points = design_points(design_of(DesignMethod::one_at_a_time), 1);
  ASSERT_EQ(points.rows(), 1 + 3 + 2);
  EXPECT_TRUE(points.row(0).array().isNaN().all());
  for (Eigen::Index point = 1; point < points.rows(); ++point) {
    EXPECT_EQ(points.row(point).array().isNaN().count(), 1) << point;
  }
}

TEST(DesignPoints, OfALatinHypercubeFillTheStrataOfTheRange) {
  const auto points = design_points(design_of(DesignMethod::latin_hypercube, 50), 1);
  std::set<int> strata;
  for (const double value : points.col(0)) strata.insert(static_cast<int>(std::floor(value / 0.5 * 50)));
  EXPECT_EQ(strata.size(), 50U);
  EXPECT_EQ((points.col(1).array() == 0).count(), 25);
  EXPECT_EQ((points.col(1).array() == 1).count(), 25);
}

TEST(DesignPoints, FollowTheirOwnSeedBeforeTheScenarios) {
  Design design = design_of(DesignMethod::latin_hypercube, 8);
  const auto of_scenario = design_points(design, 5);
  EXPECT_NE(of_scenario, design_points(design, 6));
  design.seed = 5;
  EXPECT_EQ(of_scenario, design_points(design, 6));
}

TEST(DesignPoints, OfIndicesComeInGroupsThatDifferInOneFactor) {
  const auto points = design_points(design_of(DesignMethod::sobol_indices, 4), 1);
  ASSERT_EQ(points.rows(), 4 * 4);
  for (Eigen::Index base = 0; base < 4; ++base) {
    EXPECT_EQ(points(base * 4 + 2, 0), points(base * 4 + 1, 0));
    EXPECT_EQ(points(base * 4 + 2, 1), points(base * 4, 1));
    EXPECT_EQ(points(base * 4 + 3, 1), points(base * 4 + 1, 1));
  }
}

TEST(CoordinateColumns, HoldValuesAndWordsAndSayWhatStaysAsItIs) {
  const Design design = design_of(DesignMethod::one_at_a_time);
  const auto columns = coordinate_columns(design, design_points(design, 1));
  const auto& numbers = std::get<std::vector<double>>(columns[0].data);
  EXPECT_TRUE(std::isnan(numbers[0]));
  EXPECT_EQ(numbers[2], 0.25);
  EXPECT_THAT(std::get<std::vector<std::string>>(columns[1].data),
              ElementsAre("as filed", "as filed", "as filed", "as filed", "fixed", "follows"));
}

}  // namespace
}  // namespace throughgate::experiment
