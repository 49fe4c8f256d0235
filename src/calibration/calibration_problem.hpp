#pragma once
/// What is fitted to what: parameters of a scenario's model, and published figures.

#include <optional>
#include <string>
#include <vector>

#include "analysis/backtest.hpp"
#include "calibration/calibration.hpp"
#include "recording/dataset.hpp"
#include "scenario/scenario_loader.hpp"
#include "scenario/uncertainty.hpp"

namespace throughgate::calibration {

struct CalibrationProblem {
  std::vector<scenario::UncertainParameter> parameters;  ///< of the model, in order of name
  std::vector<scenario::Correlation> correlations;       ///< of their priors
  std::vector<scenario::TargetRow> rows;                 ///< of the targets, that are fitted
  std::vector<analysis::ObservedFigure> figures;         ///< the same

  /// Without what is only known from runs.
  [[nodiscard]] TargetFigures targets(double scale, double refining_scale) const;
};

/// Throws InputError where the scenario frees a parameter that is not uncertain, has no targets of the wanted kinds, or
/// one without tolerance.
[[nodiscard]] CalibrationProblem calibration_problem(const scenario::LoadedScenario& loaded);

[[nodiscard]] CalibrationPlan plan_of(const scenario::LoadedScenario& loaded, std::size_t threads);

/// Attributes `identity_...`: what makes these runs others than any other's. `program`: version and commit.
[[nodiscard]] std::vector<recording::Attribute> identity_of(const scenario::LoadedScenario& loaded,
                                                            const CalibrationProblem& problem,
                                                            const std::string& program);

}  // namespace throughgate::calibration
