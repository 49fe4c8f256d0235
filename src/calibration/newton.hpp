#pragma once
/// Newton's method with a damped step.

#include <Eigen/Dense>
#include <functional>

#include "calibration/survival_likelihood.hpp"

namespace throughgate::calibration {

struct NewtonResult {
  Eigen::VectorXd place;
  double value = 0;
  Eigen::MatrixXd information;  ///< minus the second derivatives at the place
  bool converged = false;
  bool ran_away = false;  ///< it was given up
};

/// Climbs from `place` until a further step would gain less than 1e-11 (some millionths of a standard error), at most
/// 200 steps. Where the information is not positive definite, or a step does not gain, its diagonal is raised.
/// `runs_away` tells that the maximum lies at infinity.
[[nodiscard]] NewtonResult maximise(const SurvivalLikelihood& likelihood, Eigen::VectorXd place,
                                    const std::function<bool(const Eigen::VectorXd&)>& runs_away);

}  // namespace throughgate::calibration
