#pragma once
/// The simulator as a function from parameters to what the published figures would be.

#include <Eigen/Dense>
#include <atomic>
#include <memory>
#include <vector>

#include "analysis/backtest.hpp"
#include "experiment/parameter_draws.hpp"
#include "experiment/sweep.hpp"
#include "scenario/scenario_loader.hpp"
#include "scenario/uncertainty.hpp"

namespace throughgate::calibration {

/// Runs the reference option of a scenario, each time with other parameters and luck of its own. Safe to use from
/// several threads.
class TargetSimulator {
 public:
  /// Scenario, parameters, draws and figures must outlive it. `binders` are those that the scenario was loaded with.
  TargetSimulator(const scenario::LoadedScenario& loaded, const std::vector<scenario::UncertainParameter>& parameters,
                  const experiment::ParameterDraws& draws, const std::vector<analysis::ObservedFigure>& figures,
                  experiment::QueueKind queue, scenario::Binders binders);

  /// The parameters' values where these are the normal scores of independent quantiles.
  [[nodiscard]] std::vector<double> values(const Eigen::VectorXd& scores) const;
  /// The figures, as numbers of a point, with the luck of that number; NaN for one that is not known. What the run
  /// throws is the point's failure. Throws Interrupted when `stop` becomes true.
  [[nodiscard]] experiment::PointOutcome run(std::uint32_t number, const Eigen::VectorXd& scores,
                                             const std::atomic<bool>& stop) const;

 private:
  void simulate(experiment::PointOutcome& outcome, const Eigen::VectorXd& scores, const std::atomic<bool>& stop) const;

  const scenario::LoadedScenario& loaded_;
  const std::vector<scenario::UncertainParameter>& parameters_;
  const experiment::ParameterDraws& draws_;
  const std::vector<analysis::ObservedFigure>& figures_;
  experiment::QueueKind queue_;
  scenario::Binders binders_;
  std::shared_ptr<const experiment::PreparedScenario> base_;
  std::shared_ptr<const recording::Dataset> layout_;
};

}  // namespace throughgate::calibration
