#include "justice/people/population.hpp"

#include <gtest/gtest.h>

#include <map>

#include "base/date.hpp"
#include "justice/people/arrivals.hpp"
#include "world.hpp"

namespace throughgate::justice {
namespace {

TEST(Population, ReusesARowWithItsGenerationsAndNothingElse) {
  Population people;
  const Row row = people.add(Identity::of(1, 2, 3));
  people.hot(row).generations.advance(2);
  people.hot(row).generations.advance(2);
  people.hot(row).generations.advance(5);
  people.hot(row).standing.add(Standing::licence);
  people.hot(row).tier = 3;
  people.cold(row).sanctions = 9;
  people.cold(row).cases[1] = people.cases.take();
  people.record(row).hearings = 4;
  const auto generations = people.hot(row).generations.values;
  people.remove(row);
  EXPECT_EQ(people.size(), 0U);
  EXPECT_EQ(people.cases.held(), 0U);
  EXPECT_EQ(people.records.held(), 0U);
  EXPECT_TRUE(people.hot(row).standing.any(Standing::outside));

  const Row again = people.add(Identity::of(1, 2, 4));
  EXPECT_EQ(again, row);
  EXPECT_EQ(people.hot(again).generations.values, generations);
  EXPECT_EQ(people.hot(again).standing.bits, 0);
  EXPECT_EQ(people.hot(again).tier, 0);
  EXPECT_EQ(people.cold(again).sanctions, 0);
  EXPECT_FALSE(people.cold(again).has_case());
  EXPECT_EQ(people.record(again).hearings, 0) << "a pool hands out what is new";
  EXPECT_EQ(people.rows(), 1U);
  EXPECT_EQ(people.peak(), 1U);
}

PopulationModel entrants() {
  PopulationModel model;
  model.entrants.per_year = 6000;
  model.entrants.female_share = 0.3;
  model.entrants.region_share = {0.02, 0.08, 0.1, 0.1, 0.1, 0.1, 0.3, 0.1, 0.05, 0.05};
  model.entrants.offence_group.fill(1.0 / 9);
  model.entrants.age = {0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1};
  model.entrants.history.fill(0.2);
  model.entrants.ever_in_custody = {0, 0.2, 0.4, 0.6, 0.8};
  model.entrants.sanctions_in_band = {0, 1, 4, 10, 20};
  model.entrants.age_at_first_sanction = 17;
  return model;
}

struct Entrant {
  Tick tick;
  Cold cold;
  unsigned region;
};

std::map<std::uint64_t, Entrant> entrants_at(double scale) {
  const Arrivals arrivals(entrants(), scale);
  const random::PreparedKey key = random::StreamKey{3, 1};
  Population people;
  std::map<std::uint64_t, Entrant> result;
  for (int month = 468; month < 480; ++month) {
    arrivals.month(key, month, people, [&](Row row, Tick tick) {
      EXPECT_EQ(month_index(tick), month);
      result[people.hot(row).identity.bits] = {tick, people.cold(row), people.hot(row).region};
    });
  }
  return result;
}

TEST(Arrivals, KeepAtASmallerScaleSomeOfTheSamePersonsWithTheSameAttributes) {
  const auto all = entrants_at(1);
  const auto some = entrants_at(0.3);
  const auto fewer = entrants_at(0.1);
  // Binomial: five standard deviations, false alarms below 1e-6.
  const double expected = 0.3 * static_cast<double>(all.size());
  EXPECT_NEAR(static_cast<double>(some.size()), expected, 5 * std::sqrt(expected * 0.7));
  for (const auto& [identity, person] : some) {
    const auto found = all.find(identity);
    ASSERT_NE(found, all.end());
    EXPECT_EQ(found->second.tick, person.tick);
    EXPECT_EQ(found->second.region, person.region);
    EXPECT_EQ(found->second.cold.birth_day, person.cold.birth_day);
    EXPECT_EQ(found->second.cold.sex, person.cold.sex);
    EXPECT_EQ(found->second.cold.group, person.cold.group);
    EXPECT_EQ(found->second.cold.sanctions, person.cold.sanctions);
    EXPECT_EQ(found->second.cold.ever_in_custody, person.cold.ever_in_custody);
  }
  for (const auto& entry : fewer) EXPECT_TRUE(some.contains(entry.first)) << "scales are nested";
}

}  // namespace
}  // namespace throughgate::justice
