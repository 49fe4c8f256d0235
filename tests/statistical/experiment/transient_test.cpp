#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "../../unit/experiment/replication_world.hpp"

namespace throughgate::experiment {
namespace {

/// The model is to have no transient above 1%. The mean over replications may lie beyond it by four standard errors:
/// with 39 degrees of freedom and three months, a false alarm in 1,000 runs even where the true transient stands at
/// the limit.
TEST(PrisonPopulation, HasNoTransientInTheFirstThreeMonths) {
  const Parts parts;
  const justice::Regime regime(parts.model, parts.structure, parts.common());
  constexpr std::size_t replications = 40;
  constexpr std::size_t months = 3;
  std::array<std::vector<double>, months> change;
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    auto setup = setup_of(regime, 0.02, 1, replication);
    setup.end = start_of({2009, 5, 1});
    justice::Pathway<engine::BucketRing> pathway(setup);
    pathway.burn_in(each_month_nothing);
    recording::Recorder recorder(setup, {setup.start, setup.end, 0});
    pathway.run(recorder, each_month_nothing);
    const auto tables = recorder.tables();
    const auto& levels = std::get<std::vector<double>>(tables.find("prison_population_at")->data);
    for (std::size_t month = 0; month < months; ++month) change[month].push_back(levels[month + 1] / levels[0] - 1);
  }
  for (std::size_t month = 0; month < months; ++month) {
    double mean = 0;
    for (const double value : change[month]) mean += value / replications;
    double squares = 0;
    for (const double value : change[month]) squares += (value - mean) * (value - mean);
    const double standard_error = std::sqrt(squares / (replications - 1) / replications);
    EXPECT_LT(standard_error, 0.01) << "too noisy to tell";
    RecordProperty("month_" + std::to_string(month + 1),
                   std::to_string(mean) + " +- " + std::to_string(standard_error));
    EXPECT_LT(std::abs(mean), 0.01 + 4 * standard_error) << "month " << month + 1 << ", mean " << mean;
  }
}

}  // namespace
}  // namespace throughgate::experiment
