#pragma once
/// One JSON Schema (draft-07) for scenario, model, structure, targets, law, correlations and design files. Editors
/// complete and check with it (yaml-language-server); the readers check with it too.

#include "scenario/catalogue.hpp"
#include "scenario/yaml_scalar.hpp"

namespace throughgate::scenario {

/// A definition for each kind; the root picks one by the file's header.
[[nodiscard]] Json schema(const Catalogue& model, const Catalogue& structure);

}  // namespace throughgate::scenario
