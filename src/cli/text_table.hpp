#pragma once
/// Columns of text for a terminal.

#include <cstddef>
#include <string>
#include <vector>

namespace throughgate::cli {

enum class Align { left, right };

/// Letters that a UTF-8 text shows.
[[nodiscard]] std::size_t shown_width(const std::string& text);

class TextTable {
 public:
  explicit TextTable(std::vector<Align> columns) : columns_(std::move(columns)) {}

  /// As many cells as columns; fewer are filled with empty ones.
  void row(std::vector<std::string> cells);
  /// A line of its own between rows; it does not widen a column.
  void heading(std::string text);

  /// Two spaces between columns, no spaces at line ends.
  [[nodiscard]] std::string text() const;

 private:
  struct Line {
    std::vector<std::string> cells;
    std::string heading;
  };
  std::vector<Align> columns_;
  std::vector<Line> lines_;
};

}  // namespace throughgate::cli
