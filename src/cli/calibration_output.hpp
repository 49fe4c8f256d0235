#pragma once
/// What `calibrate` shows.

#include <string>

#include "cli/calibrating.hpp"
#include "cli/json_output.hpp"

namespace throughgate::cli {

/// Stages, figures, what tells which parameter, what nothing tells, correlations.
[[nodiscard]] std::string calibration_text(const CalibrationExecution& execution);

[[nodiscard]] Json calibration_json(const CalibrationExecution& execution);

/// A sentence each: figures that cannot be fitted together, emulators that are off, draws that are not independent.
[[nodiscard]] std::vector<std::string> calibration_warnings(const CalibrationExecution& execution);

}  // namespace throughgate::cli
