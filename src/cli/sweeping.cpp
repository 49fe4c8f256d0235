#include "cli/sweeping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "cli/catalogue.hpp"
#include "cli/execution.hpp"
#include "cli/host.hpp"
#include "cli/interrupt.hpp"
#include "cli/own_folder.hpp"
#include "cli/progress.hpp"
#include "cli/usage_error.hpp"
#include "experiment/ranks.hpp"
#include "experiment/sweep_tables.hpp"

namespace throughgate::cli {

namespace {

using experiment::PointOutcome;
using results::PointRecord;

scenario::LoadedScenario load_with_design(const SweepArguments& arguments) {
  require_available(arguments.run);
  auto overrides = arguments.run.overrides();
  if (!arguments.design.empty()) {
    overrides.push_back(
        {"design", std::filesystem::absolute(arguments.design).string(), "--design " + arguments.design});
  }
  auto loaded =
      scenario::load_scenario(arguments.run.scenario, overrides, every_parameter(), scenario::DesignUse::loaded);
  if (!loaded.design()) {
    throw UsageError(
        fmt::format("{}: names no design; add `design: FILE` to it, or give --design FILE", arguments.run.scenario));
  }
  return loaded;
}

std::filesystem::path folder_of(const SweepArguments& arguments) {
  if (!arguments.run.output.empty()) return arguments.run.output;
  return std::filesystem::path("output") / (std::filesystem::path(arguments.run.scenario).stem().string() + "-sweep");
}

results::SweepFolder begin_folder(const std::filesystem::path& folder, const recording::Dataset& header, bool resume) {
  std::error_code error;
  if (resume && !std::filesystem::exists(folder / "sweep.h5", error)) {
    throw UsageError(fmt::format("--resume: {} holds no sweep", folder.string()));
  }
  return results::SweepFolder::begin(folder, header);
}

PointRecord record_of(const PointOutcome& outcome) {
  return {outcome.point, outcome.layout, outcome.numbers, outcome.failure, outcome.events, outcome.seconds};
}

/// Points of the shard that no file of the folder has finished. `resumed` counts the others.
std::vector<std::uint32_t> points_to_run(const results::SweepFolder& folder, const results::Shard& shard,
                                         std::size_t points, std::size_t& resumed) {
  std::vector<bool> finished(points, false);
  (void)folder.read([&](PointRecord&& point) {
    if (!point.failed() && point.point < points) finished[point.point] = true;
  });
  std::vector<std::uint32_t> left;
  for (std::size_t point = 0; point < points; ++point) {
    if (!shard.holds(point)) continue;
    if (finished[point]) {
      ++resumed;
    } else {
      left.push_back(static_cast<std::uint32_t>(point));
    }
  }
  return left;
}

void tell(const SweepExecution& execution, const std::vector<std::string>& failures, Console& console) {
  constexpr std::size_t shown = 10;
  for (std::size_t i = 0; i < std::min(shown, failures.size()); ++i) console.error(failures[i]);
  if (failures.size() > shown) console.error(fmt::format("and {} more points", failures.size() - shown));
  if (execution.result.interrupted) {
    console.warn(fmt::format("interrupted: {} of {} points are finished and kept; the same command goes on",
                             execution.finished, execution.points));
  }
}

/// A sweep about to be run, the same on every rank.
class SweepRun {
 public:
  SweepRun(const SweepArguments& arguments, const std::string& command_line, std::size_t ranks)
      : arguments_(arguments),
        space_(load_with_design(arguments), every_parameter()),
        points_(experiment::design_points(space_.design(), space_.loaded().scenario().seed)),
        folder_(begin_folder(folder_of(arguments), header(command_line, ranks), arguments.resume)),
        runner_(space_, points_, arguments.run.queue_kind()) {}

  [[nodiscard]] const results::SweepFolder& folder() const { return folder_; }
  [[nodiscard]] std::size_t points() const { return static_cast<std::size_t>(points_.rows()); }
  [[nodiscard]] std::vector<std::string> warnings() const {
    return experiment::warnings_of(*experiment::prepare(space_.loaded(), arguments_.run.queue_kind()));
  }
  [[nodiscard]] experiment::RunPoint run_point() {
    return [this](std::uint32_t point, const std::atomic<bool>& stop) { return runner_.run(point, stop); };
  }

 private:
  [[nodiscard]] recording::Dataset header(const std::string& command_line, std::size_t ranks) const {
    const scenario::Scenario& scenario = space_.loaded().scenario();
    auto provenance = provenance_of(space_.loaded(), arguments_.run, every_option(space_.loaded()));
    provenance.ranks = ranks;
    return experiment::sweep_header(
        space_, points_,
        {scenario.name, history_line(utc_now(), command_line), scenario.options[scenario.reference].name}, provenance);
  }

