#pragma once
/// Every parameter that a model or structure has, as its binders name them.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/binder.hpp"

namespace throughgate::scenario {

/// Names every parameter to the visitor, for example `[](Binder& b) { Model m; bind_model(b, m); }`.
using Bind = std::function<void(Binder&)>;

enum class ValueKind { number, row, table, date, choice };

struct CatalogueEntry {
  std::string path;
  std::string unit;  ///< `date` and `word` for dates and choices
  std::string meaning;
  ValueKind kind = ValueKind::number;
  Bounds bounds = unbounded;
  Sum sum = Sum::free;
  std::vector<std::string> rows;  ///< labels of a row, rows of a table, words of a choice
  std::vector<std::string> columns;

  /// `a number, unit share, from 0 to 1`
  [[nodiscard]] std::string wanted() const;
};

/// `a number from 0 to 1`, `a number of at least 0`, `a number`.
[[nodiscard]] std::string wanted_number(const Bounds& bounds);

class Catalogue {
 public:
  /// Throws std::logic_error if the path is there already, or is a group and a parameter at once.
  void add(CatalogueEntry entry);

  [[nodiscard]] const std::vector<CatalogueEntry>& entries() const noexcept { return entries_; }
  [[nodiscard]] const CatalogueEntry* find(std::string_view path) const;
  [[nodiscard]] bool is_group(std::string_view path) const;
  /// Names of the groups and parameters directly in a group; the root is the empty path.
  [[nodiscard]] std::vector<std::string> children(std::string_view group) const;
  [[nodiscard]] std::vector<std::string> paths() const;
  /// The longest parameter path that is `path` or stands above it, or nullptr.
  [[nodiscard]] const CatalogueEntry* find_above(std::string_view path) const;

 private:
  std::vector<CatalogueEntry> entries_;
  std::map<std::string, std::size_t, std::less<>> by_path_;
  std::map<std::string, std::set<std::string>, std::less<>> groups_;
};

[[nodiscard]] Catalogue describe(const Bind& bind);

[[nodiscard]] std::vector<std::string> as_strings(Labels labels);

/// What stands in front of the paths of a structure's parameters, where those of a model are meant too.
inline constexpr std::string_view structure_prefix = "structure.";

/// `holder.name`, or the name alone where the holder is the root.
[[nodiscard]] std::string dotted_path(const std::string& holder, const std::string& name);

}  // namespace throughgate::scenario
