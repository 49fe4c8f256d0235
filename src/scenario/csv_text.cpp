#include "scenario/csv_text.hpp"

#include <charconv>
#include <cmath>
#include <system_error>
#include <utility>

namespace throughgate::scenario {

namespace {

/// Splits text into records; an unclosed quote ends with the text and is a problem.
class CsvReader {
 public:
  CsvReader(std::string_view text, const std::string& file, Problems& problems)
      : text_(text), file_(file), problems_(problems) {}

  std::vector<CsvRecord> records() {
    std::vector<CsvRecord> all;
    while (at_ < text_.size()) {
      CsvRecord record = next_record();
      if (record.size() > 1 || !record.front().text.empty() || record.front().quoted) all.push_back(std::move(record));
    }
    return all;
  }

 private:
  CsvRecord next_record() {
    CsvRecord record;
    while (true) {
      record.push_back(next_cell());
      if (at_ >= text_.size()) return record;
      const char separator = take();
      if (separator == '\r' && at_ < text_.size() && text_[at_] == '\n') take();
      if (separator != ',') return record;
    }
  }

  CsvCell next_cell() {
    CsvCell cell{"", line_, column_, false};
    if (at_ < text_.size() && text_[at_] == '"') {
      take();
      cell.quoted = true;
      quoted(cell);
    }
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r') cell.text += take();
    return cell;
  }

  void quoted(CsvCell& cell) {
    while (at_ < text_.size()) {
      const char letter = take();
      if (letter != '"') {
        cell.text += letter;
      } else if (at_ < text_.size() && text_[at_] == '"') {
        cell.text += take();
      } else {
        return;
      }
    }
    problems_.add({file_, cell.line, cell.column}, "", "a closing quote", "the end of the file");
  }

  char take() {
    const char letter = text_[at_++];
    if (letter == '\n') {
      ++line_;
      column_ = 1;
    } else {
      ++column_;
    }
    return letter;
  }

  std::string_view text_;
  const std::string& file_;
  Problems& problems_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
};

}  // namespace

std::optional<double> number_of(const CsvCell& cell) {
  std::string_view text = cell.text;
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::vector<CsvRecord> parse_csv(std::string_view text, const std::string& file, Problems& problems) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return CsvReader(text, file, problems).records();
}

}  // namespace throughgate::scenario
