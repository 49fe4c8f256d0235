#pragma once
/// The part of the JSON Schema that describes a law of release.

#include "scenario/yaml_scalar.hpp"

namespace throughgate::scenario {

[[nodiscard]] Json law_schema();

}  // namespace throughgate::scenario
