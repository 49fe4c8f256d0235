#include "justice/pathway/custody.hpp"

#include <gtest/gtest.h>

#include "world.hpp"

namespace throughgate::justice {
namespace {

HandOver determinate(double days) {
  const double months = days / days_in_month;
  const LengthBand band = months < 6    ? LengthBand::up_to_6m
                          : months < 12 ? LengthBand::from_6m_to_12m
                          : months < 48 ? LengthBand::from_12m_to_4y
                                        : LengthBand::from_4y;
  return {.route = Route::custody, .band = band, .term_days = static_cast<float>(days)};
}

/// Days from now to the pending decision.
double days_to_release(World& world) { return (world.record().release - world.now).as_days(); }

/// The day of the term, counted from 1, on which the pending decision falls.
int day_of_release(World& world) { return day_index(world.record().release) - day_index(world.now) + 1; }

Model with_curfew() {
  Model model = plain_model();
  model.custody.early.curfew_take_up.fill(1);
  return model;
}

TEST(Custody, HoldsToTheDayOfHalfTheTermLessTheDaysOnRemand) {
  for (const int credit : {0, 1, 30, 59}) {
    for (int term = 130; term < 3000; term += 61) {
      World world;
      world.cold().credit_days = static_cast<std::uint32_t>(credit);
      Custody(world.model.custody, world.law).receive(world.context(), determinate(term));
      EXPECT_EQ(day_of_release(world), (term + 1) / 2 - credit) << term;
      EXPECT_EQ(world.cold().credit_days, 0U) << "credit counts once";
    }
  }
}

TEST(Custody, CountsTheDaysOfRemandAsCredit) {
  World world;
  const Custody custody(world.model.custody, world.law);
  custody.remand(world.context(), 0);
  world.now = world.now + Duration::days(40);
  custody.remand(world.context(), 1);
  EXPECT_TRUE(world.hot().standing.any(Standing::remand_unsentenced));
  EXPECT_FALSE(world.hot().standing.any(Standing::remand_untried));
  world.now = world.now + Duration::days(20);
  custody.receive(world.context(), determinate(300));
  EXPECT_TRUE(world.told(Happening::remand_left));
  EXPECT_EQ(day_of_release(world), 150 - 60);
  EXPECT_EQ(world.hot().standing.bits, Standing::in_prison | Standing::serving_under_12);
}

TEST(Custody, LetsThePersonGoFromCourtWhereRemandHasUsedUpTheTerm) {
  World world;
  const Custody custody(world.model.custody, world.law);
  custody.remand(world.context(), 1);
  world.now = world.now + Duration::days(210);
  custody.receive(world.context(), determinate(400));
  EXPECT_FALSE(world.told(Happening::received));
  EXPECT_FALSE(world.hot().standing.any(Standing::in_prison | Standing::serving));
  EXPECT_EQ(world.record().licence_end, world.now + Duration::days(200)) << "credit beyond the custodial part is lost";
  ASSERT_EQ(world.transition.hand_overs(), 1U);
  EXPECT_EQ(world.transition.hand_over_at(0).route, Route::licence);
  // A second sentence of the same hearing takes the person in, and the licence waits.
  custody.receive(world.context(), determinate(300));
  EXPECT_TRUE(world.told(Happening::received));
  EXPECT_EQ(world.record().licence_end, world.now + Duration::days(200));
}

TEST(Custody, PutsOnLicenceToTheEndOfTheTermFromTwelveMonthsOnly) {
  World under;
  Custody(under.model.custody, under.law).receive(under.context(), determinate(300));
  EXPECT_LE(under.record().licence_end, under.now);
  World over;
  over.cold().credit_days = 30;
  const Custody custody(over.model.custody, over.law);
  custody.receive(over.context(), determinate(800));
  EXPECT_EQ(over.record().licence_end, over.now + Duration::days(770)) << "the midnight that ends the last day";
  over.now = over.record().release;
  custody.decide(over.context());
  EXPECT_FALSE(over.hot().standing.any(Standing::in_prison | Standing::serving));
  ASSERT_EQ(over.transition.hand_overs(), 1U);
  EXPECT_EQ(over.transition.hand_over_at(0).route, Route::licence);
  EXPECT_TRUE(over.transition.new_spell);
}

TEST(HomeDetentionCurfew, BeginsInsideItsWindowAfterTheLeastPartServed) {
  const auto days_before_curfew = [](double term) {
    World world(with_curfew());
    Custody(world.model.custody, world.law).receive(world.context(), determinate(term));
    EXPECT_TRUE(world.told(Happening::hdc_eligible));
    EXPECT_EQ(world.record().early, EarlyRelease::home_detention_curfew);
    return day_of_release(world) - 1;
  };
  EXPECT_EQ(days_before_curfew(400), 100) << "half of the custodial part binds";
  EXPECT_EQ(days_before_curfew(800), 400 - 135) << "the window binds";
  EXPECT_EQ(days_before_curfew(100), 30) << "the least days served bind";
}

TEST(HomeDetentionCurfew, IsNotForTermsBelowOrAboveTheBoundsOfTheLaw) {
  for (const double term : {80.0, 81.0, 1462.0, 2000.0}) {
    World world(with_curfew());
    Custody(world.model.custody, world.law).receive(world.context(), determinate(term));
    EXPECT_EQ(world.record().release, world.record().automatic_release) << term;
    EXPECT_FALSE(world.told(Happening::hdc_eligible)) << term;
  }
}

TEST(HomeDetentionCurfew, EndsAtTheAutomaticDate) {
  World world(with_curfew());
  const Custody custody(world.model.custody, world.law);
  custody.receive(world.context(), determinate(300));
  const Tick automatic = world.record().automatic_release;
  world.now = world.record().release;
  ASSERT_LT(world.now, automatic);
  custody.decide(world.context());
  EXPECT_TRUE(world.told(Happening::early_release));
  EXPECT_TRUE(world.told(Happening::released));
  EXPECT_EQ(world.record().licence_end, automatic);
}

TEST(HomeDetentionCurfew, IsToldAsWhatItIsHoweverShort) {
  World world(with_curfew());
  world.model.custody.early.end_of_custody_take_up = 1;
  world.law.end_of_custody = {{.release = {}, .days_early = 18, .least_term_days = 28, .term = {0, 48}}};
  const Custody custody(world.model.custody, world.law);
  custody.receive(world.context(), determinate(90));
  world.now = world.record().release;
  ASSERT_LT((world.record().automatic_release - world.now).as_days(), 18);
  custody.decide(world.context());
  for (const auto& told : world.transition.occurrences()) {
    EXPECT_TRUE(told.happening != Happening::early_release || told.label == 0U);
  }
  EXPECT_TRUE(world.told(Happening::early_release));
}

/// The person has an open case that does or does not hold them on remand.
std::uint32_t open_case(World& world, bool held) {
  const std::uint32_t index = world.people.cases.take();
  world.people.cases[index].held = held;
  const std::size_t place = world.people.free_case(world.row, most_cases);
  world.cold().cases[place] = index;
  return index;
}

TEST(Remand, LastsAsLongAsOneCaseHoldsThePerson) {
  World world;
  const Custody custody(world.model.custody, world.law);
  const std::uint32_t holds = open_case(world, true);
  open_case(world, false);
  custody.remand(world.context(), 0);
  world.now = world.now + Duration::days(30);
  custody.bail(world.context());
  EXPECT_TRUE(world.hot().standing.any(Standing::remand)) << "bailed by another case";
  world.people.cases[holds].held = false;
  custody.bail(world.context());
  EXPECT_FALSE(world.hot().standing.any(Standing::remand | Standing::in_prison));
  EXPECT_EQ(world.cold().credit_days, 30U) << "a case is open: its sentence may take the days";
}

TEST(Custody, LeavesThePersonOnRemandWhereAnotherCaseHoldsThem) {
  World world;
  const Custody custody(world.model.custody, world.law);
  open_case(world, true);
  custody.receive(world.context(), determinate(400));
  world.now = world.record().release;
  custody.decide(world.context());
  EXPECT_TRUE(world.told(Happening::released));
  EXPECT_EQ(world.hot().standing.bits, Standing::in_prison | Standing::remand_untried);
  EXPECT_EQ(world.transition.hand_overs(), 0U) << "the licence waits";
  custody.decide(world.context());
  ASSERT_EQ(world.transition.hand_overs(), 1U);
  EXPECT_EQ(world.transition.hand_over_at(0).route, Route::licence);
  EXPECT_EQ(world.hot().standing.bits, 0);
}

TEST(HomeDetentionCurfew, WaitsForAShorterSentenceThatIsPassedMeanwhile) {
  World world(with_curfew());
  const Custody custody(world.model.custody, world.law);
  custody.receive(world.context(), determinate(200));
  world.now = world.record().release - Duration::days(5);
  custody.receive(world.context(), determinate(70));
  EXPECT_GE(day_of_release(world), 35) << "half of the second, which has no curfew";
  EXPECT_LE(world.record().release, world.record().automatic_release);
}

TEST(Remand, EndsOnReviewWhateverTheCases) {
  World world;
  const Custody custody(world.model.custody, world.law);
  open_case(world, true);
  open_case(world, true);
  custody.remand(world.context(), 0);
  custody.decide(world.context());
  EXPECT_FALSE(world.hot().standing.any(Standing::remand | Standing::in_prison));
}

TEST(Remand, IsForgottenAsCreditWithTheLastCase) {
  World world;
  const Custody custody(world.model.custody, world.law);
  custody.remand(world.context(), 0);
  world.now = world.now + Duration::days(30);
  custody.bail(world.context());
  EXPECT_EQ(world.cold().credit_days, 0U);
}

TEST(Custody, EndsConcurrentSentencesWithTheLatest) {
  World world;
  const Custody custody(world.model.custody, world.law);
  custody.receive(world.context(), determinate(200));
  const Tick first = world.record().release;
  world.now = world.now + Duration::days(10);
  custody.receive(world.context(), determinate(100));
  EXPECT_FALSE(world.told(Happening::received)) << "one reception";
  EXPECT_EQ(world.record().release, first);
  custody.receive(world.context(), determinate(600));
  EXPECT_EQ(day_of_release(world), 300);
  EXPECT_EQ(world.record().band, LengthBand::from_12m_to_4y);
  EXPECT_EQ(world.hot().standing.bits, Standing::in_prison | Standing::serving_12_or_more);
}

TEST(Custody, AddsTheCustodyOfASentenceThatFollowsAnother) {
  Model model = plain_model();
  model.sentencing.consecutive = 1;
  World world(model);
  const Custody custody(world.model.custody, world.law);
  custody.receive(world.context(), determinate(400));
  custody.receive(world.context(), determinate(200));
  EXPECT_FALSE(world.told(Happening::received)) << "one reception";
  EXPECT_EQ(day_of_release(world), 200 + 100);
  EXPECT_EQ(world.record().expiry, world.now + Duration::days(600));
}

TEST(Custody, LeavesADeterminatePrisonerToTheParoleBoardWhereTheLawSaysSo) {
  for (const bool released : {false, true}) {
    World world;
    world.law.rules[1].release = {2, 3};
    world.law.rules[1].parole = {1, 2};
    world.model.custody.early.parole_chance = released ? 1 : 0;
    const Custody custody(world.model.custody, world.law);
    custody.receive(world.context(), determinate(1800));
    EXPECT_EQ(day_of_release(world), 900);
    EXPECT_EQ(day_index(world.record().automatic_release) - day_index(world.now) + 1, 1200);
    world.now = world.record().release;
    custody.decide(world.context());
    EXPECT_TRUE(world.told(Happening::parole_hearing));
    EXPECT_EQ(world.told(Happening::released), released);
    EXPECT_TRUE(released || world.record().release == world.record().automatic_release);
  }
}

TEST(Custody, SupervisesAfterTheSentenceWhereTheLawSaysSo) {
  World world;
  world.law.rules[0].supervision_months = 12;
  const Custody custody(world.model.custody, world.law);
  custody.receive(world.context(), determinate(100));
  world.now = world.record().release;
  custody.decide(world.context());
  ASSERT_EQ(world.transition.hand_overs(), 1U);
  EXPECT_EQ(world.transition.hand_over_at(0).route, Route::licence);
  EXPECT_LE(world.record().licence_end, world.now) << "no recall";
  EXPECT_NEAR((world.record().supervision_end - world.now).as_days(), 365, 2);
}

TEST(Custody, HearsTheIndeterminateAfterTheTariffAgainAndAgainUntilReleased) {
  World world;
  Custody custody(world.model.custody, world.law);
  HandOver sentence{.route = Route::custody, .label = 1, .band = LengthBand::indeterminate, .term_days = 1000};
  world.cold().credit_days = 100;
  custody.receive(world.context(), sentence);
  EXPECT_GE(days_to_release(world), 900);
  for (int hearing = 0; hearing < 3; ++hearing) {
    world.now = world.record().release;
    custody.decide(world.context());
    EXPECT_TRUE(world.told(Happening::parole_hearing));
    EXPECT_TRUE(world.hot().standing.any(Standing::serving_indeterminate));
    EXPECT_NEAR(days_to_release(world), 18 * days_in_month, 0.01);
  }
  world.model.custody.indeterminate.release_chance_life = 1;
  world.now = world.record().release;
  Custody(world.model.custody, world.law).decide(world.context());
  EXPECT_TRUE(world.told(Happening::released));
  EXPECT_TRUE(world.record().licence_end.is_never());
}

/// In custody on recall, `recall_days` before the re-release.
World recalled(double recall_days, Tick automatic_release, LengthBand band) {
  World world;
  world.hot().standing.bits = Standing::in_prison | Standing::recalled;
  world.record().band = band;
  world.record().release = world.now + Duration::days(recall_days);
  world.record().automatic_release = automatic_release;
  world.record().licence_end = world.now + Duration::days(400);
  return world;
}

void expect_both_served(World& world, double recall_days, double term) {
  Custody(world.model.custody, world.law).receive(world.context(), determinate(term));
  EXPECT_GE(days_to_release(world), recall_days);
  EXPECT_GE(day_of_release(world), std::ceil(term / 2));
}

TEST(Custody, KeepsTheRecalledUntilBothTheRecallAndTheNewSentenceAreServed) {
  for (const double term : {20.0, 90.0, 500.0}) {
    World world = recalled(28, start_of({2009, 1, 1}), LengthBand::from_12m_to_4y);
    expect_both_served(world, 28, term);
  }
}

TEST(Custody, ReceivesAndReleasesTheRecalledUnderTheirNewSentence) {
  World world = recalled(300, start_of({2009, 1, 1}), LengthBand::from_12m_to_4y);
  const Custody custody(world.model.custody, world.law);
  custody.receive(world.context(), determinate(200));
  EXPECT_TRUE(world.told(Happening::received));
  EXPECT_EQ(world.hot().standing.bits, Standing::in_prison | Standing::serving_under_12);
  // A second sentence joins: the recall still binds.
  custody.receive(world.context(), determinate(90));
  EXPECT_FALSE(world.told(Happening::received));
  EXPECT_GE(days_to_release(world), 299);
  world.now = world.record().release;
  custody.decide(world.context());
  EXPECT_TRUE(world.told(Happening::released));
  EXPECT_FALSE(world.told(Happening::re_released));
  EXPECT_TRUE(world.transition.new_spell);
}

TEST(Custody, LeavesALifeLicenceToTheParoleBoardAfterANewSentence) {
  World world = recalled(28, Tick::never(), LengthBand::indeterminate);
  world.record().licence_end = Tick::never();
  const Custody custody(world.model.custody, world.law);
  custody.receive(world.context(), determinate(500));
  EXPECT_TRUE(world.hot().standing.any(Standing::serving_indeterminate));
  world.now = world.record().release;
  custody.decide(world.context());
  EXPECT_TRUE(world.told(Happening::parole_hearing));
  EXPECT_TRUE(world.record().licence_end.is_never());
}

TEST(Custody, KeepsThoseRecalledFromCurfewUntilTheNewSentenceIsServed) {
  World world = recalled(28, start_of({2009, 3, 2}) + Duration::days(100), LengthBand::from_6m_to_12m);
  expect_both_served(world, 28, 90);
}

TEST(Custody, KeepsThoseRecalledFromALifeLicenceUntilTheNewSentenceIsServed) {
  World world = recalled(28, Tick::never(), LengthBand::indeterminate);
  world.record().licence_end = Tick::never();
  expect_both_served(world, 28, 500);
}

}  // namespace
}  // namespace throughgate::justice
