#pragma once
/// A place in a document that knows its path: what the readers of scenario, model, structure and
/// targets files walk with. Each `read_` adds a problem and returns nothing when the value is not as asked.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "scenario/document.hpp"

namespace throughgate::scenario {

class Cursor {
 public:
  /// The root. Document and problems must outlive the cursor.
  Cursor(const Document& document, Problems& problems);

  [[nodiscard]] const Json& value() const { return *value_; }
  [[nodiscard]] const Document& document() const { return *document_; }
  [[nodiscard]] const std::string& pointer() const { return pointer_; }
  [[nodiscard]] std::string path() const { return dotted(document_->root(), pointer_); }
  [[nodiscard]] Position position() const { return document_->value_position(pointer_); }
  [[nodiscard]] Position key_position() const { return document_->key_position(pointer_); }
  [[nodiscard]] Problems& problems() const { return *problems_; }

  [[nodiscard]] bool has(const std::string& key) const;
  /// The value of a key that is there.
  [[nodiscard]] Cursor member(const std::string& key) const;
  [[nodiscard]] Cursor element(std::size_t index) const;
  [[nodiscard]] std::size_t size() const { return value_->size(); }
  [[nodiscard]] std::vector<std::string> keys() const;  ///< in order of position

  /// A problem at the value, unless the parser told one already and discarded it.
  void refuse(std::string expected, std::string found, std::string nearest = {}) const;
  /// A problem at the value, which is described as what was found.
  void refuse(std::string expected) const;

  /// Whether the value is a mapping with no key outside `known` and every key of `required`.
  bool check_keys(const std::vector<std::string>& required, const std::vector<std::string>& optional) const;
  bool check_mapping(std::string_view what) const;
  bool check_list(std::string_view what) const;

  /// Text that is not empty. `expected` names it: `a name`.
  [[nodiscard]] std::optional<std::string> read_text(std::string_view expected) const;
  [[nodiscard]] std::optional<double> read_number(std::string_view expected) const;
  [[nodiscard]] std::optional<std::int64_t> read_whole(std::int64_t low, std::int64_t high) const;
  [[nodiscard]] std::optional<bool> read_true_false() const;
  [[nodiscard]] std::optional<Date> read_date() const;
  /// The index of one of the words.
  [[nodiscard]] std::optional<std::size_t> read_word(const std::vector<std::string>& words) const;

 private:
  Cursor(const Document& document, Problems& problems, const Json& value, std::string pointer);

  const Document* document_;
  Problems* problems_;
  const Json* value_;
  std::string pointer_;
};

}  // namespace throughgate::scenario
