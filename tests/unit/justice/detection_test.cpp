/// Failures and recalls feel every change of contact, and come exactly when the weighted days say.

#include "justice/services/detection.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "base/date.hpp"
#include "base/month_table.hpp"
#include "justice/pathway/community_order.hpp"
#include "justice/pathway/licence.hpp"
#include "justice/people/sampling.hpp"
#include "world.hpp"

namespace throughgate::justice {
namespace {

constexpr double one_minute = 1.0 / 1440;
constexpr int first_month = 468;  // January 2009
constexpr unsigned region = 0;

DetectionClock::Intensity everywhere(double intensity) {
  DetectionClock::Intensity values;
  values.fill(intensity);
  return values;
}

/// Contact by month, up and down, beyond the margin and below it.
const std::vector<double> contacts{1.0, 0.8, 1.1, 1.105, 0.5, 1.6, 1.0, 0.05, 2.0, 1.3, 0.9, 0.7, 1.0, 1.2, 0.6, 1.1};

TEST(DetectionClock, CountsPlainDaysBeforeItsFirstMonth) {
  const DetectionClock clock;
  const Tick from = month_start(first_month);
  EXPECT_DOUBLE_EQ(clock.at(from + Duration::days(10), region) - clock.at(from, region), 10);
  EXPECT_EQ(clock.soonest(from, 10, region), from + Duration::days(10) + Duration::minutes(1));
}

TEST(DetectionClock, WeighsTheDaysOfEachMonthByContactToThePowerOfItsElasticity) {
  DetectionClock clock;
  double expected = 0;
  for (std::size_t month = 0; month < contacts.size(); ++month) {
    const Tick start = month_start(first_month + static_cast<int>(month));
    const Tick end = month_start(first_month + static_cast<int>(month) + 1);
    clock.month_began(start, everywhere(contacts[month]), 2);
    const double weight = contacts[month] * contacts[month];
    EXPECT_NEAR(clock.at(end, region) - clock.at(start, region), weight * (end - start).as_days(), 1e-9);
    expected += weight * (end - start).as_days();
  }
  const Tick end = month_start(first_month + static_cast<int>(contacts.size()));
  EXPECT_NEAR(clock.at(end, region) - clock.at(month_start(first_month), region), expected, 1e-9);
}

TEST(DetectionClock, NeverLooksLateUnlessItSaysThatAWeightRose) {
  DetectionClock clock;
  const Tick start = month_start(first_month);
  const double target = clock.at(start, region) + 200;
  Tick look = Tick::never();
  std::size_t looks = 0;
  for (std::size_t month = 0; month < contacts.size(); ++month) {
    const Tick begins = month_start(first_month + static_cast<int>(month));
    const bool rose = clock.month_began(begins, everywhere(contacts[month]), 1);
    EXPECT_EQ(rose, clock.rose(region));
    if (rose || month == 0) look = clock.soonest(begins, target - clock.at(begins, region), region);
    const Tick ends = month_start(first_month + static_cast<int>(month) + 1);
    while (look < ends) {
      ++looks;
      const double left = target - clock.at(look, region);
      if (left <= 0) {
        EXPECT_GE(left, -2 * contacts[month] * one_minute) << "found in the minute after it came";
        EXPECT_LT(looks, 12U);
        return;
      }
      look = clock.soonest(look, left, region);
    }
  }
  FAIL() << "never found";
}

TEST(DetectionClock, IsNeverSoonerThanNowHoweverLittleIsLeft) {
  DetectionClock clock;
  const Tick start = month_start(first_month);
  clock.month_began(start, everywhere(0.1), 1);
  EXPECT_EQ(clock.soonest(start, -5, region), start + Duration::minutes(1));
}

/// Orders whose only requirement is failed at a constant rate from the first day on, and a licence.
Model watched_model() {
  Model model = plain_model();
  model.supervision.tier_share.fill(1.0 / 3);
  model.orders.requirement.fill(0);
  model.orders.requirement[static_cast<std::size_t>(Requirement::supervision)] = 1;
  model.orders.enforcement = {
      .failures_per_month = {}, .tolerated = 1, .warning_lasts_months = 12, .acted_on = 0, .hearing_days = 20};
  model.orders.enforcement.failures_per_month[static_cast<std::size_t>(Requirement::supervision)] = 0.15;
  model.orders.breach_outcome = {1, 0, 0, 1, 0, 0};
  model.licence.recall_per_month.fill(0.15);
  model.reoffending.through_gate_effect = model.reoffending.incomplete_record_effect = 1;
  return model;
}

/// Runs the months, and asks `step` to look when the pending event of the slot is due: true when it happened.
template <class Step, class Anew>
Tick happens(World& world, Slot slot, bool contact_varies, Step&& step, Anew&& anew) {
  Tick look = world.scheduled(slot);
  for (std::size_t month = 0; month < 60; ++month) {
    const Tick begins = month_start(first_month + static_cast<int>(month));
    const double contact = contact_varies ? contacts[month % contacts.size()] : 1.0;
    if (begins > world.now) {
      world.now = begins;
      if (world.detection.month_began(begins, everywhere(contact), 1, 1)) {
        anew();
        look = world.scheduled(slot);
      }
    }
    const Tick ends = month_start(first_month + static_cast<int>(month) + 1);
    while (look < ends) {
      world.now = look;
      if (step()) return look;
      look = world.scheduled(slot);
    }
  }
  return Tick::never();
}

/// Days of the clock from the base date to an event.
double weighted_days(const DetectionClock& clock, Tick happened) {
  return clock.at(happened, region) - clock.at(month_start(first_month), region);
}

Tick failure(World& world, unsigned person, bool contact_varies) {
  world.next_person(person);
  world.now = month_start(first_month);
  world.detection.month_began(world.now, everywhere(1), 1, 1);
  const CommunityOrders orders(world.model.orders);
  orders.begin(world.context(), {.route = Route::order, .term_days = 1800});
  return happens(
      world, Slot::breach, contact_varies,
      [&] {
        orders.breach_step(world.context());
        return world.told(Happening::failed_to_comply);
      },
      [&] { orders.look_ahead_anew(world.context()); });
}

TEST(Failures, ComeExactlyWhenTheContactOfTheMonthsSoFarMakesThem) {
  int found = 0;
  for (unsigned person = 0; person < 60; ++person) {
    World steady(watched_model());
    World varying(watched_model());
    const Tick plain = failure(steady, person, false);
    const Tick weighted = failure(varying, person, true);
    if (plain.is_never() || weighted.is_never()) continue;
    ++found;
    EXPECT_NEAR(weighted_days(varying.detection.failures, weighted), weighted_days(steady.detection.failures, plain),
                6 * one_minute)
        << person;
  }
  EXPECT_GT(found, 40);
}

Tick recall(World& world, unsigned person, bool contact_varies) {
  world.next_person(person);
  world.now = month_start(first_month);
  world.detection.month_began(world.now, everywhere(1), 1, 1);
  world.record().band = LengthBand::from_12m_to_4y;
  world.record().licence_end = world.record().expiry = world.now + Duration::days(1800);
  ReleaseLaw law;
  const Licence licence(world.model.licence, world.model.reoffending, world.structure.through_the_gate,
                        world.model.reoffending.needs, law);
  licence.begin(world.context(), false);
  return happens(
      world, Slot::recall, contact_varies,
      [&] {
        licence.look(world.context());
        return world.told(Happening::recalled);
      },
      [&] { licence.look_ahead_anew(world.context()); });
}

TEST(Recalls, ComeExactlyWhenTheContactOfTheMonthsSoFarMakesThem) {
  int found = 0;
  for (unsigned person = 0; person < 60; ++person) {
    World steady(watched_model());
    World varying(watched_model());
    const Tick plain = recall(steady, person, false);
    const Tick weighted = recall(varying, person, true);
    if (plain.is_never() || weighted.is_never()) continue;
    ++found;
    EXPECT_NEAR(weighted_days(varying.detection.recalls, weighted), weighted_days(steady.detection.recalls, plain),
                6 * one_minute)
        << person;
  }
  EXPECT_GT(found, 40);
}

/// `times` as often from the day of change on: what was consumed before it stays consumed.
void expect_rate_to_act_from_its_day(double times) {
  constexpr double per_day = 0.15 / days_in_month;
  constexpr int change = 60;
  int changed = 0;
  for (unsigned person = 0; person < 60; ++person) {
    World world(watched_model());
    Model other = world.model;
    for (double& rate : other.orders.enforcement.failures_per_month) rate *= times;
    for (double& rate : other.licence.recall_per_month) rate *= times;
    const CommunityOrders orders(world.model.orders);
    const CommunityOrders orders_after(other.orders);
    const ReleaseLaw law;
    const auto licence_by = [&](const Model& model) {
      return Licence(model.licence, model.reoffending, world.structure.through_the_gate, model.reoffending.needs, law);
    };
    const Licence licence = licence_by(world.model);
    const Licence licence_after = licence_by(other);
    world.next_person(person);
    const Tick start = world.now;
    world.record().band = LengthBand::from_12m_to_4y;
    world.record().licence_end = world.record().expiry = start + Duration::days(3000);
    orders.begin(world.context(), {.route = Route::order, .term_days = 3000});
    licence.begin(world.context(), false);
    const double failure = static_cast<double>(world.record().failure_left) / per_day;
    const double recall = static_cast<double>(world.record().recall_left) / per_day;
    if (failure < change || recall < change) continue;
    ++changed;
    world.now = start + Duration::days(change);
    orders.settle(world.context());
    licence.settle(world.context());
    orders_after.look_ahead_anew(world.context());
    EXPECT_NEAR((world.scheduled(Slot::breach) - world.now).as_days(), (failure - change) / times, 3 * one_minute);
    licence_after.look_ahead_anew(world.context());
    EXPECT_NEAR((world.scheduled(Slot::recall) - world.now).as_days(), (recall - change) / times, 3 * one_minute);
  }
  EXPECT_GT(changed, 20);
}

TEST(Enforcement, GoesByAChangedRateFromItsDayOn) {
  expect_rate_to_act_from_its_day(2);
  expect_rate_to_act_from_its_day(0.5);
}

}  // namespace
}  // namespace throughgate::justice
