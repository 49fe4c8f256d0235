#pragma once
/// Results as plain tables: named dimensions with coordinates, variables over them, attributes, groups.
/// Knows no file format; `results` writes it as netCDF-4 HDF5 and as CSV.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace throughgate::recording {

/// An attribute of a variable, a group or the file. Numbers are scalars.
struct Attribute {
  std::string name;
  std::variant<std::string, double, std::int64_t> value;
};

/// A named axis. Exactly one of `labels` and `values` is used; its length is the dimension's size.
struct Dimension {
  std::string name;
  std::vector<std::string> labels;    ///< text coordinates, for example option names
  std::vector<double> values;         ///< numeric coordinates, for example days since a date
  std::vector<Attribute> attributes;  ///< `units`, `calendar`, `long_name`, ...

  [[nodiscard]] std::size_t size() const { return labels.empty() ? values.size() : labels.size(); }
};

/// Columns are row-major over `dimensions`, in the order given. NaN is the fill value of doubles.
/// int8 is for flags (attributes `flag_values`, `flag_meanings` are written from `flag_meanings`).
using Column = std::variant<std::vector<double>, std::vector<float>, std::vector<std::int8_t>,
                            std::vector<std::int32_t>, std::vector<std::int64_t>, std::vector<std::string>>;

struct Variable {
  std::string name;
  std::vector<std::string> dimensions;  ///< empty for a scalar
  Column data;
  std::string units;  ///< UDUNITS text: `1`, `day`, `GBP year-1`, ...
  std::string long_name;
  std::string cell_methods;                ///< may be empty
  std::vector<std::string> flag_meanings;  ///< for int8 flags: meaning of 0, 1, 2, ...
  std::vector<Attribute> attributes;       ///< further ones
};

/// A group of a file: the root has the main results, children (`events`, `provenance`) their own scales.
struct Dataset {
  std::string name;                   ///< empty for the root
  std::vector<Attribute> attributes;  ///< root: `title`, `history`, ...; `Conventions` is added by the writer
  std::vector<Dimension> dimensions;
  std::vector<Variable> variables;
  std::vector<Dataset> groups;

  [[nodiscard]] const Variable* find(const std::string& variable) const;
  [[nodiscard]] const Dimension* dimension(const std::string& dimension_name) const;
};

/// A variable without further attributes.
[[nodiscard]] Variable column(const std::string& name, std::vector<std::string> dimensions, Column data,
                              const std::string& units, const std::string& long_name);

/// The response's name without its breakdown: `prison_cost_by_account` over `account` is `prison_cost`.
[[nodiscard]] std::string without_breakdown(const std::string& variable, const std::string& dimension);

}  // namespace throughgate::recording
