#include "analysis/backtest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "analysis/intervals.hpp"
#include "analysis/moments.hpp"
#include "analysis/target_lookup.hpp"

namespace throughgate::analysis {
namespace {

using recording::Dataset;
using recording::Dimension;
using recording::Variable;

BacktestRow row_of(const Dataset& dataset, std::size_t option, const ObservedFigure& figure) {
  BacktestRow row;
  row.figure = figure;
  const auto simulated =
      figure.kind == TargetKind::not_simulated ? std::nullopt : look_up(dataset, option, figure.response, figure.date);
  if (!simulated) {
    row.kind = TargetKind::not_simulated;
    return row;
  }
  row.kind = figure.kind;
  row.rule = simulated->rule;
  if (row.figure.unit.empty()) row.figure.unit = simulated->unit;
  const Moments moments = moments_of(simulated->values);
  row.simulated = moments.mean;
  row.error = moments.mean - figure.observed;
  const auto interval = predictive_interval(moments);
  if (interval) {
    row.lower = interval->lower;
    row.upper = interval->upper;
  }
  if (figure.tolerance) {
    row.inside = std::abs(*row.error) <= *figure.tolerance;
  } else if (interval) {
    row.inside = interval->contains(figure.observed);
  }
  return row;
}

std::optional<double> mean_of(const std::vector<double>& values) {
  const Moments moments = moments_of(values);
  return moments.count == 0 ? std::nullopt : std::optional(moments.mean);
}

/// Mean absolute percentage error of the predictions that `predict` makes for some of the rows.
template <typename Predict>
std::optional<double> mape(std::span<const BacktestRow* const> rows, const Predict& predict) {
  std::vector<double> errors;
  for (const BacktestRow* row : rows) {
    const std::optional<double> prediction = predict(*row);
    if (!prediction || row->figure.observed == 0) continue;
    errors.push_back(100 * std::abs((*prediction - row->figure.observed) / row->figure.observed));
  }
  return mean_of(errors);
}

std::optional<double> rival_of(const BacktestRow& row, const std::string& column) {
  const auto found = std::ranges::find(row.figure.rivals, column, &std::pair<std::string, double>::first);
  return found == row.figure.rivals.end() ? std::nullopt : std::optional(found->second);
}

std::optional<double> coverage_of(std::span<const BacktestRow* const> rows) {
  std::vector<double> hits;
  for (const BacktestRow* row : rows) {
    if (row->lower) hits.push_back(Interval{*row->lower, *row->upper}.contains(row->figure.observed) ? 1.0 : 0.0);
  }
  return mean_of(hits);
}

BacktestSummary summary_of(std::span<const BacktestRow* const> rows, const std::vector<std::string>& columns) {
  BacktestSummary summary;
  summary.response = rows.front()->figure.response;
  summary.mape = mape(rows, [](const BacktestRow& row) { return row.simulated; });
  summary.coverage = coverage_of(rows);
  const ObservedFigure& first =
      (*std::ranges::min_element(rows, {}, [](const BacktestRow* row) { return row->figure.date; }))->figure;
  summary.mape_no_change = mape(rows, [&first](const BacktestRow& row) {
    return row.figure.date > first.date ? std::optional(first.observed) : std::nullopt;
  });
  for (const std::string& column : columns) {
    summary.mape_rivals.emplace_back(column,
                                     mape(rows, [&column](const BacktestRow& row) { return rival_of(row, column); }));
  }
  return summary;
}

std::vector<std::string> rival_columns(const std::vector<ObservedFigure>& figures) {
  std::vector<std::string> columns;
  for (const ObservedFigure& figure : figures) {
    for (const auto& [column, value] : figure.rivals) {
      if (std::ranges::find(columns, column) == columns.end()) columns.push_back(column);
    }
  }
  return columns;
}

std::vector<BacktestSummary> summaries_of(const std::vector<BacktestRow>& rows,
                                          const std::vector<std::string>& columns) {
  std::vector<BacktestSummary> summaries;
  for (const BacktestRow& row : rows) {
    const auto known = std::ranges::find(summaries, row.figure.response, &BacktestSummary::response);
    if (known != summaries.end()) continue;
    std::vector<const BacktestRow*> same;
    for (const BacktestRow& other : rows) {
      if (other.figure.response == row.figure.response) same.push_back(&other);
    }
    summaries.push_back(summary_of(same, columns));
  }
  return summaries;
}

template <typename Value, typename Field>
void add_column(Dataset& group, const std::vector<BacktestRow>& rows, const std::string& name,
                const std::string& long_name, Field field) {
  std::vector<Value> values;
  values.reserve(rows.size());
  for (const BacktestRow& row : rows) values.push_back(field(row));
  Variable variable;
  variable.name = name;
  variable.dimensions = {"target"};
  variable.data = std::move(values);
  variable.long_name = long_name;
  group.variables.push_back(std::move(variable));
}

double or_nan(const std::optional<double>& value) { return value.value_or(std::numeric_limits<double>::quiet_NaN()); }

}  // namespace

const std::string& to_string(TargetKind kind) {
  return scenario::target_kind_names().at(static_cast<std::size_t>(kind));
}

std::vector<ObservedFigure> figures_of(const scenario::Targets& targets) {
  std::vector<ObservedFigure> figures;
  for (const scenario::TargetRow& row : targets.rows) {
    figures.push_back({.response = row.response,
                       .date = row.date,
                       .observed = row.observed,
                       .tolerance = row.tolerance,
                       .unit = row.unit,
                       .contains = fmt::format("{}", fmt::join(row.contains, ", ")),
                       .kind = row.kind,
                       .source = row.source,
                       .rivals = {}});
  }
  return figures;
}

bool BacktestRow::counts() const {
  return (kind == TargetKind::fitted || kind == TargetKind::emergent) && simulated && figure.tolerance;
}

std::size_t Backtest::counted() const {
  return static_cast<std::size_t>(std::ranges::count_if(rows, &BacktestRow::counts));
}

std::size_t Backtest::counted_inside() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(rows, [](const BacktestRow& row) { return row.counts() && row.inside.value_or(false); }));
}

