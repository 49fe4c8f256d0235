#include "justice/services/approved_premises.hpp"

#include <gtest/gtest.h>

#include "base/date.hpp"
#include "justice/pathway/licence.hpp"
#include "world.hpp"

namespace throughgate::justice {
namespace {

const Tick start = start_of({2009, 1, 1});
constexpr ApprovedPremisesModel three_beds{.beds = 3, .stay_days = 70};

Tick day(double days) { return start + Duration::days(days); }

TEST(ApprovedPremises, TakePersonsWhileThereAreBedsAndRefuseAllOthers) {
  ApprovedPremises premises(three_beds, 1, start);
  for (int bed = 0; bed < 3; ++bed) EXPECT_TRUE(premises.take(start, 100, true));
  EXPECT_FALSE(premises.take(start, 100, true));
  EXPECT_FALSE(premises.take(day(99), 100, true));
}

TEST(ApprovedPremises, HaveABedAgainFromTheMinuteInWhichAStayEnds) {
  ApprovedPremises premises(three_beds, 1, start);
  for (const double days : {30, 10, 20}) EXPECT_TRUE(premises.take(start, days, true));
  EXPECT_FALSE(premises.take(day(10) - Duration::minutes(1), 5, true));
  EXPECT_TRUE(premises.take(day(10), 100, true)) << "the shortest stay ends first";
  EXPECT_FALSE(premises.take(day(15), 5, true));
  EXPECT_TRUE(premises.take(day(35), 5, true));
  EXPECT_TRUE(premises.take(day(35), 5, true));
  EXPECT_FALSE(premises.take(day(35), 5, true));
}

TEST(ApprovedPremises, TakeEverybodyWhereServicesAreNotFiniteAndNobodyMoreOnceTheyAre) {
  ApprovedPremises premises(three_beds, 1, start);
  for (int bed = 0; bed < 10; ++bed) EXPECT_TRUE(premises.take(start, 10.0 + bed, false));
  EXPECT_FALSE(premises.take(day(5), 100, true));
  EXPECT_FALSE(premises.take(day(16), 100, true)) << "three are still there";
  EXPECT_TRUE(premises.take(day(17), 100, true));
}

TEST(ApprovedPremises, AreThinnedByTheScaleOfTheRun) {
  const ApprovedPremisesModel sixty_beds{.beds = 60, .stay_days = 70};
  const auto beds = [&](double scale) {
    ApprovedPremises premises(sixty_beds, scale, start);
    int taken = 0;
    while (premises.take(start, 100, true)) ++taken;
    return taken;
  };
  EXPECT_EQ(beds(1), 60);
  EXPECT_EQ(beds(0.1), 6);
  EXPECT_EQ(beds(0.001), 0);
}

TEST(ApprovedPremises, FollowTheModelThatIsAdopted) {
  ApprovedPremises premises(three_beds, 1, start);
  for (int bed = 0; bed < 3; ++bed) premises.take(start, 100, true);
  const ApprovedPremisesModel four_beds{.beds = 4, .stay_days = 70};
  premises.adopt(four_beds);
  EXPECT_TRUE(premises.take(start, 100, true));
  EXPECT_FALSE(premises.take(start, 100, true));
}

TEST(ApprovedPremises, TellTheMeanOfTheBedsTakenInEachMonth) {
  ApprovedPremises premises(three_beds, 1, start);
  premises.take(start, 10, true);
  premises.take(start, 45, true);
  premises.take(day(20), 10, true);
  EXPECT_NEAR(premises.close_month(day(30)), (10.0 + 30 + 10) / 30, 1e-12);
  EXPECT_NEAR(premises.close_month(day(60)), 15.0 / 30, 1e-12) << "the stay of 45 days goes on";
  EXPECT_EQ(premises.close_month(day(90)), 0);
}

TEST(ApprovedPremises, HoldAsManyTimesMoreWhenTheBurnInWasSmallerThanTheRun) {
  const ApprovedPremisesModel hundred_beds{.beds = 100, .stay_days = 70};
  ApprovedPremises premises(hundred_beds, 1, start);
  for (int person = 0; person < 10; ++person) premises.take(start, 20.0 + person, false);
  premises.rescale(day(10), 4);
  EXPECT_NEAR(premises.close_month(day(20)), 40, 1e-12);
  int free = 0;
  while (premises.take(day(20), 100, true)) ++free;
  EXPECT_EQ(free, 60 + 4) << "four of the forty have left by then";
}

/// A month before the end of a licence, released at the tier.
struct Released : World {
  explicit Released(unsigned tier) : World(licence_model(tier)) {
    record().licence_end = record().expiry = now + Duration::days(30);
  }
  static Model licence_model(unsigned tier) {
    Model model = plain_model();
    for (std::size_t kind = 0; kind < supervision_labels.size(); ++kind) {
      model.supervision.tier_share[kind * tier_count + tier] = 1;
    }
    model.reoffending.through_gate_effect = model.reoffending.incomplete_record_effect = 1;
    model.approved_premises = {.beds = 1, .stay_days = 70};
    return model;
  }
  [[nodiscard]] Licence licence() const {
    return {model.licence, model.reoffending, structure.through_the_gate, model.reoffending.needs, law};
  }
};

TEST(ApprovedPremises, AreForThoseReleasedAtTheHighestTierAlone) {
  for (unsigned tier = 0; tier < tier_count; ++tier) {
    Released world(tier);
    world.licence().begin(world.context(), false);
    EXPECT_EQ(world.told(Happening::premises_entered), tier + 1 == tier_count) << tier;
  }
}

TEST(ApprovedPremises, AreNotEnteredAgainAfterRecallNorWhereNoBedIsFree) {
  Released again(tier_count - 1);
  again.licence().begin(again.context(), true);
  EXPECT_FALSE(again.told(Happening::premises_entered));
  Released full(tier_count - 1);
  full.custody_conditions.finite = true;
  full.premises.take(full.now, 10, true);
  full.licence().begin(full.context(), false);
  EXPECT_FALSE(full.told(Happening::premises_entered));
  EXPECT_TRUE(full.hot().standing.any(Standing::licence)) << "the licence begins all the same";
}

}  // namespace
}  // namespace throughgate::justice
