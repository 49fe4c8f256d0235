#pragma once
/// A calibration as tables, and its draws as a file of the model.

#include <string>
#include <vector>

#include "calibration/calibration.hpp"
#include "calibration/calibration_problem.hpp"
#include "calibration/target_simulator.hpp"
#include "recording/dataset.hpp"
#include "scenario/posterior_draws.hpp"

namespace throughgate::calibration {

/// What the draws say of a figure.
struct FittedFigure {
  double median = 0;
  double lower = 0;  ///< 95% of the draws that were simulated, once each
  double upper = 0;
  double at_mode = 0;   ///< mean of the runs at the most probable parameters
  bool inside = false;  ///< whether the median lies within the tolerance
  /// Of the published figure, where the draws have its deviation too: share of such figures that lie below it.
  double predictive = 0;

  /// Whether the published figure lies inside 95% of its predictive distribution.
  [[nodiscard]] bool inside_interval() const { return predictive >= 0.025 && predictive <= 0.975; }
};
[[nodiscard]] std::vector<FittedFigure> fitted_figures(const Calibration& calibration,
                                                       const CalibrationProblem& problem);

/// What the figures say of a parameter.
struct FittedParameter {
  double prior_mean = 0;
  double prior_lower = 0;  ///< 95%
  double prior_upper = 0;
  double mean = 0;
  double lower = 0;
  double upper = 0;
  double told = 0;                   ///< share of the variance of its normal score that the figures take away
  std::vector<std::size_t> told_by;  ///< figures that tell a twentieth or more by themselves, the best first
  bool acts = false;
};
[[nodiscard]] std::vector<FittedParameter> fitted_parameters(const Calibration& calibration,
                                                             const CalibrationProblem& problem,
                                                             const TargetSimulator& simulator);

struct CorrelatedDraws {
  std::size_t first = 0;
  std::size_t second = 0;
  double value = 0;
};
/// Of the draws' values, the strongest first; those that a sample without correlation has one time in a hundred, tried
/// on all pairs, are left out.
[[nodiscard]] std::vector<CorrelatedDraws> correlations_of(const Calibration& calibration);

/// Parameters below this share are named as told by nothing.
inline constexpr double told_from = 0.05;

/// Root: draws (`value` by draw and parameter, `simulated` by draw and figure), what is known of parameters and
/// figures; groups `stages`, `information` (figure by parameter), `runs` and `refining` (what the emulators learned
/// from).
[[nodiscard]] recording::Dataset calibration_dataset(const Calibration& calibration, const CalibrationProblem& problem,
                                                     const TargetSimulator& simulator);

/// The draws of those parameters that act on any figure; the others are independent of these and keep their own
/// distributions.
[[nodiscard]] scenario::PosteriorDraws posterior_of(const Calibration& calibration, const CalibrationProblem& problem,
                                                    const TargetSimulator& simulator,
                                                    const scenario::ParameterDocument& model);

}  // namespace throughgate::calibration
