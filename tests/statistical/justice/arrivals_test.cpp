#include "justice/people/arrivals.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "../../unit/justice/world.hpp"

namespace throughgate::justice {
namespace {

PopulationModel entrants() {
  PopulationModel model;
  model.entrants.per_year = 1200;
  model.entrants.region_share = {0.02, 0.08, 0.1, 0.1, 0.1, 0.1, 0.3, 0.1, 0.05, 0.05};
  model.entrants.offence_group.fill(1.0 / 9);
  model.entrants.age.fill(1.0 / 7);
  model.entrants.history.fill(0.2);
  return model;
}

// Five standard errors of the normal approximation, twelve comparisons: a false alarm in 100,000 runs.
TEST(Arrivals, ArePoissonByMonthAndRegion) {
  constexpr int months = 600;
  const PopulationModel model = entrants();
  const Arrivals arrivals(model, 1);
  const random::PreparedKey key = random::StreamKey{17, 0};
  Population people;
  std::vector<double> counts(months);
  std::array<double, region_count> by_region{};
  for (int month = 0; month < months; ++month) {
    arrivals.month(key, 240 + month, people, [&](Row row, Tick) {
      ++counts[static_cast<std::size_t>(month)];
      ++by_region[people.hot(row).region];
    });
  }
  const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
  EXPECT_NEAR(total, 100.0 * months, 5 * std::sqrt(100.0 * months));
  for (std::size_t region = 0; region < region_count; ++region) {
    const double expected = 100.0 * months * model.entrants.region_share[region];
    EXPECT_NEAR(by_region[region], expected, 5 * std::sqrt(expected)) << region_labels[region];
  }
  const double mean = total / months;
  double squares = 0;
  for (const double count : counts) squares += (count - mean) * (count - mean);
  // The index of dispersion of Poisson counts is chi-squared over its degrees of freedom.
  EXPECT_NEAR(squares / mean / (months - 1), 1, 5 * std::sqrt(2.0 / (months - 1)));
}

}  // namespace
}  // namespace throughgate::justice
