/// Effects of programmes on the hazard, which fade month by month.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/date.hpp"
#include "justice/pathway/reoffending.hpp"
#include "reoffending_world.hpp"

namespace throughgate::justice {
namespace {

constexpr double scale_days = 500;
constexpr double one_minute = 1.0 / 1440;
Hot person(float remaining, float a = 1) {
  Hot hot;
  hot.hazard_settled = start;
  hot.shape_a = a;
  hot.shape_b = scale_days;
  hot.remaining = remaining;
  return hot;
}

Exposure fading(float log_effect, Tick since = start) {
  Exposure exposure;
  exposure.at_risk = true;
  exposure.fading_log = log_effect;
  exposure.fading_since = since;
  return exposure;
}

/// Hazard ratio in the calendar month: of what is left in its middle.
double ratio_in(int month, double log_effect, Tick since) {
  const double age = (month_start(month) - since).as_days() + days_in_month / 2;
  return std::exp(log_effect * std::exp2(-std::max(age, 0.0) / (half_life_months * days_in_month)));
}

/// Where an exponential hazard of one in `scale_days`, constant inside each month, has been consumed.
double days_of_closed_form(double remaining, double log_effect, Tick since) {
  double left = remaining * scale_days;  // in days at the ratio one
  Tick from = start;
  for (int month = month_index(start);; ++month) {
    const double ratio = ratio_in(month, log_effect, since);
    const double days = (month_start(month + 1) - from).as_days();
    if (left <= days * ratio) return (from - start).as_days() + left / ratio;
    left -= days * ratio;
    from = month_start(month + 1);
  }
}

/// Looks again and again, as the pathway does, until the threshold is reached.
Tick offence_of(const Reoffending& reoffending, const Hot& who, const Exposure& exposure,
                const ContactFactors& factors = ContactFactors{}) {
  Hot hot = who;
  Tick now = hot.hazard_settled;
  for (int looks = 0; looks < 1000; ++looks) {
    now = reoffending.next_offence(now, hot, exposure, factors).tick;
    if (now.is_never()) return now;
    reoffending.settle(now, hot, exposure, factors);
    if (hot.remaining <= reached) return now;
  }
  return Tick::never();
}

TEST(Fading, TimesTheOffenceWhereTheHazardConstantInEachMonthIsConsumed) {
  const Reoffending reoffending = made_of(plain_reoffending(exponential_family));
  for (const float log_effect : {-1.0F, -0.25F, 0.125F, 0.75F}) {
    for (const float remaining : {0.015625F, 0.125F, 0.5F, 1.5F, 4.0F}) {
      const double days = days_of_closed_form(static_cast<double>(remaining), static_cast<double>(log_effect), start);
      const Tick tick = offence_of(reoffending, person(remaining), fading(log_effect));
      // Single precision of what is left: half a unit in the last place at each of the looks.
      const double looks = days / 28 + 2;
      const double rounding = looks * static_cast<double>(remaining) * 0x1p-24 * scale_days * 3;
      EXPECT_NEAR((tick - start).as_days(), days, 2 * one_minute + rounding) << log_effect << ", " << remaining;
    }
  }
}

TEST(Fading, BeginsWithTheWholeEffectInTheMonthOfItsStart) {
  const Reoffending reoffending = made_of(plain_reoffending(exponential_family));
  const Tick late = start + Duration::days(25);
  Hot hot = person(1);
  hot.hazard_settled = late;
  reoffending.settle(month_start(month_index(start) + 1), hot, fading(-0.5F, late), ContactFactors{});
  EXPECT_NEAR(1 - static_cast<double>(hot.remaining), 6 * std::exp(-0.5) / scale_days, 1e-6);
}

TEST(Fading, IsSettledByTheSameClosedFormHoweverOften) {
  const Reoffending reoffending = made_of(plain_reoffending(exponential_family));
  const Exposure exposure = fading(-0.75F);
  double consumed = 0;
  for (int month = month_index(start); month < month_index(start) + 36; ++month) {
    const double days = (month_start(month + 1) - month_start(month)).as_days();
    consumed += days * ratio_in(month, -0.75, start) / scale_days;
  }
  Hot once = person(4);
  Hot often = person(4);
  const Tick end = month_start(month_index(start) + 36);
  int pieces = 0;
  for (Tick now = start; now < end; now = now + Duration::hours(77), ++pieces)
    reoffending.settle(now, often, exposure, ContactFactors{});
  reoffending.settle(end, often, exposure, ContactFactors{});
  reoffending.settle(end, once, exposure, ContactFactors{});
  EXPECT_NEAR(4 - static_cast<double>(once.remaining), consumed, 0x1p-22);
  EXPECT_NEAR(static_cast<double>(often.remaining), static_cast<double>(once.remaining), pieces * 0x1p-23);
  EXPECT_EQ(often.at_risk, once.at_risk);
}

TEST(Fading, NeverTimesAnOffenceLateOrLooksBackwards) {
  for (const int family : {exponential_family, weibull_family}) {
    const Reoffending reoffending = made_of(plain_reoffending(family));
    for (const float log_effect : {-1.0F, 1.0F}) {
      Hot hot = person(2, 0.75F);
      const Exposure exposure = fading(log_effect);
      const Tick offence = offence_of(reoffending, hot, exposure);
      Tick now = start;
      while (now < offence) {
        const NextOffence next = reoffending.next_offence(now, hot, exposure, ContactFactors{});
        ASSERT_GT(next.tick, now);
        ASSERT_LE(next.tick, offence);
        EXPECT_TRUE(!next.certain || next.tick == offence);
        now = next.tick;
        reoffending.settle(now, hot, exposure, ContactFactors{});
      }
    }
  }
}

TEST(Fading, IsReachedWithoutSettlingWhereTheOffenceIsCertain) {
  const Reoffending reoffending = made_of(plain_reoffending(exponential_family));
  const Exposure exposure = fading(-0.5F);
  Hot settled = person(0.03125F);
  Hot foretold = settled;
  const NextOffence next = reoffending.next_offence(start, settled, exposure, ContactFactors{});
  ASSERT_TRUE(next.certain) << "inside the first month";
  reoffending.settle(next.tick, settled, exposure, ContactFactors{});
  Reoffending::reach(next.tick, foretold);
  EXPECT_LE(settled.remaining, reached);
  EXPECT_EQ(foretold.remaining, 0);
  EXPECT_EQ(foretold.at_risk, settled.at_risk);
  EXPECT_EQ(foretold.hazard_settled, settled.hazard_settled);
}

TEST(Fading, DelaysWhereItProtectsHastensWhereItHarmsAndChangesNothingWhereThereIsNone) {
  const Reoffending reoffending = made_of(plain_reoffending(weibull_family));
  Tick earlier = Tick{0};
  for (const float log_effect : {1.0F, 0.5F, 0.0F, -0.5F, -1.0F}) {
    const Tick tick = offence_of(reoffending, person(0.5F, 0.75F), fading(log_effect));
    EXPECT_GT(tick, earlier);
    earlier = tick;
  }
  const NextOffence plain = reoffending.next_offence(start, person(0.5F, 0.75F), fading(0), ContactFactors{});
  EXPECT_TRUE(plain.certain);
}

TEST(Fading, ActsNoMoreWhenNextToNothingIsLeft) {
  const Reoffending reoffending = made_of(plain_reoffending(exponential_family));
  const Tick long_ago = start - Duration::days(14 * half_life_months * days_in_month);
  Hot faded = person(1);
  Hot never = person(1);
  const Tick end = start + Duration::days(200);
  reoffending.settle(end, faded, fading(-1, long_ago), ContactFactors{});
  reoffending.settle(end, never, fading(0), ContactFactors{});
  EXPECT_NEAR(static_cast<double>(faded.remaining), static_cast<double>(never.remaining), 12 * 0x1p-24);
}

TEST(Fading, IsCappedTogetherWithTheOtherEffectsOfSupervision) {
  ReoffendingModel model = plain_reoffending(exponential_family);
  model.supervision_floor = 0.5;
  const Reoffending reoffending = made_of(model);
  Exposure exposure = fading(-0.5F);
  exposure.gate_effect = 0.75F;
  exposure.gate_until = Tick::never();
  Hot hot = person(1);
  reoffending.settle(start + Duration::days(31), hot, exposure, ContactFactors{});
  EXPECT_NEAR(1 - static_cast<double>(hot.remaining), 31 * 0.5 / scale_days, 1e-6) << "0.61 x 0.75 is below the floor";
}

TEST(Fading, MultipliesWithContactMonthByMonth) {
  const ReoffendingModel model = plain_reoffending(exponential_family);
  const Reoffending reoffending = made_of(model);
  ContactFactors factors(month_index(start));
  double consumed = 0;
  int month = month_index(start);
  for (const double intensity : {2.0, 0.5, 4.0}) {
    std::array<double, region_count> regions;
    regions.fill(intensity);
    factors.append(regions, model);
    const double days = (month_start(month + 1) - month_start(month)).as_days();
    consumed += days / intensity * ratio_in(month, 0.5, start) / scale_days;
    ++month;
  }
  Exposure exposure = fading(0.5F);
  exposure.supervised = true;
  const auto remaining = static_cast<float>(consumed);
  EXPECT_NEAR((offence_of(reoffending, person(remaining), exposure, factors) - start).as_days(), 31 + 28 + 31, 0.02);
}

}  // namespace
}  // namespace throughgate::justice
