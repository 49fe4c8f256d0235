/// When persons on an order fail to comply: with which requirement, from when to when, how often.

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "justice/pathway/community_order.hpp"
#include "justice/people/sampling.hpp"
#include "world.hpp"

namespace throughgate::justice {
namespace {

/// Counts are tested at five standard errors of a Poisson count: a false alarm in a million or so each.
constexpr double standard_errors = 5;
constexpr std::size_t supervision = static_cast<std::size_t>(Requirement::supervision);
constexpr std::size_t unpaid_work = static_cast<std::size_t>(Requirement::unpaid_work);
constexpr std::size_t curfew = static_cast<std::size_t>(Requirement::curfew);

/// Orders of unpaid work, delivered in three months after a month's wait, failed 30 times a month. Nobody acts.
Model failing_model() {
  Model model = plain_model();
  model.supervision.tier_share.fill(0.25);
  auto& orders = model.orders;
  orders.requirement[unpaid_work] = 1;
  orders.enforcement = {
      .failures_per_month = {}, .tolerated = 1, .warning_lasts_months = 12, .acted_on = 0, .hearing_days = 20};
  orders.enforcement.failures_per_month[unpaid_work] = 30;
  orders.places.duration_months[unpaid_work] = 3;
  orders.places.lead_days[unpaid_work] = 30;
  orders.breach_outcome = {1, 0, 0, 1, 0, 0};
  return model;
}

struct Failing : World {
  explicit Failing(const Model& the_model = failing_model()) : World(the_model), orders(model.orders) {}

  void begin(double days, OrderKind kind = OrderKind::community_order, float breach_log = 0) {
    orders.begin(
        context(),
        {.route = Route::order, .order_kind = kind, .term_days = static_cast<float>(days), .breach_log = breach_log});
  }
  /// Days after the order's start of all failures to its end, from the event that is pending.
  [[nodiscard]] std::vector<double> failures() {
    std::vector<double> days;
    for (Tick next = scheduled(Slot::breach); !next.is_never(); next = scheduled(Slot::breach)) {
      now = next;
      orders.breach_step(context());
      if (told(Happening::failed_to_comply)) days.push_back((now - record().order_start).as_days());
    }
    return days;
  }

