#include "cli/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "cli/text_table.hpp"
#include "report/answer.hpp"
#include "report/response_catalogue.hpp"

namespace throughgate::cli {
namespace {

using analysis::Comparison;
using analysis::ComparisonRow;
using report::Group;
using report::ResponseView;

/// Rows of every group in turn; `cells` makes a row of a response from its view and its row in the first option.
template <typename Cells>
void fill_by_group(TextTable& table, const Comparison& comparison, const Cells& cells) {
  for (const Group group : report::every_group) {
    std::string last;
    bool first = true;
    for (const ComparisonRow& row : comparison.rows) {
      const ResponseView view = report::view_of(row.response, row.unit);
      if (view.group != group || row.response == last) continue;
      if (report::repeats_the_whole(comparison, row.response)) continue;
      last = row.response;
      if (first) table.heading("\n" + std::string(report::title_of(group)));
      first = false;
      table.row(cells(view, row.response));
    }
  }
}

std::string mean_text(const ResponseView& view, const ComparisonRow* row) {
  return row == nullptr ? "-" : report::formats_of(view, *row).value.value(row->mean);
}

std::string optional_text(const report::NumberFormat& format, const std::optional<double>& value) {
  return value ? format.value(*value) : "-";
}

std::string inside_text(const analysis::BacktestRow& row) {
  if (row.kind == analysis::TargetKind::not_simulated) return "not simulated";
  if (!row.inside) return "-";
  return *row.inside ? "yes" : "no";
}

std::vector<std::string> backtest_cells(const analysis::BacktestRow& row) {
  const ResponseView view = report::view_of(row.figure.response, row.figure.unit);
  const report::NumberFormat format(view.style, std::abs(row.figure.observed), view.unit);
  const std::string interval = row.lower && row.upper ? format.range(*row.lower, *row.upper) : "-";
  const std::string kind =
      row.kind == analysis::TargetKind::not_simulated ? std::string("-") : analysis::to_string(row.kind);
  return {row.figure.response,
          to_string(row.figure.date),
          kind,
          format.value(row.figure.observed),
          row.figure.tolerance ? "±" + format.value(*row.figure.tolerance) : "-",
          optional_text(format, row.simulated),
          interval,
          inside_text(row)};
}

std::string percent_text(const std::optional<double>& value) { return value ? fmt::format("{:.1f}%", *value) : "-"; }

/// Only responses with several rows or rival projections say more here than in their own row.
std::string summary_table(const analysis::Backtest& backtest) {
  TextTable table({Align::left, Align::right, Align::right, Align::right, Align::left});
  table.row({"Mean absolute error", "simulated", "no change", "coverage", "others"});
  bool any = false;
  for (const analysis::BacktestSummary& summary : backtest.summary) {
    if (!summary.mape || (!summary.mape_no_change && summary.mape_rivals.empty())) continue;
    any = true;
    std::string rivals;
    for (const auto& [column, mape] : summary.mape_rivals) {
      rivals += fmt::format("{}{} {}", rivals.empty() ? "" : ", ", column, percent_text(mape));
    }
    const auto coverage = summary.coverage ? std::optional(100 * *summary.coverage) : std::nullopt;
    table.row({summary.response, percent_text(summary.mape), percent_text(summary.mape_no_change),
               percent_text(coverage), rivals});
  }
  return any ? "\n" + table.text() : "";
}

/// Beyond so many alternatives a column each is too wide to read.
constexpr std::size_t most_columns = 4;
/// What is shown of many options.
constexpr std::array<std::string_view, 11> main_responses{"reoffending_committed_1y",
                                                          "proven_reoffending_1y",
                                                          "discounted_reoffences",
                                                          "serious_further_offences_per_year",
                                                          "prison_population",
                                                          "probation_caseload",
                                                          "contact_intensity",
                                                          "overhead_cost",
                                                          "transition_cost",
                                                          "total_cost",
                                                          "net_benefit"};

/// The main responses in turn, a line for each option.
std::string table_by_response(const Comparison& comparison) {
  TextTable table({Align::left, Align::left});
  for (const std::string_view response : main_responses) {
    const ComparisonRow* reference = comparison.find(std::string(response), comparison.reference);
    if (reference == nullptr) continue;
    const ResponseView view = report::view_of(response, reference->unit);
    table.heading("\n" + view.title);
    table.row({"  " + comparison.reference, mean_text(view, reference)});
    for (const std::string& option : comparison.alternatives()) {
      const ComparisonRow* row = comparison.find(std::string(response), option);
      table.row({"  " + option, row == nullptr ? "-" : report::difference_text(view, *row)});
    }
  }
  return "Differences from " + comparison.reference +
         " (95% interval); every response stands in the file and in the report\n" + table.text();
}

}  // namespace

std::string comparison_table(const Comparison& comparison) {
  const auto alternatives = comparison.alternatives();
  if (alternatives.size() > most_columns) return table_by_response(comparison);
  std::vector<Align> columns{Align::left, Align::right};
  std::vector<std::string> header{"", comparison.reference};
  for (const std::string& option : alternatives) {
    columns.push_back(Align::left);
    header.push_back(option + ": difference (95% interval)");
  }
  TextTable table(columns);
  table.row(header);
  fill_by_group(table, comparison, [&](const ResponseView& view, const std::string& response) {
    std::vector<std::string> cells{"  " + view.title, mean_text(view, comparison.find(response, comparison.reference))};
    for (const std::string& option : alternatives) {
      const ComparisonRow* row = comparison.find(response, option);
      cells.push_back(row == nullptr ? "-" : report::difference_text(view, *row));
    }
    return cells;
  });
  return table.text();
}

std::string comparison_answer(const Comparison& comparison, const recording::Dataset& dataset) {
  std::string text;
  const auto add = [&text](const std::string& line) {
    if (!line.empty()) text += line + '\n';
  };
  for (const std::string& option : comparison.alternatives()) {
    for (const std::string& sentence : report::answer_of(comparison, option)) add(sentence);
    add(report::largest_changes(comparison, option));
  }
  add(report::assumption_sentence(dataset));
  add(report::limits_sentence(comparison.probabilistic));
  return text;
}

std::string means_table(const Comparison& comparison) {
  std::vector<Align> columns{Align::left};
  columns.resize(1 + comparison.options.size(), Align::right);
  TextTable table(columns);
  std::vector<std::string> header{""};
  header.insert(header.end(), comparison.options.begin(), comparison.options.end());
  table.row(header);
  fill_by_group(table, comparison, [&](const ResponseView& view, const std::string& response) {
    std::vector<std::string> cells{"  " + view.title};
    for (const std::string& option : comparison.options) {
      cells.push_back(mean_text(view, comparison.find(response, option)));
    }
    return cells;
  });
  return table.text();
}

std::string backtest_table(const analysis::Backtest& backtest) {
  TextTable table(
      {Align::left, Align::left, Align::left, Align::right, Align::right, Align::right, Align::left, Align::left});
  table.row({"Response", "Date", "Kind", "Observed", "Tolerance", "Simulated", "95% interval", "Inside"});
  for (const analysis::BacktestRow& row : backtest.rows) table.row(backtest_cells(row));
  return table.text() +
         fmt::format("\n{} of {} figures that count (fitted or emergent) are inside their tolerance.\n",
                     backtest.counted_inside(), backtest.counted()) +
         summary_table(backtest);
}

}  // namespace throughgate::cli
