#include "random/fast_math.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace throughgate::random {
namespace {

TEST(FastMath, LogarithmAgreesWithTheLibrary) {
  for (double x = 1e-30; x < 1e30; x *= 1.00137) {
    EXPECT_NEAR(fast_log(x), std::log(x), 1e-13 * (1 + std::fabs(std::log(x)))) << x;
  }
}

TEST(FastMath, ExponentialAgreesWithTheLibrary) {
  for (double x = -700; x < 700; x += 0.0173) {
    EXPECT_NEAR(fast_exp(x) / std::exp(x), 1.0, 1e-13) << x;
  }
}

}  // namespace
}  // namespace throughgate::random
