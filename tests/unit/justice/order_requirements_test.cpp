/// Which requirements an order holds, and what it asks of others for them.

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "justice/pathway/community_order.hpp"
#include "world.hpp"

namespace throughgate::justice {
namespace {

/// The share of orders of a kind that hold a requirement.
double& share_of(Model& model, Requirement which, OrderKind kind = OrderKind::community_order) {
  return model.orders.requirement[static_cast<std::size_t>(kind) * requirement_count + static_cast<std::size_t>(which)];
}

Model order_model() {
  Model model = plain_model();
  model.supervision.tier_share.fill(0.25);
  model.orders.breach_outcome = {1, 0, 0, 1, 0, 0};
  return model;
}

struct Ordered : World {
  explicit Ordered(const Model& the_model) : World(the_model), orders(model.orders) {}

  void begin(OrderKind kind = OrderKind::community_order) {
    orders.begin(context(), {.route = Route::order, .order_kind = kind, .term_days = 365});
  }
  [[nodiscard]] bool holds(Requirement which) { return (record().requirements & requirement_bit(which)) != 0; }

  CommunityOrders orders;
};

TEST(CommunityOrder, IsOneOfSupervisionWhereNoRequirementFallsToIt) {
  Ordered world(order_model());
  world.begin();
  EXPECT_EQ(world.record().requirements, requirement_bit(Requirement::supervision));
  EXPECT_TRUE(world.hot().standing.any(Standing::community_order));
  EXPECT_EQ(world.label_of(Happening::order_started), 0U);
}

TEST(CommunityOrder, HoldsTheRequirementsOfItsKindAlone) {
  Model model = order_model();
  share_of(model, Requirement::unpaid_work) = 1;
  share_of(model, Requirement::curfew, OrderKind::suspended_sentence_order) = 1;
  Ordered community(model);
  community.begin();
  EXPECT_EQ(community.record().requirements, requirement_bit(Requirement::unpaid_work));
  Ordered suspended(model);
  suspended.begin(OrderKind::suspended_sentence_order);
  EXPECT_EQ(suspended.record().requirements, requirement_bit(Requirement::curfew));
  EXPECT_TRUE(suspended.hot().standing.any(Standing::suspended_sentence));
}

TEST(CommunityOrder, AsksForAProgrammeWhereItHoldsOne) {
  Model model = order_model();
  share_of(model, Requirement::accredited_programme) = 1;
  Ordered world(model);
  world.begin();
  const auto programme = world.handed(Route::programme);
  ASSERT_TRUE(programme.has_value());
  EXPECT_EQ(programme->label, static_cast<std::uint8_t>(ProgrammeSetting::community));
  world.begin();
  EXPECT_FALSE(world.handed(Route::programme)) << "a second order does not ask again";
}

TEST(DrugRehabilitation, IsForThoseWithTheNeedAloneAndItsShareOfOrdersHolds) {
  Model model = order_model();
  model.population.entrants.drug_need = 0.25;
  share_of(model, Requirement::drug_rehabilitation) = 0.1;
  share_of(model, Requirement::unpaid_work) = 0.5;
  Ordered world(model);
  constexpr int persons = 20000;
  int given = 0;
  for (int person = 0; person < persons; ++person) {
    world.next_person(static_cast<unsigned>(person));
    if (person % 4 == 0) world.hot().flags.bits = Flags::drug_need;
    world.begin();
    const bool has_it = world.holds(Requirement::drug_rehabilitation);
    EXPECT_TRUE(!has_it || person % 4 == 0);
    given += has_it ? 1 : 0;
  }
  // A quarter have the need, of whom 0.1 / 0.25 are given it.
  // Five standard errors: a false alarm in 1.7 million runs.
  const double error = std::sqrt(0.25 * 0.4 * 0.6 / persons);
  EXPECT_NEAR(static_cast<double>(given) / persons, 0.1, 5 * error);
}

TEST(DrugRehabilitation, IsForEverybodyWithTheNeedAtMost) {
  Model model = order_model();
  model.population.entrants.drug_need = 0.25;
  share_of(model, Requirement::drug_rehabilitation) = 0.5;
  Ordered world(model);
  for (unsigned person = 0; person < 100; ++person) {
    world.next_person(person);
    world.hot().flags.bits = Flags::drug_need;
    world.begin();
    EXPECT_TRUE(world.holds(Requirement::drug_rehabilitation));
  }
}

TEST(DrugRehabilitation, ChangesNoneOfTheOtherRequirements) {
  Model model = order_model();
  for (std::size_t which = 0; which < requirement_count; ++which) model.orders.requirement[which] = 0.5;
  Ordered world(model);
  constexpr std::uint8_t drugs = requirement_bit(Requirement::drug_rehabilitation);
  for (unsigned person = 0; person < 200; ++person) {
    std::array<std::uint8_t, 2> requirements{};
    for (const bool need : {false, true}) {
      world.next_person(person);
      if (need) world.hot().flags.bits = Flags::drug_need;
      world.begin();
      requirements[need ? 1 : 0] = world.record().requirements;
    }
    const auto others = static_cast<std::uint8_t>(requirements[1] & ~drugs);
    if (others != 0) {
      EXPECT_EQ(requirements[0], others);
    }
  }
}

TEST(Requirement, WaitsItsLeadCountedFromTheStartOfTheFirstOrder) {
  Model model = order_model();
  share_of(model, Requirement::unpaid_work) = 1;
  share_of(model, Requirement::curfew, OrderKind::suspended_sentence_order) = 1;
  model.orders.places.lead_days = {0, 14, 0, 0, 7, 0};
  Ordered world(model);
  world.begin();
  EXPECT_EQ(world.record().requirement_from[static_cast<std::size_t>(Requirement::unpaid_work)], 14);
  world.now = world.now + Duration::days(100);
  world.begin(OrderKind::suspended_sentence_order);
  EXPECT_EQ(world.record().requirement_from[static_cast<std::size_t>(Requirement::unpaid_work)], 14);
  EXPECT_EQ(world.record().requirement_from[static_cast<std::size_t>(Requirement::curfew)], 107);
}

}  // namespace
}  // namespace throughgate::justice
