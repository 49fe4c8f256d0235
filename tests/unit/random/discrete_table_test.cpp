#include "random/discrete_table.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

namespace throughgate::random {
namespace {

DiscreteTable table(std::vector<double> weights) { return DiscreteTable(weights); }

TEST(DiscreteTable, InvertsTheCumulativeWeights) {
  const DiscreteTable outcomes = table({1, 2, 0, 5});
  EXPECT_EQ(outcomes.at(0.0), 0U);
  EXPECT_EQ(outcomes.at(0.1249), 0U);
  EXPECT_EQ(outcomes.at(0.125), 1U);
  EXPECT_EQ(outcomes.at(0.3749), 1U);
  EXPECT_EQ(outcomes.at(0.375), 3U);
  EXPECT_EQ(outcomes.at(std::nextafter(1.0, 0.0)), 3U);
  EXPECT_DOUBLE_EQ(outcomes.probability(3), 0.625);
}

TEST(DiscreteTable, NeverGivesAnOutcomeOfNoWeight) {
  const DiscreteTable outcomes = table({0, 0.1, 0, 0.7, 0.2, 0, 0});
  for (int i = 0; i < 10000; ++i) {
    EXPECT_GT(outcomes.probability(outcomes.at(i / 10000.0)), 0.0);
  }
  EXPECT_EQ(outcomes.at(std::nextafter(1.0, 0.0)), 4U);
}

TEST(DiscreteTable, AgreesWithAPlainSearchEverywhere) {
  std::vector<double> weights;
  for (int i = 0; i < 1000; ++i) weights.push_back(1.0 / (1.0 + i * i % 97));
  const DiscreteTable outcomes(weights);
  double cumulative = 0;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    EXPECT_EQ(outcomes.at(cumulative + 0.5 * outcomes.probability(i)), i);
    cumulative += outcomes.probability(i);
  }
}

TEST(DiscreteTable, RefusesWeightsThatAreNone) {
  EXPECT_THROW(table({}), std::invalid_argument);
  EXPECT_THROW(table({0, 0}), std::invalid_argument);
  EXPECT_THROW(table({1, -1e-9}), std::invalid_argument);
  EXPECT_THROW(table({1, std::nan("")}), std::invalid_argument);
  EXPECT_THROW(table({1, INFINITY}), std::invalid_argument);
}

}  // namespace
}  // namespace throughgate::random
