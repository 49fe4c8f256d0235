#include "calibration/hazard_fragment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "calibration/survival_tables.hpp"

namespace throughgate::calibration {

namespace {

using Eigen::Index;

constexpr double year_days = 365;
constexpr double two_years_days = 730;

double logit(double share) { return std::log(share / (1 - share)); }

/// The two numbers of the model at these parameters of the fit.
Eigen::Vector2d numbers_at(SurvivalFit fit, const Eigen::VectorXd& parameters, const Microdata& data,
                           const FragmentHeader& header) {
  fit.parameters = parameters;
  const auto scale = static_cast<Index>(fit.location.size());
  if (fit.model.has_scale()) fit.sigma = std::exp(parameters(scale));
  const double first = 1 - fitted_at(fit, data, year_days / header.days_a_unit).survival;
  const double second = 1 - fitted_at(fit, data, two_years_days / header.days_a_unit).survival;
  const double level = logit(second) - logit(first) - (header.score_constant[1] - header.score_constant[0]);
  const double share = mean_share_at(fit, data);
  return {level, fit.has_share() ? (share - second) / (1 - second) : 1};
}

std::string entry(const char* name, const std::string& value, const char* unit, const FragmentHeader& header,
                  const std::string& distribution, const std::string& note) {
  return fmt::format(
      "  {}:\n    value: {}\n    unit: {}\n    period: \"{}\"\n    source: \"{}\"\n    grade: D\n"
      "    distribution: {}\n    note: \"{}\"\n",
      name, value, unit, header.period, header.source, distribution, note);
}

std::string uncertain(double mean, double variance) {
  if (!(variance > 0)) return "{family: fixed}";
  return fmt::format("{{family: normal, mean: {:.6g}, sd: {:.6g}}}", mean, std::sqrt(variance));
}

}  // namespace

HazardParameters hazard_parameters(const SurvivalFit& fit, const Microdata& data, const FragmentHeader& header) {
  HazardParameters result;
  const auto at = [&](const Eigen::VectorXd& parameters) { return numbers_at(fit, parameters, data, header); };
  const Eigen::Vector2d numbers = at(fit.parameters);
  result.two_year_level = numbers(0);
  result.susceptible_margin = std::clamp(numbers(1), 0.0, 1.0);
  result.one_year = 1 - fitted_at(fit, data, year_days / header.days_a_unit).survival;
  result.two_years = 1 - fitted_at(fit, data, two_years_days / header.days_a_unit).survival;
  Eigen::Matrix<double, 2, Eigen::Dynamic> slopes(2, fit.parameters.size());
  for (Index i = 0; i < fit.parameters.size(); ++i) {
    constexpr double part_of_error = 1e-3;
    const double step = part_of_error * std::sqrt(fit.covariance(i, i));
    Eigen::VectorXd above = fit.parameters;
    Eigen::VectorXd below = fit.parameters;
    above(i) += step;
    below(i) -= step;
    slopes.col(i) = (at(above) - at(below)) / (2 * step);
  }
  result.covariance = slopes * fit.covariance * slopes.transpose();
  return result;
}

std::string hazard_fragment(const SurvivalFit& fit, const Microdata& data, const FragmentHeader& header) {
  if (!fit.converged || !fit.covariance.allFinite()) {
    throw std::runtime_error("the fit gives no standard errors, and so no parameters for a model");
  }
  const HazardParameters found = hazard_parameters(fit, data, header);
  const auto& covariance = found.covariance;
  const bool split = fit.has_share();
  std::string text = fmt::format(
      "# Hazard of the first reoffence, fitted by `throughgate survival`: {} of {} persons had the event.\n"
      "# Name this file under `evidence` of a scenario: its parameters take the place of the model's.\nmodel: {}\n"
      "reoffending:\n",
      fit.events, fit.observations, header.model);
  text += entry("family", name_of(fit.model.family), "word", header, "{family: fixed}",
                fmt::format("risk within one year {:.4f}, within two {:.4f}, mean over the persons", found.one_year,
                            found.two_years));
  text += entry("two_year_level", fmt::format("{:.6g}", found.two_year_level), "\"1\"", header,
                uncertain(found.two_year_level, covariance(0, 0)),
                "logit of the risk within two years over that within one, beyond the score's own");
  text += entry("susceptible_margin", fmt::format("{:.6g}", found.susceptible_margin), "\"1\"", header,
                split ? uncertain(found.susceptible_margin, covariance(1, 1)) : "{family: fixed}",
                split ? "share that can reoffend beyond those who do within two years" : "fitted without a split");
  text += entry("frailty_variance", "0", "\"1\"", header, "{family: fixed}",
                "the fitted family is that of the mix of persons: no frailty beside it");
  const double both = covariance(0, 0) * covariance(1, 1);
  if (split && both > 0) {
    text += fmt::format(
        "correlated:\n  - between: [reoffending.two_year_level, reoffending.susceptible_margin]\n    value: {:.6g}\n"
        "    source: \"{}\"\n    grade: D\n",
        std::clamp(covariance(0, 1) / std::sqrt(both), -0.999, 0.999), header.source);
  }
  return text;
}

}  // namespace throughgate::calibration
