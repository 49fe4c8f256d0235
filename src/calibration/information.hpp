#pragma once
/// Which published figure tells which parameter, and what none tells.

#include <Eigen/Dense>

#include "calibration/emulators.hpp"

namespace throughgate::calibration {

struct Information {
  /// By parameter: the part of its prior variance (of scores) that the figures together take away, from the draws;
  /// below zero by the error of a sample where they take nothing.
  Eigen::VectorXd told;
  /// Target by parameter: the part that this figure alone would take away, were the model linear around the draws.
  Eigen::MatrixXd alone;
  /// Whether any emulator uses the parameter at all.
  Eigen::Array<bool, Eigen::Dynamic, 1> acts;
};

/// `scores`: draw by parameter.
[[nodiscard]] Information information_of(const Misfit& misfit, const Eigen::MatrixXd& scores);

}  // namespace throughgate::calibration
