#pragma once
/// Reads a structure and the structures that it is based on.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "scenario/model_folder.hpp"

namespace throughgate::scenario {

/// Reads a structure file alone: header and what it gives. `based_on` receives the name of its base.
[[nodiscard]] ParameterDocument read_structure_file(const Document& document, const Catalogue& catalogue,
                                                    const SchemaCheck& schema, std::string& based_on,
                                                    Problems& problems);

/// Reads an overlay file alone: header and the parameters of a structure that it replaces, at least one.
[[nodiscard]] ParameterDocument read_overlay_file(const Document& document, const Catalogue& catalogue,
                                                  const SchemaCheck& schema, Problems& problems);

/// Reads `folder/name.yaml`, an overlay. Nothing when there is no such file.
[[nodiscard]] std::optional<ParameterDocument> load_overlay(const std::filesystem::path& folder,
                                                            const std::string& name, const Referrer& referrer,
                                                            const Catalogue& catalogue, const SchemaCheck& schema,
                                                            Sources& sources, Problems& problems);

/// An overlay, and where it is asked for.
struct NamedOverlay {
  const ParameterDocument* overlay = nullptr;
  Referrer referrer;
};

/// Lays overlays over a structure. They commute: a parameter that two of them replace is a problem that names both
/// places.
void lay_over(ParameterDocument& structure, const std::vector<NamedOverlay>& overlays, Problems& problems);

/// Reads `folder/name.yaml` and its bases, merges them (what is nearer to `name` wins), and checks that
/// each parameter of the catalogue is there and good. A circle is a problem that names the chain.
[[nodiscard]] ParameterDocument load_structure(const std::filesystem::path& folder, const std::string& name,
                                               const Referrer& referrer, const Catalogue& catalogue,
                                               const SchemaCheck& schema, Sources& sources, Problems& problems);

}  // namespace throughgate::scenario