Backtest backtest(const Dataset& dataset, std::size_t option, const std::vector<ObservedFigure>& figures) {
  Backtest result;
  for (const ObservedFigure& figure : figures) result.rows.push_back(row_of(dataset, option, figure));
  result.summary = summaries_of(result.rows, rival_columns(figures));
  return result;
}

Dataset backtest_group(const Backtest& backtest) {
  Dataset group;
  group.name = "backtest";
  const auto& rows = backtest.rows;
  Dimension target{"target", {}, {}, {{"units", "1"}, {"long_name", "number of the published figure"}}};
  for (std::size_t i = 0; i < rows.size(); ++i) target.values.push_back(static_cast<double>(i + 1));
  group.dimensions.push_back(std::move(target));
  using Row = BacktestRow;
  add_column<std::string>(group, rows, "response", "response", [](const Row& row) { return row.figure.response; });
  add_column<std::string>(group, rows, "date", "date", [](const Row& row) { return to_string(row.figure.date); });
  add_column<std::string>(group, rows, "kind", "how the figure stands to the model",
                          [](const Row& row) { return to_string(row.kind); });
  add_column<std::string>(group, rows, "unit", "unit of the figure", [](const Row& row) { return row.figure.unit; });
  add_column<std::string>(group, rows, "contains", "what the figure contains",
                          [](const Row& row) { return row.figure.contains; });
  add_column<std::string>(group, rows, "source", "source", [](const Row& row) { return row.figure.source; });
  add_column<std::string>(group, rows, "rule", "how the simulated value was read",
                          [](const Row& row) { return row.rule; });
  add_column<double>(group, rows, "observed", "published value", [](const Row& row) { return row.figure.observed; });
  add_column<double>(group, rows, "tolerance", "absolute tolerance",
                     [](const Row& row) { return or_nan(row.figure.tolerance); });
  add_column<double>(group, rows, "simulated", "mean over replications",
                     [](const Row& row) { return or_nan(row.simulated); });
  add_column<double>(group, rows, "lower", "lower 95% of one replication",
                     [](const Row& row) { return or_nan(row.lower); });
  add_column<double>(group, rows, "upper", "upper 95% of one replication",
                     [](const Row& row) { return or_nan(row.upper); });
  return group;
}

}  // namespace throughgate::analysis
