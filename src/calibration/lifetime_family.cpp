#include "calibration/lifetime_family.hpp"

#include <cmath>
#include <numbers>

namespace throughgate::calibration {

namespace {

Curve log_density_of_normal(double w) {
  const double constant = 0.5 * std::log(2 * std::numbers::pi);
  return {-constant - 0.5 * w * w, -w, -1};
}

Curve log_survival_of_normal(double w) {
  constexpr double far = 25;  // beyond, the first terms of the asymptotic series are exact to the last bits
  const double log_density = log_density_of_normal(w).value;
  double hazard = 0;
  double value = 0;
  if (w < far) {
    const double survival = 0.5 * std::erfc(w / std::numbers::sqrt2);
    value = std::log(survival);
    hazard = std::exp(log_density - value);
  } else {
    const double u = 1 / (w * w);
    const double ratio = (1 - u * (1 - 3 * u * (1 - 5 * u * (1 - 7 * u)))) / w;  // Mills ratio
    value = log_density + std::log(ratio);
    hazard = 1 / ratio;
  }
  return {value, -hazard, -hazard * (hazard - w)};
}

}  // namespace

double softplus(double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }

double logistic(double x) {
  if (x >= 0) return 1 / (1 + std::exp(-x));
  const double e = std::exp(x);
  return e / (1 + e);
}

Curve log_density(HazardFamily family, double w) {
  switch (family) {
    case HazardFamily::lognormal:
      return log_density_of_normal(w);
    case HazardFamily::loglogistic: {
      const double p = logistic(w);
      return {w - 2 * softplus(w), 1 - 2 * p, -2 * p * (1 - p)};
    }
    case HazardFamily::exponential:
    case HazardFamily::weibull:
      break;
  }
  const double e = std::exp(w);
  return {w - e, 1 - e, -e};
}

Curve log_survival(HazardFamily family, double w) {
  switch (family) {
    case HazardFamily::lognormal:
      return log_survival_of_normal(w);
    case HazardFamily::loglogistic: {
      const double p = logistic(w);
      return {-softplus(w), -p, -p * (1 - p)};
    }
    case HazardFamily::exponential:
    case HazardFamily::weibull:
      break;
  }
  const double e = std::exp(w);
  return {-e, -e, -e};
}

}  // namespace throughgate::calibration
