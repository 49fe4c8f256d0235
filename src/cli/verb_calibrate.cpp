#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

#include "calibration/calibration_tables.hpp"
#include "cli/arguments.hpp"
#include "cli/build_info.hpp"
#include "cli/calibrating.hpp"
#include "cli/calibration_output.hpp"
#include "cli/execution.hpp"
#include "cli/host.hpp"
#include "cli/output_path.hpp"
#include "cli/verbs.hpp"
#include "experiment/provenance_group.hpp"
#include "results/csv.hpp"
#include "results/writer.hpp"

namespace throughgate::cli {
namespace {

struct CalibrateArguments {
  RunArguments run;
  std::string posterior;  ///< file to write; empty for none
};

/// The scenario at the scale of the runs that refine.
scenario::LoadedScenario load_refining(const scenario::LoadedScenario& loaded, RunArguments arguments) {
  const auto& scale = loaded.scenario().calibration.refining_scale;
  if (scale) arguments.scale = fmt::format("{}", *scale);
  return load(arguments);
}

recording::Dataset dataset_of(const CalibrationExecution& execution, const scenario::LoadedScenario& loaded,
                              const RunArguments& arguments, const std::string& command_line) {
  auto dataset = calibration_dataset(execution.result, execution.problem, *execution.simulator);
  const auto& scenario = loaded.scenario();
  dataset.attributes = {{"title", scenario.name},
                        {"history", history_line(utc_now(), command_line)},
                        {"reference", scenario.options[scenario.reference].name},
                        {"scale", scenario.scale},
                        {"memory", execution.result.memory},
                        {"failures", fmt::format("{}", fmt::join(execution.failures, "\n"))}};
  experiment::RunResult none;
  none.options = {scenario.options[scenario.reference].name};
  none.outcomes.resize(1);
  auto provenance = provenance_of(loaded, arguments, {scenario.reference});
  provenance.ended = utc_now();
  provenance.peak_memory_bytes = peak_memory_bytes();
  dataset.groups.push_back(experiment::provenance_group(none, provenance, {}));
  return dataset;
}

ExitCode write_results(const CalibrateArguments& arguments, const scenario::LoadedScenario& loaded,
                       const CalibrationExecution& execution, const std::string& command_line,
                       const std::filesystem::path& file) {
  const auto dataset = dataset_of(execution, loaded, arguments.run, command_line);
  results::write_dataset(dataset, file);
  if (!arguments.run.csv.empty()) results::write_csv(dataset, arguments.run.csv);
  if (!arguments.posterior.empty()) {
    const auto& model = *loaded.parameters(loaded.scenario().reference).model;
    write_text(arguments.posterior,
               posterior_text(posterior_of(execution.result, execution.problem, *execution.simulator, model)));
  }
  return execution.failures.empty() ? ExitCode::good : ExitCode::failed;
}

ExitCode calibrate(const CalibrateArguments& arguments, const std::string& command_line, Console& console) {
  console.set_quiet(arguments.run.quiet);
  const auto loaded = load(arguments.run);
  const std::filesystem::path file = arguments.run.output_path();
  require_writable(file);
  if (!arguments.posterior.empty()) require_writable(arguments.posterior);
  const auto refining = load_refining(loaded, arguments.run);
  CalibrationJob job(loaded, refining, arguments.run, file);
  try {
    const CalibrationExecution& execution = job.run(console);
    const ExitCode code = write_results(arguments, loaded, execution, command_line, file);
    job.finished();
    for (const auto& failure : execution.failures) console.error(failure);
    for (const auto& warning : calibration_warnings(execution)) console.warn(warning);
    if (arguments.run.json) {
      console.print(json_line(calibration_json(execution)));
    } else {
      console.print(calibration_text(execution) + "Results: " + file.string() + '\n');
    }
    return code;
  } catch (const experiment::Interrupted&) {
    console.warn("interrupted: every run that ended is kept in " + job.folder().string() +
                 "; the same command goes on");
    return ExitCode::interrupted;
  }
}

}  // namespace

void add_calibrate(CLI::App& program, Invocation& invocation) {
  const auto arguments = std::make_shared<CalibrateArguments>();
  CLI::App& command =
      *program.add_subcommand("calibrate", "Fits the model's uncertain parameters to the scenario's targets");
  declare(command, arguments->run);
  command.add_option("--write-posterior", arguments->posterior,
                     "Writes the draws to this file; MODEL/uncertainty/posterior.csv is what other verbs draw from");
  command.callback([&invocation, arguments] {
    invocation.action = [&invocation, arguments](Console& console) {
      return calibrate(*arguments, invocation.command_line, console);
    };
  });
}

}  // namespace throughgate::cli
