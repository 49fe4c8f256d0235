#include <memory>

#include "analysis/appraisal.hpp"
#include "analysis/comparison.hpp"
#include "cli/arguments.hpp"
#include "cli/execution.hpp"
#include "cli/json_output.hpp"
#include "cli/tables.hpp"
#include "cli/verbs.hpp"
#include "report/decision_text.hpp"

namespace throughgate::cli {
namespace {

constexpr std::uint32_t most_draws = 1'000'000;

/// The paired answer over draws of the uncertain parameters, and what it means for the decision.
ExitCode compare_draws(const scenario::LoadedScenario& loaded, const RunArguments& arguments,
                       const ProbabilisticArguments& probabilistic, const std::string& command_line, Console& console) {
  analysis::Appraisal appraisal;
  const Execution execution =
      execute_probabilistic(loaded, arguments, probabilistic, command_line, console, [&](recording::Dataset& dataset) {
        appraisal = analysis::appraise(dataset);
        dataset.groups.push_back(analysis::decision_group(appraisal));
      });
  if (execution.replications == 0) return execution.exit_code;
  const analysis::Comparison comparison = analysis::compare(execution.dataset);
  if (arguments.json) {
    Json json = comparison_json(comparison, execution);
    json["decision"] = decision_json(appraisal);
    console.print(json_line(json));
    return execution.exit_code;
  }
  std::string text = comparison.title + '\n' + comparison_table(comparison) + '\n' +
                     comparison_answer(comparison, execution.dataset) + '\n';
  for (const std::string& line : report::decision_lines(appraisal)) text += line + '\n';
  console.print(text + '\n' + closing_lines(execution));
  return execution.exit_code;
}

ExitCode compare(const RunArguments& arguments, const ProbabilisticArguments& probabilistic,
                 const std::string& command_line, Console& console) {
  console.set_quiet(arguments.quiet);
  const auto loaded = load(arguments);
  if (probabilistic.wanted) return compare_draws(loaded, arguments, probabilistic, command_line, console);
  const Execution execution = execute(loaded, arguments, OptionChoice::every, command_line, console);
  if (execution.replications == 0) return execution.exit_code;
  const analysis::Comparison comparison = analysis::compare(execution.dataset);
  for (const std::string& warning : comparison.warnings) console.warn(warning);
  if (arguments.json) {
    console.print(json_line(comparison_json(comparison, execution)));
  } else {
    console.print(comparison.title + '\n' + comparison_table(comparison) + '\n' +
                  comparison_answer(comparison, execution.dataset) + '\n' + closing_lines(execution));
  }
  return execution.exit_code;
}

}  // namespace

void add_compare(CLI::App& program, Invocation& invocation) {
  const auto arguments = std::make_shared<RunArguments>();
  const auto probabilistic = std::make_shared<ProbabilisticArguments>();
  CLI::App& command = *program.add_subcommand("compare", "Simulates a scenario and compares its options in pairs");
  declare(command, *arguments);
  CLI::Option* checkpoint = declare_checkpoint(command, *arguments);
  command
      .add_flag("--psa", probabilistic->wanted,
                "Probabilistic sensitivity analysis: draws of the uncertain parameters, and the decision")
      ->excludes(checkpoint);
  command.add_option("--draws", probabilistic->draws, "Draws at most, with --psa (default: 500)")
      ->check(CLI::Range(2U, most_draws))
      ->needs("--psa");
  command
      .add_option("--half-width", probabilistic->half_width,
                  "With --psa: stop once the expected net benefit is known to this many pounds (95%)")
      ->check(CLI::PositiveNumber)
      ->needs("--psa");
  command.callback([&invocation, arguments, probabilistic] {
    invocation.action = [&invocation, arguments, probabilistic](Console& console) {
      return compare(*arguments, *probabilistic, invocation.command_line, console);
    };
  });
}

}  // namespace throughgate::cli
