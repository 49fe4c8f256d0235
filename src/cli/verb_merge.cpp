#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/json_output.hpp"
#include "cli/output_path.hpp"
#include "cli/sweeping.hpp"
#include "cli/usage_error.hpp"
#include "cli/verbs.hpp"
#include "results/csv.hpp"
#include "results/writer.hpp"

namespace throughgate::cli {
namespace {

struct MergeArguments {
  std::string folder;
  std::string output;
  std::string csv;
  bool json = false;
  bool quiet = false;
};

/// What the answer of a comparison rests on, and so what is shown of an analysis of indices.
constexpr const char* shown_responses[] = {"net_benefit", "total_cost", "proven_reoffending_1y"};
constexpr std::size_t shown_factors = 5;

std::string sensitivity_text(const analysis::Sensitivities& sensitivities) {
  std::string text = fmt::format("Sobol' indices of {} base points (95% intervals):\n", sensitivities.base_points);
  for (const char* response : shown_responses) {
    const auto found = std::ranges::find(sensitivities.responses, response);
    if (found == sensitivities.responses.end()) continue;
    const auto row = static_cast<std::size_t>(found - sensitivities.responses.begin());
    for (std::size_t option = 0; option < sensitivities.options.size(); ++option) {
      const auto& indices = sensitivities.indices[row * sensitivities.options.size() + option];
      std::vector<std::size_t> order(indices.size());
      for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
      std::ranges::stable_sort(order, [&](auto a, auto b) { return indices[a].total > indices[b].total; });
      text += fmt::format("  {}, {}\n", response, sensitivities.options[option]);
      for (std::size_t i = 0; i < std::min(shown_factors, order.size()); ++i) {
        const auto& index = indices[order[i]];
        text += fmt::format("    {:<48} first {:5.2f} ({:.2f} to {:.2f})  total {:5.2f} ({:.2f} to {:.2f})\n",
                            sensitivities.factors[order[i]], index.first, index.first_interval.lower,
                            index.first_interval.upper, index.total, index.total_interval.lower,
                            index.total_interval.upper);
      }
    }
  }
  return text;
}

std::filesystem::path file_of(const MergeArguments& arguments) {
  if (!arguments.output.empty()) return arguments.output;
  auto folder = std::filesystem::path(arguments.folder).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  return std::filesystem::path("output") / (folder.filename().string() + ".h5");
}

ExitCode merge(const MergeArguments& arguments, const std::string& command_line, Console& console) {
  console.set_quiet(arguments.quiet);
  const auto file = file_of(arguments);
  std::error_code error;
  if (std::filesystem::equivalent(std::filesystem::absolute(file).parent_path(), arguments.folder, error)) {
    throw UsageError(fmt::format("-o {}: lies in the folder of the sweep; choose another place", file.string()));
  }
  require_writable(file);
  const Merge merged = merge_sweep(arguments.folder, command_line, console);
  results::write_dataset(merged.dataset, file);
  if (!arguments.csv.empty()) results::write_csv(merged.dataset, arguments.csv);
  const std::size_t missing = merged.points - merged.finished - merged.failed;
  if (merged.failed + missing > 0) {
    console.warn(
        fmt::format("{} points failed and {} are missing: the file is marked incomplete", merged.failed, missing));
  }
  if (arguments.json) {
    console.print(json_line({{"points", merged.points},
                             {"finished", merged.finished},
                             {"failed", merged.failed},
                             {"missing", missing},
                             {"file", file.string()}}));
  } else {
    std::string text = fmt::format("{} of {} points\n", merged.finished, merged.points);
    if (merged.sensitivities) text += sensitivity_text(*merged.sensitivities);
    console.print(text + "Results: " + file.string() + '\n');
  }
  return merged.finished == merged.points ? ExitCode::good : ExitCode::failed;
}

}  // namespace

void add_merge(CLI::App& program, Invocation& invocation) {
  const auto arguments = std::make_shared<MergeArguments>();
  CLI::App& command = *program.add_subcommand("merge", "Puts the points of a sweep into one results file");
  command.add_option("FOLDER", arguments->folder, "Folder of a sweep")->required();
  command.add_option("-o,--output", arguments->output, "Results file (default: output/<folder>.h5)");
  command.add_option("--csv", arguments->csv, "Folder for the same tables as CSV");
  declare_json(command, arguments->json);
  command.add_flag("--quiet", arguments->quiet, "No notes");
  command.callback([&invocation, arguments] {
    invocation.action = [&invocation, arguments](Console& console) {
      return merge(*arguments, invocation.command_line, console);
    };
  });
}

}  // namespace throughgate::cli
