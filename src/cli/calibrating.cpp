#include "cli/calibrating.hpp"

#include <fmt/format.h>

#include <chrono>
#include <limits>
#include <utility>

#include "calibration/calibration_tables.hpp"
#include "cli/build_info.hpp"
#include "cli/catalogue.hpp"
#include "cli/execution.hpp"
#include "cli/interrupt.hpp"
#include "cli/own_folder.hpp"
#include "cli/progress.hpp"
#include "experiment/sweep.hpp"
#include "results/run_folder.hpp"
#include "scenario/problems.hpp"

namespace throughgate::cli {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;

recording::Dataset job_of(const scenario::LoadedScenario& loaded, const calibration::CalibrationProblem& problem) {
  recording::Dataset job;
  job.attributes = calibration::identity_of(loaded, problem, program_version() + ' ' + program_commit());
  job.attributes.push_back({"title", loaded.scenario().name});
  return job;
}

std::filesystem::path folder_for(const std::filesystem::path& output) {
  std::filesystem::path folder = output;
  folder += ".runs";
  return folder;
}

}  // namespace

/// Simulates what was not simulated before.
class CalibrationJob::Runs {
 public:
  Runs(const std::filesystem::path& folder, const recording::Dataset& job, std::size_t threads)
      : folder_(with_own_folder([&] { return std::make_unique<results::RunFolder>(folder, job); })),
        threads_(threads) {}

  MatrixXd simulate(const MatrixXd& scores, std::size_t first, const calibration::TargetSimulator& simulator,
                    CalibrationExecution& execution, Console& console) {
    MatrixXd outcomes = MatrixXd::Constant(scores.rows(), static_cast<Index>(execution.problem.rows.size()),
                                           std::numeric_limits<double>::quiet_NaN());
    const auto take = [&](std::uint32_t number, const std::vector<double>& numbers) {
      const auto row = static_cast<Index>(number - first);
      outcomes.row(row) =
          Eigen::Map<const Eigen::VectorXd>(numbers.data(), static_cast<Index>(numbers.size())).transpose();
    };
    std::vector<std::uint32_t> left;
    for (std::size_t i = 0; i < static_cast<std::size_t>(scores.rows()); ++i) {
      const auto number = static_cast<std::uint32_t>(first + i);
      const auto before = folder_->finished().find(number);
      if (before == folder_->finished().end()) {
        left.push_back(number);
      } else {
        take(number, before->second);
        ++execution.resumed;
      }
    }
    execution.runs += static_cast<std::size_t>(scores.rows());
    const auto run = [&](std::uint32_t number, const std::atomic<bool>& stop) {
      return simulator.run(number, scores.row(static_cast<Index>(number - first)).transpose(), stop);
    };
    const auto keep = [&](const experiment::PointOutcome& outcome) {
      folder_->keep({outcome.point, outcome.layout, outcome.numbers, outcome.failure, outcome.events, outcome.seconds});
      if (outcome.failed()) {
        execution.failures.push_back(fmt::format("run {}: {}", outcome.point + 1, outcome.failure));
      } else {
        take(outcome.point, outcome.numbers);
      }
    };
    const auto progress = make_progress(console);
    const auto result = experiment::run_sweep(left, threads_, run, keep, interrupt_.stop(), progress.get());
    if (result.interrupted) throw experiment::Interrupted{};
    return outcomes;
  }

  void remove() { folder_->remove(); }

 private:
  std::unique_ptr<results::RunFolder> folder_;
  std::size_t threads_;
  InterruptGuard interrupt_;
};

CalibrationJob::CalibrationJob(const scenario::LoadedScenario& loaded, const scenario::LoadedScenario& refining,
                               const RunArguments& arguments, const std::filesystem::path& output)
    : loaded_(loaded), refining_(refining), arguments_(arguments), folder_(folder_for(output)) {
  execution_.problem = calibration::calibration_problem(loaded);
  const auto& problem = execution_.problem;
  execution_.draws = std::make_shared<const experiment::ParameterDraws>(draws_of(loaded, problem.parameters));
  execution_.simulator = std::make_shared<const calibration::TargetSimulator>(
      loaded, problem.parameters, *execution_.draws, problem.figures, arguments.queue_kind(), every_parameter());
  refining_simulator_ = std::make_shared<const calibration::TargetSimulator>(
      refining, problem.parameters, *execution_.draws, problem.figures, arguments.queue_kind(), every_parameter());
  runs_ = std::make_unique<Runs>(folder_, job_of(loaded, problem), arguments.thread_count());
}

CalibrationJob::~CalibrationJob() = default;

CalibrationExecution& CalibrationJob::run(Console& console) {
  const auto begun = std::chrono::steady_clock::now();
  const auto& problem = execution_.problem;
  const auto simulate = [&](const MatrixXd& scores, std::size_t first, calibration::Fidelity fidelity) {
    const auto& simulator = fidelity == calibration::Fidelity::wave ? execution_.simulator : refining_simulator_;
    return runs_->simulate(scores, first, *simulator, execution_, console);
  };
  try {
    execution_.result = calibration::calibrate(problem.targets(loaded_.scenario().scale, refining_.scenario().scale),
                                               static_cast<Index>(problem.parameters.size()),
                                               calibration::plan_of(loaded_, arguments_.thread_count()), simulate,
                                               [&console](const std::string& stage) { console.note(stage); });
  } catch (const calibration::NotSimulated& figure) {
    const auto& row = problem.rows[static_cast<std::size_t>(figure.target)];
    throw InputError({Problem{row.position, "rows", "a figure that the scenario simulates, for a fit",
                              scenario::backquoted(row.response) + " of " + to_string(row.date), ""}});
  }
  execution_.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return execution_;
}

void CalibrationJob::finished() { runs_->remove(); }

}  // namespace throughgate::cli
