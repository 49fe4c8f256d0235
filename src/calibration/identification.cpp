#include "calibration/identification.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "calibration/kaplan_meier.hpp"

namespace throughgate::calibration {

namespace {

using Eigen::Index;

constexpr double usual_level = 0.05;

double spread(const Eigen::MatrixXd& columns, std::size_t column) {
  const auto values = columns.col(static_cast<Index>(column)).array();
  return std::sqrt((values - values.mean()).square().mean());
}

/// Coefficients whose standard error says nothing: those of a group with or without events alone.
void warn_of_infinite(const std::vector<Estimate>& estimates, const Eigen::MatrixXd& columns, const char* part,
                      std::vector<std::string>& warnings) {
  constexpr double says_nothing = 10;
  for (std::size_t i = 1; i < estimates.size(); ++i) {
    const double error = estimates[i].standard_error * spread(columns, i);
    if (std::isfinite(error) && error < says_nothing) continue;
    warnings.push_back(fmt::format("{} {}: no finite estimate; do all persons of a group, or none, have the event?",
                                   part, estimates[i].name));
  }
}

/// The greatest correlation of the share's constant with a parameter of the lifetimes.
double share_against_lifetime(const SurvivalFit& fit) {
  const auto share = fit.parameters.size() - static_cast<Index>(fit.share.size());
  double greatest = 0;
  for (Index i = 0; i < share; ++i) {
    const double correlation =
        fit.covariance(share, i) / std::sqrt(fit.covariance(share, share) * fit.covariance(i, i));
    greatest = std::max(greatest, std::abs(correlation));
  }
  return greatest;
}

void warn_of_share(const SurvivalFit& fit, const Microdata& data, std::vector<std::string>& warnings) {
  if (fit.nobody_immune) {
    warnings.push_back(
        "no immune share: the likelihood rises until nobody is immune; the estimates are those without a split");
    return;
  }
  const auto test = split_test(fit);
  if (test && test->p_value > usual_level) {
    warnings.push_back(
        fmt::format("no immune share is told from none: the split gains {:.2f} (twice the log likelihood), p = {:.2f}",
                    test->statistic, test->p_value));
  }
  const double too_short = follow_up_too_short(data);
  if (too_short > usual_level) {
    warnings.push_back(fmt::format(
        "events go on until the end of the follow-up: the immune share rests on the family (Maller and Zhou, {:.2f})",
        too_short));
  }
  constexpr double the_same = 0.95;
  if (const double correlation = share_against_lifetime(fit); correlation > the_same) {
    warnings.push_back(
        fmt::format("the immune share and the lifetimes are not identified apart: their estimates correlate by {:.2f}",
                    correlation));
  }
  warn_of_infinite(fit.share, data.share.values, "share,", warnings);
}

}  // namespace

std::vector<std::string> warnings_of(const SurvivalFit& fit, const Microdata& data) {
  std::vector<std::string> warnings;
  if (data.left_out > 0) {
    warnings.push_back(fmt::format("{} rows without a value in one of the columns were left out", data.left_out));
  }
  if (data.events_are_two) warnings.emplace_back("the event column holds 1 and 2: 2 was read as the event");
  if (!fit.converged) warnings.emplace_back("the maximum was not reached: the estimates do not hold");
  constexpr std::size_t events_a_coefficient = 10;
  if (fit.events < events_a_coefficient * fit.degrees_of_freedom()) {
    warnings.push_back(
        fmt::format("{} events for {} parameters: fewer than ten for each", fit.events, fit.degrees_of_freedom()));
  }
  if (!(fit.log_sigma_error < 1)) {
    warnings.push_back(
        fmt::format("the shape is not identified: standard error {:.2g} of its logarithm", fit.log_sigma_error));
  }
  warn_of_infinite(fit.location, data.location.values, "time,", warnings);
  if (fit.model.split) warn_of_share(fit, data, warnings);
  return warnings;
}

}  // namespace throughgate::calibration
