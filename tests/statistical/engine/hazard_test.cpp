// Times to the first event, simulated through a clock whose multiplier changes, against the survival they must have.
// The addresses are fixed; the tolerance is that of a Kolmogorov-Smirnov test with a false-alarm rate of one in a
// million on fresh ones.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include "engine/hazard_clock.hpp"
#include "random/samplers.hpp"

namespace throughgate::engine {
namespace {

constexpr double false_alarm = 1e-6;
constexpr std::uint32_t persons = 50000;

void expect_survival(std::vector<double> days, const std::function<double(double)>& survival) {
  std::ranges::sort(days);
  const double n = static_cast<double>(days.size());
  double distance = 0;
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (std::isinf(days[i])) break;
    const double expected = 1 - survival(days[i]);
    distance = std::max({distance, expected - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - expected});
  }
  EXPECT_LT(distance * std::sqrt(n), std::sqrt(-0.5 * std::log(false_alarm / 2)));
}

double days_or_never(Duration due) {
  return due < Duration::longest() ? due.as_days() : std::numeric_limits<double>::infinity();
}

TEST(HazardClock, GivesTheMarginalSurvivalOfItsMixture) {
  const HazardMixture mixture{0.8, 0.7};
  for (const auto family : {HazardFamily::weibull, HazardFamily::lognormal, HazardFamily::loglogistic}) {
    const HazardShape shape = solve(family, 0.35, 0.47, mixture);
    std::vector<double> days;
    for (std::uint32_t person = 0; person < persons; ++person) {
      random::Stream stream(random::StreamKey{21, 0}, Identity{person}, 1, 0);
      HazardClock clock(random::exponential(stream));
      const bool susceptible = random::bernoulli(stream, mixture.susceptible_share);
      const double frailty = random::gamma(stream, 1 / mixture.frailty_variance, mixture.frailty_variance);
      clock.set_multiplier(susceptible ? frailty : 0.0);
      days.push_back(days_or_never(clock.time_to_next(shape)));
    }
    expect_survival(days, [&](double t) { return marginal_survival(shape, mixture, t); });
  }
}

TEST(HazardClock, GivesThePiecewiseSurvivalOfAChangingMultiplier) {
  const HazardShape shape = solve(HazardFamily::weibull, 0.35, 0.47);
  const Duration change = Duration::days(200);
  std::vector<double> days;
  for (std::uint32_t person = 0; person < persons; ++person) {
    random::Stream stream(random::StreamKey{22, 0}, Identity{person}, 1, 0);
    HazardClock clock(random::exponential(stream));
    clock.set_multiplier(1.4);
    Duration due = clock.time_to_next(shape);
    if (due > change) {
      clock.advance(shape, change);
      clock.set_multiplier(0.6);
      due = change + clock.time_to_next(shape);
    }
    days.push_back(days_or_never(due));
  }
  const double at_change = cumulative_hazard(shape, 200);
  expect_survival(days, [&](double t) {
    const double hazard = cumulative_hazard(shape, t);
    return std::exp(-(t < 200 ? 1.4 * hazard : 1.4 * at_change + 0.6 * (hazard - at_change)));
  });
}

TEST(HazardClock, SpacesTheEventsOfASpellAsAPoissonProcessInHazard) {
  const HazardShape shape = solve(HazardFamily::loglogistic, 0.35, 0.47);
  const Duration end = Duration::days(1e5);
  std::vector<double> third;
  for (std::uint32_t person = 0; person < persons; ++person) {
    random::Stream stream(random::StreamKey{23, 0}, Identity{person}, 1, 0);
    HazardClock clock(random::exponential(stream));
    for (int event = 1; event <= 3 && clock.at_risk() < end; ++event) {
      const Duration due = clock.time_to_next(shape);
      clock.advance(shape, std::min(due, end));
      if (event < 3) clock.add_threshold(random::exponential(stream));
    }
    third.push_back(days_or_never(clock.at_risk() < end ? clock.at_risk() : Duration::longest()));
  }
  expect_survival(third, [&](double t) {  // fewer than three events by t
    const double hazard = cumulative_hazard(shape, t);
    return std::exp(-hazard) * (1 + hazard + hazard * hazard / 2);
  });
}

}  // namespace
}  // namespace throughgate::engine
