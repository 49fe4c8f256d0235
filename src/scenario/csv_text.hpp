#pragma once
/// Comma-separated text (RFC 4180) as cells that know where they stand.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/problems.hpp"

namespace throughgate::scenario {

struct CsvCell {
  std::string text;
  int line = 1;
  int column = 1;
  bool quoted = false;
};

/// The whole text as a finite number.
[[nodiscard]] std::optional<double> number_of(const CsvCell& cell);

/// Never empty.
using CsvRecord = std::vector<CsvCell>;

/// Records in their order; empty lines are passed over (not `""`), and so is a byte order mark. A quote that is not
/// closed ends with the text and is a problem.
[[nodiscard]] std::vector<CsvRecord> parse_csv(std::string_view text, const std::string& file, Problems& problems);

}  // namespace throughgate::scenario
