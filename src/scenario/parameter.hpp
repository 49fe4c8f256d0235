#pragma once
/// A parameter of a model or structure: its value with unit, period, source, grade and distribution.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenario/catalogue.hpp"
#include "scenario/cursor.hpp"
#include "scenario/distribution.hpp"

namespace throughgate::scenario {

/// Evidence grades: S stated by the documents whose claims are tested, R read in the source, R2 read at
/// second hand, D derived from these, M recalled or assumed.
[[nodiscard]] const std::vector<std::string>& grade_names();

struct Parameter {
  std::string path;  ///< dotted, as in its file
  Json value;        ///< number, text (date, word), or mapping of these
  std::string unit, period, source, grade, note;
  bool borrowed = false;  ///< taken from another jurisdiction or from later years
  Distribution distribution;
  Position position;                       ///< of its name
  std::map<std::string, Position> cells;   ///< of the value: "" for all of it, `label`, `label.column`
  std::map<std::string, Position> labels;  ///< of the words before these cells
  std::string replaced_by;                 ///< what replaced the file's value (`set`, a command-line word), or empty

  /// The position of a cell, or of the whole value.
  [[nodiscard]] Position cell(const std::string& name) const;
};

/// Reads the mapping of a parameter: keys, unit, grade, distribution. The value itself is checked by
/// `read_value`. Nothing if there is no value; problems tell what is wrong, and what could be read stands.
[[nodiscard]] std::optional<Parameter> read_parameter(const Cursor& cursor, const CatalogueEntry& entry);

/// The value as the numbers that a binder's target takes: one, one per label, row-major; days since
/// 1970 for a date, an index for a word. Empty if it is not as the catalogue wants it; problems tell.
[[nodiscard]] std::vector<double> read_value(const CatalogueEntry& entry, const Parameter& parameter,
                                             Problems& problems);

}  // namespace throughgate::scenario
