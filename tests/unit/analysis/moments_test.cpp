#include "analysis/moments.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "analysis/intervals.hpp"

namespace throughgate::analysis {
namespace {

TEST(Moments, MatchAHandCalculation) {
  const Moments moments = moments_of(std::vector<double>{2, 4, 4, 4, 5, 5, 7, 9});
  EXPECT_EQ(moments.count, 8U);
  EXPECT_DOUBLE_EQ(moments.mean, 5.0);
  EXPECT_DOUBLE_EQ(*moments.variance, 32.0 / 7.0);
}

TEST(Moments, KeepDigitsThatAPlainSumLoses) {
  const Moments moments = moments_of(std::vector<double>{1e16, 1.0, 1.0, -1e16, 2.0});
  EXPECT_DOUBLE_EQ(moments.mean, 0.8);
}

TEST(Moments, LeaveOutValuesThatAreNotKnown) {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  const Moments moments = moments_of(std::vector<double>{unknown, 3.0, unknown});
  EXPECT_EQ(moments.count, 1U);
  EXPECT_EQ(moments.mean, 3.0);
  EXPECT_FALSE(moments.variance.has_value());
}

TEST(Intervals, TValuesMatchPublishedTables) {
  EXPECT_NEAR(t_value(0.95, 1), 12.706, 5e-4);
  EXPECT_NEAR(t_value(0.95, 9), 2.262, 5e-4);
  EXPECT_NEAR(t_value(0.95, 19), 2.093, 5e-4);
  EXPECT_NEAR(t_value(0.99, 30), 2.750, 5e-4);
}

TEST(Intervals, OfAMeanMatchesAHandCalculation) {
  // mean 3, sd sqrt(2.5), t(0.975; 4) = 2.7764
  const auto interval = mean_interval(moments_of(std::vector<double>{1, 2, 3, 4, 5}));
  EXPECT_NEAR(interval->lower, 3 - 2.77645 * 0.70711, 1e-4);
  EXPECT_NEAR(interval->upper, 3 + 2.77645 * 0.70711, 1e-4);
}

TEST(Intervals, OfOneFurtherReplicationIsWiderBySqrtOfNPlusOne) {
  const Moments moments = moments_of(std::vector<double>{1, 2, 3, 4, 5});
  const double mean_half = mean_interval(moments)->upper - moments.mean;
  const double predictive_half = predictive_interval(moments)->upper - moments.mean;
  EXPECT_NEAR(predictive_half / mean_half, 2.449490, 1e-6);
}

TEST(Intervals, NeedTwoValues) { EXPECT_FALSE(mean_interval(moments_of(std::vector<double>{1.0})).has_value()); }

}  // namespace
}  // namespace throughgate::analysis
