#include "base/tick.hpp"

#include <gtest/gtest.h>

namespace throughgate {
namespace {

TEST(Duration, RoundsDaysToTheNearestMinute) {
  EXPECT_EQ(Duration::days(1.0).count, 1440);
  EXPECT_EQ(Duration::days(0.5 / 1440).count, 1);
  EXPECT_EQ(Duration::days(0.49 / 1440).count, 0);
  EXPECT_EQ(Duration::days(-0.5 / 1440).count, -1);
  EXPECT_EQ(Duration::hours(36), Duration::days(1.5));
}

TEST(Duration, OfImpossiblyManyDaysIsTheLongest) {
  EXPECT_EQ(Duration::days(1e300), Duration::longest());
  EXPECT_EQ(Duration::days(-1e300), -Duration::longest());
  EXPECT_EQ(Duration::days(std::numeric_limits<double>::quiet_NaN()), Duration::longest());
}

TEST(Duration, GivesItsDaysBack) { EXPECT_DOUBLE_EQ(Duration::minutes(720).as_days(), 0.5); }

TEST(Tick, AddsAndSubtractsDurations) {
  const Tick noon{720};
  EXPECT_EQ(noon + Duration::days(1), Tick{2160});
  EXPECT_EQ(Tick{2160} - noon, Duration::days(1));
  EXPECT_EQ(noon - Tick{2160}, -Duration::days(1));
}

TEST(Tick, SaturatesAtTheEpochAndAtNever) {
  EXPECT_EQ(Tick{10} - Duration::minutes(11), Tick{0});
  EXPECT_EQ(Tick{10} + Duration::longest(), Tick::never());
  EXPECT_EQ(Tick{0xFFFFFFFE} + Duration::minutes(1), Tick::never());
  EXPECT_EQ(Tick{0xFFFFFFFD} + Duration::minutes(1), Tick{0xFFFFFFFE});
}

TEST(Tick, NeverStaysNever) {
  EXPECT_EQ(Tick::never() - Duration::days(1), Tick::never());
  EXPECT_TRUE(Tick::never().is_never());
  EXPECT_LT(Tick{0xFFFFFFFE}, Tick::never());
}

}  // namespace
}  // namespace throughgate
