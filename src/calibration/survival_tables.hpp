#pragma once
/// Fits of lifetimes as tables.

#include <string>
#include <vector>

#include "calibration/survival_fit.hpp"
#include "recording/dataset.hpp"

namespace throughgate::calibration {

/// One line of a curve: what was observed beside what a fit says.
struct OverlayRow {
  double time = 0;
  double observed = 1;         ///< Kaplan and Meier's survival
  double standard_error = 0;   ///< Greenwood's
  double fitted = 1;           ///< survival, averaged over the observations
  double observed_hazard = 0;  ///< in the interval that ends at the time; events per unit of time at risk
  double fitted_hazard = 0;    ///< at its middle
};

/// At the ends of intervals of equal length up to the last time.
[[nodiscard]] std::vector<OverlayRow> overlay(const SurvivalFit& fit, const Microdata& data, std::size_t intervals);

/// Root: the Kaplan-Meier curve. A group `fits` compares the families, and a group for each family holds its
/// estimates, their covariance and its overlay. `unit`: of time.
[[nodiscard]] recording::Dataset survival_dataset(const std::vector<SurvivalFit>& fits, const Microdata& data,
                                                  const std::string& unit);

/// Names in the order of `SurvivalFit::parameters`: those of the share are written `share:NAME`.
[[nodiscard]] std::vector<std::string> parameter_names(const SurvivalFit& fit);

/// `exponential`, `weibull`, `lognormal`, `loglogistic`.
[[nodiscard]] std::string name_of(HazardFamily family);

}  // namespace throughgate::calibration
