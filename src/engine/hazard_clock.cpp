#include "engine/hazard_clock.hpp"

#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

#include "random/fast_math.hpp"

namespace throughgate::engine {
namespace {

/// -log(1 - Phi(z)), accurate in both tails.
double lognormal_hazard(double z) {
  const double scaled = z * (1 / std::numbers::sqrt2);
  return z < 0 ? -std::log1p(-0.5 * std::erfc(-scaled)) : -std::log(0.5 * std::erfc(scaled));
}

/// The z at which -log(1 - Phi(z)) = hazard.
double lognormal_score(double hazard) {
  if (hazard <= 0) return -std::numeric_limits<double>::infinity();
  const double survival = std::exp(-hazard);
  if (survival <= 0) return std::numeric_limits<double>::infinity();
  return survival < 0.5 ? std::numbers::sqrt2 * boost::math::erfc_inv(2 * survival)
                        : -std::numbers::sqrt2 * boost::math::erfc_inv(-2 * std::expm1(-hazard));
}

/// The cumulative hazard of the susceptible of frailty 1 that gives the marginal risk.
double conditional_hazard(double risk, const HazardMixture& mixture) {
  const double log_survival = random::fast_log(1 - risk / mixture.susceptible_share);
  const double v = mixture.frailty_variance;
  return v > 0 ? (random::fast_exp(-v * log_survival) - 1) / v : -log_survival;
}

/// exp(-integral) of the susceptible, frailty integrated out.
double susceptible_survival(const HazardShape& shape, const HazardMixture& mixture, double days) {
  const double hazard = cumulative_hazard(shape, days);
  const double v = mixture.frailty_variance;
  return v > 0 ? std::exp(-std::log1p(v * hazard) / v) : std::exp(-hazard);
}

HazardShape shape_of(HazardFamily family, double a, double b) {
  return {family, static_cast<float>(a), static_cast<float>(b)};
}

}  // namespace

double cumulative_hazard_of_others(const HazardShape& shape, double days) {
  if (days <= 0) return 0;
  const double a = static_cast<double>(shape.a);
  const double b = static_cast<double>(shape.b);
  switch (shape.family) {
    case HazardFamily::exponential:
      return days / b;
    case HazardFamily::weibull:
      return detail::power(days / b, a);
    case HazardFamily::lognormal:
      return lognormal_hazard((std::log(days) - a) / b);
    case HazardFamily::loglogistic:
      return std::log1p(detail::power(days / b, a));
  }
  throw std::logic_error("unknown family of hazards");
}

double days_at_hazard_of_others(const HazardShape& shape, double hazard) {
  if (hazard <= 0) return 0;
  const double a = static_cast<double>(shape.a);
  const double b = static_cast<double>(shape.b);
  switch (shape.family) {
    case HazardFamily::exponential:
      return b * hazard;
    case HazardFamily::weibull:
      return b * detail::power(hazard, 1 / a);
    case HazardFamily::lognormal:
      return std::exp(a + b * lognormal_score(hazard));
    case HazardFamily::loglogistic:
      return b * detail::power(std::expm1(hazard), 1 / a);
  }
  throw std::logic_error("unknown family of hazards");
}

double marginal_survival(const HazardShape& shape, const HazardMixture& mixture, double days) {
  return 1 - mixture.susceptible_share + mixture.susceptible_share * susceptible_survival(shape, mixture, days);
}

double susceptible_among_survivors(const HazardShape& shape, const HazardMixture& mixture, double days) {
  const double surviving = mixture.susceptible_share * susceptible_survival(shape, mixture, days);
  return surviving / (1 - mixture.susceptible_share + surviving);
}

HazardShape solve(HazardFamily family, double p1, double p2, const HazardMixture& mixture, double t1, double t2) {
  const double pi = mixture.susceptible_share;
  if (!(0 < p1 && p1 < p2 && p2 < pi && pi <= 1 && mixture.frailty_variance >= 0 && 0 < t1 && t1 < t2)) {
    throw std::domain_error("hazard: risks must satisfy 0 < p1 < p2 < susceptible share <= 1");
  }
  const double h1 = conditional_hazard(p1, mixture);
  const double h2 = conditional_hazard(p2, mixture);
  const double log_ratio = random::fast_log(t2 / t1);
  switch (family) {
    case HazardFamily::exponential:
      return shape_of(family, 1, t1 / h1);
    case HazardFamily::weibull: {
      const double a = random::fast_log(h2 / h1) / log_ratio;
      return shape_of(family, a, t1 / detail::power(h1, 1 / a));
    }
    case HazardFamily::lognormal: {
      const double z1 = lognormal_score(h1);
      const double b = log_ratio / (lognormal_score(h2) - z1);
      return shape_of(family, std::log(t1) - b * z1, b);
    }
    case HazardFamily::loglogistic: {
      const double odds1 = std::expm1(h1);
      const double a = std::log(std::expm1(h2) / odds1) / log_ratio;
      return shape_of(family, a, t1 / std::pow(odds1, 1 / a));
    }
  }
  throw std::logic_error("unknown family of hazards");
}

void HazardClock::advance(const HazardShape& shape, Duration elapsed) {
  const double before = cumulative_hazard(shape, at_risk().as_days());
  at_risk_minutes_ += static_cast<std::uint32_t>(elapsed.count);
  remaining_ -= multiplier() * (cumulative_hazard(shape, at_risk().as_days()) - before);
}

Duration HazardClock::time_to_next(const HazardShape& shape) const {
  if (remaining_ <= 0) return {};
  if (!(multiplier_ > 0)) return Duration::longest();
  const double start = at_risk().as_days();
  const double end = days_at_hazard(shape, cumulative_hazard(shape, start) + remaining_ / multiplier());
  const double minutes = std::ceil((end - start) * static_cast<double>(Duration::minutes_per_day));
  const double longest = static_cast<double>(Duration::longest().count);
  return minutes < longest ? Duration::minutes(static_cast<std::int64_t>(minutes)) : Duration::longest();
}

}  // namespace throughgate::engine
