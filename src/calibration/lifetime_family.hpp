#pragma once
/// Families of lifetimes on the scale of w = (log t - mu) / sigma: log density and log survival with two derivatives.

#include "engine/hazard_clock.hpp"

namespace throughgate::calibration {

using engine::HazardFamily;

/// A function of w and its derivatives.
struct Curve {
  double value = 0;
  double first = 0;
  double second = 0;
};

/// Log density of w: of log t, without the factor 1 / sigma. The exponential is the Weibull with sigma = 1.
[[nodiscard]] Curve log_density(HazardFamily family, double w);

/// Log of the chance to last beyond w.
[[nodiscard]] Curve log_survival(HazardFamily family, double w);

/// log(1 + e^x), and the logistic function, its derivative.
[[nodiscard]] double softplus(double x);
[[nodiscard]] double logistic(double x);

}  // namespace throughgate::calibration
