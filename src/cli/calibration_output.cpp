#include "cli/calibration_output.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "calibration/calibration_tables.hpp"
#include "cli/text_table.hpp"
#include "report/numbers.hpp"

namespace throughgate::cli {

namespace {

using calibration::FittedFigure;
using calibration::FittedParameter;

std::string short_number(double value) {
  if (!std::isfinite(value)) return "not known";
  constexpr double many = 1000;
  return std::abs(value) >= many ? report::grouped(value, 0) : fmt::format("{:.4g}", value);
}

std::string stages_text(const CalibrationExecution& execution) {
  TextTable table({Align::left, Align::right, Align::right, Align::right, Align::left});
  table.row({"", "runs", "share of the prior", "emulators' error", "worst"});
  for (const auto& stage : execution.result.stages) {
    std::vector<double> precision(stage.precision.begin(), stage.precision.end());
    const auto worst = std::ranges::max_element(precision) - precision.begin();
    const std::string worst_text = fmt::format("{:.2f} {}", precision[static_cast<std::size_t>(worst)],
                                               execution.problem.rows[static_cast<std::size_t>(worst)].response);
    std::ranges::nth_element(precision, precision.begin() + static_cast<std::ptrdiff_t>(precision.size() / 2));
    const bool wave = stage.name.starts_with("wave");
    table.row({stage.name, std::to_string(stage.runs), wave ? fmt::format("{:.2g}", stage.volume) : "",
               fmt::format("{:.2f}", precision[precision.size() / 2]), worst_text});
  }
  return table.text();
}

std::string figures_text(const CalibrationExecution& execution) {
  const auto fitted = fitted_figures(execution.result, execution.problem);
  TextTable table({Align::left, Align::left, Align::right, Align::right, Align::left, Align::right, Align::left});
  table.row({"figure", "", "published", "median", "95% of the draws", "at the mode", ""});
  for (std::size_t i = 0; i < fitted.size(); ++i) {
    const auto& row = execution.problem.rows[i];
    const FittedFigure& one = fitted[i];
    table.row(
        {row.response, to_string(row.date), short_number(row.observed), short_number(one.median),
         short_number(one.lower) + " to " + short_number(one.upper), short_number(one.at_mode),
         one.inside ? (one.inside_interval() ? "" : "outside what is predicted of it") : "outside its tolerance"});
  }
  return table.text();
}

std::string told_by_text(const CalibrationExecution& execution, const FittedParameter& one) {
  constexpr std::size_t shown = 2;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(shown, one.told_by.size()); ++i) {
    names.push_back(execution.problem.rows[one.told_by[i]].response);
  }
  return names.empty() ? "several together" : fmt::format("{}", fmt::join(names, ", "));
}

std::string parameters_text(const CalibrationExecution& execution, const std::vector<FittedParameter>& fitted) {
  std::vector<std::size_t> told;
  for (std::size_t i = 0; i < fitted.size(); ++i) {
    if (fitted[i].told >= calibration::told_from && fitted[i].acts) told.push_back(i);
  }
  std::ranges::stable_sort(told, std::ranges::greater{}, [&](std::size_t i) { return fitted[i].told; });
  TextTable table({Align::left, Align::right, Align::left, Align::right, Align::left, Align::right, Align::left});
  table.row({"parameter", "prior", "95%", "posterior", "95%", "told", "best by"});
  constexpr std::size_t shown = 30;
  for (std::size_t i = 0; i < std::min(shown, told.size()); ++i) {
    const FittedParameter& one = fitted[told[i]];
    table.row({execution.problem.parameters[told[i]].name, short_number(one.prior_mean),
               short_number(one.prior_lower) + " to " + short_number(one.prior_upper), short_number(one.mean),
               short_number(one.lower) + " to " + short_number(one.upper), fmt::format("{:.0f}%", 100 * one.told),
               told_by_text(execution, one)});
  }
  std::string text = table.text();
  if (told.size() > shown) text += fmt::format("and {} more\n", told.size() - shown);
  return text;
}

/// Those that no figure tells, by whether they act on one.
std::pair<std::vector<std::string>, std::vector<std::string>> not_told(const CalibrationExecution& execution,
                                                                       const std::vector<FittedParameter>& fitted) {
  std::pair<std::vector<std::string>, std::vector<std::string>> names;
  for (std::size_t i = 0; i < fitted.size(); ++i) {
    if (!fitted[i].acts) {
      names.second.push_back(execution.problem.parameters[i].name);
    } else if (fitted[i].told < calibration::told_from) {
      names.first.push_back(execution.problem.parameters[i].name);
    }
  }
  return names;
}

std::string names_text(const char* which, const std::vector<std::string>& names) {
  constexpr std::size_t shown = 12;
  std::string text = fmt::format("{} {}", names.size(), which);
  if (names.empty()) return text + '\n';
  text += ": " + fmt::format(
                     "{}", fmt::join(names.begin(),
                                     names.begin() + static_cast<std::ptrdiff_t>(std::min(shown, names.size())), ", "));
  return text + (names.size() > shown ? ", ... (all in the file)\n" : "\n");
}

std::string correlations_text(const CalibrationExecution& execution) {
  const auto correlations = calibration::correlations_of(execution.result);
  if (correlations.empty()) return "No two parameters are correlated beyond chance.\n";
  std::string text = "Strongest correlations of the draws:\n";
  constexpr std::size_t shown = 10;
  for (std::size_t i = 0; i < std::min(shown, correlations.size()); ++i) {
    const auto& one = correlations[i];
    text += fmt::format("  {:+.2f}  {}, {}\n", one.value, execution.problem.parameters[one.first].name,
                        execution.problem.parameters[one.second].name);
  }
  return text;
}

}  // namespace

