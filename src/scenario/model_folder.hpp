#pragma once
/// Reads the parameters of a model: every `*.yaml` file directly in its folder, merged.

#include <filesystem>

#include "scenario/parameter_document.hpp"
#include "scenario/schema_check.hpp"
#include "scenario/sources.hpp"

namespace throughgate::scenario {

/// Who asks for a file: the place of its path in the referring file, and the path of that value.
struct Referrer {
  Position position;
  std::string path;
};

/// Adds one file of a model to `into`. The first file gives the name; the others must agree.
void read_model_file(const Document& document, const Catalogue& catalogue, const SchemaCheck& schema,
                     ParameterDocument& into, Problems& problems);

/// Reads a folder and checks that each parameter of the catalogue is there and good.
[[nodiscard]] ParameterDocument load_model(const std::filesystem::path& folder, const Referrer& referrer,
                                           const Catalogue& catalogue, const SchemaCheck& schema, Sources& sources,
                                           Problems& problems);

}  // namespace throughgate::scenario
