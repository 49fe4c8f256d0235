#include "calibration/microdata.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "scenario/csv_text.hpp"
#include "scenario/problems.hpp"
#include "scenario/text_source.hpp"

namespace throughgate::calibration {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using scenario::CsvCell;
using scenario::CsvRecord;

bool is_missing(const CsvCell& cell) { return cell.text.empty() || cell.text == "NA"; }

std::optional<int> event_code(const std::string& text) {
  if (text == "0" || text == "FALSE" || text == "false") return 0;
  if (text == "1" || text == "TRUE" || text == "true") return 1;
  if (text == "2") return 2;
  return std::nullopt;
}

/// The columns of a request, found in the header, and the rows that have them all.
class Table {
 public:
  Table(const std::string& file, std::vector<CsvRecord> records, scenario::Problems& problems)
      : file_(file), records_(std::move(records)), problems_(problems) {}

  /// Position of a column; a problem and nothing when there is none.
  std::optional<std::size_t> find(const std::string& name) {
    std::vector<std::string> names;
    for (const CsvCell& cell : records_.front()) names.push_back(cell.text);
    const auto found = std::ranges::find(names, name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    problems_.add({file_, records_.front().front().line, 1}, "", "a column " + scenario::backquoted(name),
                  "columns " + scenario::listed(names), scenario::nearest_known(name, names));
    return std::nullopt;
  }

  /// Rows as wide as the header that have a value in each of `columns`; how many have not.
  std::size_t keep(const std::vector<std::size_t>& columns) {
    std::size_t left_out = 0;
    const std::size_t width = records_.front().size();
    for (std::size_t i = 1; i < records_.size(); ++i) {
      const CsvRecord& record = records_[i];
      if (record.size() != width) {
        problems_.add({file_, record.front().line, 1}, "", std::to_string(width) + " cells",
                      std::to_string(record.size()));
      } else if (std::ranges::any_of(columns, [&record](std::size_t column) { return is_missing(record[column]); })) {
        ++left_out;
      } else {
        rows_.push_back(i);
      }
    }
    return left_out;
  }

  [[nodiscard]] std::size_t rows() const { return rows_.size(); }
  [[nodiscard]] const CsvCell& cell(std::size_t row, std::size_t column) const { return records_[rows_[row]][column]; }
  [[nodiscard]] const std::string& name(std::size_t column) const { return records_.front()[column].text; }

  void wrong(std::size_t row, std::size_t column, const std::string& expected) {
    const CsvCell& at = cell(row, column);
    problems_.add({file_, at.line, at.column}, name(column), expected, scenario::backquoted(at.text));
  }

 private:
  const std::string& file_;
  std::vector<CsvRecord> records_;
  scenario::Problems& problems_;
  std::vector<std::size_t> rows_;
};

void read_times(Table& table, std::size_t column, Microdata& into) {
  into.time.resize(static_cast<Index>(table.rows()));
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto value = number_of(table.cell(row, column));
    if (!value || *value <= 0) {
      table.wrong(row, column, "a time above 0");
    } else {
      into.time(static_cast<Index>(row)) = *value;
    }
  }
}

void read_events(Table& table, std::size_t column, Microdata& into) {
  std::vector<int> codes;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto code = event_code(table.cell(row, column).text);
    if (!code) table.wrong(row, column, "1 (the event came) or 0 (it did not)");
    codes.push_back(code.value_or(0));
  }
  into.events_are_two = std::ranges::find(codes, 2) != codes.end();
  for (std::size_t row = 0; row < codes.size(); ++row) {
    if (into.events_are_two && codes[row] == 0) table.wrong(row, column, "1 or 2, as in the other rows");
    into.event.push_back(codes[row] == (into.events_are_two ? 2 : 1) ? 1 : 0);
  }
}

void append(CovariateColumns& into, std::string name, const VectorXd& values) {
  into.names.push_back(std::move(name));
  into.values.conservativeResize(values.size(), into.values.cols() + 1);
  into.values.rightCols(1) = values;
}

