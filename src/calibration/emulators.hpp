#pragma once
/// Emulators of all targets, and how far from the published figures they lie.

#include <Eigen/Dense>
#include <cstddef>
#include <functional>
#include <vector>

#include "calibration/kriging.hpp"

namespace throughgate::calibration {

/// What is known of the targets, by target.
struct TargetFigures {
  Eigen::VectorXd observed;
  /// Standard deviation of the published figure around what a perfect model of this kind would expect: its own error
  /// and the model's discrepancy.
  Eigen::VectorXd deviation;
  Eigen::VectorXd chance;  ///< variance of one run of a wave at given parameters
  double country = 1;      ///< chance of the published figures, as a share of that
  double refining = 1;     ///< chance of one refining run, as a share of that
};

/// Runs of the simulator: a row each.
struct CalibrationRuns {
  Eigen::MatrixXd scores;    ///< run by parameter: normal scores of independent quantiles
  Eigen::MatrixXd outcomes;  ///< run by target; NaN where the run failed or did not know it
};

/// Of each target one emulator of many small runs, and one of the difference that few large ones make to it (Kennedy
/// and O'Hagan 2000, with a scale of one): a small system waits longer than a large one.
class Emulators {
 public:
  /// `recent`: how many of the last refining runs lie where the emulators will be asked. Throws std::invalid_argument
  /// when a target has too few outcomes.
  Emulators(const CalibrationRuns& runs, const CalibrationRuns& refining, const TargetFigures& figures,
            Eigen::Index recent, std::size_t threads);

  [[nodiscard]] Eigen::Index targets() const { return static_cast<Eigen::Index>(emulators_.size()); }
  /// Expected outcome of a refining run.
  [[nodiscard]] double mean(Eigen::Index target, const Eigen::VectorXd& scores) const {
    const auto place = static_cast<std::size_t>(target);
    return emulators_[place].mean(scores) + differences_[place].mean(scores);
  }
  void add_gradient(Eigen::Index target, const Eigen::VectorXd& scores, double times, Eigen::VectorXd& gradient) const {
    emulators_[static_cast<std::size_t>(target)].add_gradient(scores, times, gradient);
    differences_[static_cast<std::size_t>(target)].add_gradient(scores, times, gradient);
  }
  /// What is not known of the expected outcome, as a variance: from the refining runs that were left out one at a time,
  /// the recent ones, less their chance.
  [[nodiscard]] const Eigen::VectorXd& variances() const { return variances_; }

 private:
  std::vector<Kriging> emulators_;
  std::vector<Kriging> differences_;
  Eigen::VectorXd variances_;
};

/// The published figures seen from a point of the parameters.
class Misfit {
 public:
  Misfit(const Emulators& emulators, const TargetFigures& figures);

  /// Distance of the emulated from the published figure in standard deviations, those of figure, chance and emulator
  /// together; the largest over the targets.
  [[nodiscard]] double implausibility(const Eigen::VectorXd& scores) const;
  /// Logarithm of the likelihood of the published figures, but for a constant.
  [[nodiscard]] double log_likelihood(const Eigen::VectorXd& scores) const;
  /// The same, with its gradient.
  double log_likelihood(const Eigen::VectorXd& scores, Eigen::VectorXd& gradient) const;
  /// Gradients of the emulated figures in their standard deviations: target by parameter.
  [[nodiscard]] Eigen::MatrixXd sensitivities(const Eigen::VectorXd& scores) const;
  [[nodiscard]] const Eigen::VectorXd& variances() const { return variances_; }

 private:
  const Emulators& emulators_;
  const TargetFigures& figures_;
  Eigen::VectorXd variances_;
};

/// Calls `work(i)` for i from 0 to `count` - 1 on threads.
void on_threads(std::size_t count, std::size_t threads, const std::function<void(std::size_t)>& work);

}  // namespace throughgate::calibration
