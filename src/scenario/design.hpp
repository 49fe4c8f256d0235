#pragma once
/// Experimental designs: which parameters, mechanisms, policies and structures a sweep varies, and how.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "random/distribution.hpp"
#include "scenario/csv_text.hpp"
#include "scenario/cursor.hpp"

namespace throughgate::scenario {

enum class DesignMethod { factorial, latin_hypercube, sobol, sobol_indices, one_at_a_time, table };

/// `factorial`, `latin-hypercube`, ..., in the order of `DesignMethod`.
[[nodiscard]] const std::vector<std::string>& design_method_names();

inline constexpr std::size_t most_design_points = 1'000'000;

/// One thing that is varied. A coordinate of it is a position among `values`, or else a number (a factor of the
/// parameter's value when relative); it is not a number where the factor stays as the files have it.
struct Factor {
  std::string name;                       ///< a path, or a path and the options it is for, `path[option,option]`
  std::string path;                       ///< of a parameter or a cell of one, or `structure`
  std::vector<std::string> option_names;  ///< empty for every option
  std::vector<Json> values;               ///< numbers or words; empty for a factor that varies continuously
  std::vector<Position> value_positions;
  std::optional<std::pair<double, double>> range;
  std::size_t levels = 2;  ///< of a continuous one, in designs that need them
  Position position;

  // Known once the scenario is.
  std::vector<std::size_t> options;                                    ///< positions of the options it is for
  std::string unit;                                                    ///< of its numbers; empty for words
  bool relative = false;                                               ///< numbers are factors of the parameter's value
  random::Distribution distribution = random::Distribution::fixed(0);  ///< of a continuous factor

  [[nodiscard]] bool is_structure() const { return path == "structure"; }
  [[nodiscard]] bool is_continuous() const { return values.empty(); }
};

struct Design {
  std::string name;
  DesignMethod method = DesignMethod::factorial;
  std::size_t points = 0;             ///< asked for; base points of `sobol_indices`
  std::optional<std::uint64_t> seed;  ///< nothing: that of the scenario
  std::string table;                  ///< path of the CSV file, from the design's
  Position table_position;
  std::vector<Factor> factors;
  std::vector<std::vector<std::size_t>> rows;  ///< of a table: position among the factor's values, or `as_filed`

  static constexpr std::size_t as_filed = static_cast<std::size_t>(-1);
};

/// Reads and checks what can be checked without the scenario.
[[nodiscard]] Design read_design(const Cursor& root);

/// Takes factors and rows from the records of a table: a column for each factor, a row for each point, an empty cell
/// for what the files have.
void read_design_table(const std::vector<CsvRecord>& records, const std::string& file, Design& design,
                       Problems& problems);

/// The definition for the JSON Schema.
[[nodiscard]] Json design_schema();

}  // namespace throughgate::scenario
