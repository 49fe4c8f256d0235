#include "analysis/observed_file.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

#include "scenario/problems.hpp"
#include "scenario/text_source.hpp"

namespace throughgate::analysis {
namespace {

struct Cell {
  std::string text;
  int line = 1;
  int column = 1;
};

using Record = std::vector<Cell>;

/// Splits RFC 4180 text into records; an unclosed quote ends with the text and is a problem.
class CsvReader {
 public:
  CsvReader(std::string_view text, const std::string& file, scenario::Problems& problems)
      : text_(text), file_(file), problems_(problems) {}

  std::vector<Record> records() {
    std::vector<Record> all;
    while (at_ < text_.size()) {
      Record record = next_record();
      if (record.size() > 1 || !record.front().text.empty()) all.push_back(std::move(record));
    }
    return all;
  }

 private:
  Record next_record() {
    Record record;
    while (true) {
      record.push_back(next_cell());
      if (at_ >= text_.size()) return record;
      const char separator = take();
      if (separator == '\r' && at_ < text_.size() && text_[at_] == '\n') take();
      if (separator != ',') return record;
    }
  }

  Cell next_cell() {
    Cell cell{"", line_, column_};
    if (at_ < text_.size() && text_[at_] == '"') {
      take();
      quoted(cell);
    }
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r') cell.text += take();
    return cell;
  }

  void quoted(Cell& cell) {
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
  scenario::Problems& problems_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
};

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// Reads rows by the names of the header.
class ObservedReader {
 public:
  ObservedReader(const std::string& file, Record header, scenario::Problems& problems)
      : file_(file), header_(std::move(header)), problems_(problems) {
    for (const char* required : {"response", "date", "value"}) {
      if (std::ranges::find(header_, required, &Cell::text) != header_.end()) continue;
      problems_.add({file_, header_.front().line, 1}, "", std::string("a column ") + required,
                    scenario::backquoted(joined_header()));
    }
  }

  ObservedFigure figure(const Record& record) {
    ObservedFigure figure;
    if (record.size() != header_.size()) {
      problems_.add({file_, record.front().line, 1}, "", std::to_string(header_.size()) + " cells",
                    std::to_string(record.size()));
      return figure;
    }
    for (std::size_t i = 0; i < record.size(); ++i) read(header_[i].text, record[i], figure);
    return figure;
  }

 private:
  void read(const std::string& column, const Cell& cell, ObservedFigure& figure) {
    if (column == "response") {
      figure.response = cell.text;
      if (cell.text.empty()) wrong(column, cell, "the name of a response");
    } else if (column == "date") {
      const auto date = parse_date(cell.text);
      if (!date) return wrong(column, cell, "a date YYYY-MM-DD");
      figure.date = *date;
    } else if (column == "unit") {
      figure.unit = cell.text;
    } else {
      read_number(column, cell, figure);
    }
  }

  void read_number(const std::string& column, const Cell& cell, ObservedFigure& figure) {
    if (cell.text.empty() && column != "value") return;
    const auto value = number(cell.text);
    if (!value) return wrong(column, cell, "a number");
    if (column == "value") {
      figure.observed = *value;
    } else if (column == "tolerance") {
      if (*value < 0) return wrong(column, cell, "a tolerance of at least 0");
      figure.tolerance = value;
    } else {
      figure.rivals.emplace_back(column, *value);
    }
  }

  void wrong(const std::string& column, const Cell& cell, const std::string& expected) {
    problems_.add({file_, cell.line, cell.column}, column, expected, scenario::backquoted(cell.text));
  }

  std::string joined_header() const {
    std::string text;
    for (const Cell& cell : header_) text += (text.empty() ? "" : ",") + cell.text;
    return text;
  }

  const std::string& file_;
  Record header_;
  scenario::Problems& problems_;
};

}  // namespace

std::vector<ObservedFigure> parse_observed(const std::string& text, const std::string& file_name) {
  scenario::Problems problems;
  std::string_view content = text;
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  std::vector<Record> records = CsvReader(content, file_name, problems).records();
  if (records.empty()) {
    problems.add({file_name, 1, 1}, "", "a header response,date,value", "an empty table");
    problems.throw_if_any();
  }
  ObservedReader reader(file_name, records.front(), problems);
  problems.throw_if_any();
  std::vector<ObservedFigure> figures;
  for (std::size_t i = 1; i < records.size(); ++i) figures.push_back(reader.figure(records[i]));
  if (figures.empty()) problems.add({file_name, 2, 1}, "", "at least one row", "none");
  problems.throw_if_any();
  return figures;
}

std::vector<ObservedFigure> read_observed(const std::filesystem::path& file) {
  return parse_observed(scenario::read_text(file).text, file.string());
}

}  // namespace throughgate::analysis
