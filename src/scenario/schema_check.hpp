#pragma once
/// Checks documents with the JSON Schema, after the readers' own checks: a backstop that adds only what
/// the readers, whose messages are clearer, did not say of the same value.

#include <memory>

#include "scenario/catalogue.hpp"
#include "scenario/document.hpp"

namespace throughgate::scenario {

enum class FileKind { scenario, model, structure, targets, law, correlations, design, overlay };

/// The kind of a file by its header and keys.
[[nodiscard]] FileKind kind_of_file(const Json& root);

class SchemaCheck {
 public:
  SchemaCheck(const Catalogue& model, const Catalogue& structure);
  ~SchemaCheck();
  SchemaCheck(SchemaCheck&&) noexcept;
  SchemaCheck& operator=(SchemaCheck&&) noexcept;

  /// Adds a problem for each error at whose path, or above or below it, `problems` has none. Adds nothing once
  /// there are more problems than are shown.
  void check(const Document& document, FileKind kind, Problems& problems) const;

 private:
  struct Schemas;
  std::unique_ptr<Schemas> schemas_;
};

}  // namespace throughgate::scenario
