/// The early release scheme of a full estate.

#include <gtest/gtest.h>

#include <cmath>

#include "justice/pathway/custody.hpp"
#include "world.hpp"

namespace throughgate::justice {
namespace {

constexpr double days_early = 18;

HandOver sentence_of(double days) {
  return {.route = Route::custody,
          .band = days < 365 ? LengthBand::from_6m_to_12m : LengthBand::from_12m_to_4y,
          .term_days = static_cast<float>(days)};
}

/// Everybody with a term of 28 days to four years may be released 18 days early.
Model with_scheme() {
  Model model = plain_model();
  auto& overflow = model.estate.overflow;
  overflow.early_release_days = days_early;
  overflow.early_release_take_up = 1;
  overflow.early_release_least_days = 28;
  overflow.early_release_most_months = 48;
  return model;
}

struct Prison : World {
  explicit Prison(const Model& the_model = with_scheme()) : World(the_model), custody(model.custody, law) {}

  void receive(double days) { custody.receive(context(), sentence_of(days)); }
  /// The pending decision, while the scheme runs or not.
  void decide(bool runs) {
    now = record().release;
    custody_conditions.emergency_release = runs;
    custody.decide(context());
  }
  [[nodiscard]] bool is_asked() { return record().scheme_due; }
  /// Days before the automatic release on which the pending decision falls.
  [[nodiscard]] double days_before_automatic() { return (record().automatic_release - record().release).as_days(); }

