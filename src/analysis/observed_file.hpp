#pragma once
/// Published figures from a table: `response,date,value` and further columns with rival projections.

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/backtest.hpp"

namespace throughgate::analysis {

/// Comma-separated, RFC 4180 quoting, the first row has the names. `tolerance` and `unit` are known optional columns;
/// every other column is a rival projection, empty where it has none. Throws InputError with every problem.
[[nodiscard]] std::vector<ObservedFigure> parse_observed(const std::string& text, const std::string& file_name);

/// The same from a file.
[[nodiscard]] std::vector<ObservedFigure> read_observed(const std::filesystem::path& file);

}  // namespace throughgate::analysis
