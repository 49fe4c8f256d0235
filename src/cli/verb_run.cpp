#include <memory>

#include "analysis/comparison.hpp"
#include "cli/arguments.hpp"
#include "cli/execution.hpp"
#include "cli/json_output.hpp"
#include "cli/tables.hpp"
#include "cli/verbs.hpp"

namespace throughgate::cli {
namespace {

ExitCode run(const RunArguments& arguments, const std::string& command_line, Console& console) {
  console.set_quiet(arguments.quiet);
  const auto loaded = load(arguments);
  const Execution execution = execute(loaded, arguments, OptionChoice::every, command_line, console);
  if (execution.replications == 0) return execution.exit_code;
  if (arguments.json) {
    console.print(json_line(run_json(execution)));
  } else {
    console.print(means_table(analysis::compare(execution.dataset)) + '\n' + closing_lines(execution));
  }
  return execution.exit_code;
}

}  // namespace

void add_run(CLI::App& program, Invocation& invocation) {
  const auto arguments = std::make_shared<RunArguments>();
  CLI::App& command = *program.add_subcommand("run", "Simulates every option and replication of a scenario");
  declare(command, *arguments);
  declare_checkpoint(command, *arguments);
  command.callback([&invocation, arguments] {
    invocation.action = [&invocation, arguments](Console& console) {
      return run(*arguments, invocation.command_line, console);
    };
  });
}

}  // namespace throughgate::cli
