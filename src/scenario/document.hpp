#pragma once
/// One YAML document as JSON, with the place of every key and value.

#include <map>
#include <string>

#include "base/located_error.hpp"
#include "scenario/problems.hpp"
#include "scenario/text_source.hpp"
#include "scenario/yaml_scalar.hpp"

namespace throughgate::scenario {

struct Spot {
  int line = 0;
  int column = 0;
};

/// Where a value stands; `key` is the word before it in a mapping, otherwise the value itself.
struct Place {
  Spot key;
  Spot value;
  std::string origin;  ///< empty for the file; otherwise what replaced the value (a command-line word)
};

class Document {
 public:
  Document() = default;
  explicit Document(TextSource source) : source_(std::move(source)) {}

  [[nodiscard]] const TextSource& source() const noexcept { return source_; }
  [[nodiscard]] const std::string& file() const noexcept { return source_.path; }
  [[nodiscard]] const Json& root() const noexcept { return root_; }

  /// Positions by JSON pointer (`/options/1/structure`); where nothing stands, that of what holds it.
  [[nodiscard]] Position value_position(const std::string& pointer) const;
  [[nodiscard]] Position key_position(const std::string& pointer) const;

  /// Replaces or adds a value, as a command-line word does. What holds it must be a mapping.
  void replace(const std::string& pointer, Json value, const std::string& origin);

 private:
  friend class DocumentBuilder;
  [[nodiscard]] const Place* place_of(std::string pointer) const;

  TextSource source_;
  Json root_;
  std::map<std::string, Place> places_;
};

/// Parses a text that passed `checked_text`. Adds a problem for each syntax error, duplicate key, merge
/// key, tag, number that cannot be kept, second document. Values with a problem of their own are discarded
/// (`Json::is_discarded`): readers pass over them in silence. The root is null if the text could not be read.
[[nodiscard]] Document parse_document(TextSource source, Problems& problems);

/// `/` and `~` of a key as a JSON pointer writes them.
[[nodiscard]] std::string pointer_token(const std::string& key);

/// `/options/1/name` as `options[1].name`.
[[nodiscard]] std::string dotted(const Json& root, const std::string& pointer);

}  // namespace throughgate::scenario
