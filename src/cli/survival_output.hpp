#pragma once
/// What `survival` shows.

#include <string>
#include <vector>

#include "calibration/survival_fit.hpp"
#include "cli/json_output.hpp"

namespace throughgate::cli {

/// The chosen fit, its tests, the other families and the overlay.
[[nodiscard]] std::string survival_text(const calibration::SurvivalFit& fit,
                                        const std::vector<calibration::SurvivalFit>& all,
                                        const calibration::Microdata& data, const std::string& unit);

[[nodiscard]] Json survival_json(const calibration::SurvivalFit& fit, const std::vector<calibration::SurvivalFit>& all,
                                 const std::vector<std::string>& warnings);

}  // namespace throughgate::cli
