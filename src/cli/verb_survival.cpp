#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "base/sha256.hpp"
#include "calibration/hazard_fragment.hpp"
#include "calibration/identification.hpp"
#include "calibration/survival_tables.hpp"
#include "cli/arguments.hpp"
#include "cli/build_info.hpp"
#include "cli/catalogue.hpp"
#include "cli/execution.hpp"
#include "cli/host.hpp"
#include "cli/output_path.hpp"
#include "cli/survival_output.hpp"
#include "cli/usage_error.hpp"
#include "cli/verbs.hpp"
#include "justice/pathway/reoffending_model.hpp"
#include "results/csv.hpp"
#include "results/writer.hpp"
#include "scenario/text_source.hpp"

namespace throughgate::cli {
namespace {

using calibration::SurvivalFit;

const std::map<std::string, double>& days_by_unit() {
  static const std::map<std::string, double> days{{"day", 1}, {"week", 7}, {"month", 365.25 / 12}, {"year", 365.25}};
  return days;
}

struct SurvivalArguments {
  std::string table, time, event;
  std::vector<std::string> covariates, share_covariates;
  std::string family = "all";
  bool split = false;
  std::string unit = "day";
  std::string output, csv, fragment, model, period;
  bool json = false;
  bool quiet = false;
};

calibration::MicrodataRequest request_of(const SurvivalArguments& arguments) {
  calibration::MicrodataRequest request{arguments.time, arguments.event, arguments.covariates, {}};
  if (!arguments.split) {
    if (!arguments.share_covariates.empty()) throw UsageError("--share-covariates: there is a share with --split only");
  } else if (arguments.share_covariates.empty()) {
    request.share_covariates = arguments.covariates;
  } else if (arguments.share_covariates != std::vector<std::string>{"none"}) {
    request.share_covariates = arguments.share_covariates;
  }
  return request;
}

std::vector<SurvivalFit> fits_of(const SurvivalArguments& arguments, const calibration::Microdata& data) {
  std::vector<SurvivalFit> fits;
  for (std::size_t i = 0; i < justice::family_labels.size(); ++i) {
    if (arguments.family != "all" && arguments.family != justice::family_labels[i]) continue;
    fits.push_back(fit_survival(data, {static_cast<calibration::HazardFamily>(i), arguments.split}));
  }
  return fits;
}

std::string fragment_of(const SurvivalArguments& arguments, const std::string& text, const SurvivalFit& fit,
                        const calibration::Microdata& data) {
  const auto model = scenario::read_model(arguments.model, every_parameter());
  const auto& constant = model.find("reoffending.actuarial.constant")->value;
  calibration::FragmentHeader header;
  header.model = model.name;
  header.period = arguments.period;
  const std::string file = std::filesystem::path(arguments.table).filename().string();
  header.source =
      fmt::format("{}, SHA-256 {}: {} of {} persons, {}{}", file, sha256_hex(text).substr(0, 16), fit.events,
                  fit.observations, calibration::name_of(fit.model.family), fit.has_share() ? " with a split" : "");
  header.days_a_unit = days_by_unit().at(arguments.unit);
  header.score_constant = {constant.at("one_year").get<double>(), constant.at("two_years").get<double>()};
  return hazard_fragment(fit, data, header);
}

void require_fragment_words(const SurvivalArguments& arguments) {
  if (arguments.fragment.empty()) {
    if (!arguments.model.empty()) throw UsageError("--model: is read for --fragment FILE only");
    return;
  }
  if (arguments.model.empty())
    throw UsageError("--fragment: also needs --model FOLDER, the model that it is laid over");
  if (arguments.period.empty()) throw UsageError("--fragment: also needs --period, when the persons were observed");
}

void write_files(const SurvivalArguments& arguments, const std::string& text, const std::string& command_line,
                 const SurvivalFit& best, const std::vector<SurvivalFit>& fits, const calibration::Microdata& data) {
  if (!arguments.fragment.empty()) write_text(arguments.fragment, fragment_of(arguments, text, best, data));
  if (arguments.output.empty() && arguments.csv.empty()) return;
  recording::Dataset dataset = survival_dataset(fits, data, arguments.unit);
  dataset.attributes = {{"title", "lifetimes of " + arguments.table},
                        {"history", history_line(utc_now(), command_line)},
                        {"source", fmt::format("throughgate {} ({})", program_version(), program_commit())},
                        {"table_sha256", sha256_hex(text)}};
  if (!arguments.output.empty()) results::write_dataset(dataset, arguments.output);
  if (!arguments.csv.empty()) results::write_csv(dataset, arguments.csv);
}

ExitCode survival(const SurvivalArguments& arguments, const std::string& command_line, Console& console) {
  console.set_quiet(arguments.quiet);
  require_fragment_words(arguments);
  const auto request = request_of(arguments);
  if (!arguments.output.empty()) require_writable(arguments.output);
  const std::string text = scenario::read_table(arguments.table);
  const auto data = calibration::parse_microdata(text, arguments.table, request);
  const auto fits = fits_of(arguments, data);
  const SurvivalFit& best = *std::ranges::min_element(fits, {}, &SurvivalFit::aic);
  const auto warnings = warnings_of(best, data);
  write_files(arguments, text, command_line, best, fits, data);
  for (const std::string& warning : warnings) console.warn(warning);
  if (arguments.json) {
    console.print(json_line(survival_json(best, fits, warnings)));
  } else {
    console.print(survival_text(best, fits, data, arguments.unit));
  }
  return best.converged ? ExitCode::good : ExitCode::failed;
}

void declare_columns(CLI::App& command, SurvivalArguments& arguments) {
  command.add_option("TABLE", arguments.table, "CSV file, a person a row; the first row names the columns")->required();
  command.add_option("--time", arguments.time, "Column of the time to the event, or to the end of what was seen")
      ->required();
  command.add_option("--event", arguments.event, "Column: 1 where the event came, 0 where it had not")->required();
  command.add_option("--covariates", arguments.covariates, "Columns, separated by commas: numbers, or words as groups")
      ->delimiter(',');
  command
      .add_option("--share-covariates", arguments.share_covariates,
                  "Columns of the share that can have the event (default: --covariates; none: a constant share)")
      ->delimiter(',');
  std::vector<std::string> units;
  for (const auto& [unit, days] : days_by_unit()) units.push_back(unit);
  command.add_option("--unit", arguments.unit, "Unit of the times (default: day)")->check(CLI::IsMember(units));
}

}  // namespace

void add_survival(CLI::App& program, Invocation& invocation) {
  const auto arguments = std::make_shared<SurvivalArguments>();
  CLI::App& command =
      *program.add_subcommand("survival", "Fits hazards to a table of persons: time, event, covariates");
  declare_columns(command, *arguments);
  std::vector<std::string> families{"all"};
  families.insert(families.end(), justice::family_labels.begin(), justice::family_labels.end());
  command.add_option("--family", arguments->family, "Family of the times (default: all, the least AIC in full)")
      ->check(CLI::IsMember(families));
  command.add_flag("--split", arguments->split, "With a share that never has the event");
  command.add_option("-o,--output", arguments->output, "Results file (HDF5): curves, estimates, covariances");
  command.add_option("--csv", arguments->csv, "Folder for the same tables as CSV");
  command.add_option("--fragment", arguments->fragment, "Writes the fit as parameters of a model (YAML)");
  command.add_option("--model", arguments->model, "Folder of the model that the fragment is laid over")
      ->check(CLI::ExistingDirectory);
  command.add_option("--period", arguments->period, "When the persons were observed, for the fragment: 2005/2008");
  declare_json(command, arguments->json);
  command.add_flag("--quiet", arguments->quiet, "No warnings");
  command.callback([&invocation, arguments] {
    invocation.action = [&invocation, arguments](Console& console) {
      return survival(*arguments, invocation.command_line, console);
    };
  });
}

}  // namespace throughgate::cli