  const SweepArguments& arguments_;
  scenario::DesignSpace space_;
  Eigen::MatrixXd points_;
  results::SweepFolder folder_;
  experiment::PointRunner runner_;
};

std::string failure_line(std::uint32_t point, const std::string& failure) {
  return fmt::format("point {}: {}", point + 1, failure);
}

experiment::SweepResult run_on_threads(SweepRun& sweep, const SweepArguments& arguments, results::PointJournal& journal,
                                       const std::vector<std::uint32_t>& left, std::vector<std::string>& failures,
                                       const std::atomic<bool>& stop, experiment::Progress* progress) {
  const auto keep = [&](const PointOutcome& outcome) {
    journal.append(record_of(outcome));
    if (outcome.failed()) failures.push_back(failure_line(outcome.point, outcome.failure));
  };
  auto result = experiment::run_sweep(left, arguments.run.thread_count(), sweep.run_point(), keep, stop, progress);
  journal.close();
  return result;
}

void run_worker(SweepRun& sweep, const SweepArguments& arguments, experiment::Ranks& ranks,
                const std::atomic<bool>& stop) {
  results::PointJournal journal(sweep.folder().journal_of(arguments.shard, ranks.number()), sweep.folder().identity());
  const auto keep = [&journal](const PointOutcome& outcome) { journal.append(record_of(outcome)); };
  ranks.work(
      sweep.run_point(), keep, [&journal] { journal.close(); }, stop);
}

SweepExecution execute(const SweepArguments& arguments, const std::string& command_line, Console& console) {
  const InterruptGuard interrupt;
  const auto ranks = experiment::Ranks::join();
  SweepExecution execution;
  execution.is_worker = ranks && !ranks->is_manager();
  if (execution.is_worker && !ranks->is_wanted(interrupt.stop())) return execution;  // the manager says why
  if (ranks && arguments.run.threads > 1) {
    throw UsageError("--threads: under mpirun each rank runs one point at a time; start more ranks");
  }
  SweepRun sweep(arguments, command_line, ranks ? ranks->count() : 1);
  execution.folder = folder_of(arguments);
  if (execution.is_worker) {
    run_worker(sweep, arguments, *ranks, interrupt.stop());
    return execution;
  }
  for (const std::string& warning : sweep.warnings()) console.warn(warning);
  std::optional<results::PointJournal> journal;  // locked before it is known what is left
  if (!ranks) journal.emplace(sweep.folder().journal_of(arguments.shard), sweep.folder().identity());
  const auto left = points_to_run(sweep.folder(), arguments.shard, sweep.points(), execution.resumed);
  execution.points = left.size() + execution.resumed;
  std::vector<std::string> failures;
  const auto progress = make_progress(console);
  if (ranks) {
    const auto note = [&](std::uint32_t point, const std::string& failure) {
      failures.push_back(failure_line(point, failure));
    };
    execution.result = ranks->manage(left, note, interrupt.stop(), progress.get());
  } else {
    execution.result = run_on_threads(sweep, arguments, *journal, left, failures, interrupt.stop(), progress.get());
  }
  execution.finished = execution.resumed + execution.result.finished;
  execution.failed = execution.result.failed;
  tell(execution, failures, console);
  execution.exit_code = execution.result.interrupted ? ExitCode::interrupted
                        : execution.failed > 0       ? ExitCode::failed
                                                     : ExitCode::good;
  return execution;
}

Merge merge(const std::filesystem::path& path, const std::string& command_line, Console& console) {
  const auto folder = results::SweepFolder::open(path);
  experiment::SweepTables tables(folder.sweep());
  const auto states = folder.read([&tables](PointRecord&& point) {
    if (point.failed()) {
      tables.add_failure(point.point, point.failure);
    } else {
      tables.add(point.point, *point.layout, point.numbers);
    }
  });
  for (const results::JournalState& state : states) {
    if (state.ignored == 0) continue;
    console.warn(fmt::format("{}: its last {} bytes are no whole point and count for nothing", state.file.string(),
                             state.ignored));
  }
  Merge merged;
  merged.points = tables.points();
  merged.finished = tables.finished();
  merged.failed = tables.failed();
  merged.dataset = tables.take(history_line(utc_now(), command_line));
  merged.sensitivities = analysis::sensitivities(merged.dataset, 0);
  if (merged.sensitivities) merged.dataset.groups.push_back(analysis::sensitivity_group(*merged.sensitivities));
  return merged;
}

}  // namespace

SweepExecution execute_sweep(const SweepArguments& arguments, const std::string& command_line, Console& console) {
  return with_own_folder([&] { return execute(arguments, command_line, console); });
}

Merge merge_sweep(const std::filesystem::path& folder, const std::string& command_line, Console& console) {
  return with_own_folder([&] { return merge(folder, command_line, console); });
}

}  // namespace throughgate::cli
