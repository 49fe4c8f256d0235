#include "cli/execution.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <numeric>

#include "cli/build_info.hpp"
#include "cli/catalogue.hpp"
#include "cli/checkpointing.hpp"
#include "cli/host.hpp"
#include "cli/interrupt.hpp"
#include "cli/output_path.hpp"
#include "cli/progress.hpp"
#include "cli/usage_error.hpp"
#include "experiment/assemble.hpp"
#include "experiment/drawn_replications.hpp"
#include "experiment/probabilistic_tables.hpp"
#include "experiment/runner.hpp"
#include "report/numbers.hpp"
#include "results/bcea.hpp"
#include "results/csv.hpp"
#include "results/writer.hpp"

namespace throughgate::cli {
namespace {

using experiment::RunPlan;
using experiment::RunResult;
using scenario::LoadedScenario;

RunPlan plan_of(const LoadedScenario& loaded, const RunArguments& arguments, OptionChoice choice) {
  const scenario::Scenario& scenario = loaded.scenario();
  RunPlan plan;
  if (choice == OptionChoice::reference) {
    plan.indices = {scenario.reference};
  } else {
    plan.indices = every_option(loaded);
  }
  for (const std::size_t option : plan.indices) plan.options.push_back(scenario.options[option].name);
  plan.replications = scenario.replications;
  plan.threads = arguments.thread_count();
  return plan;
}

experiment::ReplicationFunctions functions_of(const std::shared_ptr<const experiment::PreparedScenario>& prepared,
                                              const RunPlan& plan, const StartingPoint& starting_point) {
  experiment::ReplicationFunctions functions;
  functions.run = [](std::size_t option, std::uint32_t, const experiment::Prelude* prelude,
                     const std::atomic<bool>& stop) { return experiment::run_replication(*prelude, option, stop); };
  functions.prelude = [prepared, indices = plan.indices, starting_point](std::uint32_t replication,
                                                                         const std::atomic<bool>& stop) {
    const auto saved = starting_point.states(replication);
    return experiment::prelude_of(prepared, indices, replication, stop, saved ? &*saved : nullptr);
  };
  return functions;
}

RunResult simulate(const LoadedScenario& loaded, const RunArguments& arguments, const RunPlan& plan,
                   const experiment::DrawnParameters* drawn, const std::atomic<bool>& stop, Console& console) {
  const auto prepared = experiment::prepare(loaded, arguments.queue_kind());
  for (const std::string& warning : experiment::warnings_of(*prepared)) console.warn(warning);
  const auto progress = make_progress(console);
  if (drawn != nullptr) {
    const auto functions =
        experiment::drawn_functions(loaded, *drawn, plan.indices, arguments.queue_kind(), every_parameter());
    return experiment::run_all(plan, functions, stop, progress.get());
  }
  const StartingPoint starting_point(arguments.checkpoint, loaded, *prepared, plan.indices, console);
  return experiment::run_all(plan, functions_of(prepared, plan, starting_point), stop, progress.get());
}

void add_stages(const LoadedScenario& loaded, std::size_t option, std::vector<experiment::StageRecord>& stages) {
  for (const std::size_t stage : loaded.stages_of(option)) {
    const scenario::Option& one = loaded.scenario().options[stage];
    stages.push_back({loaded.scenario().options[option].name, one.from ? to_string(*one.from) : "", one.structure,
                      fmt::format("{}", fmt::join(one.overlays, " "))});
  }
}

/// Says what went wrong and gives the exit code for it.
ExitCode tell(const RunResult& result, Console& console) {
  for (const experiment::Failure& failure : result.failures) console.error(failure.text());
  if (result.interrupted) {
    console.warn(fmt::format("interrupted after {} paired replications", result.paired_replications().size()));
    return ExitCode::interrupted;
  }
  if (result.failures.empty()) return ExitCode::good;
  console.warn(fmt::format("{} replications are left out: not every option finished them",
                           result.outcomes.front().size() - result.paired_replications().size()));
  return ExitCode::failed;
}

/// The same of draws.
ExitCode tell_draws(const experiment::ProbabilisticResult& result, std::size_t finished, Console& console) {
  for (const experiment::Failure& failure : result.runs.failures) console.error(failure.text());
  if (result.runs.interrupted) {
    console.warn(fmt::format("interrupted after {} draws", finished));
    return ExitCode::interrupted;
  }
  if (result.runs.failures.empty()) return ExitCode::good;
  console.warn(fmt::format("{} draws are left out: not every option finished them", result.values.size() - finished));
  return ExitCode::failed;
}

experiment::DrawnParameters drawn_for(const LoadedScenario& loaded, const std::vector<std::size_t>& options,
                                      std::uint32_t count) {
  auto parameters = acting_parameters(loaded, options);
  if (parameters.empty()) throw UsageError("no parameter of the scenario is uncertain: there is nothing to draw");
  const auto draws = draws_of(loaded, parameters);
  return experiment::drawn_parameters(std::move(parameters), draws, count);
}

Execution execution_of(const RunResult& result, const std::filesystem::path& file, ExitCode exit_code,
                       std::uint64_t peak_memory) {
  Execution execution;
  execution.file = file;
  execution.exit_code = exit_code;
  execution.options = result.options.size();
  execution.replications = result.paired_replications().size();
  execution.wall_seconds = result.wall_seconds;
  execution.events = result.events;
  execution.peak_memory = peak_memory;
  return execution;
}

experiment::AssemblyNames names_of(const LoadedScenario& loaded, const std::string& command_line,
                                   const std::string& ended) {
  const scenario::Scenario& scenario = loaded.scenario();
  return {scenario.name, history_line(ended, command_line), scenario.options[scenario.reference].name};
}

void write(const recording::Dataset& dataset, const RunArguments& arguments, const std::filesystem::path& file) {
  results::write_dataset(dataset, file);
  if (!arguments.csv.empty()) results::write_csv(dataset, arguments.csv);
}

}  // namespace

experiment::ParameterDraws draws_of(const LoadedScenario& loaded,
                                    const std::vector<scenario::UncertainParameter>& parameters) {
  try {
    return {parameters, scenario::correlations_among(loaded, parameters), loaded.scenario().seed,
            loaded.posterior() ? &*loaded.posterior() : nullptr};
  } catch (const experiment::NotACorrelation& contradiction) {
    const auto pair = std::ranges::find_if(loaded.correlations(), [&](const auto& one) {
      return contradiction.parameter.starts_with(one.first) || contradiction.parameter.starts_with(one.second);
    });
    throw InputError({Problem{pair == loaded.correlations().end() ? Position{} : pair->position, "pairs",
                              "correlations that can hold together",
                              fmt::format("those of `{}`, which contradict the others", contradiction.parameter), ""}});
  }
}

experiment::Provenance provenance_of(const LoadedScenario& loaded, const RunArguments& arguments,
                                     const std::vector<std::size_t>& options) {
  experiment::Provenance provenance;
  provenance.started = utc_now();
  provenance.program_version = program_version();
  provenance.commit = program_commit();
  provenance.host = host_name();
  provenance.queue = arguments.queue;
  provenance.seed = loaded.scenario().seed;
  provenance.threads = arguments.thread_count();
  provenance.checkpoint = arguments.checkpoint.value_or("");
  provenance.sources = loaded.sources();
  for (const std::size_t option : options) {
    provenance.parameters.push_back(loaded.records(option));
    add_stages(loaded, option, provenance.stages);
  }
  return provenance;
}

std::string history_line(const std::string& time, const std::string& command_line) {
  return fmt::format("{} {} (throughgate {})", time, command_line, program_version());
}

std::vector<std::size_t> every_option(const LoadedScenario& loaded) {
  std::vector<std::size_t> options(loaded.scenario().compared());
  std::iota(options.begin(), options.end(), std::size_t{0});
  return options;
}

double Execution::events_per_second() const {
  return wall_seconds > 0 ? static_cast<double>(events) / wall_seconds : 0;
}

LoadedScenario load(const RunArguments& arguments) {
  require_available(arguments);
  return scenario::load_scenario(arguments.scenario, arguments.overrides(), every_parameter(),
                                 scenario::DesignUse::passed_over);
}

Execution execute(const LoadedScenario& loaded, const RunArguments& arguments, OptionChoice choice,
                  const std::string& command_line, Console& console, const Supplement& supplement,
                  std::optional<std::uint32_t> draws) {
  const InterruptGuard interrupt;  // until the file is written
  RunPlan plan = plan_of(loaded, arguments, choice);
  const std::filesystem::path file = arguments.output_path();
  require_writable(file);
  experiment::Provenance provenance = provenance_of(loaded, arguments, plan.indices);
  std::optional<experiment::DrawnParameters> drawn;
  if (draws) {
    plan.replications = *draws;
    drawn = drawn_for(loaded, plan.indices, *draws);
  }
  const RunResult result = simulate(loaded, arguments, plan, drawn ? &*drawn : nullptr, interrupt.stop(), console);
  provenance.ended = utc_now();
  provenance.peak_memory_bytes = peak_memory_bytes();
  const ExitCode exit_code = tell(result, console);
  Execution execution = execution_of(result, file, exit_code, provenance.peak_memory_bytes);
  if (execution.replications == 0) {
    console.error("no replication was finished for every option; nothing was written");
    return execution;
  }
  execution.dataset = experiment::assemble(result, names_of(loaded, command_line, provenance.ended), provenance);
  if (drawn) {
    execution.probabilistic = true;
    execution.dataset.groups.push_back(experiment::draws_group(*drawn, result.paired_replications()));
  }
  if (supplement) supplement(execution.dataset);
  write(execution.dataset, arguments, file);
  return execution;
}

std::vector<scenario::UncertainParameter> acting_parameters(const LoadedScenario& loaded,
                                                            const std::vector<std::size_t>& options) {
  std::vector<bool> acts(loaded.scenario().options.size(), false);
  for (const std::size_t option : options) {
    for (const std::size_t stage : loaded.stages_of(option)) acts[stage] = true;
  }
  auto parameters = scenario::uncertain_parameters(loaded);
  std::erase_if(parameters, [&acts](const auto& parameter) {
    return std::ranges::none_of(parameter.places, [&acts](const auto& place) { return acts[place.option]; });
  });
  return parameters;
}

Execution execute_probabilistic(const LoadedScenario& loaded, const RunArguments& arguments,
                                const ProbabilisticArguments& probabilistic, const std::string& command_line,
                                Console& console, const Supplement& supplement) {
  const InterruptGuard interrupt;  // until the file is written
  const bool decides = probabilistic.purpose == DrawPurpose::decision;
  const auto options = probabilistic.options.empty() ? every_option(loaded) : probabilistic.options;
  const std::filesystem::path file = arguments.output_path(decides ? "-psa" : "-claims");
  require_writable(file);
  const auto parameters = acting_parameters(loaded, options);
  if (parameters.empty()) throw UsageError("no parameter of the scenario is uncertain: there is nothing to draw");
  if (decides && options.size() < 2) throw UsageError("--psa: a decision needs two options, the scenario has one");
  const auto draws = draws_of(loaded, parameters);
  experiment::ProbabilisticPlan wanted;
  wanted.draws = probabilistic.draws;
  wanted.options = options;
  if (!decides) wanted.replications = 1;
  if (arguments.replications) wanted.replications = loaded.scenario().replications;
  wanted.half_width = probabilistic.half_width;
  wanted.threads = arguments.thread_count();
  wanted.queue = arguments.queue_kind();
  experiment::Provenance provenance = provenance_of(loaded, arguments, options);
  for (const std::string& warning : experiment::warnings_of(*experiment::prepare(loaded, wanted.queue))) {
    console.warn(warning);
  }
  const auto progress = make_progress(console);
  const auto result = experiment::run_probabilistic(loaded, parameters, draws, wanted, every_parameter(),
                                                    interrupt.stop(), progress.get());
  provenance.ended = utc_now();
  provenance.peak_memory_bytes = peak_memory_bytes();
  Execution execution = execution_of(result.runs, file, ExitCode::good, provenance.peak_memory_bytes);
  execution.probabilistic = true;
  execution.replications = experiment::finished_draws(result).size();
  execution.exit_code = tell_draws(result, execution.replications, console);
  if (execution.replications < 2) {
    console.error("no two draws were finished for every option; nothing was written");
    execution.replications = 0;
    return execution;
  }
  execution.dataset = experiment::assemble_probabilistic(
      result, parameters, names_of(loaded, command_line, provenance.ended), provenance, probabilistic.contrasts);
  if (const auto& value = loaded.scenario().value_per_reoffence_avoided) {
    execution.dataset.attributes.push_back({"value_per_reoffence_avoided", value->amount});
  }
  try {
    if (supplement) supplement(execution.dataset);
  } catch (const std::exception& error) {  // the runs are worth more than what was to be said of them
    console.error(fmt::format("the draws could not be appraised: {}", error.what()));
    execution.exit_code = ExitCode::failed;
  }
  write(execution.dataset, arguments, file);
  if (!arguments.csv.empty()) results::write_bcea(execution.dataset, arguments.csv);
  return execution;
}

std::string closing_lines(const Execution& execution) {
  const char* samples = execution.probabilistic ? "draws" : "replications";
  return fmt::format("{} {} of {} options · {} events in {} ({} a second) · memory {}\nResults: {}\n",
                     execution.replications, samples, execution.options,
                     report::grouped(static_cast<double>(execution.events), 0),
                     report::duration_text(execution.wall_seconds), report::grouped(execution.events_per_second(), 0),
                     report::bytes_text(static_cast<double>(execution.peak_memory)), execution.file.string());
}

}  // namespace throughgate::cli
