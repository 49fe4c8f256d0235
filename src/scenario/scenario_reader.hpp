#pragma once
/// Reads the keys of a scenario file; the files it refers to are read by the loader.

#include <string>
#include <vector>

#include "scenario/cursor.hpp"
#include "scenario/scenario.hpp"

namespace throughgate::scenario {

[[nodiscard]] const std::vector<std::string>& required_scenario_keys();
[[nodiscard]] const std::vector<std::string>& optional_scenario_keys();

/// The keys that a command-line word may replace, dotted (`reporting.from`).
[[nodiscard]] const std::vector<std::string>& settable_scenario_keys();

/// Reads and checks the document; what could not be read keeps its default, and a problem tells.
[[nodiscard]] Scenario read_scenario(const Cursor& root);

}  // namespace throughgate::scenario
