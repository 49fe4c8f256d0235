#include <filesystem>
#include <memory>

#include "analysis/responses.hpp"
#include "cli/output_path.hpp"
#include "cli/read_results.hpp"
#include "cli/usage_error.hpp"
#include "cli/verbs.hpp"
#include "report/summary_page.hpp"

namespace throughgate::cli {
namespace {

struct ReportArguments {
  std::string file;
  std::string output;
  bool quiet = false;
};

std::string page_of(const ReportArguments& arguments) {
  const recording::Dataset dataset = read_results(arguments.file);
  if (dataset.dimension("option") == nullptr || analysis::sample_dimension(dataset) == nullptr) {
    throw UsageError(arguments.file + ": holds no comparison of options");
  }
  return report::summary_page(dataset);
}

ExitCode write_report(const ReportArguments& arguments, Console& console) {
  console.set_quiet(arguments.quiet);
  const std::filesystem::path target = arguments.output.empty()
                                           ? std::filesystem::path(arguments.file).replace_extension(".html")
                                           : std::filesystem::path(arguments.output);
  write_text(target, page_of(arguments));
  console.note("Report: " + target.string());
  return ExitCode::good;
}

}  // namespace

void add_report(CLI::App& program, Invocation& invocation) {
  const auto arguments = std::make_shared<ReportArguments>();
  CLI::App& command = *program.add_subcommand("report", "Writes a results file's summary as one HTML page");
  command.add_option("RESULTS", arguments->file, "Results file")->required();
  command.add_option("-o,--output", arguments->output, "HTML file (default: beside the results)");
  command.add_flag("--quiet", arguments->quiet, "No notes");
  command.callback([&invocation, arguments] {
    invocation.action = [arguments](Console& console) { return write_report(*arguments, console); };
  });
}

}  // namespace throughgate::cli
