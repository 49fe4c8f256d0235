#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <vector>

#include "analysis/moments.hpp"

namespace throughgate::analysis {
namespace {

std::vector<double> as_doubles(const std::vector<int>& values) { return {values.begin(), values.end()}; }

TEST(MomentsProperty, AShiftMovesTheMeanAndKeepsTheVariance) {
  EXPECT_TRUE(rc::check("shift", [](const std::vector<int>& values, int shift) {
    RC_PRE(values.size() >= 2U);
    std::vector<double> shifted = as_doubles(values);
    for (double& value : shifted) value += shift;
    const Moments before = moments_of(as_doubles(values));
    const Moments after = moments_of(shifted);
    const double scale = 1 + std::abs(before.mean) + std::abs(static_cast<double>(shift));
    RC_ASSERT(std::abs(after.mean - before.mean - shift) <= 1e-12 * scale);
    RC_ASSERT(std::abs(*after.variance - *before.variance) <= 1e-9 * (1 + *before.variance));
  }));
}

TEST(MomentsProperty, TheMeanLiesBetweenTheExtremes) {
  EXPECT_TRUE(rc::check("bounds", [](const std::vector<int>& values) {
    RC_PRE(!values.empty());
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double mean = moments_of(as_doubles(values)).mean;
    RC_ASSERT(mean >= *low && mean <= *high);
  }));
}

}  // namespace
}  // namespace throughgate::analysis