std::vector<std::string> calibration_warnings(const CalibrationExecution& execution) {
  std::vector<std::string> warnings;
  const auto& result = execution.result;
  for (const auto& stage : result.stages) {
    constexpr double reached = 1.0001;
    if (stage.cutoff <= calibration::CalibrationPlan{}.cutoff * reached) continue;
    warnings.push_back(
        fmt::format("{}: no parameters fit every figure: the least implausible miss one by {:.1f} "
                    "standard deviations",
                    stage.name, stage.cutoff));
  }
  const auto checks = result.checks();
  for (std::size_t i = 0; i < checks.size(); ++i) {
    constexpr double most_bias = 0.5;
    const auto figure = static_cast<Eigen::Index>(i);
    const double expected =
        std::sqrt(result.emulator_variances(figure) + result.figures.refining * result.figures.chance(figure));
    const double bias = checks[i].mean * expected;
    if (std::abs(bias) <= most_bias * result.figures.deviation(figure)) continue;
    warnings.push_back(
        fmt::format("{}: the emulator is off by {:.1f} standard deviations of the figure over the draws; "
                    "more `rounds` or `refining` runs mend that",
                    execution.problem.rows[i].response, bias / result.figures.deviation(figure)));
  }
  const auto is_surer = [](const auto& check) {
    constexpr double most_spread = 1.5;
    return check.sd > most_spread;
  };
  const auto surer = std::ranges::count_if(checks, is_surer);
  constexpr std::ptrdiff_t few = 10;  // one in so many is luck
  if (surer * few > std::ssize(checks)) {
    warnings.push_back(
        fmt::format("{} of {} emulators are surer than they should be: the draws that were run lie 1.5 times "
                    "as far from them as expected, or more; the draws are too narrow",
                    surer, checks.size()));
  }
  const double chance = 4 / std::sqrt(static_cast<double>(result.scores.rows()));
  if (result.memory > chance) {
    warnings.push_back(
        fmt::format("the draws remember where their chains were halfway (correlation {:.2f})", result.memory));
  }
  return warnings;
}

std::string calibration_text(const CalibrationExecution& execution) {
  const auto fitted = fitted_parameters(execution.result, execution.problem, *execution.simulator);
  const auto [untold, idle] = not_told(execution, fitted);
  std::string text =
      fmt::format("{} parameters, {} figures, {} runs in {}", execution.problem.parameters.size(),
                  execution.problem.rows.size(), execution.runs, report::duration_text(execution.wall_seconds));
  if (execution.resumed > 0) text += fmt::format(" ({} of them from before)", execution.resumed);
  text += "\n\n" + stages_text(execution) + "\n" + figures_text(execution) + "\n" + parameters_text(execution, fitted);
  text += "\n" + names_text("act on figures, and are told by none", untold);
  text += names_text("act on no figure", idle);
  return text + "\n\n" + correlations_text(execution);
}

Json calibration_json(const CalibrationExecution& execution) {
  const auto& result = execution.result;
  Json json;
  Json figures = Json::array();
  const auto of_figures = fitted_figures(result, execution.problem);
  const auto checks = result.checks();
  for (std::size_t i = 0; i < of_figures.size(); ++i) {
    const auto& row = execution.problem.rows[i];
    const FittedFigure& one = of_figures[i];
    figures.push_back({{"response", row.response},
                       {"date", to_string(row.date)},
                       {"kind", scenario::target_kind_names()[static_cast<std::size_t>(row.kind)]},
                       {"observed", row.observed},
                       {"deviation", row.deviation()},
                       {"median", one.median},
                       {"lower", one.lower},
                       {"upper", one.upper},
                       {"at_mode", one.at_mode},
                       {"inside", one.inside},
                       {"predictive", one.predictive},
                       {"inside_interval", one.inside_interval()},
                       {"emulator_bias", checks[i].mean},
                       {"emulator_spread", checks[i].sd}});
  }
  Json parameters = Json::array();
  const auto of_parameters = fitted_parameters(result, execution.problem, *execution.simulator);
  const auto mode = execution.simulator->values(result.mode);
  for (std::size_t i = 0; i < of_parameters.size(); ++i) {
    const FittedParameter& one = of_parameters[i];
    Json told_by = Json::array();
    for (const std::size_t figure : one.told_by) told_by.push_back(execution.problem.rows[figure].response);
    parameters.push_back({{"name", execution.problem.parameters[i].name},
                          {"unit", execution.problem.parameters[i].unit},
                          {"prior", {{"mean", one.prior_mean}, {"lower", one.prior_lower}, {"upper", one.prior_upper}}},
                          {"posterior", {{"mean", one.mean}, {"lower", one.lower}, {"upper", one.upper}}},
                          {"mode", mode[i]},
                          {"told", one.told},
                          {"told_by", told_by},
                          {"acts", one.acts}});
  }
  Json correlations = Json::array();
  for (const auto& one : calibration::correlations_of(result)) {
    correlations.push_back(
        {{"parameters", {execution.problem.parameters[one.first].name, execution.problem.parameters[one.second].name}},
         {"value", one.value}});
  }
  Json stages = Json::array();
  for (const auto& stage : result.stages) {
    stages.push_back({{"name", stage.name}, {"runs", stage.runs}, {"volume", stage.volume}, {"cutoff", stage.cutoff}});
  }
  json["figures"] = std::move(figures);
  json["parameters"] = std::move(parameters);
  json["correlations"] = std::move(correlations);
  json["stages"] = std::move(stages);
  json["runs"] = execution.runs;
  json["resumed"] = execution.resumed;
  json["failed"] = execution.failures.size();
  json["draws"] = result.scores.rows();
  json["warnings"] = calibration_warnings(execution);
  json["wall_seconds"] = execution.wall_seconds;
  return json;
}

}  // namespace throughgate::cli