  CommunityOrders orders;
};

/// Failures of many persons on equal orders together.
std::vector<double> failures_of(Failing& world, int persons, double term_days) {
  std::vector<double> all;
  const Tick start = world.now;
  for (int person = 0; person < persons; ++person) {
    world.now = start;
    world.next_person(static_cast<unsigned>(person));
    world.begin(term_days);
    for (const double day : world.failures()) all.push_back(day);
  }
  return all;
}

void expect_count(const std::vector<double>& failures, double expected) {
  EXPECT_NEAR(static_cast<double>(failures.size()), expected, standard_errors * std::sqrt(expected));
}

TEST(Failures, BeginAfterTheWaitAndStopWhenTheRequirementIsDelivered) {
  Failing world;
  const auto days = failures_of(world, 20, 365);
  for (const double day : days) {
    EXPECT_GT(day, 30);
    EXPECT_LE(day, 30 + 3 * days_in_month + 1.0 / 1440);
  }
  expect_count(days, 20 * 30 * 3);
}

TEST(Failures, GoOnToTheEndOfTheOrderWhereTheRequirementLastsAsLong) {
  Model model = failing_model();
  model.orders.places.duration_months[unpaid_work] = 0;
  model.orders.enforcement.failures_per_month[unpaid_work] = 3;
  Failing world(model);
  const auto days = failures_of(world, 100, 365);
  for (const double day : days) EXPECT_LT(day, 365);
  expect_count(days, 100 * 3 * 335 / days_in_month);
}

TEST(Failures, AddUpOverTheRequirementsThatRun) {
  Model model = failing_model();
  model.orders.requirement[supervision] = model.orders.requirement[curfew] = 1;
  model.orders.enforcement.failures_per_month[supervision] = 0.5;
  model.orders.enforcement.failures_per_month[curfew] = 2;
  model.orders.enforcement.failures_per_month[unpaid_work] = 4;
  model.orders.places.duration_months[curfew] = 2;
  Failing world(model);
  const auto days = failures_of(world, 200, 365);
  expect_count(days, 200 * (0.5 * 365 / days_in_month + 2 * 2 + 4 * 3));
  std::vector<double> late;
  for (const double day : days) {
    if (day > 30 + 3 * days_in_month) late.push_back(day);
  }
  expect_count(late, 200 * 0.5 * (335 / days_in_month - 3));
}

TEST(Failures, AreNoneWhereNoRequirementIsFailed) {
  Model model = failing_model();
  model.orders.enforcement.failures_per_month.fill(0);
  Failing world(model);
  EXPECT_TRUE(failures_of(world, 10, 1000).empty());
}

/// Days from the order's start to the first failure, in supervision that begins at once.
double first_failure(const Model& model, float breach_log, double intensity = 1) {
  Failing world(model);
  std::array<double, region_count> contact;
  contact.fill(intensity);
  (void)world.detection.failures.month_began(world.now, contact, model.orders.detection_elasticity);
  world.begin(5000, OrderKind::community_order, breach_log);
  const auto days = world.failures();
  return days.empty() ? Duration::longest().as_days() : days.front();
}

TEST(Failures, ComeTheSoonerTheHigherTheRatioThatTheReportGivesTheOrder) {
  Model model = failing_model();
  model.orders.places.lead_days[unpaid_work] = 0;
  const double plain = first_failure(model, 0);
  constexpr double minutes = 3.0 / 1440;
  EXPECT_NEAR(first_failure(model, std::log(2.0F)), plain / 2, minutes);
  EXPECT_NEAR(first_failure(model, std::log(0.5F)), plain * 2, minutes);
}

TEST(Failures, AreFoundTheMoreOftenTheMoreContactThereIs) {
  Model model = failing_model();
  model.orders.places.lead_days[unpaid_work] = 0;
  model.orders.detection_elasticity = 1;
  constexpr double minutes = 3.0 / 1440;
  EXPECT_NEAR(first_failure(model, 0, 0.5), 2 * first_failure(model, 0, 1), minutes);
  model.orders.detection_elasticity = 0;
  EXPECT_EQ(first_failure(model, 0, 0.5), first_failure(model, 0, 1));
}

TEST(Failures, WaitLongerWhereTheRequirementHasABacklog) {
  Model model = failing_model();
  // One begins a month in the person's region.
  model.orders.places.places[unpaid_work] = 30;
  Failing world(model);
  for (int order = 0; order < 3; ++order) (void)world.requirements.start(0, unpaid_work);
  world.requirements.close_month(true);
  world.begin(365);
  const auto days = world.failures();
  ASSERT_FALSE(days.empty());
  EXPECT_GE(days.front(), std::floor(30 + 2 * days_in_month));
  EXPECT_LE(days.back(), 30 + 5 * days_in_month + 1.0 / 1440);
}

/// An order of supervision that nobody fails, joined so many days later by one with unpaid work.
std::vector<double> failures_of_joined(int joined_after, double first_term, double second_term) {
  Model model = failing_model();
  model.orders.requirement.fill(0);
  model.orders.requirement[requirement_count + unpaid_work] = 1;
  Failing world(model);
  world.begin(first_term);
  world.now = world.now + Duration::days(joined_after);
  // What was planned before stays planned where the second order wishes nothing.
  const Tick planned = world.scheduled(Slot::breach);
  world.begin(second_term, OrderKind::suspended_sentence_order);
  if (world.scheduled(Slot::breach).is_never()) world.transition.schedule(Slot::breach, planned);
  return world.failures();
}

void expect_delivered_after(int joined_after, const std::vector<double>& days) {
  expect_count(days, 30 * 3);
  ASSERT_FALSE(days.empty());
  EXPECT_GT(days.front(), joined_after + 30);
  EXPECT_LT(days.front(), joined_after + 40) << "so long without one in e^-10";
  EXPECT_LE(days.back(), joined_after + 30 + 3 * days_in_month + 1.0 / 1440);
}

TEST(Failures, OfARequirementThatJoinsARunningOrderBeginAfterItsOwnWaitHoweverOldTheOrder) {
  for (const int joined_after : {50, 150, 290}) {
    expect_delivered_after(joined_after, failures_of_joined(joined_after, 300, 600));
  }
}

TEST(Failures, OfARequirementThatJoinsAnOrderWithoutProlongingItBeginAfterItsOwnWait) {
  expect_delivered_after(50, failures_of_joined(50, 600, 300));
}

/// Unpaid work in both of two orders, the second so many days after the first.
std::vector<double> failures_of_two(int second_after) {
  Model model = failing_model();
  model.orders.requirement[requirement_count + unpaid_work] = 1;
  model.orders.enforcement.failures_per_month[unpaid_work] = 30;
  Failing world(model);
  world.begin(1000);
  const Tick start = world.now;
  std::vector<double> days;
  const Tick second = start + Duration::days(second_after);
  for (Tick next = world.scheduled(Slot::breach); next < second; next = world.scheduled(Slot::breach)) {
    world.now = next;
    world.orders.breach_step(world.context());
    if (world.told(Happening::failed_to_comply)) days.push_back((world.now - start).as_days());
  }
  world.now = second;
  world.begin(1000, OrderKind::suspended_sentence_order);
  for (const double day : world.failures()) days.push_back(day);
  return days;
}

TEST(Failures, ComeAgainWhereASecondOrderAsksForWhatTheFirstHadDelivered) {
  expect_count(failures_of_two(200), 2 * 30 * 3);
  const auto days = failures_of_two(60);
  expect_count(days, 30 * 3);
  ASSERT_FALSE(days.empty());
  EXPECT_LE(days.back(), 30 + 3 * days_in_month + 1.0 / 1440) << "what is under way is not begun again";
}

}  // namespace
}  // namespace throughgate::justice
