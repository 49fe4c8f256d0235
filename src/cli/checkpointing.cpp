#include "cli/checkpointing.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <utility>

#include "base/date.hpp"
#include "cli/execution.hpp"
#include "cli/host.hpp"
#include "cli/interrupt.hpp"
#include "cli/own_folder.hpp"
#include "cli/progress.hpp"
#include "cli/usage_error.hpp"
#include "experiment/prepared_scenario.hpp"
#include "experiment/runner.hpp"

namespace throughgate::cli {

namespace {

using experiment::CheckpointPlan;
using results::CheckpointFolder;

std::filesystem::path folder_of(const CheckpointArguments& arguments) {
  if (!arguments.run.output.empty()) return arguments.run.output;
  const auto name = std::filesystem::path(arguments.run.scenario).stem().string();
  return std::filesystem::path("output") / (name + "-checkpoint");
}

Tick date_of_command(const std::string& text, const scenario::Scenario& scenario) {
  const auto date = parse_date(text);
  if (!date || *date < scenario.start || *date >= scenario.end) {
    throw UsageError(fmt::format("--at: expected a date (YYYY-MM-DD) from {} to before {}, found `{}`",
                                 to_string(scenario.start), to_string(scenario.end), text));
  }
  return start_of(*date);
}

std::vector<std::string> names_of(const scenario::LoadedScenario& loaded, const CheckpointPlan& plan) {
  std::vector<std::string> names;
  for (std::size_t option = 0; option < plan.courses.size(); ++option) {
    if (!plan.courses[option].empty()) names.push_back(loaded.scenario().options[option].name);
  }
  return names;
}

CheckpointFolder begin(const CheckpointArguments& arguments, const scenario::LoadedScenario& loaded,
                       const CheckpointPlan& plan, const std::string& command_line) {
  const scenario::Scenario& scenario = loaded.scenario();
  const auto header = experiment::checkpoint_header(
      loaded, plan, {scenario.name, history_line(utc_now(), command_line), scenario.options[scenario.reference].name},
      program_digest(), provenance_of(loaded, arguments.run, every_option(loaded)));
  return with_own_folder([&] { return CheckpointFolder::begin(folder_of(arguments), header); });
}

/// One run a replication, which saves the states and has no results.
experiment::RunResult save_all(const std::shared_ptr<const experiment::PreparedScenario>& prepared,
                               const std::shared_ptr<const CheckpointPlan>& plan, const CheckpointFolder& folder,
                               const experiment::RunPlan& runs, const std::atomic<bool>& stop, Console& console) {
  experiment::ReplicationFunctions functions;
  functions.prelude = [&](std::uint32_t replication, const std::atomic<bool>& stopping) {
    if (!folder.has_whole(replication)) {
      folder.save(replication, experiment::save_states(*prepared, plan, replication, stopping).courses);
    }
    return std::shared_ptr<const experiment::Prelude>();
  };
  functions.run = [](std::size_t, std::uint32_t, const experiment::Prelude*, const std::atomic<bool>&) {
    return experiment::ReplicationOutcome();
  };
  const auto progress = make_progress(console);
  return experiment::run_all(runs, functions, stop, progress.get());
}

std::size_t saved(const CheckpointFolder& folder, std::uint32_t replications) {
  std::size_t count = 0;
  for (std::uint32_t replication = 0; replication < replications; ++replication) count += folder.has_whole(replication);
  return count;
}

ExitCode tell(const experiment::RunResult& result, const CheckpointExecution& execution, std::uint32_t replications,
              Console& console) {
  for (const experiment::Failure& failure : result.failures) console.error(failure.text());
  if (result.interrupted) {
    console.warn(fmt::format("interrupted: {} of {} replications are saved; the same command goes on",
                             execution.replications, replications));
    return ExitCode::interrupted;
  }
  return result.failures.empty() ? ExitCode::good : ExitCode::failed;
}

/// Numbers of replications, from 1, as one sentence's part: `3` or `11 to 20`.
std::string numbers_text(const std::vector<std::uint32_t>& numbers) {
  const bool in_a_row = numbers.back() - numbers.front() + 1 == numbers.size();
  if (numbers.size() > 1 && in_a_row) return fmt::format("{} to {}", numbers.front(), numbers.back());
  return fmt::format("{}", fmt::join(numbers, ", "));
}

void require_replications(const CheckpointFolder& folder, const std::string& path, std::uint32_t replications,
                          Console& console) {
  std::vector<std::uint32_t> missing;
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    if (!folder.has(replication)) missing.push_back(replication + 1);
  }
  if (missing.size() == replications) {
    throw UsageError(fmt::format("--checkpoint {}: has none of the replications; give its command again", path));
  }
  if (missing.empty()) return;
  console.warn(
      fmt::format("the checkpoint has no replication {}, which will start from the beginning", numbers_text(missing)));
}

void warn_of_those_that_cannot_start(const scenario::LoadedScenario& loaded, const CheckpointPlan& plan,
                                     Console& console) {
  for (std::size_t option = 0; option < loaded.scenario().compared(); ++option) {
    if (!plan.courses[option].empty()) continue;
    console.warn(fmt::format("option {} changes before {} and will not start from this checkpoint",
                             loaded.scenario().options[option].name, to_string(date_of(plan.at))));
  }
}

}  // namespace

