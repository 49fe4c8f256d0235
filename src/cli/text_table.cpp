#include "cli/text_table.hpp"

#include <algorithm>
#include <utility>

namespace throughgate::cli {

std::size_t shown_width(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char letter) { return (static_cast<unsigned char>(letter) & 0xC0U) != 0x80U; }));
}

void TextTable::row(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  lines_.push_back({std::move(cells), ""});
}

void TextTable::heading(std::string text) { lines_.push_back({{}, std::move(text)}); }

std::string TextTable::text() const {
  std::vector<std::size_t> widths(columns_.size(), 0);
  for (const Line& line : lines_) {
    for (std::size_t i = 0; i < line.cells.size(); ++i) widths[i] = std::max(widths[i], shown_width(line.cells[i]));
  }
  std::string text;
  for (const Line& line : lines_) {
    std::string shown = line.heading;
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
      const std::string padding(widths[i] - shown_width(line.cells[i]), ' ');
      if (i > 0) shown += "  ";
      shown += columns_[i] == Align::right ? padding + line.cells[i] : line.cells[i] + padding;
    }
    shown.erase(shown.find_last_not_of(' ') + 1);
    text += shown + '\n';
  }
  return text;
}

}  // namespace throughgate::cli
