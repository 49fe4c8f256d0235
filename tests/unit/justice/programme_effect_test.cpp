/// What a programme leaves behind: its effect on the hazard, which fades.

#include <gtest/gtest.h>

#include <cmath>

#include "justice/pathway/community_order.hpp"
#include "justice/pathway/custody.hpp"
#include "programme_world.hpp"

namespace throughgate::justice {
namespace {

TEST(ProgrammeEffect, IsOneOfItsSettingAndItsEnd) {
  for (const auto setting : {community, custody}) {
    for (const bool dropped : {false, true}) {
      Model model = programme_model();
      model.programmes.drop_out.fill(dropped ? 1 : 0);
      ProgrammeWorld world(model);
      world.be(setting == custody ? serving : on_order);
      world.ask(setting);
      world.step();
      const auto& effects = dropped ? model.programmes.dropped_effect : model.programmes.completed_effect;
      EXPECT_FLOAT_EQ(world.cold().fading_log, static_cast<float>(std::log(effects[static_cast<std::size_t>(setting)])));
      EXPECT_EQ(world.cold().fading_since, world.now);
    }
  }
}

TEST(ProgrammeEffect, IsWhatIsLeftOfTheFirstAndTheSecondTogetherAtASecondCompletion) {
  ProgrammeWorld world;
  world.be(serving);
  world.ask(custody);
  world.step();
  const Tick first = world.now;
  world.be(Standing::community_order);
  world.put_down(community);
  // The second is completed three half-lives after the first.
  world.now = first + Duration::days(3 * 24 * days_in_month - 3 * days_in_month) - one_minute;
  world.process.step(world.context());
  world.step();
  const double half_lives = (world.now - first).as_days() / (24 * days_in_month);
  ASSERT_NEAR(half_lives, 3, 1e-5);
  EXPECT_NEAR(world.cold().fading_log, std::log(0.5) * std::exp2(-half_lives) + std::log(0.75), 1e-6);
  EXPECT_EQ(world.cold().fading_since, world.now) << "from here both fade together";
}

TEST(ProgrammeEffect, IsNeverWrittenWhereProgrammesDoNothing) {
  Model model = programme_model();
  model.programmes.completed_effect = {1, 1};
  ProgrammeWorld world(model);
  world.be(serving);
  world.ask(custody);
  world.step();
  EXPECT_EQ(world.cold().fading_log, 0);
  EXPECT_EQ(world.cold().fading_since, Tick{});
}

TEST(ProgrammeEffect, IsTakenOutInTheMeanWhereAnOrderBeginsAndWhereAPrisonerIsReleased) {
  Model model = programme_model();
  model.programmes.base_completed.fill(0.25);
  model.programmes.base_dropped.fill(0.125);
  ProgrammeWorld ordered(model);
  CommunityOrders(ordered.model.orders).begin(ordered.context(), {.route = Route::order, .term_days = 300});
  EXPECT_NEAR(ordered.transition.lasting, -0.25 * std::log(0.75) - 0.125 * std::log(1.25), 1e-12);
  ProgrammeWorld released(model);
  const Custody prison(released.model.custody, released.law);
  prison.receive(released.context(), {.route = Route::custody, .term_days = 300});
  EXPECT_EQ(released.transition.lasting, 0);
  released.now = released.record().release;
  prison.decide(released.context());
  ASSERT_TRUE(released.told(Happening::released));
  EXPECT_NEAR(released.transition.lasting, -0.25 * std::log(0.5) - 0.125 * std::log(1.5), 1e-12);
}

}  // namespace
}  // namespace throughgate::justice
