#include "cli/json_output.hpp"

#include <cmath>
#include <optional>

#include "analysis/responses.hpp"

namespace throughgate::cli {
namespace {

/// Null for what is not known: JSON has no NaN.
Json number(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? Json(*value) : Json(nullptr);
}

Json row_json(const analysis::ComparisonRow& row) {
  return {{"name", row.response},
          {"unit", row.unit},
          {"option", row.option},
          {"mean", number(row.mean)},
          {"sd", number(row.standard_deviation)},
          {"difference",
           {{"mean", number(row.difference.mean)},
            {"lower", number(row.difference.lower)},
            {"upper", number(row.difference.upper)},
            {"variance_reduction", number(row.difference.variance_reduction)}}}};
}

void add_performance(Json& json, const Execution& execution) {
  json["wall_seconds"] = execution.wall_seconds;
  json["events"] = execution.events;
  json["events_per_second"] = execution.events_per_second();
  json["peak_memory_bytes"] = execution.peak_memory;
}

Json row_json(const analysis::BacktestRow& row) {
  return {{"response", row.figure.response},
          {"date", to_string(row.figure.date)},
          {"kind", analysis::to_string(row.kind)},
          {"observed", number(row.figure.observed)},
          {"tolerance", number(row.figure.tolerance)},
          {"simulated", number(row.simulated)},
          {"lower", number(row.lower)},
          {"upper", number(row.upper)},
          {"error", number(row.error)},
          {"inside", row.inside ? Json(*row.inside) : Json(nullptr)}};
}

Json summary_json(const analysis::BacktestSummary& summary) {
  Json json = {{"response", summary.response},
               {"mape", number(summary.simulated.mape)},
               {"coverage", number(summary.simulated.coverage)},
               {"width", number(summary.simulated.width)},
               {"half_width", number(summary.simulated.half_width)},
               {"interval_score", number(summary.simulated.interval_score)},
               {"no_change", summary.base ? Json(summary.base->second) : Json()},
               {"mape_no_change", number(summary.no_change.mape)},
               {"interval_score_no_change", number(summary.no_change.interval_score)}};
  for (const auto& [column, score] : summary.rivals) {
    json["mape_" + column] = number(score.mape);
    json["coverage_" + column] = number(score.coverage);
    json["interval_score_" + column] = number(score.interval_score);
  }
  return json;
}

Json information_json(const std::vector<analysis::InformationValue>& values) {
  Json list = Json::array();
  for (const auto& one : values) {
    list.push_back({{"name", one.name},
                    {"parameters", one.parameters},
                    {"value", one.value.value},
                    {"standard_error", one.value.standard_error}});
  }
  return list;
}

Json perspective_json(const analysis::Appraisal& appraisal, const analysis::Decision& decision) {
  Json json = {{"net_benefit", Json::array()},
               {"best", appraisal.options[decision.best]},
               {"probability_best", decision.probability_best},
               {"expected_loss", decision.expected_loss},
               {"evpi", decision.perfect_information.value},
               {"evpi_standard_error", decision.perfect_information.standard_error},
               {"evppi", information_json(decision.single)},
               {"evppi_groups", information_json(decision.groups)},
               {"break_even", Json::array()}};
  for (std::size_t option = 0; option < appraisal.options.size(); ++option) {
    json["net_benefit"].push_back({{"option", appraisal.options[option]}, {"mean", decision.net_benefit[option]}});
  }
  for (const auto& one : decision.swings) {
    json["break_even"].push_back({{"parameter", one.parameter},
                                  {"option", one.option},
                                  {"at_low", one.at_low},
                                  {"at_high", one.at_high},
                                  {"net_benefit_low", one.swing.low},
                                  {"net_benefit_high", one.swing.high},
                                  {"value", number(one.swing.break_even)}});
  }
  return json;
}

}  // namespace

Json comparison_json(const analysis::Comparison& comparison, const Execution& execution) {
  Json json = {{"reference", comparison.reference},
               {"options", comparison.options},
               {"replications", comparison.replications},
               {"responses", Json::array()}};
  for (const analysis::ComparisonRow& row : comparison.rows) json["responses"].push_back(row_json(row));
  add_performance(json, execution);
  return json;
}

Json decision_json(const analysis::Appraisal& appraisal) {
  if (appraisal.decisions.empty()) return nullptr;
  Json json = perspective_json(appraisal, appraisal.decisions.front());
  json["draws"] = appraisal.draws;
  json["replications"] = appraisal.replications;
  json["parameters"] = appraisal.parameters;
  json["share_of_chance_between_draws"] = appraisal.chance_share;
  json["ceac"] = Json::array();
  const auto& curve = appraisal.acceptability;
  for (std::size_t i = 0; i < curve.value.size(); ++i) {
    json["ceac"].push_back({{"value", curve.value[i]},
                            {"probability_best", curve.chance[i]},
                            {"frontier", appraisal.options[curve.frontier[i]]},
                            {"evpi", curve.perfect_information[i]}});
  }
  json["incremental"] = Json::array();
  for (const auto& one : appraisal.incremental) {
    json["incremental"].push_back({{"option", one.option},
                                   {"cost", one.cost},
                                   {"reoffences_avoided", one.reoffences_avoided},
                                   {"icer", number(one.ratio)},
                                   {"quadrants", one.quadrants}});
  }
  json["society"] = perspective_json(appraisal, appraisal.decisions.back());
  return json;
}

Json backtest_json(const analysis::Backtest& backtest, const std::vector<scenario::Borrowed>& borrowed) {
  Json json = {{"rows", Json::array()}, {"summary", Json::array()}};
  for (const analysis::BacktestRow& row : backtest.rows) json["rows"].push_back(row_json(row));
  for (const analysis::BacktestSummary& summary : backtest.summary) json["summary"].push_back(summary_json(summary));
  for (const auto& one : borrowed) json["borrowed"].push_back({{"path", one.path}, {"period", one.period}});
  return json;
}

Json run_json(const Execution& execution) {
  Json json = {{"file", execution.file.string()},
               {"options", analysis::option_names(execution.dataset)},
               {"replications", execution.replications}};
  add_performance(json, execution);
  return json;
}

std::string json_line(const Json& json) { return json.dump() + '\n'; }

}  // namespace throughgate::cli
