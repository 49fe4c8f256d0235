#pragma once
/// A question: which jurisdiction, which structures are compared, over what horizon. An immutable value
/// once loaded.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/located_error.hpp"
#include "scenario/calibration_settings.hpp"
#include "scenario/claims.hpp"
#include "scenario/yaml_scalar.hpp"

namespace throughgate::scenario {

/// Which law the simulation knows: every Act as it came into force, or none later than a date.
struct Law {
  std::optional<Date> known_at;  ///< empty for `as-it-happened`
};

/// From its first day up to, not including, `until`.
struct Window {
  Date from;
  Date until;
};

struct ReoffenceValue {
  double amount = 0;
  std::string currency;  ///< ISO 4217
  int price_year = 0;
};

/// A parameter path and the value that replaces the file's.
struct SetEntry {
  std::string path;  ///< of the model, or `structure.` and a path of the structure
  Json value;
  std::string shown_path;  ///< where the entry stands, for messages: `options[1].set.custody...`
  Position key_position;
  Position position;
  std::string origin;  ///< for provenance: `set`, `set of option separate`, `--set ...`
};

/// One alternative of a comparison, or a stage on the way to one.
struct Option {
  std::string name;
  std::string structure;              ///< stem of a file in the folder of structures
  std::vector<std::string> overlays;  ///< stems of files in its folder `overlays`
  std::optional<Date> from;           ///< another option holds before it: `after`, or the reference
  std::vector<SetEntry> set;
  std::string pointer;               ///< JSON pointer of what names the structure: `/options/1`
  std::optional<std::size_t> after;  ///< index of the stage before this one
  bool is_stage = false;             ///< what an option of several stages passes through; not compared by itself
};

struct Scenario {
  std::string name;
  std::filesystem::path file;
  std::filesystem::path model_folder;
  std::filesystem::path structure_folder;             ///< `structures` beside the model's folder
  std::vector<std::filesystem::path> evidence_files;  ///< laid over the model's parameters
  std::optional<std::filesystem::path> targets_file;
  std::optional<std::filesystem::path> design_file;
  Law law;
  Date start;
  Date end;
  Window reporting;
  std::optional<Date> predicts_from;  ///< no parameter may have been observed on this day or later, unless borrowed
  double scale = 1;                   ///< share of persons and capacities that is simulated, above 0 and at most 1
  std::uint64_t seed = 0;
  std::uint32_t replications = 1;
  bool coupling = true;
  std::optional<ReoffenceValue> value_per_reoffence_avoided;
  std::size_t reference = 0;    ///< index of the reference option
  std::vector<Option> options;  ///< those that are compared, then the stages of their timelines
  std::vector<SetEntry> set;    ///< for every option
  std::vector<Claim> claims;
  CalibrationSettings calibration;

  /// How many of the options are compared: the first ones.
  [[nodiscard]] std::size_t compared() const {
    const auto stages = std::ranges::count_if(options, &Option::is_stage);
    return options.size() - static_cast<std::size_t>(stages);
  }
};

}  // namespace throughgate::scenario