CheckpointExecution execute_checkpoint(const CheckpointArguments& arguments, const std::string& command_line,
                                       Console& console) {
  const InterruptGuard interrupt;
  const auto loaded = load(arguments.run);
  const auto prepared = experiment::prepare(loaded, arguments.run.queue_kind());
  const scenario::Scenario& scenario = loaded.scenario();
  const auto plan = std::make_shared<const CheckpointPlan>(
      experiment::plan_checkpoint(loaded, *prepared, date_of_command(arguments.at, scenario)));
  for (const std::string& warning : experiment::warnings_of(*prepared)) console.warn(warning);
  warn_of_those_that_cannot_start(loaded, *plan, console);
  const CheckpointFolder folder = begin(arguments, loaded, *plan, command_line);
  CheckpointExecution execution;
  execution.folder = folder_of(arguments);
  execution.at = arguments.at;
  execution.options = names_of(loaded, *plan);
  std::set<std::string> courses(plan->courses.begin(), plan->courses.end());
  courses.erase("");
  execution.courses = courses.size();
  execution.resumed = saved(folder, scenario.replications);
  experiment::RunPlan runs;
  runs.options = {scenario.options[scenario.reference].name};
  runs.indices = {scenario.reference};
  runs.replications = scenario.replications;
  runs.threads = arguments.run.thread_count();
  const auto result = save_all(prepared, plan, folder, runs, interrupt.stop(), console);
  execution.replications = saved(folder, scenario.replications);
  execution.wall_seconds = result.wall_seconds;
  execution.exit_code = tell(result, execution, scenario.replications, console);
  return execution;
}

StartingPoint::StartingPoint(const std::optional<std::string>& given, const scenario::LoadedScenario& loaded,
                             const experiment::PreparedScenario& prepared, const std::vector<std::size_t>& options,
                             Console& console) {
  if (!given) return;
  const std::string& folder = *given;
  folder_ = with_own_folder([&] { return CheckpointFolder::open(folder); });
  recording::Dataset wanted;
  wanted.attributes = experiment::checkpoint_identity(loaded, program_digest());
  if (const auto difference = results::identity_difference(folder_->description(), wanted)) {
    throw UsageError(fmt::format("--checkpoint {}: holds the state of something else, with {}", folder, *difference));
  }
  auto plan = experiment::plan_checkpoint(loaded, prepared, experiment::date_of_checkpoint(folder_->description()));
  for (const std::size_t option : options) {
    std::string& course = plan.courses[option];
    const std::string& name = loaded.scenario().options[option].name;
    if (course.empty()) {
      console.warn(fmt::format("option {} changes before the checkpoint's date and starts from the beginning", name));
    } else if (!experiment::has_course(folder_->description(), course)) {
      console.warn(fmt::format("option {} has another past than the checkpoint and starts from the beginning", name));
    }
  }
  require_replications(*folder_, folder, loaded.scenario().replications, console);
  plan_ = std::make_shared<const CheckpointPlan>(std::move(plan));
}

std::optional<experiment::SavedStates> StartingPoint::states(std::uint32_t replication) const {
  if (!folder_ || !folder_->has(replication)) return std::nullopt;
  return experiment::SavedStates{plan_, folder_->load(replication)};
}

}  // namespace throughgate::cli
