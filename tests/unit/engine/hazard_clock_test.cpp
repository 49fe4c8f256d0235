#include "engine/hazard_clock.hpp"

#include <gtest/gtest.h>

#include <array>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace throughgate::engine {
namespace {

constexpr std::array families{HazardFamily::weibull, HazardFamily::lognormal, HazardFamily::loglogistic};
const HazardShape weibull{HazardFamily::weibull, 0.8F, 1154.0F};
constexpr double minute = 1.0 / 1440;

/// Marginal risk by quadrature over gamma frailty of mean 1: independent of the closed form.
double risk_by_quadrature(const HazardShape& shape, const HazardMixture& mixture, double days) {
  const double hazard = cumulative_hazard(shape, days);
  const double v = mixture.frailty_variance;
  if (v == 0) return mixture.susceptible_share * -std::expm1(-hazard);
  const boost::math::gamma_distribution<> frailty(1 / v, v);
  const auto risk_at = [&](double u) { return -std::expm1(-hazard * quantile(frailty, u)); };
  return mixture.susceptible_share *
         boost::math::quadrature::gauss_kronrod<double, 61>::integrate(risk_at, 0.0, 1.0, 12, 1e-10);
}

TEST(HazardShape, SolvedMeetsBothRisksOnTheMixture) {
  for (const HazardFamily family : families) {
    for (const double v : {0.0, 0.3, 1.0, 2.0}) {
      for (const double pi : {1.0, 0.75}) {
        const HazardMixture mixture{v, pi};
        const HazardShape shape = solve(family, 0.37, 0.49, mixture);
        EXPECT_NEAR(risk_by_quadrature(shape, mixture, 365), 0.37, 2e-6);
        EXPECT_NEAR(risk_by_quadrature(shape, mixture, 730), 0.49, 2e-6);
        EXPECT_NEAR(1 - marginal_survival(shape, mixture, 730), 0.49, 2e-6);
      }
    }
  }
}

TEST(HazardShape, OfAnExponentialMeetsTheFirstRisk) {
  const HazardShape shape = solve(HazardFamily::exponential, 0.2, 0.3);
  EXPECT_NEAR(-std::expm1(-cumulative_hazard(shape, 365)), 0.2, 1e-6);
}

TEST(HazardShape, SolvedForVeryLowAndVeryHighRisks) {
  for (const HazardFamily family : families) {
    for (const auto& [p1, p2] : {std::array{0.001, 0.0015}, std::array{0.95, 0.985}}) {
      const HazardShape shape = solve(family, p1, p2, {0.5, 1});
      EXPECT_NEAR((1 - marginal_survival(shape, {0.5, 1}, 365)) / p1, 1, 1e-5);
      EXPECT_NEAR((1 - marginal_survival(shape, {0.5, 1}, 730)) / p2, 1, 1e-5);
    }
  }
}

TEST(HazardShape, RefusesRisksThatNoHazardHas) {
  EXPECT_THROW((void)solve(HazardFamily::weibull, 0.5, 0.4), std::domain_error);
  EXPECT_THROW((void)solve(HazardFamily::weibull, 0, 0.4), std::domain_error);
  EXPECT_THROW((void)solve(HazardFamily::weibull, 0.3, 0.6, {0, 0.6}), std::domain_error);
  EXPECT_THROW((void)solve(HazardFamily::weibull, 0.3, 0.4, {-1, 1}), std::domain_error);
  EXPECT_THROW((void)solve(HazardFamily::weibull, std::nan(""), 0.4), std::domain_error);
}

TEST(HazardShape, InvertsItsCumulativeHazard) {
  for (const HazardFamily family : families) {
    const HazardShape shape = solve(family, 0.3, 0.42);
    for (double days = 0.01; days < 20000; days *= 1.7) {
      EXPECT_NEAR(days_at_hazard(shape, cumulative_hazard(shape, days)) / days, 1, 1e-9);
    }
    EXPECT_EQ(cumulative_hazard(shape, 0), 0);
    EXPECT_EQ(days_at_hazard(shape, 0), 0);
  }
}

TEST(HazardShape, SurvivorsAreMoreOftenImmune) {
  const HazardMixture mixture{0.5, 0.8};
  const HazardShape shape = solve(HazardFamily::weibull, 0.3, 0.42, mixture);
  EXPECT_DOUBLE_EQ(susceptible_among_survivors(shape, mixture, 0), 0.8);
  EXPECT_NEAR(susceptible_among_survivors(shape, mixture, 730), (0.8 - 0.42) / (1 - 0.42), 1e-6);
}

TEST(HazardClock, CountsDownToTheInverseOfTheHazard) {
  const HazardClock clock(0.7);
  EXPECT_NEAR(clock.time_to_next(weibull).as_days(), 1154.0F * std::pow(0.7, 1 / 0.8), 1.1 * minute);
}

TEST(HazardClock, RetimesExactlyWhenTheMultiplierChanges) {
  const double a = static_cast<double>(weibull.a);
  const double b = 1154;
  const double threshold = 0.9;
  HazardClock clock(threshold);
  clock.set_multiplier(1.5);
  clock.advance(weibull, Duration::days(100));
  clock.set_multiplier(0.5);
  clock.advance(weibull, Duration::days(50));
  clock.set_multiplier(2);
  // 1.5 H(100) + 0.5 (H(150) - H(100)) + 2 (H(t) - H(150)) = threshold
  const auto hazard = [&](double t) { return std::pow(t / b, a); };
  const double used = 1.5 * hazard(100) + 0.5 * (hazard(150) - hazard(100));
  const double expected = b * std::pow(hazard(150) + (threshold - used) / 2, 1 / a) - 150;
  EXPECT_NEAR(clock.time_to_next(weibull).as_days(), expected, 1.1 * minute);
  EXPECT_NEAR(clock.remaining(), threshold - used, 1e-12);
}

TEST(HazardClock, LosesNothingWhenItIsRetimedManyTimes) {
  for (const HazardFamily family : families) {
    const HazardShape shape = solve(family, 0.3, 0.42);
    HazardClock whole(1.3);
    HazardClock pieces(1.3);
    const Duration due = whole.time_to_next(shape);
    for (int i = 0; i < 180; ++i) pieces.advance(shape, Duration::minutes(due.count / 200));
    const Duration elapsed = pieces.at_risk();
    EXPECT_LE(std::abs((elapsed + pieces.time_to_next(shape) - due).count), 1);
  }
}

TEST(HazardClock, StandsStillWhileItIsNotAdvanced) {
  HazardClock clock(0.4);
  const Duration due = clock.time_to_next(weibull);
  clock.advance(weibull, Duration::days(30));
  EXPECT_LE(std::abs((clock.time_to_next(weibull) - (due - Duration::days(30))).count), 1);
  EXPECT_EQ(clock.at_risk(), Duration::days(30));
}

TEST(HazardClock, GoesOnFromTheLastEventWithoutReset) {
  HazardClock clock(0.4);
  const Duration first = clock.time_to_next(weibull);
  clock.advance(weibull, first);
  clock.add_threshold(0.3);
  const Duration both = first + clock.time_to_next(weibull);
  EXPECT_LE(std::abs((both - HazardClock(0.7).time_to_next(weibull)).count), 1);
}

TEST(HazardClock, GoesOnFromElapsedTimeAtRisk) {
  HazardClock fresh(2.0);
  fresh.advance(weibull, Duration::days(400));
  const HazardClock stock(fresh.remaining(), Duration::days(400));
  EXPECT_EQ(stock.time_to_next(weibull), fresh.time_to_next(weibull));
}

TEST(HazardClock, NeverComesWithoutHazard) {
  HazardClock clock(0.4);
  clock.set_multiplier(0);
  EXPECT_EQ(clock.time_to_next(weibull), Duration::longest());
  clock.advance(weibull, Duration::days(1000));
  EXPECT_DOUBLE_EQ(clock.remaining(), 0.4);
  EXPECT_EQ(HazardClock(std::numeric_limits<double>::infinity()).time_to_next(weibull), Duration::longest());
}

TEST(HazardClock, IsDueAtOnceWhenTheThresholdIsReached) {
  HazardClock clock(0.4);
  clock.advance(weibull, clock.time_to_next(weibull) + Duration::days(1));
  EXPECT_LT(clock.remaining(), 0);
  EXPECT_EQ(clock.time_to_next(weibull), Duration{});
}

}  // namespace
}  // namespace throughgate::engine
