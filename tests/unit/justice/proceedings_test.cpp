#include "justice/pathway/proceedings.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "court_world.hpp"
#include "justice/pathway/custody.hpp"

namespace throughgate::justice {
namespace {

/// Shares are tested at five standard errors: a false alarm in 1.7 million each.
constexpr double standard_errors = 5;

Model with_ineffective(double magistrates, double crown) {
  Model model = court_model();
  model.proceedings.ineffective = {magistrates, crown};
  return model;
}

TEST(Trial, GoesAheadOnItsDayWhereNoneIsIneffective) {
  CourtWorld world;
  world.contested(Court::magistrates);
  world.step();
  EXPECT_TRUE(world.told(Happening::convicted));
  EXPECT_FALSE(world.told(Happening::adjourned));
}

TEST(Trial, IsListedAgainAsOftenAsItDoesNotGoAhead) {
  CourtWorld world(with_ineffective(1, 0));
  world.contested(Court::magistrates);
  for (int adjournment = 1; adjournment <= 5; ++adjournment) {
    world.step();
    EXPECT_EQ(world.label_of(Happening::adjourned), static_cast<unsigned>(Court::magistrates));
    EXPECT_FALSE(world.told(Happening::convicted));
    EXPECT_EQ(world.first_case().stage, CaseStage::magistrates_trial);
    EXPECT_EQ(world.first_case().adjournments, adjournment);
    EXPECT_NEAR((world.scheduled(Slot::first_case) - world.now).as_days(), relisting_days, 1e-3);
    world.now = world.first_case().next;
  }
}

TEST(Trial, DoesNotGoAheadInItsShareOfCasesDrawnAnewEachTime) {
  CourtWorld world(with_ineffective(0.3, 0));
  constexpr int cases = 10000;
  int once = 0;
  int twice = 0;
  for (int number = 0; number < cases; ++number) {
    world.contested(Court::magistrates, static_cast<unsigned>(number));
    world.step();
    if (!world.told(Happening::adjourned)) continue;
    ++once;
    world.step();
    twice += world.told(Happening::adjourned) ? 1 : 0;
  }
  const auto expect_share = [](int number, int of) {
    EXPECT_NEAR(static_cast<double>(number) / of, 0.3, standard_errors * std::sqrt(0.3 * 0.7 / of));
  };
  expect_share(once, cases);
  expect_share(twice, once);
}

TEST(Trial, InTheCrownCourtIsPreparedAgainAndIsNoDisposalWhereItDoesNotGoAhead) {
  CourtWorld world(with_ineffective(0, 1));
  world.contested(Court::crown);
  const Tick received = world.now;
  world.step();
  EXPECT_TRUE(world.first_case().put_off);
  EXPECT_EQ(world.sit(), 1);
  EXPECT_EQ(world.label_of(Happening::adjourned), static_cast<unsigned>(Court::crown));
  EXPECT_FALSE(world.told(Happening::crown_disposal));
  EXPECT_FALSE(world.told(Happening::convicted));
  EXPECT_TRUE(world.first_case().in_crown) << "it waits on";
  EXPECT_EQ(world.first_case().stage, CaseStage::preparation);
  EXPECT_FALSE(world.first_case().put_off);
  world.now = world.first_case().next;
  EXPECT_NEAR((world.now - received).as_days(), relisting_days, 1e-3);
}

TEST(Trial, InTheCrownCourtWaitsFromItsReceiptWhateverWasPutOff) {
  CourtWorld world(with_ineffective(0, 1));
  world.contested(Court::crown);
  world.step();
  world.sit();
  Model effective = court_model();
  const Proceedings later(effective.proceedings, effective.reoffending, world.sentencing, effective.proceedings);
  world.now = world.first_case().next;
  later.step(world.context(), 0);
  EXPECT_FALSE(world.first_case().put_off);
  later.heard(world.context(), 0);
  EXPECT_TRUE(world.told(Happening::convicted));
  EXPECT_FALSE(world.first_case().in_crown);
  bool told = false;
  for (const auto& one : world.transition.occurrences()) {
    if (one.happening != Happening::crown_disposal) continue;
    told = true;
    EXPECT_NEAR(static_cast<double>(one.amount), relisting_days, 1e-3);
  }
  EXPECT_TRUE(told);
}

TEST(Trial, InTheCrownCourtTakesTheMinutesOfOneThatDoesNotGoAhead) {
  CourtWorld effective;
  CourtWorld ineffective(with_ineffective(0, 1));
  for (unsigned number = 0; number < 50; ++number) {
    for (CourtWorld* world : {&effective, &ineffective}) {
      world->contested(Court::crown, number);
      world->step();
      EXPECT_EQ(world->sit(), 1);
    }
    const double minutes = effective.minutes_sat();
    EXPECT_GT(minutes, 0);
    EXPECT_NEAR(ineffective.minutes_sat() / minutes, 30.0 / 600, 1e-6) << "one draw, two means";
  }
}

TEST(Trial, ByPleaOrForSentenceIsNeverPutOff) {
  CourtWorld world(with_ineffective(1, 1));
  for (const bool guilty : {false, true}) {
    Case& one = world.contested(Court::crown);
    one.guilty = guilty;
    one.for_sentence = !guilty;
    world.step();
    EXPECT_FALSE(one.put_off);
    world.sit();
    EXPECT_TRUE(world.told(Happening::crown_disposal));
    EXPECT_FALSE(world.told(Happening::adjourned));
  }
}

TEST(Adjournment, EndsTheRemandOfThoseWhoAreBailedThen) {
  for (const double bailed : {0.0, 1.0}) {
    Model model = with_ineffective(1, 1);
    model.proceedings.remand.bailed_at_adjournment = bailed;
    CourtWorld world(model);
    const Custody custody(world.model.custody, world.law);
    for (const Court court : {Court::magistrates, Court::crown}) {
      world.contested(court).held = true;
      custody.remand(world.context(), 0);
      world.step();
      if (court == Court::crown) world.sit();
      EXPECT_EQ(world.handed(Route::bail).has_value(), bailed == 1);
      EXPECT_EQ(world.first_case().held, bailed == 0);
      custody.bail(world.context());
      EXPECT_EQ(world.hot().standing.any(Standing::remand), bailed == 0);
    }
  }
}

TEST(Adjournment, BailsNobodyWhomTheCaseDoesNotHold) {
  Model model = with_ineffective(1, 0);
  model.proceedings.remand.bailed_at_adjournment = 1;
  CourtWorld world(model);
  world.contested(Court::magistrates);
  world.step();
  EXPECT_FALSE(world.handed(Route::bail));
}

/// A model in which the charged cases of supervised persons are serious in these shares.
Model with_serious(const Values<4>& share) {
  Model model = court_model();
  model.reoffending.serious_share = share;
  return model;
}

/// Share of the charged cases of a person of the tier and standing that are told as serious.
double serious_of(const Values<4>& share, unsigned tier, std::uint16_t standing, int cases) {
  CourtWorld world(with_serious(share));
  int serious = 0;
  for (int number = 0; number < cases; ++number) {
    world.next_person(static_cast<unsigned>(number));
    world.hot().tier = static_cast<std::uint8_t>(tier);
    world.hot().standing.bits = standing;
    world.proceedings.open_case(world.context());
    EXPECT_TRUE(world.told(Happening::offence_charged));
    const auto label = world.label_of(Happening::serious_offence);
    serious += label ? 1 : 0;
    EXPECT_EQ(label.value_or(tier), tier);
  }
  return static_cast<double>(serious) / cases;
}

TEST(SeriousOffence, IsToldOfSupervisedPersonsInTheShareOfTheirTier) {
  const Values<4> share{0.02, 0.1, 0.3, 0.6};
  constexpr int cases = 4000;
  for (unsigned tier = 0; tier < tier_count; ++tier) {
    for (const auto standing : {Standing::licence, Standing::community_order, Standing::suspended_sentence}) {
      EXPECT_NEAR(serious_of(share, tier, standing, cases), share[tier],
                  standard_errors * std::sqrt(share[tier] * (1 - share[tier]) / cases));
    }
  }
}

TEST(SeriousOffence, IsNeverToldOfPersonsWhoAreNotSupervised) {
  const Values<4> always{1, 1, 1, 1};
  EXPECT_EQ(serious_of(always, 3, 0, 200), 0);
  EXPECT_EQ(serious_of(always, 3, Standing::awaiting_place, 200), 0);
  EXPECT_EQ(serious_of(always, 3, Standing::licence, 200), 1);
}

TEST(SeriousOffence, IsToldAlsoWhereTheCaseJoinsAnother) {
  CourtWorld world(with_serious({1, 1, 1, 1}));
  world.hot().standing.bits = Standing::licence;
  for (int offence = 0; offence < 6; ++offence) {
    world.proceedings.open_case(world.context());
    EXPECT_TRUE(world.told(Happening::serious_offence)) << offence;
  }
}

}  // namespace
}  // namespace throughgate::justice
