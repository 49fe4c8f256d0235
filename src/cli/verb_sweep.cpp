#include <fmt/format.h>

#include <charconv>
#include <memory>

#include "cli/json_output.hpp"
#include "cli/sweeping.hpp"
#include "cli/verbs.hpp"
#include "report/numbers.hpp"

namespace throughgate::cli {
namespace {

Json sweep_json(const SweepExecution& execution) {
  Json workers = Json::array();
  for (const auto& worker : execution.result.by_worker) {
    workers.push_back({{"worker", worker.name},
                       {"points", worker.points},
                       {"busy_seconds", worker.busy_seconds},
                       {"simulated_seconds", worker.simulated_seconds}});
  }
  return {{"points", execution.points},
          {"finished", execution.finished},
          {"failed", execution.failed},
          {"resumed", execution.resumed},
          {"by_worker", workers},
          {"wall_seconds", execution.result.wall_seconds},
          {"overhead_seconds_per_point", execution.result.overhead_seconds_per_point()}};
}

std::string sweep_text(const SweepExecution& execution) {
  std::string text = fmt::format("{} of {} points finished", execution.finished, execution.points);
  if (execution.resumed > 0) text += fmt::format(", {} of them before", execution.resumed);
  if (execution.failed > 0) text += fmt::format(", {} failed", execution.failed);
  text += fmt::format(" · {} events in {} · {:.2f} ms a point beside the simulation\n",
                      report::grouped(static_cast<double>(execution.result.events), 0),
                      report::duration_text(execution.result.wall_seconds),
                      1e3 * execution.result.overhead_seconds_per_point());
  return text + fmt::format("Points: {}\nOne file of them: throughgate merge {}\n", execution.folder.string(),
                            execution.folder.string());
}

/// `I/N`, I from 1 to N.
bool read_shard(const std::string& text, results::Shard& shard) {
  const char* end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), end, shard.number);
  if (number.ec != std::errc{} || number.ptr == end || *number.ptr != '/') return false;
  const auto count = std::from_chars(number.ptr + 1, end, shard.count);
  return count.ec == std::errc{} && count.ptr == end && shard.number >= 1 && shard.number <= shard.count;
}

ExitCode sweep(const SweepArguments& arguments, const std::string& command_line, Console& console) {
  console.set_quiet(arguments.run.quiet);
  const SweepExecution execution = execute_sweep(arguments, command_line, console);
  if (execution.is_worker) return execution.exit_code;
  console.print(arguments.run.json ? json_line(sweep_json(execution)) : sweep_text(execution));
  return execution.exit_code;
}

}  // namespace

void add_sweep(CLI::App& program, Invocation& invocation) {
  const auto arguments = std::make_shared<SweepArguments>();
  CLI::App& command = *program.add_subcommand("sweep", "Simulates a scenario at every point of a design");
  declare(command, arguments->run);
  command.remove_option(command.get_option("--csv"));
  command.get_option("--output")->description("Folder of the sweep (default: output/<scenario>-sweep)");
  command.add_option("--design", arguments->design, "Design file (default: the scenario's `design`)");
  command
      .add_option_function<std::string>(
          "--shard",
          [arguments](const std::string& text) {
            if (!read_shard(text, arguments->shard))
              throw CLI::ValidationError("--shard", "expected I/N, found " + text);
          },
          "I/N: the Ith of N parts of the points, for job arrays")
      ->type_name("I/N");
  command.add_flag("--resume", arguments->resume, "The folder must hold this sweep; without it a new one may begin");
  command.callback([&invocation, arguments] {
    invocation.action = [&invocation, arguments](Console& console) {
      return sweep(*arguments, invocation.command_line, console);
    };
  });
}

}  // namespace throughgate::cli
