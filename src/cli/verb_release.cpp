#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "base/date.hpp"
#include "cli/host.hpp"
#include "cli/json_output.hpp"
#include "cli/usage_error.hpp"
#include "cli/verbs.hpp"
#include "justice/people/release_dates.hpp"
#include "scenario/law_reader.hpp"
#include "scenario/problems_printer.hpp"
#include "scenario/release_cases.hpp"

namespace throughgate::cli {
namespace {

using justice::ReleaseDates;

struct ReleaseArguments {
  std::string cases;
  std::string law;
};

constexpr const char* default_law = "models/england-wales/law/release.yaml";

constexpr std::array<std::pair<const char*, std::optional<int> ReleaseDates::*>, 12> date_names{{
    {"automatic_release_date", &ReleaseDates::automatic_release},
    {"conditional_release_date", &ReleaseDates::conditional_release},
    {"early_release_date", &ReleaseDates::early_release},
    {"parole_eligibility_date", &ReleaseDates::parole_eligibility},
    {"tariff_expiry_date", &ReleaseDates::tariff_expiry},
    {"hdc_eligibility_date", &ReleaseDates::curfew_eligibility},
    {"ecl_release_date", &ReleaseDates::end_of_custody_licence},
    {"re_release_date", &ReleaseDates::re_release},
    {"discharge_date", &ReleaseDates::discharge},
    {"sentence_expiry_date", &ReleaseDates::sentence_expiry},
    {"licence_expiry_date", &ReleaseDates::licence_expiry},
    {"supervision_expiry_date", &ReleaseDates::supervision_expiry},
}};

Json dates_json(const ReleaseDates& dates) {
  Json json = Json::object();
  for (const auto& [name, date] : date_names) {
    json[name] = dates.*date ? Json(to_string(date_from_days(*(dates.*date)))) : Json();
  }
  return json;
}

/// The law that was named, or that of the project: from the working folder, or beside the program's build folder.
std::filesystem::path law_file(const std::string& named) {
  if (!named.empty()) return named;
  for (const std::filesystem::path& folder : {std::filesystem::path("."), program_folder() / "../.."}) {
    std::error_code error;
    if (std::filesystem::exists(folder / default_law, error)) return (folder / default_law).lexically_normal();
  }
  throw UsageError(fmt::format("no {} here or beside the program: name the law with --law FILE", default_law));
}

ExitCode release(const ReleaseArguments& arguments, Console& console) {
  scenario::Sources sources;
  const justice::ReleaseLaw law = scenario::load_law(law_file(arguments.law), sources);
  const scenario::ReleaseCases read = scenario::read_release_cases(arguments.cases);
  for (const Problem& problem : read.unknown) console.warn(problem.message() + "; passed over");
  ExitCode exit_code = ExitCode::good;
  for (const scenario::ReleaseCase& one : read.cases) {
    Json line{{"id", one.id}};
    if (!one.problems.empty()) {
      console.messages() << scenario::format_problems(one.problems) << std::flush;
      line["computed"] = Json();
      line["error"] = one.problems.front().message();
      console.print(json_line(line));
      exit_code = ExitCode::invalid;
      continue;
    }
    try {
      line["computed"] = dates_json(justice::release_dates(law, one.input));
    } catch (const std::invalid_argument& error) {
      line["computed"] = Json();
      line["error"] = error.what();
      console.error(fmt::format("{}: {}", one.id, error.what()));
      if (exit_code == ExitCode::good) exit_code = ExitCode::failed;
    }
    console.print(json_line(line));
  }
  return exit_code;
}

}  // namespace

void add_release(CLI::App& program, Invocation& invocation) {
  const auto arguments = std::make_shared<ReleaseArguments>();
  CLI::App& command =
      *program.add_subcommand("release", "Computes release dates under the law of the sentence's date, a line a case");
  command.add_option("CASES", arguments->cases, "Cases, one JSON object a line (docs/file-formats.md)")->required();
  command.add_option("--law", arguments->law, fmt::format("Law file (default: {})", default_law));
  command.callback([&invocation, arguments] {
    invocation.action = [arguments](Console& console) { return release(*arguments, console); };
  });
}

}  // namespace throughgate::cli
