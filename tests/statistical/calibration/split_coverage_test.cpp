#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "../../unit/calibration/example_lifetimes.hpp"
#include "calibration/identification.hpp"
#include "calibration/survival_fit.hpp"

namespace throughgate::calibration {
namespace {

constexpr int sets = 1000;

/// Coverage of 0.95 has a standard error of 0.0069 over a thousand sets. Of intervals that are exact, five shares all
/// lie between 0.93 and 0.97 (2.9 standard errors) but for a false-alarm rate of 2%, for another seed than this.
TEST(SplitPopulation, NineteenOfTwentyIntervalsHoldTheTruth) {
  const PlantedLifetimes planted{.persons = 1000};
  const std::array<double, 5> truth{5, 0.4, std::log(0.7), 0.5, 0.8};
  std::array<int, 5> hits{};
  for (std::uint32_t set = 0; set < sets; ++set) {
    const SurvivalFit fit = fit_survival(planted.data(set), {HazardFamily::weibull, true});
    ASSERT_TRUE(fit.converged && fit.has_share()) << set;
    for (std::size_t i = 0; i < truth.size(); ++i) {
      const auto at = static_cast<Eigen::Index>(i);
      if (std::abs(fit.parameters(at) - truth[i]) <= 1.96 * std::sqrt(fit.covariance(at, at))) ++hits[i];
    }
  }
  for (const int count : hits) {
    EXPECT_GE(count, 930);
    EXPECT_LE(count, 970);
    RecordProperty("coverage", count);
  }
}

/// Where everybody can have the event, the split is told from none in one of twenty sets (the level of the test); the
/// test is exact in large samples. False-alarm rate of the bounds, 4 standard errors of a share of 0.05 over 500
/// sets: below 1e-4.
TEST(SplitPopulation, IsReportedAsAbsentWhereNobodyIsImmune) {
  const PlantedLifetimes planted{.persons = 500, .share_constant = 60, .share_slope = 0, .follow_up = 400};
  int told = 0;
  for (std::uint32_t set = 0; set < 500; ++set) {
    Microdata data = planted.data(set);
    data.share = {{"(Intercept)"}, Eigen::MatrixXd::Ones(500, 1)};
    const SurvivalFit fit = fit_survival(data, {HazardFamily::weibull, true});
    if (split_test(fit)->p_value < 0.05) ++told;
  }
  EXPECT_LE(told, 25 + 20);
  EXPECT_GE(told, 25 - 20);
}

}  // namespace
}  // namespace throughgate::calibration
