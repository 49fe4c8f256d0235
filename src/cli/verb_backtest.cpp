#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "analysis/backtest.hpp"
#include "analysis/base_year.hpp"
#include "analysis/observed_file.hpp"
#include "analysis/responses.hpp"
#include "cli/arguments.hpp"
#include "cli/execution.hpp"
#include "cli/json_output.hpp"
#include "cli/tables.hpp"
#include "cli/usage_error.hpp"
#include "cli/verbs.hpp"
#include "results/file_replacement.hpp"

namespace throughgate::cli {
namespace {

constexpr std::uint32_t most_draws = 1'000'000;

struct BacktestArguments {
  RunArguments run;
  std::string observed;   ///< empty for the scenario's targets
  std::string base_year;  ///< file to write; empty for none
  std::optional<std::uint32_t> draws;
  bool check = false;
};

std::vector<analysis::ObservedFigure> figures_for(const BacktestArguments& arguments,
                                                  const scenario::LoadedScenario& loaded) {
  if (!arguments.observed.empty()) return analysis::read_observed(arguments.observed);
  if (!loaded.targets()) {
    throw UsageError(arguments.run.scenario + ": the scenario names no targets; give some with --observed FILE.csv");
  }
  return analysis::figures_of(*loaded.targets());
}

analysis::BacktestTerms terms_of(const BacktestArguments& arguments, const scenario::LoadedScenario& loaded) {
  analysis::BacktestTerms terms;
  terms.draws = arguments.draws.has_value();
  terms.predicts_from = loaded.scenario().predicts_from;
  if (loaded.targets()) terms.earlier = analysis::figures_of(*loaded.targets());
  return terms;
}

/// What the reference takes from the years that it predicts.
std::vector<scenario::Borrowed> borrowed_by(const scenario::LoadedScenario& loaded) {
  const auto& scenario = loaded.scenario();
  if (!scenario.predicts_from) return {};
  auto all = borrowed_from(*loaded.parameters(scenario.reference).model, *scenario.predicts_from);
  std::ranges::move(borrowed_from(*loaded.parameters(scenario.reference).structure, *scenario.predicts_from),
                    std::back_inserter(all));
  return all;
}

ExitCode backtest(const BacktestArguments& arguments, const std::string& command_line, Console& console) {
  console.set_quiet(arguments.run.quiet);
  const auto loaded = load(arguments.run);
  const auto figures = figures_for(arguments, loaded);
  const auto borrowed = borrowed_by(loaded);
  const analysis::BacktestTerms terms = terms_of(arguments, loaded);
  analysis::Backtest result;
  const auto hold_against = [&](recording::Dataset& dataset) {
    result = analysis::backtest(dataset, analysis::reference_option(dataset), figures, terms);
    dataset.groups.push_back(analysis::backtest_group(result));
  };
  const Execution execution =
      execute(loaded, arguments.run, OptionChoice::reference, command_line, console, hold_against, arguments.draws);
  if (execution.replications == 0) return execution.exit_code;
  if (arguments.run.json) {
    console.print(json_line(backtest_json(result, borrowed)));
  } else {
    console.print(backtest_table(result) + borrowed_text(borrowed) + '\n' + closing_lines(execution));
  }
  if (!arguments.base_year.empty()) {
    results::FileReplacement file(arguments.base_year);
    const auto model = loaded.scenario().model_folder.filename().string();
    file.append(analysis::base_year_yaml(execution.dataset, analysis::reference_option(execution.dataset), model));
    file.commit();
  }
  const bool missed = result.counted_inside() < result.counted();
  if (execution.exit_code == ExitCode::good && arguments.check && missed) return ExitCode::target_missed;
  return execution.exit_code;
}

}  // namespace

void add_backtest(CLI::App& program, Invocation& invocation) {
  const auto arguments = std::make_shared<BacktestArguments>();
  CLI::App& command =
      *program.add_subcommand("backtest", "Holds the scenario's reference option against published figures");
  declare(command, arguments->run);
  command.add_option("--observed", arguments->observed, "Figures from a table: response,date,value, rival projections")
      ->check(CLI::ExistingFile);
  command
      .add_option("--draws", arguments->draws,
                  "Draws of what is uncertain, one run each: the median and 95% of them, in place of replications")
      ->check(CLI::Range(2U, most_draws));
  command.add_option("--write-base-year", arguments->base_year,
                     "Writes the generated part of the model, the caseload of the base year, to this file");
  command.add_flag("--check", arguments->check, "Exit code 3 when a fitted or emergent figure is missed");
  command.callback([&invocation, arguments] {
    invocation.action = [&invocation, arguments](Console& console) {
      return backtest(*arguments, invocation.command_line, console);
    };
  });
}

}  // namespace throughgate::cli