  Custody custody;
};

TEST(EmergencyRelease, IsAskedForSoManyDaysBeforeTheAutomaticDate) {
  for (const double term : {60.0, 200.0, 364.0, 800.0, 1400.0}) {
    Prison prison;
    prison.receive(term);
    EXPECT_TRUE(prison.is_asked());
    EXPECT_EQ(prison.days_before_automatic(), days_early) << term;
    EXPECT_EQ(prison.scheduled(Slot::custody), prison.record().release);
    EXPECT_EQ(prison.record().early, EarlyRelease::none) << "nothing is decided yet";
  }
}

TEST(EmergencyRelease, ReleasesOnLicenceToTheAutomaticDateWhileTheSchemeRuns) {
  for (const double term : {200.0, 800.0}) {
    Prison prison;
    prison.receive(term);
    const Tick automatic = prison.record().automatic_release;
    prison.decide(true);
    EXPECT_TRUE(prison.told(Happening::released));
    EXPECT_EQ(prison.label_of(Happening::early_release), 2U);
    EXPECT_FALSE(prison.hot().standing.any(Standing::in_prison | Standing::serving));
    EXPECT_GE(prison.record().licence_end, automatic);
    EXPECT_EQ(prison.record().licence_end == automatic, term < 365) << "a longer term has a licence of its own";
    EXPECT_TRUE(prison.handed(Route::licence).has_value());
    EXPECT_TRUE(prison.transition.new_spell);
  }
}

TEST(EmergencyRelease, LeavesThePrisonerToTheAutomaticDateWhereTheSchemeDoesNotRunOnTheDay) {
  Prison prison;
  prison.receive(200);
  const Tick automatic = prison.record().automatic_release;
  prison.decide(false);
  EXPECT_FALSE(prison.told(Happening::released));
  EXPECT_TRUE(prison.hot().standing.any(Standing::serving));
  EXPECT_EQ(prison.scheduled(Slot::custody), automatic);
  EXPECT_FALSE(prison.is_asked()) << "once";
  prison.decide(true);
  EXPECT_EQ(prison.now, automatic);
  EXPECT_TRUE(prison.told(Happening::released));
  EXPECT_FALSE(prison.told(Happening::early_release)) << "though it runs by then";
  EXPECT_FALSE(prison.handed(Route::licence)) << "a short term has none";
}

TEST(EmergencyRelease, IsAskedForOnTheMorningAfterReceptionAtTheSoonest) {
  Prison prison;
  prison.receive(30);
  EXPECT_TRUE(prison.is_asked());
  EXPECT_EQ(day_index(prison.record().release), day_index(prison.now) + 1);
  EXPECT_LT(prison.record().release, prison.record().automatic_release);
  Prison remanded;
  remanded.cold().credit_days = 14;
  remanded.receive(30);
  EXPECT_FALSE(remanded.is_asked()) << "released tomorrow in any case";
}

TEST(EmergencyRelease, IsNotAskedForBesideHomeDetentionCurfew) {
  Model model = with_scheme();
  model.custody.early.curfew_take_up.fill(1);
  Prison prison(model);
  prison.receive(300);
  ASSERT_EQ(prison.record().early, EarlyRelease::home_detention_curfew);
  EXPECT_FALSE(prison.is_asked());
  prison.decide(true);
  EXPECT_EQ(prison.label_of(Happening::early_release), 0U) << "it is the curfew that releases";
  Prison too_short(model);
  too_short.receive(70);
  EXPECT_TRUE(too_short.is_asked()) << "not eligible for curfew";
}

TEST(EmergencyRelease, IsNotAskedForBesideEndOfCustodyLicence) {
  Model model = with_scheme();
  model.custody.early.end_of_custody_take_up = 1;
  Prison prison(model);
  prison.law.end_of_custody = {{.release = {}, .days_early = 10, .least_term_days = 28, .term = {0, 48}}};
  prison.receive(200);
  ASSERT_EQ(prison.record().early, EarlyRelease::end_of_custody_licence);
  EXPECT_FALSE(prison.is_asked());
}

TEST(EmergencyRelease, IsNotForThoseWhomTheParoleBoardMayRelease) {
  Prison determinate;
  determinate.law.rules[1].release = {2, 3};
  determinate.law.rules[1].parole = {1, 2};
  determinate.receive(1000);
  ASSERT_TRUE(determinate.record().parole_due);
  EXPECT_FALSE(determinate.is_asked());
  Prison lifer;
  lifer.custody.receive(lifer.context(),
                        {.route = Route::custody, .band = LengthBand::indeterminate, .term_days = 1000});
  EXPECT_FALSE(lifer.is_asked());
}

TEST(EmergencyRelease, IsNotForTermsBelowOrAboveTheBoundsOfTheScheme) {
  const auto asked = [](double term) {
    Prison prison;
    prison.receive(term);
    return prison.is_asked();
  };
  EXPECT_FALSE(asked(27));
  EXPECT_TRUE(asked(28));
  EXPECT_TRUE(asked(1461));
  EXPECT_FALSE(asked(1462));
}

TEST(EmergencyRelease, IsForNobodyWhereThereIsNoScheme) {
  Model model = with_scheme();
  model.estate.overflow.early_release_days = 0;
  Prison prison(model);
  prison.receive(300);
  EXPECT_FALSE(prison.is_asked());
  EXPECT_EQ(prison.record().release, prison.record().automatic_release);
}

TEST(EmergencyRelease, IsForTheShareThatItMayReleaseOneInAnother) {
  Model few = with_scheme();
  few.estate.overflow.early_release_take_up = 0.3;
  Model more = with_scheme();
  more.estate.overflow.early_release_take_up = 0.6;
  Prison narrow(few);
  Prison wide(more);
  constexpr int persons = 5000;
  int asked = 0;
  for (int person = 0; person < persons; ++person) {
    for (Prison* prison : {&narrow, &wide}) {
      prison->next_person(static_cast<unsigned>(person));
      prison->receive(300);
    }
    asked += narrow.is_asked() ? 1 : 0;
    EXPECT_LE(narrow.is_asked(), wide.is_asked());
  }
  // Five standard errors: a false alarm in 1.7 million runs.
  EXPECT_NEAR(static_cast<double>(asked) / persons, 0.3, 5 * std::sqrt(0.3 * 0.7 / persons));
}

TEST(EmergencyRelease, IsForgottenWhereALongerSentenceJoinsOrFollows) {
  for (const bool follows : {false, true}) {
    Model model = with_scheme();
    model.sentencing.consecutive = follows ? 1 : 0;
    Prison prison(model);
    prison.receive(200);
    prison.receive(300);
    EXPECT_FALSE(prison.is_asked());
    EXPECT_EQ(prison.record().release, prison.record().automatic_release);
    prison.decide(true);
    EXPECT_FALSE(prison.told(Happening::early_release));
  }
}

TEST(EmergencyRelease, WaitsForAShorterSentenceThatJoins) {
  Prison prison;
  prison.receive(200);
  prison.now = prison.record().release - Duration::days(20);
  const Tick asked = prison.record().release;
  // Half of 60 days ends ten days after the scheme would have been asked.
  prison.receive(60);
  EXPECT_TRUE(prison.is_asked());
  EXPECT_GT(prison.record().release, asked);
  EXPECT_LT(prison.record().release, prison.record().automatic_release);
  EXPECT_NEAR((prison.record().release - asked).as_days(), 9, 1);
}

}  // namespace
}  // namespace throughgate::justice
