#include "random/distribution.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

namespace throughgate::random {
namespace {

std::vector<Distribution> one_of_each() {
  return {Distribution::fixed(2.5),
          Distribution::uniform(-1, 3),
          Distribution::triangular(0, 1, 4),
          Distribution::normal(1, 0.5),
          Distribution::lognormal(0.2, 0.7),
          Distribution::beta(2, 5),
          Distribution::beta(0.5, 3, 10, 20),
          Distribution::pert(-0.55, -0.2, 0),
          Distribution::normal(-0.3, 0.2).with_point_mass(0.4, 0),
          Distribution::pert(0.8, 0.9, 1.1).with_point_mass(0.25, 1)};
}

TEST(Distribution, HasTheMeanOfItsQuantiles) {
  for (const Distribution& distribution : one_of_each()) {
    double sum = 0;  // the quantile integrated over u by the midpoint rule
    constexpr int points = 20000;
    for (int i = 0; i < points; ++i) sum += distribution.quantile((i + 0.5) / points);
    EXPECT_NEAR(sum / points, distribution.mean(), 1e-3 * (1 + std::fabs(distribution.mean())));
  }
}

TEST(Distribution, InvertsItsCdf) {
  for (const Distribution& distribution : one_of_each()) {
    for (double u = 0.01; u < 1; u += 0.01) {
      const double x = distribution.quantile(u);
      EXPECT_GE(distribution.cdf(x) + 1e-9, u);
      EXPECT_LE(distribution.cdf(x - 1e-7 * (1 + std::fabs(x))), u + 1e-6);
    }
  }
}

TEST(Distribution, RisesWithItsQuantile) {
  for (const Distribution& distribution : one_of_each()) {
    double last = distribution.quantile(0.0005);
    for (double u = 0.001; u < 1; u += 0.0005) {
      EXPECT_GE(distribution.quantile(u), last);
      last = distribution.quantile(u);
    }
  }
}

TEST(Distribution, OfNoEffectGivesItsValueWithThatProbability) {
  const Distribution effect = Distribution::uniform(-1, 1).with_point_mass(0.5, 0);
  EXPECT_DOUBLE_EQ(effect.quantile(0.125), -0.5);
  EXPECT_EQ(effect.quantile(0.26), 0.0);
  EXPECT_EQ(effect.quantile(0.74), 0.0);
  EXPECT_DOUBLE_EQ(effect.quantile(0.875), 0.5);
  EXPECT_EQ(Distribution::uniform(-1, 1).with_point_mass(1, 0).quantile(0.99), 0.0);
  EXPECT_EQ(Distribution::fixed(3).with_point_mass(0.5, 1).quantile(0.49), 1.0);
  EXPECT_EQ(Distribution::fixed(3).with_point_mass(0.5, 1).quantile(0.51), 3.0);
}

TEST(Distribution, OfAPertHasTheMeanOfTheThreePoints) {
  EXPECT_DOUBLE_EQ(Distribution::pert(1, 2, 9).mean(), (1 + 4 * 2 + 9) / 6.0);
}

TEST(Distribution, OfASampleHasItsValuesAndItsMean) {
  const auto sample = Distribution::empirical({4, 1, 3, 2, 5});
  EXPECT_DOUBLE_EQ(sample.mean(), 3);
  EXPECT_DOUBLE_EQ(sample.quantile(0.5), 3);
  EXPECT_DOUBLE_EQ(sample.quantile(0.125), 1.5);
  EXPECT_NEAR(sample.quantile(1e-9), 1, 1e-6);
  EXPECT_NEAR(sample.quantile(1 - 1e-9), 5, 1e-6);
  EXPECT_DOUBLE_EQ(sample.cdf(0.9), 0);
  EXPECT_DOUBLE_EQ(sample.cdf(2), 0.4);
  EXPECT_DOUBLE_EQ(sample.cdf(5), 1);
  EXPECT_FALSE(sample.is_fixed());
  EXPECT_DOUBLE_EQ(Distribution::empirical({7}).quantile(0.3), 7);
  EXPECT_THROW((void)Distribution::empirical({}), std::invalid_argument);
}

TEST(Distribution, RefusesParametersOutOfRange) {
  EXPECT_THROW((void)Distribution::fixed(INFINITY), std::invalid_argument);
  EXPECT_THROW((void)Distribution::uniform(1, 1), std::invalid_argument);
  EXPECT_THROW((void)Distribution::triangular(0, 2, 1), std::invalid_argument);
  EXPECT_THROW((void)Distribution::normal(0, 0), std::invalid_argument);
  EXPECT_THROW((void)Distribution::lognormal(0, -1), std::invalid_argument);
  EXPECT_THROW((void)Distribution::beta(0, 1), std::invalid_argument);
  EXPECT_THROW((void)Distribution::pert(0, -1, 1), std::invalid_argument);
  EXPECT_THROW((void)Distribution::fixed(1).with_point_mass(1.1, 0), std::invalid_argument);
  EXPECT_THROW((void)Distribution::fixed(1).quantile(0), std::invalid_argument);
  EXPECT_THROW((void)Distribution::fixed(1).quantile(1), std::invalid_argument);
}

}  // namespace
}  // namespace throughgate::random
