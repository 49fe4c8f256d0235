#pragma once
/// A fit of lifetimes as parameters of a model: a file that a scenario names under `evidence`.

#include <array>
#include <string>

#include "calibration/survival_fit.hpp"

namespace throughgate::calibration {

/// What the file says beside the numbers.
struct FragmentHeader {
  std::string model;                       ///< name of the model that it is laid over
  std::string period;                      ///< of the observations, for example `2005/2008`
  std::string source;                      ///< where they come from
  double days_a_unit = 1;                  ///< of the table's times
  std::array<double, 2> score_constant{};  ///< of the model's actuarial score at one and two years
};

/// What the model takes from a fit, with the covariance of its uncertain part (delta method).
struct HazardParameters {
  double one_year = 0;  ///< risk, mean over the observations
  double two_years = 0;
  double two_year_level = 0;      ///< logit of the risk at two years over that at one, beyond the score's own
  double susceptible_margin = 1;  ///< c in share = p2 + (1 - p2) c; 1 without a split
  Eigen::Matrix2d covariance;     ///< of the last two; zero where one is fixed
};
[[nodiscard]] HazardParameters hazard_parameters(const SurvivalFit& fit, const Microdata& data,
                                                 const FragmentHeader& header);

/// YAML: family, `two_year_level`, `susceptible_margin`, no frailty (it is in the family), and their correlation.
/// Throws std::runtime_error for a fit that gives no standard errors.
[[nodiscard]] std::string hazard_fragment(const SurvivalFit& fit, const Microdata& data, const FragmentHeader& header);

}  // namespace throughgate::calibration
