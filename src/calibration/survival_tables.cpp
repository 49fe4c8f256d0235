#include "calibration/survival_tables.hpp"

#include <cmath>
#include <utility>

#include "calibration/kaplan_meier.hpp"
#include "justice/pathway/reoffending_model.hpp"

namespace throughgate::calibration {

namespace {

using recording::column;
using recording::Dataset;
using recording::Dimension;

std::vector<double> as_doubles(const std::vector<std::size_t>& counts) { return {counts.begin(), counts.end()}; }

/// One number a fit.
template <class Field>
std::vector<double> of_fits(const std::vector<SurvivalFit>& fits, Field field) {
  std::vector<double> values;
  for (const SurvivalFit& fit : fits) values.push_back(field(fit));
  return values;
}

Dataset comparison(const std::vector<SurvivalFit>& fits) {
  Dataset group;
  group.name = "fits";
  Dimension family{"family", {}, {}, {{"long_name", "family of lifetimes"}}};
  for (const SurvivalFit& fit : fits) family.labels.push_back(name_of(fit.model.family));
  group.dimensions.push_back(std::move(family));
  const auto add = [&](const char* name, const char* meaning, auto field) {
    group.variables.push_back(column(name, {"family"}, of_fits(fits, field), "1", meaning));
  };
  add("log_likelihood", "log likelihood of the times", [](const auto& fit) { return fit.log_likelihood; });
  add("constant_log_likelihood", "the same without covariates",
      [](const auto& fit) { return fit.constant_log_likelihood; });
  add("aic", "Akaike's criterion", [](const auto& fit) { return fit.aic(); });
  add("bic", "Schwarz's criterion, over the observations", [](const auto& fit) { return fit.bic(); });
  add("parameters", "free parameters", [](const auto& fit) { return static_cast<double>(fit.degrees_of_freedom()); });
  return group;
}

void add_overlay(const SurvivalFit& fit, const Microdata& data, const std::string& unit, Dataset& group) {
  constexpr std::size_t intervals = 50;
  const auto rows = overlay(fit, data, intervals);
  const auto of_rows = [&rows](auto field) {
    std::vector<double> values;
    for (const OverlayRow& row : rows) values.push_back(row.*field);
    return values;
  };
  group.dimensions.push_back(
      {"until", {}, of_rows(&OverlayRow::time), {{"units", unit}, {"long_name", "end of the interval"}}});
  const auto add = [&](const char* name, auto field, const std::string& units, const char* meaning) {
    group.variables.push_back(column(name, {"until"}, of_rows(field), units, meaning));
  };
  add("observed_survival", &OverlayRow::observed, "1", "survival, Kaplan and Meier");
  add("fitted_survival", &OverlayRow::fitted, "1", "survival, fitted, mean over the observations");
  add("observed_hazard", &OverlayRow::observed_hazard, unit + "-1", "events per time at risk in the interval");
  add("fitted_hazard", &OverlayRow::fitted_hazard, unit + "-1", "hazard of those left, at its middle");
}

Dataset estimates(const SurvivalFit& fit, const Microdata& data, const std::string& unit) {
  Dataset group;
  group.name = name_of(fit.model.family);
  const auto names = parameter_names(fit);
  group.dimensions.push_back({"parameter", names, {}, {{"long_name", "parameter of log time or of the share"}}});
  group.dimensions.push_back({"with_parameter", names, {}, {{"long_name", "the other parameter"}}});
  const auto& covariance = fit.covariance;
  std::vector<double> errors;
  for (Eigen::Index i = 0; i < covariance.rows(); ++i) errors.push_back(std::sqrt(covariance(i, i)));
  group.variables.push_back(column("estimate", {"parameter"},
                                   std::vector<double>(fit.parameters.begin(), fit.parameters.end()), "1",
                                   "maximum likelihood"));
  group.variables.push_back(
      column("standard_error", {"parameter"}, std::move(errors), "1", "from the observed information"));
  group.variables.push_back(column("covariance", {"parameter", "with_parameter"},
                                   std::vector<double>(covariance.data(), covariance.data() + covariance.size()), "1",
                                   "inverse of the observed information"));
  add_overlay(fit, data, unit, group);
  return group;
}

}  // namespace

std::string name_of(HazardFamily family) {
  return std::string(justice::family_labels[static_cast<std::size_t>(family)]);
}

std::vector<std::string> parameter_names(const SurvivalFit& fit) {
  std::vector<std::string> names;
  for (const Estimate& one : fit.location) names.push_back(one.name);
  if (fit.model.has_scale()) names.emplace_back("log(scale)");
  if (fit.has_share()) {
    for (const Estimate& one : fit.share) names.push_back("share:" + one.name);
  }
  return names;
}

std::vector<OverlayRow> overlay(const SurvivalFit& fit, const Microdata& data, std::size_t intervals) {
  const KaplanMeier curve = kaplan_meier(data);
  const HazardByInterval hazard = hazard_by_interval(data, intervals);
  std::vector<OverlayRow> rows;
  for (std::size_t i = 0; i < intervals; ++i) {
    OverlayRow row;
    row.time = hazard.width * static_cast<double>(i + 1);
    row.observed = curve.at(row.time);
    row.standard_error = curve.standard_error_at(row.time);
    row.fitted = fitted_at(fit, data, row.time).survival;
    if (hazard.exposure[i] > 0) row.observed_hazard = static_cast<double>(hazard.events[i]) / hazard.exposure[i];
    row.fitted_hazard = fitted_at(fit, data, row.time - 0.5 * hazard.width).hazard;
    rows.push_back(row);
  }
  return rows;
}

Dataset survival_dataset(const std::vector<SurvivalFit>& fits, const Microdata& data, const std::string& unit) {
  Dataset dataset;
  const KaplanMeier curve = kaplan_meier(data);
  dataset.dimensions.push_back({"duration", {}, curve.time, {{"units", unit}, {"long_name", "time to the event"}}});
  const auto add = [&](const char* name, std::vector<double> values, const char* meaning) {
    dataset.variables.push_back(column(name, {"duration"}, std::move(values), "1", meaning));
  };
  add("survival", curve.survival, "survival just after, Kaplan and Meier");
  add("survival_standard_error", curve.standard_error, "Greenwood's");
  add("at_risk", as_doubles(curve.at_risk), "persons at risk just before");
  add("events", as_doubles(curve.events), "events");
  dataset.groups.push_back(comparison(fits));
  for (const SurvivalFit& fit : fits) dataset.groups.push_back(estimates(fit, data, unit));
  return dataset;
}

}  // namespace throughgate::calibration
