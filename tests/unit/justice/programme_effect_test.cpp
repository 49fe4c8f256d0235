/// What a programme leaves behind: its effect on the hazard, which fades.

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "justice/pathway/community_order.hpp"
#include "justice/pathway/custody.hpp"
#include "justice/services/programme_effects.hpp"
#include "programme_world.hpp"

namespace throughgate::justice {
namespace {

double log_of(const Values<2>& effect, ProgrammeSetting setting) {
  return std::log(effect[static_cast<std::size_t>(setting)]);
}

/// Ends in the programme of the setting at once.
ProgrammeWorld ended_in(ProgrammeSetting setting, bool dropped) {
  Model model = programme_model();
  model.programmes.drop_out.fill(dropped ? 1 : 0);
  ProgrammeWorld world(model);
  world.be(setting == custody ? serving : on_order);
  world.ask(setting);
  world.step();
  return world;
}

TEST(ProgrammeEffect, BeginsInTheCommunityWithTheEndOfTheProgramme) {
  for (const bool dropped : {false, true}) {
    ProgrammeWorld world = ended_in(community, dropped);
    const auto& effects = world.model.programmes;
    EXPECT_NEAR(world.cold().fading_log, log_of(dropped ? effects.dropped_effect : effects.completed_effect, community),
                1e-7);
    EXPECT_EQ(world.cold().fading_since, world.now);
  }
}

TEST(ProgrammeEffect, OfCustodyBeginsWithTheRelease) {
  for (const bool dropped : {false, true}) {
    ProgrammeWorld world = ended_in(custody, dropped);
    EXPECT_EQ(world.cold().fading_log, 0) << "nobody reoffends in prison";
    world.now = world.now + Duration::days(400);
    world.process.leave_prison(world.context(), world.record().programme_end);
    const auto& effects = world.model.programmes;
    EXPECT_NEAR(world.cold().fading_log, log_of(dropped ? effects.dropped_effect : effects.completed_effect, custody),
                1e-7);
    EXPECT_EQ(world.cold().fading_since, world.now) << "nothing of it has faded";
  }
  ProgrammeWorld without;
  without.process.leave_prison(without.context(), 0);
  EXPECT_EQ(without.cold().fading_log, 0);
}

TEST(Release, HandsOverTheProgrammeOfTheSentence) {
  for (const std::uint8_t end : {std::uint8_t{0}, std::uint8_t{1}, std::uint8_t{2}}) {
    ProgrammeWorld world;
    const Custody prison(world.model.custody, world.law);
    prison.receive(world.context(), {.route = Route::custody, .term_days = 300});
    world.record().programme_end = end;
    world.now = world.record().release;
    prison.decide(world.context());
    ASSERT_TRUE(world.told(Happening::released));
    const auto after = world.handed(Route::after_programme);
    EXPECT_EQ(after.has_value(), end != 0);
    if (after) {
      EXPECT_EQ(after->label, end);
    }
  }
}

/// The first programme in the community; so many half-lives later the second ends, in the community or with a release.
void expect_added(ProgrammeSetting second, double half_lives) {
  ProgrammeWorld world = ended_in(community, false);
  const Tick first = world.now;
  const Tick end = first + Duration::days(half_lives * world.model.programmes.half_life_months * days_in_month);
  if (second == custody) {
    world.now = end;
    world.process.leave_prison(world.context(), 1);
  } else {
    world.be(on_order);
    world.put_down(community);
    world.step();
    world.record().programme_next = end;
    world.step();
  }
  const auto& effects = world.model.programmes.completed_effect;
  const double left = log_of(effects, community) * std::exp2(-half_lives);
  EXPECT_NEAR(world.cold().fading_log, left + log_of(effects, second), 1e-6);
  EXPECT_EQ(world.cold().fading_since, end) << "from here both fade together";
}

TEST(ProgrammeEffect, IsWhatIsLeftOfTheFirstAndTheSecondTogetherAtASecondCompletion) {
  for (const double half_lives : {0.5, 1.0, 3.0, 20.0}) {
    expect_added(community, half_lives);
    expect_added(custody, half_lives);
  }
}

TEST(ProgrammeEffect, IsNeverWrittenWhereProgrammesDoNothing) {
  Model model = programme_model();
  model.programmes.completed_effect = {1, 1};
  ProgrammeWorld world(model);
  world.be(on_order);
  world.ask(community);
  world.step();
  world.process.leave_prison(world.context(), 1);
  EXPECT_EQ(world.cold().fading_log, 0);
  EXPECT_EQ(world.cold().fading_since, Tick{});
}

Model with_base_shares() {
  Model model = programme_model();
  model.programmes.base_completed = {0.02, 0.05, 0.1, 0.15, 0.01, 0.04, 0.08, 0.4};
  model.programmes.base_dropped = {0.01, 0.02, 0.05, 0.05, 0, 0.01, 0.02, 0.1};
  return model;
}

constexpr std::array all_expected{ExpectedDisposal::fine_or_discharge, ExpectedDisposal::court_order,
                                  ExpectedDisposal::custody_under_12_months,
                                  ExpectedDisposal::custody_12_months_or_more};

/// Mean over the first year of an effect of one that begins after so many months, by the middle of each of many parts.
double first_year_of(double begins_months, double half_life_months) {
  constexpr int parts = 120000;
  double sum = 0;
  for (int part = 0; part < parts; ++part) {
    const double age = 12 * (part + 0.5) / parts - begins_months;
    if (age > 0) sum += std::exp2(-age / half_life_months);
  }
  return sum / parts;
}

TEST(ProgrammeCentre, MakesTheMeanOfTheBaseYearsFirstYearZero) {
  const ProgrammeModel model = with_base_shares().programmes;
  for (const auto setting : {community, custody}) {
    // In the community after the lead and the programme, from custody with the release.
    const double begins = setting == community ? model.lead_days[0] / days_in_month + model.duration_months[0] : 0;
    const double acts = first_year_of(begins, model.half_life_months);
    for (const auto expected : all_expected) {
      const std::size_t cell = programme_cell(setting, expected);
      const double effects = model.base_completed[cell] * log_of(model.completed_effect, setting) +
                             model.base_dropped[cell] * log_of(model.dropped_effect, setting);
      EXPECT_NEAR(effects * acts + programme_centre(model, setting, expected), 0, 1e-5);
    }
  }
}

TEST(ProgrammeCentre, IsNothingWhereProgrammesDoNothingOrBeginTooLateForTheYear) {
  ProgrammeModel model = with_base_shares().programmes;
  model.duration_months[0] = 13;
  for (const auto expected : all_expected) EXPECT_EQ(programme_centre(model, community, expected), 0);
  model.completed_effect = model.dropped_effect = {1, 1};
  for (const auto expected : all_expected) EXPECT_EQ(programme_centre(model, custody, expected), 0);
}

TEST(ProgrammeCentre, IsCarriedByTheSpellThatAnOrderOrAReleaseBegins) {
  const Model model = with_base_shares();
  for (const auto expected : all_expected) {
    ProgrammeWorld ordered(model);
    ordered.cold().expected = expected;
    CommunityOrders(ordered.model.orders).begin(ordered.context(), {.route = Route::order, .term_days = 300});
    EXPECT_EQ(ordered.transition.lasting, programme_centre(model.programmes, community, expected));
    ProgrammeWorld released(model);
    released.cold().expected = expected;
    const Custody prison(released.model.custody, released.law);
    prison.receive(released.context(), {.route = Route::custody, .term_days = 300});
    EXPECT_EQ(released.transition.lasting, 0);
    released.now = released.record().release;
    prison.decide(released.context());
    EXPECT_EQ(released.transition.lasting, programme_centre(model.programmes, custody, expected));
    EXPECT_TRUE(released.transition.new_spell);
  }
}

}  // namespace
}  // namespace throughgate::justice
