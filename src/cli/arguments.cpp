#include "cli/arguments.hpp"

#include "cli/host.hpp"
#include "cli/output_path.hpp"
#include "cli/usage_error.hpp"

namespace throughgate::cli {
namespace {

constexpr std::size_t most_threads = 1024;

}  // namespace

std::vector<scenario::Override> RunArguments::overrides() const {
  std::vector<scenario::Override> result;
  for (const std::string& text : set) result.push_back(scenario::parse_override(text));
  const auto add = [&result](const char* path, const char* word, const std::optional<std::string>& value) {
    if (value) result.push_back({path, *value, std::string(word) + " " + *value});
  };
  add("replications", "--replications", replications);
  add("seed", "--seed", seed);
  add("scale", "--scale", scale);
  add("reporting.from", "--from", from);
  add("reporting.until", "--until", until);
  return result;
}

std::filesystem::path RunArguments::output_path(const std::string& suffix) const {
  return output.empty() ? default_output(scenario, suffix) : std::filesystem::path(output);
}

std::size_t RunArguments::thread_count() const { return threads == 0 ? available_cores() : threads; }

experiment::QueueKind RunArguments::queue_kind() const {
  return queue == "heap" ? experiment::QueueKind::binary_heap : experiment::QueueKind::bucket_ring;
}

std::string words_of(const RunArguments& arguments) {
  std::string words;
  const auto add = [&words](const char* word, const std::optional<std::string>& value) {
    if (value) words += " " + std::string(word) + " '" + *value + "'";
  };
  for (const std::string& text : arguments.set) add("--set", text);
  add("--replications", arguments.replications);
  add("--seed", arguments.seed);
  add("--scale", arguments.scale);
  add("--from", arguments.from);
  add("--until", arguments.until);
  return words;
}

void declare(CLI::App& command, RunArguments& arguments) {
  command.add_option("SCENARIO", arguments.scenario, "Scenario file (YAML)")->required();
  command.add_option("-o,--output", arguments.output, "Results file (default: output/<scenario>.h5)");
  command.add_option("--replications", arguments.replications, "Replications of each option");
  command.add_option("--seed", arguments.seed, "Seed of the random numbers");
  command.add_option("--threads", arguments.threads, "Threads (default: every core); never changes a result")
      ->check(CLI::Range(std::size_t{1}, most_threads));
  command.add_option("--scale", arguments.scale, "Share of persons and capacities that is simulated, above 0 to 1");
  command
      .add_option("--set", arguments.set, "path=value: replaces a value of scenario, model or structure; repeatable")
      ->allow_extra_args(false);
  command.add_option("--from", arguments.from, "First day of reporting (YYYY-MM-DD)");
  command.add_option("--until", arguments.until, "Day after the last one of reporting (YYYY-MM-DD)");
  command.add_option("--csv", arguments.csv, "Folder for the same tables as CSV");
  command.add_flag("--json", arguments.json, "One JSON object on standard output");
  command.add_flag("--quiet", arguments.quiet, "No progress and no notes");
  command.add_option("--queue", arguments.queue, "Future event list: ring or heap; never changes a result")
      ->check(CLI::IsMember({"ring", "heap"}))
      ->group("Advanced");
  command.add_flag("--trace", arguments.trace, "")->group("");
}

CLI::Option* declare_checkpoint(CLI::App& command, RunArguments& arguments) {
  return command.add_option("--checkpoint", arguments.checkpoint,
                            "Folder of a checkpoint that options start from; never changes a result");
}

void require_available(const RunArguments& arguments) {
  if (arguments.trace) throw UsageError("--trace is not available in this version");
}

void declare_json(CLI::App& command, bool& json) {
  command.add_flag("--json", json, "One JSON object on standard output");
}

}  // namespace throughgate::cli
