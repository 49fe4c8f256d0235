#pragma once
/// What `throughgate info` says about a results file.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "recording/dataset.hpp"

namespace throughgate::results {

/// Attributes, dimensions with their range, variables with units and meaning, group by group; scalars with their
/// values, long text by its length. Ends with a newline.
[[nodiscard]] std::string describe(const recording::Dataset& dataset);

/// The same: {"name", "attributes": {}, "dimensions": [{"name", "size", "labels" | "first", "last", "units"}],
/// "variables": [{"name", "dimensions", "type", "units", "long_name", "cell_methods", "flag_meanings", "value"}],
/// "groups": [...]}. `value` is there for scalars; text of more than 200 bytes gives `bytes` instead.
[[nodiscard]] nlohmann::ordered_json describe_as_json(const recording::Dataset& dataset);

}  // namespace throughgate::results
