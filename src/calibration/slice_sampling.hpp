#pragma once
/// Elliptical slice sampling of a density relative to a standard normal (Murray, Adams and MacKay 2010).

#include <Eigen/Dense>
#include <cmath>
#include <numbers>

#include "random/distributions.hpp"
#include "random/stream.hpp"

namespace throughgate::calibration {

/// Fills `values` with independent standard normals.
inline void draw_normals(random::Stream& stream, Eigen::VectorXd& values) {
  for (double& value : values) value = random::normal(stream);
}

/// One step from `place`, where `log_density(place)` is `value`; both are changed. The step leaves the standard normal
/// times `log_density` as it is. -infinity stands for a forbidden place; the first must be allowed.
template <typename LogDensity>
void slice_step(Eigen::VectorXd& place, double& value, random::Stream& stream, const LogDensity& log_density) {
  Eigen::VectorXd direction(place.size());
  draw_normals(stream, direction);
  const double level = value + std::log(stream.uniform());
  double angle = 2 * std::numbers::pi * stream.uniform();
  double low = angle - 2 * std::numbers::pi;
  double high = angle;
  Eigen::VectorXd proposal(place.size());
  constexpr double least_angle = 1e-12;  // the place itself, but for rounding
  for (;;) {
    proposal = std::cos(angle) * place + std::sin(angle) * direction;
    const double found = log_density(proposal);
    if (found > level) {
      place.swap(proposal);
      value = found;
      return;
    }
    (angle < 0 ? low : high) = angle;
    if (high - low < least_angle) return;
    angle = low + (high - low) * stream.uniform();
  }
}

}  // namespace throughgate::calibration
