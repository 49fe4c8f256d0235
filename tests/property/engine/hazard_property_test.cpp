#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <limits>

#include <cmath>

#include "engine/hazard_clock.hpp"

namespace throughgate::engine {
namespace {

double any_in(double low, double high) { return low + (high - low) * *rc::gen::inRange(1, 1000000) * 1e-6; }

HazardShape any_shape() {
  const double p1 = any_in(0.02, 0.8);
  const double p2 = any_in(p1 + 0.01, 0.97);
  const HazardMixture mixture{any_in(0, 2), any_in(p2 + 0.005, 1)};
  const auto family = *rc::gen::element(HazardFamily::weibull, HazardFamily::lognormal, HazardFamily::loglogistic);
  return solve(family, p1, p2, mixture);
}

TEST(HazardProperty, ACumulativeHazardRises) {
  EXPECT_TRUE(rc::check([] {
    const HazardShape shape = any_shape();
    const double days = any_in(0.01, 5000);
    const double earlier = cumulative_hazard(shape, days);
    const double later = cumulative_hazard(shape, days * 1.01);
    RC_ASSERT(earlier >= 0);
    RC_ASSERT(later >= earlier);
    // Far in the tails the hazard is below the smallest number there is, or above the greatest.
    const bool representable = later > std::numeric_limits<double>::min() && std::isfinite(later);
    if (representable) RC_ASSERT(later > earlier);
  }));
}

TEST(HazardProperty, ALowerHazardNeverHastensTheEvent) {
  EXPECT_TRUE(rc::check([] {
    const HazardShape shape = any_shape();
    HazardClock usual(any_in(0.01, 3));
    usual.set_multiplier(any_in(0.2, 3));
    HazardClock lowered = usual;
    for (int i = 0; i < 5; ++i) {
      const Duration step = Duration::minutes(*rc::gen::inRange(1, 100000));
      if (usual.time_to_next(shape) <= step) break;
      usual.advance(shape, step);
      lowered.advance(shape, step);
      lowered.set_multiplier(lowered.multiplier() * any_in(0.5, 0.999));
      RC_ASSERT(lowered.remaining() >= usual.remaining());
      RC_ASSERT(lowered.time_to_next(shape) >= usual.time_to_next(shape));
    }
  }));
}

TEST(HazardProperty, TheEventComesWithinAMinuteOfItsThreshold) {
  EXPECT_TRUE(rc::check([] {
    const HazardShape shape = any_shape();
    HazardClock clock(any_in(0.01, 2));
    clock.set_multiplier(any_in(0.2, 3));
    const Duration due = clock.time_to_next(shape);
    RC_PRE(due < Duration::days(20000) && due > Duration::minutes(2));
    HazardClock before = clock;
    before.advance(shape, due - Duration::minutes(2));
    RC_ASSERT(before.remaining() > 0);
    clock.advance(shape, due + Duration::minutes(1));
    RC_ASSERT(clock.remaining() <= 0);
  }));
}

}  // namespace
}  // namespace throughgate::engine
