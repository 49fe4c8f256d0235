#include "cli/sweeping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "cli/build_info.hpp"
#include "cli/catalogue.hpp"
#include "cli/host.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/usage_error.hpp"
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
  auto loaded = scenario::load_scenario(arguments.run.scenario, overrides, every_parameter());
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

experiment::Provenance provenance_of(const scenario::LoadedScenario& loaded, const RunArguments& arguments) {
  experiment::Provenance provenance;
  provenance.started = utc_now();
  provenance.program_version = program_version();
  provenance.commit = program_commit();
  provenance.host = host_name();
  provenance.queue = arguments.queue;
  provenance.seed = loaded.scenario().seed;
  provenance.threads = arguments.thread_count();
  provenance.sources = loaded.sources();
  for (std::size_t option = 0; option < loaded.scenario().options.size(); ++option) {
    provenance.parameters.push_back(loaded.records(option));
  }
  return provenance;
}

std::string history_line(const std::string& command_line) {
  return fmt::format("{} {} (throughgate {})", utc_now(), command_line, program_version());
}

results::SweepFolder begin_folder(const std::filesystem::path& folder, const recording::Dataset& header, bool resume) {
  try {
    std::error_code error;
    if (resume && !std::filesystem::exists(folder / "sweep.h5", error)) {
      throw UsageError(fmt::format("--resume: {} holds no sweep", folder.string()));
    }
    return results::SweepFolder::begin(folder, header);
  } catch (const results::ForeignFolder& foreign) {
    throw UsageError(foreign.what());
  } catch (const results::ForeignJournal& foreign) {
    throw UsageError(foreign.what());
  }
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

}  // namespace

SweepExecution execute_sweep(const SweepArguments& arguments, const std::string& command_line, Console& console) {
  const InterruptGuard interrupt;
  const scenario::DesignSpace space(load_with_design(arguments), every_parameter());
  const scenario::Scenario& scenario = space.loaded().scenario();
  const Eigen::MatrixXd points = experiment::design_points(space.design(), scenario.seed);
  const auto queue = arguments.run.queue_kind();
  for (const std::string& warning : experiment::warnings_of(*experiment::prepare(space.loaded(), queue))) {
    console.warn(warning);
  }
  const experiment::AssemblyNames names{scenario.name, history_line(command_line),
                                        scenario.options[scenario.reference].name};
  SweepExecution execution;
  execution.folder = folder_of(arguments);
  const auto folder = begin_folder(
      execution.folder, experiment::sweep_header(space, points, names, provenance_of(space.loaded(), arguments.run)),
      arguments.resume);
  results::PointJournal journal(folder.journal_of(arguments.shard), folder.identity());
  const auto left = points_to_run(folder, arguments.shard, static_cast<std::size_t>(points.rows()), execution.resumed);
  execution.points = left.size() + execution.resumed;

  experiment::PointRunner runner(space, points, queue);
  std::vector<std::string> failures;
  const auto progress = make_progress(console);
  execution.result = experiment::run_sweep(
      left, arguments.run.thread_count(),
      [&runner](std::uint32_t point, const std::atomic<bool>& stop) { return runner.run(point, stop); },
      [&](const PointOutcome& outcome) {
        journal.append(record_of(outcome));
        if (outcome.failed()) failures.push_back(fmt::format("point {}: {}", outcome.point + 1, outcome.failure));
      },
      interrupt.stop(), progress.get());
  journal.close();
  execution.finished = execution.resumed + execution.result.finished;
  execution.failed = execution.result.failed;
  tell(execution, failures, console);
  execution.exit_code = execution.result.interrupted ? ExitCode::interrupted
                        : execution.failed > 0       ? ExitCode::failed
                                                     : ExitCode::good;
  return execution;
}

Merge merge_sweep(const std::filesystem::path& path, const std::string& command_line, Console& console) {
  try {
    const auto folder = results::SweepFolder::open(path);
    experiment::SweepTables tables(folder.sweep());
    const auto files = folder.journals();
    const auto states = folder.read([&tables](PointRecord&& point) {
      if (point.failed()) {
        tables.add_failure(point.point, point.failure);
      } else {
        tables.add(point.point, *point.layout, point.numbers);
      }
    });
    for (std::size_t i = 0; i < states.size(); ++i) {
      if (states[i].ignored == 0) continue;
      console.warn(fmt::format("{}: its last {} bytes are no whole point and count for nothing", files[i].string(),
                               states[i].ignored));
    }
    Merge merge;
    merge.points = tables.points();
    merge.finished = tables.finished();
    merge.failed = tables.failed();
    merge.dataset = tables.take(history_line(command_line));
    merge.sensitivities = analysis::sensitivities(merge.dataset, 0);
    if (merge.sensitivities) merge.dataset.groups.push_back(analysis::sensitivity_group(*merge.sensitivities));
    return merge;
  } catch (const results::ForeignFolder& foreign) {
    throw UsageError(foreign.what());
  } catch (const results::ForeignJournal& foreign) {
    throw UsageError(foreign.what());
  }
}

}  // namespace throughgate::cli
