#pragma once
/// Values that replace those of files: `--set path=value`, `--seed 5`, and the `set` mappings of a
/// scenario. Order: files, the scenario's set, the option's set, the command line.

#include <string>
#include <string_view>
#include <vector>

#include "scenario/document.hpp"
#include "scenario/parameter_document.hpp"
#include "scenario/scenario.hpp"

namespace throughgate::scenario {

/// A word of the command line. `origin` stands in messages and provenance (`--set scale=2`, `--scale 2`).
struct Override {
  std::string path;
  std::string value;
  std::string origin;
};

/// Splits `path=value` at its first `=`. Throws InputError if there is none or the path is empty.
[[nodiscard]] Override parse_override(std::string_view text);

/// Applies those that name a key of the scenario to its document, and returns the others as entries.
[[nodiscard]] std::vector<SetEntry> apply_to_scenario(const std::vector<Override>& overrides, Document& document,
                                                      Problems& problems);

/// Finds what a set path names. Adds a problem with the nearest path if it names nothing.
class SetPaths {
 public:
  SetPaths(const Catalogue& model, const Catalogue& structure) : model_(model), structure_(structure) {}

  /// Whether the path names a parameter or a cell of one.
  bool check(const SetEntry& entry, Problems& problems) const;

  /// Replaces the value, or the cell, in the document that the path names; the check must have passed.
  /// Only the value changes: unit, source and distribution stay, `replaced_by` tells.
  void apply(const SetEntry& entry, ParameterDocument& model, ParameterDocument& structure) const;

 private:
  struct Named {
    bool structure = false;
    const CatalogueEntry* parameter = nullptr;
    std::string cell;  ///< `label`, `label.column`, or empty for the whole value
  };
  [[nodiscard]] Named find(std::string_view path) const;
  [[nodiscard]] std::vector<std::string> candidates(const Named& named) const;

  const Catalogue& model_;
  const Catalogue& structure_;
};

}  // namespace throughgate::scenario
