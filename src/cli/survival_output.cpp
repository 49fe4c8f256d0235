#include "cli/survival_output.hpp"

#include <fmt/format.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "calibration/survival_tables.hpp"
#include "cli/text_table.hpp"

namespace throughgate::cli {

namespace {

using calibration::Estimate;
using calibration::LikelihoodRatio;
using calibration::SurvivalFit;

const boost::math::normal standard_normal;
constexpr double two_sided = 1.959963984540054;

std::string p_text(double p) { return p < 1e-4 ? "< 0.0001" : fmt::format("{:.4f}", p); }

void add_estimate(TextTable& table, const std::string& name, double value, double error) {
  if (!std::isfinite(error)) return table.row({name, fmt::format("{:.5g}", value), "-", "-", "-"});
  const double z = value / error;
  table.row({name, fmt::format("{:.5g}", value), fmt::format("{:.5g}", error), fmt::format("{:.2f}", z),
             p_text(2 * cdf(complement(standard_normal, std::abs(z))))});
}

std::string estimates_text(const SurvivalFit& fit) {
  TextTable table({Align::left, Align::right, Align::right, Align::right, Align::right});
  table.row({"", "estimate", "standard error", "z", "p"});
  table.heading("log of the time");
  for (const Estimate& one : fit.location) add_estimate(table, one.name, one.value, one.standard_error);
  if (fit.model.has_scale()) add_estimate(table, "log(scale)", std::log(fit.sigma), fit.log_sigma_error);
  if (fit.has_share()) {
    table.heading("logit of the share that can have the event");
    for (const Estimate& one : fit.share) add_estimate(table, one.name, one.value, one.standard_error);
  }
  return table.text();
}

std::string test_text(const char* what, const LikelihoodRatio& test) {
  return fmt::format("{}: chi-squared {:.2f} on {}, p {}\n", what, test.statistic, test.degrees_of_freedom,
                     test.p_value < 1e-4 ? p_text(test.p_value) : "= " + p_text(test.p_value));
}

std::string tests_text(const SurvivalFit& fit) {
  std::string text;
  if (fit.mean_share) {
    text += fmt::format("share that can have the event: {:.4f}", fit.mean_share->value);
    const double half = two_sided * fit.mean_share->standard_error;
    if (std::isfinite(half))
      text +=
          fmt::format(" ({:.4f} to {:.4f})", fit.mean_share->value - half, std::min(1.0, fit.mean_share->value + half));
    text += '\n';
  }
  if (const auto test = covariates_test(fit)) text += test_text("all covariates", *test);
  if (const auto test = split_test(fit)) text += test_text("split", *test);
  return text;
}

std::string families_text(const std::vector<SurvivalFit>& all) {
  TextTable table({Align::left, Align::right, Align::right, Align::right});
  table.row({"family", "log likelihood", "AIC", "BIC"});
  for (const SurvivalFit& fit : all) {
    table.row({calibration::name_of(fit.model.family), fmt::format("{:.2f}", fit.log_likelihood),
               fmt::format("{:.2f}", fit.aic()), fmt::format("{:.2f}", fit.bic())});
  }
  return table.text();
}

std::string overlay_text(const SurvivalFit& fit, const calibration::Microdata& data, const std::string& unit) {
  constexpr std::size_t intervals = 10;
  TextTable table({Align::right, Align::right, Align::left, Align::right, Align::right, Align::right});
  table.row({unit, "survival", "95%", "fitted", "hazard a " + unit, "fitted"});
  for (const auto& row : calibration::overlay(fit, data, intervals)) {
    const double half = two_sided * row.standard_error;
    table.row({fmt::format("{:.4g}", row.time), fmt::format("{:.4f}", row.observed),
               fmt::format("{:.4f} to {:.4f}", std::max(0.0, row.observed - half), std::min(1.0, row.observed + half)),
               fmt::format("{:.4f}", row.fitted), fmt::format("{:.4g}", row.observed_hazard),
               fmt::format("{:.4g}", row.fitted_hazard)});
  }
  return table.text();
}

Json number_or_null(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json estimate_json(double value, double error) {
  return {{"estimate", number_or_null(value)}, {"standard_error", number_or_null(error)}};
}

Json estimates_json(const std::vector<Estimate>& estimates) {
  Json json = Json::object();
  for (const Estimate& one : estimates) json[one.name] = estimate_json(one.value, one.standard_error);
  return json;
}

Json test_json(const std::optional<LikelihoodRatio>& test) {
  if (!test) return nullptr;
  return {{"chi_squared", test->statistic}, {"degrees_of_freedom", test->degrees_of_freedom}, {"p", test->p_value}};
}

/// The scale of log t, and what each family calls its shape.
Json shape_json(const SurvivalFit& fit) {
  Json shape = Json::object();
  if (!fit.model.has_scale()) return shape;
  shape["log_scale"] = estimate_json(std::log(fit.sigma), fit.log_sigma_error);
  shape["scale"] = estimate_json(fit.sigma, fit.sigma * fit.log_sigma_error);
  if (fit.model.family != calibration::HazardFamily::lognormal) {
    shape["shape"] = estimate_json(1 / fit.sigma, fit.log_sigma_error / fit.sigma);
  }
  return shape;
}

}  // namespace

std::string survival_text(const SurvivalFit& fit, const std::vector<SurvivalFit>& all,
                          const calibration::Microdata& data, const std::string& unit) {
  std::string text = fmt::format("{}{}: {} persons, {} events, log likelihood {:.3f}, AIC {:.2f}, BIC {:.2f}\n\n",
                                 calibration::name_of(fit.model.family),
                                 fit.model.split ? " with a share that never has the event" : "", fit.observations,
                                 fit.events, fit.log_likelihood, fit.aic(), fit.bic());
  text += estimates_text(fit) + '\n' + tests_text(fit) + '\n';
  if (all.size() > 1) text += families_text(all) + '\n';
  return text + overlay_text(fit, data, unit);
}

Json survival_json(const SurvivalFit& fit, const std::vector<SurvivalFit>& all,
                   const std::vector<std::string>& warnings) {
  Json json{{"family", calibration::name_of(fit.model.family)},
            {"split", fit.model.split},
            {"coefficients", estimates_json(fit.location)},
            {"shape", shape_json(fit)}};
  if (fit.model.split) {
    json["share_coefficients"] = estimates_json(fit.share);
    json["share"] = estimate_json(fit.mean_share->value, fit.mean_share->standard_error);
    json["nobody_immune"] = fit.nobody_immune;
    json["split_test"] = test_json(split_test(fit));
  }
  json["covariates_test"] = test_json(covariates_test(fit));
  json["log_likelihood"] = fit.log_likelihood;
  json["constant_log_likelihood"] = fit.constant_log_likelihood;
  json["aic"] = fit.aic();
  json["bic"] = fit.bic();
  json["observations"] = fit.observations;
  json["events"] = fit.events;
  json["families"] = Json::array();
  for (const SurvivalFit& one : all) {
    json["families"].push_back({{"family", calibration::name_of(one.model.family)},
                                {"log_likelihood", one.log_likelihood},
                                {"aic", one.aic()},
                                {"bic", one.bic()}});
  }
  json["warnings"] = warnings;
  return json;
}

}  // namespace throughgate::cli
