#include "justice/pathway/licence.hpp"

#include <gtest/gtest.h>

#include "world.hpp"

namespace throughgate::justice {
namespace {

/// On licence for a year, from a sentence that lasts as long.
struct Released : World {
  Released() : World(licence_model()) {
    law.recalls = {{.types = 1U, .returned = {}, .term = {}, .days = 28}};
    record().band = LengthBand::from_12m_to_4y;
    record().licence_end = record().expiry = now + Duration::days(365);
  }
  static Model licence_model() {
    Model model = plain_model();
    model.licence.recall_per_month.fill(0);
    model.licence.fixed_term_share = 1;
    model.licence.standard_mean_days = 100;
    model.licence.standard_shape = 0.5;
    model.reoffending.through_gate_effect = model.reoffending.incomplete_record_effect = 1;
    model.supervision.tier_share = {0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25};
    return model;
  }
  [[nodiscard]] Licence licence() const {
    return {model.licence, model.reoffending, structure.through_the_gate, model.reoffending.needs, law};
  }
  [[nodiscard]] Tick scheduled(Slot slot) {
    for (const auto& next : transition.last_of_each_slot()) {
      if (next.slot == slot) return next.tick;
    }
    return Tick::never();
  }
};

TEST(Licence, RunsToItsLastDayAndEnds) {
  Released world;
  world.licence().begin(world.context(), false);
  EXPECT_TRUE(world.hot().standing.any(Standing::licence));
  EXPECT_TRUE(world.told(Happening::gate_passed));
  EXPECT_EQ(world.scheduled(Slot::licence), world.record().licence_end);
  world.now = world.record().licence_end;
  world.licence().end(world.context());
  EXPECT_EQ(world.hot().standing.bits, 0);
}

TEST(Recall, TakesThePersonBackForTheDaysOfTheLawThatOfReturnCounted) {
  Released world;
  const Licence licence = world.licence();
  licence.begin(world.context(), false);
  world.now = world.now + Duration::days(40);
  licence.recall_on_charge(world.context());
  EXPECT_TRUE(world.told(Happening::recalled));
  EXPECT_EQ(world.hot().standing.bits, Standing::in_prison | Standing::recalled);
  EXPECT_EQ(world.scheduled(Slot::custody), world.record().release);
  EXPECT_EQ(world.record().release, world.now + Duration::days(27));
}

TEST(Recall, LastsToTheEndOfTheLicenceAtTheLatest) {
  Released world;
  const Licence licence = world.licence();
  licence.begin(world.context(), false);
  world.now = world.now + Duration::days(355);
  licence.recall_on_charge(world.context());
  EXPECT_EQ(world.record().release, world.record().licence_end);
}

TEST(Recall, IsStandardWhereTheLawHasNoFixedTerm) {
  Released world;
  world.law.recalls.clear();
  const Licence licence = world.licence();
  licence.begin(world.context(), false);
  licence.recall_on_charge(world.context());
  EXPECT_FALSE(world.record().fixed_term);
  EXPECT_TRUE(world.hot().standing.any(Standing::recalled));
}

TEST(Recall, IsNotForThoseSupervisedAfterTheirSentence) {
  Released world;
  world.record().supervision_end = world.now + Duration::days(365);
  world.record().licence_end = world.now;
  const Licence licence = world.licence();
  licence.begin(world.context(), false);
  EXPECT_EQ(world.scheduled(Slot::licence), world.record().supervision_end);
  licence.recall_on_charge(world.context());
  EXPECT_FALSE(world.told(Happening::recalled));
  EXPECT_FALSE(world.hot().standing.any(Standing::in_prison));
}

TEST(Recall, ComesAsOftenAsItsHazardSays) {
  // 0.05 a month for 182 days: 1 - exp(-0.05 * 182 / 30.4375) = 25.8%. 20,000 persons: five standard errors are 1.55
  // points, a false alarm in 1.7 million runs.
  int recalled = 0;
  constexpr int persons = 20000;
  Released world;
  world.model.licence.recall_per_month.fill(0.05);
  const Licence licence = world.licence();
  for (int person = 0; person < persons; ++person) {
    world.hot().identity = Identity::of(400, 3, static_cast<std::uint32_t>(person));
    licence.begin(world.context(), false);
    recalled += world.scheduled(Slot::recall) <= world.now + Duration::days(182) ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(recalled) / persons, 0.2584, 0.0155);
}

}  // namespace
}  // namespace throughgate::justice
