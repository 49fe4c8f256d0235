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

std::vector<std::string> score_cells(const std::string& name, const analysis::ForecastScore& score,
                                     const ResponseView& view) {
  const auto coverage = score.coverage ? std::optional(100 * *score.coverage) : std::nullopt;
  const auto magnitude = std::abs(score.interval_score.value_or(0));
  return {name,
          std::to_string(score.forecasts),
          percent_text(score.mape),
          percent_text(coverage),
          score.half_width ? "±" + percent_text(score.half_width) : "-",
          optional_text(report::NumberFormat(view.style, magnitude, view.unit), score.interval_score)};
}

/// Only responses with several rows or rival projections say more here than in their own row.
std::string summary_table(const analysis::Backtest& backtest) {
  TextTable table({Align::left, Align::right, Align::right, Align::right, Align::right, Align::right});
  table.row({"Forecasts", "figures", "mean error", "inside 95%", "half-width", "interval score"});
  bool any = false;
  for (const analysis::BacktestSummary& summary : backtest.summary) {
    const bool rivals = std::ranges::any_of(summary.rivals, [](const auto& one) { return one.second.forecasts > 0; });
    if (summary.simulated.forecasts == 0 || (summary.no_change.forecasts == 0 && !rivals)) continue;
    any = true;
    const ResponseView view = report::view_of(summary.response, summary.unit);
    table.row(score_cells(summary.response, summary.simulated, view));
    if (summary.no_change.forecasts > 0) {
      const report::NumberFormat format(view.style, std::abs(summary.base->second), view.unit);
      table.row(score_cells(
          fmt::format("  no change since {} ({})", to_string(summary.base->first), format.value(summary.base->second)),
          summary.no_change, view));
    }
    for (const auto& [column, score] : summary.rivals) {
      if (score.forecasts > 0) table.row(score_cells("  " + column, score, view));
    }
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

std::string borrowed_text(const std::vector<scenario::Borrowed>& borrowed) {
  if (borrowed.empty()) return "";
  std::string text = fmt::format(
      "\n{} parameters are borrowed from the years predicted: effects, unit costs, lengths and splits that have no "
      "earlier figure.\n",
      borrowed.size());
  TextTable table({Align::left, Align::left});
  for (const auto& one : borrowed) table.row({"  " + one.path, one.period});
  return text + table.text();
}

}  // namespace throughgate::cli
