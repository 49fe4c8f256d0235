#include "calibration/newton.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace throughgate::calibration {

using Eigen::MatrixXd;
using Eigen::VectorXd;

NewtonResult maximise(const SurvivalLikelihood& likelihood, VectorXd place,
                      const std::function<bool(const VectorXd&)>& runs_away) {
  constexpr double least_gain = 1e-11;
  constexpr double rounding = 1e-13;  // of the sum of the persons' terms
  constexpr double least_curvature = 1e-8;
  constexpr double first_damping = 1e-3;
  constexpr double most_damping = 1e12;
  constexpr double tenfold = 10;
  constexpr int most_steps = 200;
  Likelihood here = likelihood.at(place);
  bool ran_away = false;
  double damping = 0;
  for (int step = 0; step < most_steps && damping < most_damping && !ran_away; ++step) {
    const double noise = rounding * std::abs(here.value);
    MatrixXd matrix = here.information;
    matrix.diagonal() += damping * here.information.diagonal().cwiseAbs().cwiseMax(least_curvature);
    const Eigen::LLT<MatrixXd> factor(matrix);
    const bool definite = factor.info() == Eigen::Success;
    const VectorXd move = definite ? VectorXd(factor.solve(here.gradient)) : VectorXd::Zero(place.size());
    if (definite && damping == 0 && here.gradient.dot(move) < std::max(least_gain, noise)) {
      return {std::move(place), here.value, std::move(here.information), true, false};
    }
    Likelihood next;
    if (definite) next = likelihood.at(place + move);
    // False for a value that is no number.
    if (definite && next.value >= here.value - noise) {
      place += move;
      here = std::move(next);
      damping = damping <= first_damping ? 0 : damping / tenfold;
      ran_away = runs_away(place);
    } else {
      damping = damping == 0 ? first_damping : damping * tenfold;
    }
  }
  return {std::move(place), here.value, std::move(here.information), false, ran_away};
}

}  // namespace throughgate::calibration
