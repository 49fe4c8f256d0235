#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "analysis/intervals.hpp"

namespace throughgate::analysis {
namespace {

constexpr int experiments = 4000;

/// Binomial: at true coverage 0.95 the count lies within 4.4 standard deviations but for a false-alarm rate of 1e-5.
constexpr double tolerance = 4.4 * 0.2179 / 63.25;  // 4.4 sqrt(0.95 0.05) / sqrt(4000)

template <typename Hit>
double coverage(const Hit& hit) {
  std::mt19937_64 generator(20100118);
  std::normal_distribution<double> normal(3.0, 2.0);
  int hits = 0;
  for (int experiment = 0; experiment < experiments; ++experiment) {
    std::vector<double> values(6);
    for (double& value : values) value = normal(generator);
    if (hit(moments_of(values), normal(generator))) ++hits;
  }
  return static_cast<double>(hits) / experiments;
}

TEST(IntervalCoverage, TheMeanLiesInNineteenOfTwentyIntervals) {
  const double share = coverage([](const Moments& moments, double) { return mean_interval(moments)->contains(3.0); });
  EXPECT_NEAR(share, 0.95, tolerance);
}

TEST(IntervalCoverage, AFurtherReplicationLiesInNineteenOfTwentyPredictiveIntervals) {
  const double share =
      coverage([](const Moments& moments, double next) { return predictive_interval(moments)->contains(next); });
  EXPECT_NEAR(share, 0.95, tolerance);
}

}  // namespace
}  // namespace throughgate::analysis
