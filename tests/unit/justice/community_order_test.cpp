#include "justice/pathway/community_order.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>

#include "justice/people/sampling.hpp"
#include "world.hpp"

namespace throughgate::justice {
namespace {

/// Shares and means are tested at five standard errors: a false alarm in 1.7 million each.
constexpr double standard_errors = 5;
constexpr Duration one_minute = Duration::minutes(1);

/// One failure is warned, the next brings a hearing after 20 days, at which the order goes on. Nobody fails unless a
/// test says so.
Model order_model() {
  Model model = plain_model();
  model.supervision.tier_share.fill(0.25);
  auto& orders = model.orders;
  orders.enforcement = {
      .failures_per_month = {}, .tolerated = 1, .warning_lasts_months = 12, .acted_on = 1, .hearing_days = 20};
  orders.breach_outcome = {1, 0, 0, 1, 0, 0};
  orders.custody_months = {4, 8};
  orders.custody_spread = 0.5;
  return model;
}

/// The share of orders of a kind that hold a requirement.
double& share_of(Model& model, Requirement which, OrderKind kind = OrderKind::community_order) {
  return model.orders.requirement[static_cast<std::size_t>(kind) * requirement_count + static_cast<std::size_t>(which)];
}

struct Ordered : World {
  explicit Ordered(const Model& the_model = order_model()) : World(the_model), orders(model.orders) {}

  void begin(double days = 365, OrderKind kind = OrderKind::community_order, float breach_log = 0) {
    orders.begin(
        context(),
        {.route = Route::order, .order_kind = kind, .term_days = static_cast<float>(days), .breach_log = breach_log});
  }
  /// Fails to comply without excuse, so many days after the order's start.
  void fail_on(int day) {
    now = record().order_start + Duration::days(day);
    record().failure_left = 0;
    orders.breach_step(context());
  }
  void be_heard() {
    now = record().breach_hearing;
    orders.breach_step(context());
  }

