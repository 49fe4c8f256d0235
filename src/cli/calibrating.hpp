#pragma once
/// The runs behind `calibrate`: kept as they end, so that interrupted work goes on where it was.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "calibration/calibration.hpp"
#include "calibration/calibration_problem.hpp"
#include "calibration/target_simulator.hpp"
#include "cli/arguments.hpp"
#include "cli/console.hpp"
#include "scenario/scenario_loader.hpp"

namespace throughgate::cli {

/// A calibration that ended.
struct CalibrationExecution {
  calibration::CalibrationProblem problem;
  std::shared_ptr<const experiment::ParameterDraws> draws;
  std::shared_ptr<const calibration::TargetSimulator> simulator;
  calibration::Calibration result;
  std::vector<std::string> failures;  ///< of runs, a line each
  std::size_t runs = 0;
  std::size_t resumed = 0;  ///< of these, from an earlier attempt
  double wall_seconds = 0;
};

/// Runs are kept in `OUTPUT.runs` until `finished` is called. Scenario and arguments must outlive it. Throws
/// Interrupted, InputError, UsageError.
class CalibrationJob {
 public:
  /// `refining`: the same scenario at the scale of the runs that refine and check.
  CalibrationJob(const scenario::LoadedScenario& loaded, const scenario::LoadedScenario& refining,
                 const RunArguments& arguments, const std::filesystem::path& output);
  ~CalibrationJob();

  CalibrationExecution& run(Console& console);
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  /// The results are written: the runs are no longer needed.
  void finished();

 private:
  class Runs;
  const scenario::LoadedScenario& loaded_;
  const scenario::LoadedScenario& refining_;
  const RunArguments& arguments_;
  std::filesystem::path folder_;
  CalibrationExecution execution_;
  std::shared_ptr<const calibration::TargetSimulator> refining_simulator_;
  std::unique_ptr<Runs> runs_;
};

}  // namespace throughgate::cli
