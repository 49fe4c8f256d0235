#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/catalogue.hpp"
#include "cli/verbs.hpp"
#include "scenario/problems_printer.hpp"
#include "scenario/validate.hpp"

namespace throughgate::cli {
namespace {

struct ValidateArguments {
  std::vector<std::string> files;
  bool json = false;
};

ExitCode validate(const ValidateArguments& arguments, Console& console) {
  std::vector<scenario::FileReport> reports;
  for (const std::string& file : arguments.files) {
    auto of_file = scenario::validate_file(file, every_parameter());
    std::ranges::move(of_file, std::back_inserter(reports));
  }
  const bool valid = std::ranges::all_of(reports, [](const auto& report) { return report.problems.empty(); });
  if (arguments.json) {
    console.print(scenario::problems_json(reports).dump() + '\n');
  } else {
    for (const scenario::FileReport& report : reports) {
      if (report.problems.empty()) {
        console.print(fmt::format("{}: valid\n", report.path));
      } else {
        console.messages() << scenario::format_problems(report.problems) << std::flush;
      }
    }
  }
  return valid ? ExitCode::good : ExitCode::invalid;
}

}  // namespace

void add_validate(CLI::App& program, Invocation& invocation) {
  const auto arguments = std::make_shared<ValidateArguments>();
  CLI::App& command = *program.add_subcommand("validate", "Checks scenario, model, structure, target and law files");
  command.add_option("FILE", arguments->files, "Files, or a model's folder")->required();
  declare_json(command, arguments->json);
  command.callback([&invocation, arguments] {
    invocation.action = [arguments](Console& console) { return validate(*arguments, console); };
  });
}

}  // namespace throughgate::cli
