#pragma once
/// Problems as people and as programs read them.

#include <string>
#include <vector>

#include "base/located_error.hpp"
#include "scenario/yaml_scalar.hpp"

namespace throughgate::scenario {

/// Each problem's message, then the line of the file with a caret below the column, where the file can
/// still be read.
[[nodiscard]] std::string format_problems(const std::vector<Problem>& problems);

/// One file that was validated.
struct FileReport {
  std::string path;
  std::vector<Problem> problems;
};

/// The contract of `validate --json`: `{"files": [{"path", "errors": [{"line", "column", "path",
/// "expected", "found", "message"}]}]}`.
[[nodiscard]] Json problems_json(const std::vector<FileReport>& reports);

}  // namespace throughgate::scenario
