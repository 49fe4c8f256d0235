/// Hearings of the indeterminate: incomplete dossiers, deferrals, and the programme that was completed.

#include <gtest/gtest.h>

#include <cmath>

#include "justice/pathway/custody.hpp"
#include "justice/people/sampling.hpp"
#include "world.hpp"

namespace throughgate::justice {
namespace {

/// Shares are tested at five standard errors: a false alarm in 1.7 million each.
constexpr double standard_errors = 5;

void expect_share(int number, int of, double share) {
  EXPECT_NEAR(static_cast<double>(number) / of, share, standard_errors * std::sqrt(share * (1 - share) / of));
}

/// A hearing every 18 months, put off by four.
Model parole_model() {
  Model model = plain_model();
  model.custody.indeterminate = {.first_hearing_months = 6,
                                 .hearing_interval_months = 18,
                                 .release_chance_life = 0.3,
                                 .release_chance_ipp = 0.1,
                                 .dossier_incomplete = 0,
                                 .deferred = 0,
                                 .deferred_added = 0,
                                 .deferral_months = 4};
  return model;
}

/// After the tariff, on the day of a hearing.
struct Lifer : World {
  explicit Lifer(const Model& the_model = parole_model()) : World(the_model) { reach_hearing(); }

  void reach_hearing(bool life = true) {
    const HandOver sentence{.route = Route::custody,
                            .label = static_cast<std::uint8_t>(life ? 1 : 0),
                            .band = LengthBand::indeterminate,
                            .term_days = 1000};
    Custody(model.custody, law).receive(context(), sentence);
  }
  /// Another person, on the day of a hearing.
  void next(int person, bool life = true, std::uint8_t programme_end = 0) {
    next_person(static_cast<unsigned>(person));
    now = start_of({2009, 3, 2});
    reach_hearing(life);
    record().programme_end = programme_end;
  }
  void hear() {
    now = record().release;
    Custody(model.custody, law).decide(context());
  }
};

TEST(Parole, IsHeardInTheShareThatIsReleasedOfItsKind) {
  for (const bool life : {false, true}) {
    Lifer world;
    constexpr int persons = 10000;
    int released = 0;
    for (int person = 0; person < persons; ++person) {
      world.next(person, life);
      world.hear();
      EXPECT_EQ(world.label_of(Happening::parole_hearing), world.told(Happening::released) ? 1U : 0U);
      released += world.told(Happening::released) ? 1 : 0;
    }
    expect_share(released, persons, life ? 0.3 : 0.1);
  }
}

TEST(DeferredHearing, IsNoHearingAndComesAgainAfterTheDeferral) {
  Model model = parole_model();
  model.custody.indeterminate.deferred = 1;
  model.custody.indeterminate.release_chance_life = 1;
  Lifer world(model);
  for (int deferral = 0; deferral < 5; ++deferral) {
    world.hear();
    EXPECT_EQ(world.label_of(Happening::parole_deferred), 0U) << "the dossier was complete";
    EXPECT_FALSE(world.told(Happening::parole_hearing));
    EXPECT_FALSE(world.told(Happening::released));
    EXPECT_TRUE(world.hot().standing.any(Standing::serving_indeterminate));
    EXPECT_EQ(world.scheduled(Slot::custody), world.record().release);
    EXPECT_NEAR((world.record().release - world.now).as_days(), 4 * days_in_month, 2.0 / 1440);
  }
  world.model.custody.indeterminate.deferred = 0;
  world.hear();
  EXPECT_EQ(world.label_of(Happening::parole_hearing), 1U);
  EXPECT_TRUE(world.told(Happening::released));
}

TEST(DeferredHearing, ComesOftenerWhereTheDossierIsIncomplete) {
  Model model = parole_model();
  model.custody.indeterminate.dossier_incomplete = 0.4;
  model.custody.indeterminate.deferred = 0.1;
  model.custody.indeterminate.deferred_added = 0.5;
  Lifer world(model);
  constexpr int persons = 20000;
  int complete = 0;
  int incomplete = 0;
  for (int person = 0; person < persons; ++person) {
    world.next(person);
    world.hear();
    const auto label = world.label_of(Happening::parole_deferred);
    EXPECT_NE(label.has_value(), world.told(Happening::parole_hearing)) << "one or the other";
    complete += label == 0U ? 1 : 0;
    incomplete += label == 1U ? 1 : 0;
  }
  expect_share(complete, persons, 0.6 * 0.1);
  expect_share(incomplete, persons, 0.4 * (0.1 + 0.5));
}

TEST(DeferredHearing, LeavesTheChanceAtAHearingThatIsHeldAsItIs) {
  Model model = parole_model();
  model.custody.indeterminate.deferred = 0.5;
  Lifer world(model);
  constexpr int persons = 20000;
  int held = 0;
  int released = 0;
  int held_again = 0;
  int released_again = 0;
  for (int person = 0; person < persons; ++person) {
    world.next(person);
    world.hear();
    if (world.told(Happening::parole_hearing)) {
      ++held;
      released += world.told(Happening::released) ? 1 : 0;
      continue;
    }
    world.hear();
    held_again += world.told(Happening::parole_hearing) ? 1 : 0;
    released_again += world.told(Happening::released) ? 1 : 0;
  }
  expect_share(held, persons, 0.5);
  expect_share(released, held, 0.3);
  expect_share(held_again, persons - held, 0.5);
  expect_share(released_again, held_again, 0.3);
}

/// How many of so many persons are released at their first hearing after a programme that ended so.
int released_after(const Model& model, std::uint8_t programme_end, int persons) {
  Lifer world(model);
  int released = 0;
  for (int person = 0; person < persons; ++person) {
    world.next(person, true, programme_end);
    world.hear();
    released += world.told(Happening::released) ? 1 : 0;
  }
  return released;
}

TEST(CompletedProgramme, RaisesTheChanceOfReleaseByTheRatio) {
  Model model = parole_model();
  model.programmes.parole_ratio = 2;
  constexpr int persons = 10000;
  expect_share(released_after(model, 0, persons), persons, 0.3);
  expect_share(released_after(model, 1, persons), persons, 0.6);
  expect_share(released_after(model, 2, persons), persons, 0.3);
}

TEST(CompletedProgramme, LeavesTheMeanOfTheBaseYearsHearingsAsItIs) {
  Model model = parole_model();
  model.programmes.parole_ratio = 2;
  model.programmes.base_completed_at_hearings = 0.25;
  constexpr int persons = 10000;
  expect_share(released_after(model, 0, persons), persons, 0.3 / 1.25);
  expect_share(released_after(model, 1, persons), persons, 0.6 / 1.25);
}

TEST(CompletedProgramme, NeverCostsARelease) {
  Model model = parole_model();
  model.programmes.parole_ratio = 1.5;
  Lifer without(model);
  Lifer with(model);
  for (int person = 0; person < 500; ++person) {
    without.next(person);
    with.next(person, true, 1);
    without.hear();
    with.hear();
    EXPECT_LE(without.told(Happening::released), with.told(Happening::released)) << "both share the draw";
  }
}

TEST(CompletedProgramme, IsForgottenWithTheNextSentence) {
  Lifer world;
  world.next(1, true, 1);
  world.model.custody.indeterminate.release_chance_life = 1;
  world.hear();
  ASSERT_TRUE(world.told(Happening::released));
  world.hot().standing.bits = 0;
  world.reach_hearing();
  EXPECT_EQ(world.record().programme_end, 0);
}

}  // namespace
}  // namespace throughgate::justice
