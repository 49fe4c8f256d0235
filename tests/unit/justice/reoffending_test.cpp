#include "justice/pathway/reoffending.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/date.hpp"
#include "reoffending_world.hpp"

namespace throughgate::justice {
namespace {

Reoffending process(int family) { return made_of(plain_reoffending(family)); }

Hot person(float a, float b, float remaining) {
  Hot hot;
  hot.hazard_settled = start;
  hot.shape_a = a;
  hot.shape_b = b;
  hot.remaining = remaining;
  return hot;
}

Exposure at_liberty() {
  Exposure exposure;
  exposure.at_risk = true;
  return exposure;
}

/// Looks again and again, as the pathway does, until the threshold is reached.
Tick offence_of(const Reoffending& reoffending, const Hot& person, const Exposure& exposure,
                const ContactFactors& factors) {
  Hot hot = person;
  Tick now = hot.hazard_settled;
  for (int looks = 0; looks < 1000; ++looks) {
    now = reoffending.next_offence(now, hot, exposure, factors).tick;
    if (now.is_never()) return now;
    reoffending.settle(now, hot, exposure, factors);
    if (hot.remaining <= reached) return now;
  }
  return Tick::never();
}

TEST(ActuarialRisk, IsThePublishedOneOfAManOfTwentyWithAFirstSanctionForViolence) {
  ReoffendingModel model = plain_reoffending(weibull_family);
  model.actuarial = {.constant = {1.40256, 2.12171},
                     .history_slope = 1.25112,
                     .first_sanction = 0.12614,
                     .repeat_sanction = 0.46306,
                     .male_age = {-0.6251},
                     .female_age = {-0.8975},
                     .offence = {}};
  Cold cold;
  cold.sex = Sex::male;
  cold.group = OffenceGroup::violence;
  cold.sanctions = 0;
  cold.first_sanction_age = 20;
  const auto [one_year, two_years] = made_of(model).risks(cold, 20);
  EXPECT_NEAR(one_year, 0.1216, 0.00005);
  EXPECT_NEAR(two_years, 0.2213, 0.00005);
}

TEST(Reoffending, ComesWhereTheClosedFormOfTheWeibullSays) {
  const Reoffending reoffending = process(weibull_family);
  for (const float a : {0.5F, 0.75F, 1.25F}) {
    for (const float remaining : {0.125F, 0.5F, 1.5F}) {
      Hot hot = person(a, 500, remaining);
      Exposure exposure = at_liberty();
      exposure.personal = 0.75F;
      const double days = 500 * std::pow(static_cast<double>(remaining) / 0.75, 1 / static_cast<double>(a));
      const NextOffence next = reoffending.next_offence(start, hot, exposure, ContactFactors{});
      EXPECT_TRUE(next.certain);
      EXPECT_NEAR((next.tick - start).as_days() * 1440, days * 1440, 1.01);
      EXPECT_EQ(offence_of(reoffending, hot, exposure, ContactFactors{}), next.tick);
    }
  }
}

TEST(Reoffending, IsTheSameHoweverOftenTheHazardIsSettled) {
  const Reoffending reoffending = process(weibull_family);
  Hot once = person(0.75F, 500, 1.5F);
  Hot often = once;
  const Exposure exposure = at_liberty();
  constexpr int pieces = 400;
  for (int piece = 1; piece <= pieces; ++piece)
    reoffending.settle(start + Duration::hours(piece * 9), often, exposure, ContactFactors{});
  reoffending.settle(start + Duration::hours(pieces * 9), once, exposure, ContactFactors{});
  EXPECT_EQ(once.at_risk, often.at_risk);
  EXPECT_EQ(once.hazard_settled, often.hazard_settled);
  // Each settling rounds what is left to single precision: half a unit in the last place of 1.5.
  EXPECT_NEAR(static_cast<double>(once.remaining), static_cast<double>(often.remaining), pieces * 0x1p-24);
}

TEST(Reoffending, NeverComesEarlierUnderALowerHazard) {
  const Reoffending reoffending = process(weibull_family);
  Tick earlier{0};
  for (float personal = 2; personal > 0.05F; personal *= 0.93F) {
    Exposure exposure = at_liberty();
    exposure.personal = personal;
    const Tick tick = offence_of(reoffending, person(0.75F, 500, 0.5F), exposure, ContactFactors{});
    EXPECT_GE(tick, earlier);
    EXPECT_GT(tick, start);
    earlier = tick;
  }
}

TEST(Exposure, IsNoneInPrisonAndOutside) {
  Hot hot;
  const Cold cold;
  for (const auto bit : {Standing::in_prison, Standing::outside}) {
    for (const unsigned beside : {0U, 0U + Standing::licence, 0U + Standing::community_order}) {
      hot.standing = Standing{};
      hot.standing.add(bit | beside);
      EXPECT_FALSE(Exposure::of(hot, cold).at_risk);
    }
  }
  hot.standing = Standing{};
  EXPECT_TRUE(Exposure::of(hot, cold).at_risk);
}

TEST(Reoffending, ConsumesNothingInPrison) {
  const Reoffending reoffending = process(weibull_family);
  Hot hot = person(0.75F, 500, 0.5F);
  const Tick free = reoffending.next_offence(start, hot, at_liberty(), ContactFactors{}).tick;
  reoffending.settle(start + Duration::days(30), hot, at_liberty(), ContactFactors{});
  const Hot at_reception = hot;
  EXPECT_TRUE(reoffending.next_offence(start + Duration::days(30), hot, Exposure{}, ContactFactors{}).tick.is_never());
  reoffending.settle(start + Duration::days(230), hot, Exposure{}, ContactFactors{});
  EXPECT_EQ(hot.remaining, at_reception.remaining);
  EXPECT_EQ(hot.at_risk, at_reception.at_risk);
  const Tick tick = reoffending.next_offence(start + Duration::days(230), hot, at_liberty(), ContactFactors{}).tick;
  EXPECT_NEAR(static_cast<double>((tick - free).count), 200.0 * 1440, 2);
}

TEST(Reoffending, FeelsTheGateUntilItsLastDayAndNotBeyond) {
  const Reoffending reoffending = process(exponential_family);
  Exposure exposure = at_liberty();
  exposure.gate_effect = 0.5F;
  exposure.gate_until = start + Duration::days(100);
  const auto days = [&](float remaining) {
    return (offence_of(reoffending, person(1, 400, remaining), exposure, ContactFactors{}) - start).as_days();
  };
  constexpr double minutes = 2.0 / 1440;
  EXPECT_NEAR(days(0.0625F), 50, minutes) << "inside: half the hazard";
  EXPECT_NEAR(days(0.5F), 100 + (0.5 * 400 - 50), minutes) << "50 of 100 days are consumed at the gate";
}

TEST(Reoffending, FollowsTheContactOfEachMonth) {
  const ReoffendingModel model = plain_reoffending(exponential_family);
  const Reoffending reoffending = made_of(model);
  ContactFactors factors(month_index(start));
  for (const double intensity : {2.0, 0.5, 4.0}) {
    std::array<double, region_count> months;
    months.fill(intensity);
    factors.append(months, model);
  }
  Exposure exposure = at_liberty();
  exposure.supervised = true;
  // January consumes 31 / 2, February 28 * 2; March and all later months a quarter.
  const double remaining = 31 * 0.5 + 28 * 2 + 40 * 0.25;
  const Tick tick = offence_of(reoffending, person(1, 1000, static_cast<float>(remaining / 1000)), exposure, factors);
  EXPECT_NEAR((tick - start).as_days(), 31 + 28 + 40, 0.01);
}

TEST(ContactFactors, BoundEveryMonthAndRiseOnlyWhenAMonthIsAboveTheBound) {
  const ReoffendingModel model = plain_reoffending(exponential_family);
  ContactFactors factors(0);
  auto stream = random::Stream(random::PreparedKey{random::StreamKey{5, 0}}, Identity::of(0, 0, 0), 1, 0);
  bool ever_raised = false;
  bool ever_kept = false;
  for (int month = 0; month < 120; ++month) {
    std::array<double, region_count> intensity;
    for (double& value : intensity) value = 0.6 + 0.8 * stream.uniform();
    bool above = false;
    for (unsigned region = 0; region < region_count; ++region) {
      for (unsigned tier = 0; tier < tier_count; ++tier) above |= 1 / intensity[region] > factors.bound(region, tier);
    }
    EXPECT_EQ(factors.append(intensity, model), above);
    (above ? ever_raised : ever_kept) = true;
    for (unsigned region = 0; region < region_count; ++region) {
      EXPECT_NEAR(factors.at(month, region, 1), 1 / intensity[region], 1e-12);
      for (int past = 0; past <= month; ++past) EXPECT_LE(factors.at(past, region, 2), factors.bound(region, 2));
    }
  }
  EXPECT_TRUE(ever_raised && ever_kept);
}

}  // namespace
}  // namespace throughgate::justice