  CommunityOrders orders;
};

TEST(Failure, IsWarnedTheFirstTimeAndCallsForActionTheSecondTimeWithinTheWarningsLife) {
  Ordered world;
  world.begin();
  world.fail_on(30);
  EXPECT_EQ(world.label_of(Happening::failed_to_comply), 0U);
  EXPECT_FALSE(world.told(Happening::breach_started));
  EXPECT_TRUE(world.record().breach_hearing.is_never());
  world.fail_on(300);
  EXPECT_EQ(world.label_of(Happening::failed_to_comply), 1U);
  EXPECT_EQ(world.label_of(Happening::breach_started), 0U) << "a community order";
  EXPECT_EQ(world.record().breach_hearing, world.now + Duration::days(20) + one_minute);
  EXPECT_EQ(world.scheduled(Slot::breach), world.record().breach_hearing);
}

TEST(Failure, CountsNoMoreWhenItsWarningHasLapsed) {
  Ordered world;
  world.begin(1000);
  const int life = static_cast<int>(12 * days_in_month);
  world.fail_on(30);
  world.fail_on(30 + life + 2);
  EXPECT_EQ(world.label_of(Happening::failed_to_comply), 0U) << "warned anew";
  EXPECT_FALSE(world.told(Happening::breach_started));
  world.fail_on(30 + life + 2 + life);
  EXPECT_EQ(world.label_of(Happening::failed_to_comply), 1U) << "inside the life of the second warning";
  EXPECT_TRUE(world.told(Happening::breach_started));
}

TEST(Failure, CallsForActionAfterAsManyAsAreTolerated) {
  for (const int tolerated : {0, 2, 5}) {
    Model model = order_model();
    model.orders.enforcement.tolerated = tolerated;
    Ordered world(model);
    world.begin();
    for (int failure = 0; failure < tolerated; ++failure) {
      world.fail_on(10 + failure);
      EXPECT_EQ(world.label_of(Happening::failed_to_comply), 0U);
    }
    world.fail_on(100);
    EXPECT_TRUE(world.told(Happening::breach_started)) << tolerated;
  }
}

TEST(Failure, NeverBringsProceedingsWhereNobodyActs) {
  Model model = order_model();
  model.orders.enforcement.acted_on = 0;
  Ordered world(model);
  world.begin();
  for (int day = 1; day < 360; ++day) {
    world.fail_on(day);
    EXPECT_EQ(world.label_of(Happening::failed_to_comply), day == 1 ? 0U : 1U);
    EXPECT_FALSE(world.told(Happening::breach_started));
    EXPECT_TRUE(world.record().breach_hearing.is_never());
  }
}

TEST(Failure, IsActedOnAsOftenAsTheShareSays) {
  Model model = order_model();
  model.orders.enforcement.tolerated = 0;
  model.orders.enforcement.acted_on = 0.3;
  Ordered world(model);
  constexpr int persons = 10000;
  int acted_on = 0;
  for (int person = 0; person < persons; ++person) {
    world.next_person(static_cast<unsigned>(person));
    world.begin();
    world.fail_on(10);
    acted_on += world.told(Happening::breach_started) ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(acted_on) / persons, 0.3, standard_errors * std::sqrt(0.3 * 0.7 / persons));
}

TEST(Failure, IsNotFoundInPrison) {
  Ordered world;
  world.begin();
  world.hot().standing.add(Standing::in_prison | Standing::remand_untried);
  world.fail_on(30);
  EXPECT_FALSE(world.told(Happening::failed_to_comply));
}

TEST(BreachHearing, LetsTheOrderGoOnAndFailuresStartAgain) {
  Ordered world;
  world.begin();
  world.fail_on(30);
  world.fail_on(60);
  world.be_heard();
  EXPECT_EQ(world.label_of(Happening::breach_heard), static_cast<unsigned>(BreachOutcome::continued));
  EXPECT_FALSE(world.handed(Route::end_order));
  EXPECT_TRUE(world.hot().standing.any(Standing::community_order));
  EXPECT_TRUE(world.record().breach_hearing.is_never());
  world.fail_on(100);
  EXPECT_EQ(world.label_of(Happening::failed_to_comply), 0U) << "what was heard counts no more";
  world.fail_on(101);
  EXPECT_TRUE(world.told(Happening::breach_started));
}

TEST(BreachHearing, HandsOverTheActivationWhereTheOrderBecomesCustody) {
  for (const OrderKind kind : {OrderKind::community_order, OrderKind::suspended_sentence_order}) {
    Model model = order_model();
    model.orders.breach_outcome = {0, 1, 0, 0, 1, 0};
    Ordered world(model);
    world.begin(365, kind);
    world.fail_on(30);
    world.fail_on(60);
    EXPECT_EQ(world.label_of(Happening::breach_started), static_cast<unsigned>(kind));
    world.be_heard();
    EXPECT_EQ(world.label_of(Happening::breach_to_custody), static_cast<unsigned>(kind));
    const auto ended = world.handed(Route::end_order);
    ASSERT_TRUE(ended.has_value());
    EXPECT_EQ(ended->label, static_cast<std::uint8_t>(OrderEnd::breach));
    const auto activation = world.handed(Route::activation);
    ASSERT_TRUE(activation.has_value());
    EXPECT_EQ(activation->order_kind, kind);
  }
}

TEST(BreachHearing, EndsTheOrderWithoutCustodyWhereItIsRevokedOtherwise) {
  Model model = order_model();
  model.orders.breach_outcome = {0, 0, 1, 0, 0, 1};
  Ordered world(model);
  world.begin();
  world.fail_on(30);
  world.fail_on(60);
  world.be_heard();
  EXPECT_TRUE(world.handed(Route::end_order).has_value());
  EXPECT_FALSE(world.handed(Route::activation));
  EXPECT_FALSE(world.told(Happening::breach_to_custody));
}

TEST(CommunityOrder, IsCompletedAtItsTerm) {
  Ordered world;
  world.begin(200);
  EXPECT_EQ(world.scheduled(Slot::order), world.now + Duration::days(200));
  world.now = world.record().order_end;
  world.orders.expire(world.context());
  EXPECT_EQ(world.label_of(Happening::order_ended), static_cast<unsigned>(OrderEnd::completed));
  EXPECT_EQ(world.hot().standing.bits, 0);
  EXPECT_EQ(world.record().requirements, 0);
  world.orders.expire(world.context());
  EXPECT_FALSE(world.told(Happening::order_ended)) << "once";
}

TEST(CommunityOrder, LastsUntilABreachThatWasStartedIsHeard) {
  Model model = order_model();
  model.orders.breach_outcome = {0, 1, 0, 0, 1, 0};
  Ordered world(model);
  world.begin(100);
  world.fail_on(90);
  world.fail_on(95);
  ASSERT_GT(world.record().breach_hearing, world.record().order_end);
  world.now = world.record().order_end;
  world.orders.expire(world.context());
  EXPECT_FALSE(world.told(Happening::order_ended));
  EXPECT_GT(world.scheduled(Slot::order), world.record().breach_hearing);
  world.be_heard();
  EXPECT_TRUE(world.told(Happening::breach_to_custody));
  EXPECT_TRUE(world.handed(Route::activation).has_value());
}

TEST(CommunityOrder, EndsBeforeItsTermAsCompletedOrOtherwise) {
  for (const bool completed : {false, true}) {
    Model model = order_model();
    model.orders.early_end_per_month = 10;
    model.orders.early_end_completed = completed ? 1 : 0;
    share_of(model, Requirement::drug_rehabilitation) = 1;
    Ordered world(model);
    world.hot().flags.bits = Flags::drug_need;
    world.begin(2000);
    ASSERT_LT(world.record().order_end, world.now + Duration::days(2000));
    world.now = world.record().order_end;
    world.orders.expire(world.context());
    EXPECT_EQ(world.label_of(Happening::order_ended),
              static_cast<unsigned>(completed ? OrderEnd::completed : OrderEnd::other));
    EXPECT_EQ(world.label_of(Happening::drug_rehabilitation_ended), completed ? 1U : 0U);
  }
}

TEST(CommunityOrder, IsProlongedByAnotherAndHoldsTheRequirementsOfBoth) {
  Model model = order_model();
  share_of(model, Requirement::unpaid_work) = 1;
  share_of(model, Requirement::curfew, OrderKind::suspended_sentence_order) = 1;
  Ordered world(model);
  world.begin(300);
  const Tick start = world.now;
  world.now = start + Duration::days(100);
  world.begin(100, OrderKind::suspended_sentence_order);
  EXPECT_EQ(world.record().order_end, start + Duration::days(300)) << "the longer one binds";
  EXPECT_EQ(std::popcount(world.record().requirements), 2);
  world.begin(300, OrderKind::suspended_sentence_order);
  EXPECT_EQ(world.record().order_end, start + Duration::days(400));
  EXPECT_EQ(world.record().order_start, start);
}

TEST(CommunityOrder, BecomesCustodyForATermInsideTheSpreadOfItsKind) {
  Ordered world;
  constexpr int persons = 10000;
  for (const OrderKind kind : {OrderKind::community_order, OrderKind::suspended_sentence_order}) {
    const double centre = world.model.orders.custody_months[static_cast<std::size_t>(kind)] * days_in_month;
    double least = centre;
    double greatest = centre;
    double sum = 0;
    for (int person = 0; person < persons; ++person) {
      world.next_person(static_cast<unsigned>(person));
      const double days = world.orders.custody_days(world.context(), kind);
      least = std::min(least, days);
      greatest = std::max(greatest, days);
      sum += days;
    }
    EXPECT_GE(least, 0.5 * centre);
    EXPECT_LE(greatest, 1.5 * centre);
    // A uniform of this width leaves its outer hundredths empty with a chance of 2 x 0.99^10000.
    EXPECT_LT(least, 0.51 * centre);
    EXPECT_GT(greatest, 1.49 * centre);
    EXPECT_NEAR(sum / persons, centre, standard_errors * centre * 0.5 / std::sqrt(3.0 * persons));
  }
}

}  // namespace
}  // namespace throughgate::justice
