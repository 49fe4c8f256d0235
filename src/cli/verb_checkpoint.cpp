#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

#include "cli/checkpointing.hpp"
#include "cli/json_output.hpp"
#include "cli/verbs.hpp"
#include "report/numbers.hpp"

namespace throughgate::cli {
namespace {

Json checkpoint_json(const CheckpointExecution& execution) {
  return {{"folder", execution.folder.string()},    {"at", execution.at},
          {"options", execution.options},           {"courses", execution.courses},
          {"replications", execution.replications}, {"resumed", execution.resumed},
          {"wall_seconds", execution.wall_seconds}};
}

std::string checkpoint_text(const CheckpointExecution& execution, const RunArguments& arguments) {
  std::string text = fmt::format("Replications saved as they stand on {}: {}", execution.at, execution.replications);
  if (execution.resumed > 0) text += fmt::format(", {} of them before", execution.resumed);
  text += fmt::format(" · {}\n", report::duration_text(execution.wall_seconds));
  if (execution.replications == 0) return text;
  return text + fmt::format("Options that can start there: {}\nStart there: throughgate compare {}{} --checkpoint {}\n",
                            fmt::join(execution.options, ", "), arguments.scenario, words_of(arguments),
                            execution.folder.string());
}

ExitCode checkpoint(const CheckpointArguments& arguments, const std::string& command_line, Console& console) {
  console.set_quiet(arguments.run.quiet);
  const CheckpointExecution execution = execute_checkpoint(arguments, command_line, console);
  console.print(arguments.run.json ? json_line(checkpoint_json(execution)) : checkpoint_text(execution, arguments.run));
  return execution.exit_code;
}

}  // namespace

void add_checkpoint(CLI::App& program, Invocation& invocation) {
  const auto arguments = std::make_shared<CheckpointArguments>();
  CLI::App& command = *program.add_subcommand("checkpoint", "Saves the state at a date, for options to start from");
  declare(command, arguments->run);
  command.remove_option(command.get_option("--csv"));
  command.get_option("--output")->description("Folder of the checkpoint (default: output/<scenario>-checkpoint)");
  command.add_option("--at", arguments->at, "Date of the state (YYYY-MM-DD): what happens on it is still to come")
      ->required();
  command.callback([&invocation, arguments] {
    invocation.action = [&invocation, arguments](Console& console) {
      return checkpoint(*arguments, invocation.command_line, console);
    };
  });
}

}  // namespace throughgate::cli
