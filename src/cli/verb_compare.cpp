#include <memory>

#include "analysis/appraisal.hpp"
#include "analysis/comparison.hpp"
#include "cli/arguments.hpp"
#include "cli/decomposing.hpp"
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
                 const DecompositionArguments& decomposition, const std::string& command_line, Console& console) {
  console.set_quiet(arguments.quiet);
  const auto loaded = load(arguments);
  if (probabilistic.wanted) return compare_draws(loaded, arguments, probabilistic, command_line, console);
  Decomposed decomposed;
  if (decomposition.wanted) decomposed = decompose(loaded, arguments, decomposition, console);
  if (decomposed.interrupted) {
    console.warn("interrupted while the difference was taken apart; nothing was written");
    return ExitCode::interrupted;
  }
  Execution execution =
      execute(loaded, arguments, OptionChoice::every, command_line, console, [&](recording::Dataset& dataset) {
        if (!decomposed.shares.empty()) dataset.groups.push_back(analysis::decomposition_group(decomposed.shares));
      });
  if (execution.replications == 0) return execution.exit_code;
  if (!decomposed.complete && execution.exit_code == ExitCode::good) execution.exit_code = ExitCode::failed;
  const analysis::Comparison comparison = analysis::compare(execution.dataset);
  for (const std::string& warning : comparison.warnings) console.warn(warning);
  if (arguments.json) {
    Json json = comparison_json(comparison, execution);
    if (decomposition.wanted) json["decomposition"] = decomposition_json(decomposed.shares);
    console.print(json_line(json));
  } else {
    const std::string shares = decomposed.shares.empty() ? "" : decomposition_text(decomposed.shares) + '\n';
    console.print(comparison.title + '\n' + comparison_table(comparison) + '\n' + shares +
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
  const auto decomposition = std::make_shared<DecompositionArguments>();
  command
      .add_flag("--decompose", decomposition->wanted,
                "Shares each difference among the mechanisms that make it (Shapley), in at most six families")
      ->excludes("--psa");
  command.add_flag("--single", decomposition->single, "With --decompose: each mechanism by itself")
      ->needs("--decompose");
  command
      .add_option("--orders", decomposition->pairs,
                  "With --decompose: pairs of orders a replication, where more than six change (default: 4)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{10000}))
      ->needs("--decompose");
  command.callback([&invocation, arguments, probabilistic, decomposition] {
    invocation.action = [&invocation, arguments, probabilistic, decomposition](Console& console) {
      return compare(*arguments, *probabilistic, *decomposition, invocation.command_line, console);
    };
  });
}

}  // namespace throughgate::cli