void append_words(const Table& table, std::size_t column, CovariateColumns& into) {
  std::set<std::string> words;
  for (std::size_t row = 0; row < table.rows(); ++row) words.insert(table.cell(row, column).text);
  for (auto word = std::next(words.begin()); word != words.end(); ++word) {
    VectorXd indicator(static_cast<Index>(table.rows()));
    for (std::size_t row = 0; row < table.rows(); ++row) {
      indicator(static_cast<Index>(row)) = table.cell(row, column).text == *word ? 1 : 0;
    }
    append(into, table.name(column) + '[' + *word + ']', indicator);
  }
}

void append_column(const Table& table, std::size_t column, CovariateColumns& into) {
  VectorXd values(static_cast<Index>(table.rows()));
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto value = number_of(table.cell(row, column));
    if (!value) return append_words(table, column, into);
    values(static_cast<Index>(row)) = *value;
  }
  append(into, table.name(column), values);
}

CovariateColumns covariates(const Table& table, const std::vector<std::size_t>& columns) {
  CovariateColumns read;
  append(read, "(Intercept)", VectorXd::Ones(static_cast<Index>(table.rows())));
  for (const std::size_t column : columns) append_column(table, column, read);
  return read;
}

/// The first column that the ones before it give without remainder.
std::optional<std::size_t> dependent_column(const MatrixXd& columns) {
  constexpr double least_remainder = 1e-9;
  MatrixXd basis(columns.rows(), 0);
  for (Index i = 0; i < columns.cols(); ++i) {
    VectorXd rest = columns.col(i);
    const double length = rest.norm();
    for (int pass = 0; pass < 2; ++pass) rest -= basis * (basis.transpose() * rest);
    if (!(rest.norm() > least_remainder * length)) return static_cast<std::size_t>(i);
    basis.conservativeResize(columns.rows(), basis.cols() + 1);
    basis.rightCols(1) = rest.normalized();
  }
  return std::nullopt;
}

void require_independent(const CovariateColumns& covariates, const std::string& file, scenario::Problems& problems) {
  if (const auto column = dependent_column(covariates.values)) {
    problems.add({file, 1, 1}, covariates.names[*column], "a covariate that does not follow from the others",
                 "one that is constant or a sum of them");
  }
}

void read_rows(Table& table, const std::string& file, const MicrodataRequest& request, Microdata& into,
               scenario::Problems& problems) {
  const auto find_all = [&table](const std::vector<std::string>& names) {
    std::vector<std::size_t> columns;
    for (const std::string& name : names) columns.push_back(table.find(name).value_or(0));
    return columns;
  };
  const auto time = table.find(request.time);
  const auto event = table.find(request.event);
  const auto location = find_all(request.covariates);
  const auto share = find_all(request.share_covariates);
  problems.throw_if_any();
  std::vector<std::size_t> used{*time, *event};
  used.insert(used.end(), location.begin(), location.end());
  used.insert(used.end(), share.begin(), share.end());
  into.left_out = table.keep(used);
  problems.throw_if_any();
  read_times(table, *time, into);
  read_events(table, *event, into);
  if (table.rows() == 0 || into.events() == 0) {
    problems.add({file, 1, 1}, request.event, "at least one row with the event",
                 table.rows() == 0 ? "no row with a value in every column" : "none");
  }
  problems.throw_if_any();
  into.location = covariates(table, location);
  into.share = covariates(table, share);
  require_independent(into.location, file, problems);
  require_independent(into.share, file, problems);
  problems.throw_if_any();
}

}  // namespace

std::size_t Microdata::events() const { return std::accumulate(event.begin(), event.end(), std::size_t{0}); }

Microdata parse_microdata(const std::string& text, const std::string& file, const MicrodataRequest& request) {
  scenario::Problems problems;
  std::vector<CsvRecord> records = scenario::parse_csv(text, file, problems);
  if (records.empty()) problems.add({file, 1, 1}, "", "a header with the names of the columns", "an empty table");
  problems.throw_if_any();
  Microdata data;
  Table table(file, std::move(records), problems);
  read_rows(table, file, request, data, problems);
  return data;
}

Microdata read_microdata(const std::filesystem::path& file, const MicrodataRequest& request) {
  return parse_microdata(scenario::read_table(file), file.string(), request);
}

}  // namespace throughgate::calibration
