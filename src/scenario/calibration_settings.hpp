#pragma once
/// What `throughgate calibrate` fits, and how much it runs: the key `calibration` of a scenario.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "scenario/cursor.hpp"
#include "scenario/targets.hpp"

namespace throughgate::scenario {

/// A parameter of the model, or all below a path.
struct FreeParameters {
  std::string path;
  Position position;
};

struct CalibrationSettings {
  std::vector<FreeParameters> free;  ///< empty for every uncertain parameter of the model
  std::vector<TargetKind> rows{TargetKind::warm_start, TargetKind::fitted, TargetKind::emergent};
  std::size_t waves = 3;                 ///< of history matching, the first over the prior, at the scenario's scale
  std::size_t runs = 250;                ///< of each
  std::size_t rounds = 2;                ///< of refining in the posterior
  std::size_t refining = 40;             ///< runs of each, as many over the prior, and as many that check the draws
  std::optional<double> refining_scale;  ///< of these runs; without it the scenario's
  std::size_t draws = 400;
};

[[nodiscard]] CalibrationSettings read_calibration_settings(const Cursor& root);

/// The definition for the JSON Schema.
[[nodiscard]] Json calibration_settings_schema();

}  // namespace throughgate::scenario
