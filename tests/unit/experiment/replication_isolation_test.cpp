#include <gtest/gtest.h>

#include "replication_world.hpp"

namespace throughgate::experiment {
namespace {

using justice::Regime;

constexpr double scale = 0.004;
constexpr int years = 2;

TEST(UncoupledReplication, KeepsEveryEventOfTheOtherRegionsWhenRequestsChangeInLondonOnly) {
  Parts parts;
  const Regime reference(parts.model, parts.structure, parts.common());
  auto spared = parts.structure;
  spared.central_requests.working_time_share[london] = 0;
  auto burdened = parts.structure;
  burdened.central_requests.working_time_share[london] = 0.6;
  auto setup = setup_of(reference, scale, years);
  const auto need = need_of(setup);
  setup.coupled = false;
  setup.need = &need;
  const PersonLog before = log_of(setup);
  for (const auto& structure : {spared, burdened}) {
    const Regime changed(parts.model, structure, parts.common());
    setup.before = &changed;
    const PersonLog after = log_of(setup);
    std::size_t elsewhere = 0;
    std::size_t elsewhere_changed = 0;
    std::size_t london_changed = 0;
    for (const auto& [identity, person] : before.persons) {
      const auto found = after.persons.find(identity);
      const bool same = found != after.persons.end() && found->second.hash == person.hash;
      if (person.region == london) {
        london_changed += same ? 0 : 1;
      } else {
        ++elsewhere;
        elsewhere_changed += same ? 0 : 1;
      }
    }
    for (const auto& [identity, person] : after.persons) {
      if (person.region != london && !before.persons.contains(identity)) ++elsewhere_changed;
    }
    EXPECT_EQ(elsewhere_changed, 0U) << "of " << elsewhere;
    EXPECT_GT(elsewhere, 1000U);
    EXPECT_GT(london_changed, 0U);
  }
}

TEST(UncoupledReplication, NeverHastensAFirstOffenceWhenAHazardIsOnlyLowered) {
  Parts parts;
  // Contact also finds breaches; here it acts on reoffending alone.
  parts.model.licence.detection_elasticity = 0;
  parts.model.orders.detection_elasticity = 0;
  for (const double elasticity : parts.model.reoffending.contact_elasticity) ASSERT_LE(elasticity, 0);
  const Regime reference(parts.model, parts.structure, parts.common());
  auto more_contact = parts.structure;
  more_contact.central_requests.working_time_share.fill(0);
  const Regime spared(parts.model, more_contact, parts.common());
  auto milder = parts.model;
  for (double& effect : milder.reoffending.disposal_effect) effect -= 0.5;
  const Regime mild(milder, parts.structure, parts.common());
  auto setup = setup_of(reference, scale, years);
  const auto need = need_of(setup);
  setup.coupled = false;
  setup.need = &need;
  const Tick change = start_of({2009, 4, 1});
  const PersonLog before = log_of(setup, change);
  for (const Regime* lower : {&spared, &mild}) {
    setup.changes = {{change, lower}};
    const PersonLog after = log_of(setup, change);
    std::size_t delayed = 0;
    // What single precision leaves of a threshold is far less than two hours of any hazard.
    const Duration rounding = Duration::hours(2);
    for (const auto& [identity, person] : after.persons) {
      const auto found = before.persons.find(identity);
      const Tick earlier = found == before.persons.end() ? Tick::never() : found->second.first_offence;
      if (person.first_offence.is_never()) continue;
      ASSERT_FALSE(earlier.is_never()) << "offender " << identity;
      EXPECT_GE(person.first_offence + rounding, earlier) << "offender " << identity;
      delayed += person.first_offence > earlier + rounding ? 1 : 0;
    }
    EXPECT_GT(delayed, 0U);
  }
}

TEST(Replication, KeepsTheIdentitiesAndFirstChargesOfEntrantsAtAnotherScale) {
  const Parts parts;
  const Regime regime(parts.model, parts.structure, parts.common());
  const auto small = setup_of(regime, scale / 2, 1);
  const PersonLog some = log_of(small);
  const PersonLog all = log_of(setup_of(regime, scale, 1));
  const auto first_month = static_cast<std::uint32_t>(month_index(small.start));
  std::size_t entrants = 0;
  for (const auto& [identity, person] : some.persons) {
    const Identity id{identity};
    if (id.month() < first_month || id.stratum() >= justice::region_count) continue;
    ++entrants;
    const auto found = all.persons.find(identity);
    ASSERT_NE(found, all.persons.end());
    EXPECT_EQ(found->second.first_offence, person.first_offence);
    EXPECT_EQ(found->second.group, person.group);
    EXPECT_EQ(found->second.region, person.region);
  }
  // Poisson, five standard deviations below 231 a year.
  EXPECT_GT(entrants, 155U);
}

}  // namespace
}  // namespace throughgate::experiment
