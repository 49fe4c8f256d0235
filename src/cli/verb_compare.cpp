#include <memory>

#include "analysis/comparison.hpp"
#include "cli/arguments.hpp"
#include "cli/execution.hpp"
#include "cli/json_output.hpp"
#include "cli/tables.hpp"
#include "cli/verbs.hpp"

namespace throughgate::cli {
namespace {

ExitCode compare(const RunArguments& arguments, const std::string& command_line, Console& console) {
  console.set_quiet(arguments.quiet);
  const auto loaded = load(arguments);
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
  CLI::App& command = *program.add_subcommand("compare", "Simulates a scenario and compares its options in pairs");
  declare(command, *arguments);
  command.callback([&invocation, arguments] {
    invocation.action = [&invocation, arguments](Console& console) {
      return compare(*arguments, invocation.command_line, console);
    };
  });
}

}  // namespace throughgate::cli
