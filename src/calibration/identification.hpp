#pragma once
/// What a fit of lifetimes cannot tell.

#include <string>
#include <vector>

#include "calibration/survival_fit.hpp"

namespace throughgate::calibration {

/// A sentence each: a share or shape that the data do not identify, coefficients without a finite estimate, too few
/// events, rows left out.
[[nodiscard]] std::vector<std::string> warnings_of(const SurvivalFit& fit, const Microdata& data);

}  // namespace throughgate::calibration
