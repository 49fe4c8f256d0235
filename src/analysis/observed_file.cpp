#include "analysis/observed_file.hpp"

#include <algorithm>

#include "scenario/csv_text.hpp"
#include "scenario/problems.hpp"
#include "scenario/text_source.hpp"

namespace throughgate::analysis {
namespace {

using scenario::CsvCell;
using scenario::CsvRecord;

/// Reads rows by the names of the header.
class ObservedReader {
 public:
  ObservedReader(const std::string& file, CsvRecord header, scenario::Problems& problems)
      : file_(file), header_(std::move(header)), problems_(problems) {
    for (const char* required : {"response", "date", "value"}) {
      if (std::ranges::find(header_, required, &CsvCell::text) != header_.end()) continue;
      problems_.add({file_, header_.front().line, 1}, "", std::string("a column ") + required,
                    scenario::backquoted(joined_header()));
    }
  }

  ObservedFigure figure(const CsvRecord& record) {
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
  void read(const std::string& column, const CsvCell& cell, ObservedFigure& figure) {
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

  void read_number(const std::string& column, const CsvCell& cell, ObservedFigure& figure) {
    if (cell.text.empty() && column != "value") return;
    const auto value = number_of(cell);
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

  void wrong(const std::string& column, const CsvCell& cell, const std::string& expected) {
    problems_.add({file_, cell.line, cell.column}, column, expected, scenario::backquoted(cell.text));
  }

  std::string joined_header() const {
    std::string text;
    for (const CsvCell& cell : header_) text += (text.empty() ? "" : ",") + cell.text;
    return text;
  }

  const std::string& file_;
  CsvRecord header_;
  scenario::Problems& problems_;
};

}  // namespace

std::vector<ObservedFigure> parse_observed(const std::string& text, const std::string& file_name) {
  scenario::Problems problems;
  const std::vector<CsvRecord> records = scenario::parse_csv(text, file_name, problems);
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
  return parse_observed(scenario::read_table(file), file.string());
}

}  // namespace throughgate::analysis
