#pragma once
/// Reads a structure and the structures that it is based on.

#include <filesystem>
#include <string>
#include <vector>

#include "scenario/model_folder.hpp"

namespace throughgate::scenario {

/// Reads a structure file alone: header and what it gives. `based_on` receives the name of its base.
[[nodiscard]] ParameterDocument read_structure_file(const Document& document, const Catalogue& catalogue,
                                                    const SchemaCheck& schema, std::string& based_on,
                                                    Problems& problems);

/// Reads `folder/name.yaml` and its bases, merges them (what is nearer to `name` wins), and checks that
/// each parameter of the catalogue is there and good. A circle is a problem that names the chain.
[[nodiscard]] ParameterDocument load_structure(const std::filesystem::path& folder, const std::string& name,
                                               const Referrer& referrer, const Catalogue& catalogue,
                                               const SchemaCheck& schema, Sources& sources, Problems& problems);

}  // namespace throughgate::scenario
