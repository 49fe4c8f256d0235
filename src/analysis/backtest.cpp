#include "analysis/backtest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
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

/// Of replications the mean and the interval of one further, of draws the median and their own interval.
void summarise(std::vector<double> values, bool draws, BacktestRow& row) {
  std::erase_if(values, [](double value) { return std::isnan(value); });
  const Moments moments = moments_of(values);
  const auto interval = draws ? quantile_interval(values) : predictive_interval(moments);
  row.simulated = draws ? median_of(values) : moments.mean;
  if (!interval) return;
  row.lower = interval->lower;
  row.upper = interval->upper;
}

BacktestRow row_of(const Dataset& dataset, std::size_t option, const ObservedFigure& figure, bool draws) {
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
  summarise(simulated->values, draws, row);
  row.error = *row.simulated - figure.observed;
  if (figure.tolerance) {
    row.inside = std::abs(*row.error) <= *figure.tolerance;
  } else if (row.lower) {
    row.inside = Interval{*row.lower, *row.upper}.contains(figure.observed);
  }
  return row;
}

using Rows = std::vector<const BacktestRow*>;

std::optional<double> rival_of(const BacktestRow& row, const std::string& column) {
  const auto found = std::ranges::find(row.figure.rivals, column, &std::pair<std::string, double>::first);
  return found == row.figure.rivals.end() ? std::nullopt : std::optional(found->second);
}

ForecastScore score_of_simulated(const Rows& rows) {
  std::vector<Forecast> forecasts;
  for (const BacktestRow* row : rows) {
    if (!row->simulated) continue;
    forecasts.push_back({row->figure.observed, *row->simulated, std::nullopt});
    if (row->lower) forecasts.back().interval = Interval{*row->lower, *row->upper};
  }
  return score_of(forecasts);
}

ForecastScore score_of_rival(const Rows& rows, const std::string& column) {
  std::vector<Forecast> forecasts;
  for (const BacktestRow* row : rows) {
    const auto point = rival_of(*row, column);
    if (!point) continue;
    forecasts.push_back({row->figure.observed, *point, std::nullopt});
    const auto lower = rival_of(*row, column + "_lower");
    const auto upper = rival_of(*row, column + "_upper");
    if (lower && upper) forecasts.back().interval = Interval{*lower, *upper};
  }
  return score_of(forecasts);
}

ForecastScore score_of_no_change(const Rows& rows, const std::pair<Date, double>& base) {
  std::vector<Forecast> forecasts;
  for (const BacktestRow* row : rows) {
    if (row->figure.date > base.first) forecasts.push_back({row->figure.observed, base.second, std::nullopt});
  }
  return score_of(forecasts);
}

/// The last figure before the prediction, of the table or of what is known beside it; without one, the table's first.
std::optional<std::pair<Date, double>> base_of(const Rows& all, const BacktestTerms& terms) {
  std::optional<std::pair<Date, double>> base;
  const auto consider = [&](const ObservedFigure& figure, bool better) {
    if (!base || better) base = {figure.date, figure.observed};
  };
  for (const BacktestRow* row : all) {
    if (!terms.predicts_from) {
      consider(row->figure, base && row->figure.date < base->first);
    } else if (row->figure.date < *terms.predicts_from) {
      consider(row->figure, base && row->figure.date > base->first);
    }
  }
  if (base || !terms.predicts_from) return base;
  for (const ObservedFigure& figure : terms.earlier) {
    if (figure.response == all.front()->figure.response && figure.date < *terms.predicts_from) {
      consider(figure, base && figure.date > base->first);
    }
  }
  return base;
}

BacktestSummary summary_of(const Rows& all, const std::vector<std::string>& columns, const BacktestTerms& terms) {
  Rows scored;
  std::ranges::copy_if(all, std::back_inserter(scored), [&terms](const BacktestRow* row) {
    return !terms.predicts_from || row->figure.date >= *terms.predicts_from;
  });
  BacktestSummary summary;
  summary.response = all.front()->figure.response;
  summary.unit = all.front()->figure.unit;
  summary.simulated = score_of_simulated(scored);
  summary.base = base_of(all, terms);
  if (summary.base) summary.no_change = score_of_no_change(scored, *summary.base);
  for (const std::string& column : columns) summary.rivals.emplace_back(column, score_of_rival(scored, column));
  return summary;
}

/// Those that are projections, not the ends of one's interval.
std::vector<std::string> rival_columns(const std::vector<ObservedFigure>& figures) {
  std::vector<std::string> columns;
  for (const ObservedFigure& figure : figures) {
    for (const auto& [column, value] : figure.rivals) {
      if (std::ranges::find(columns, column) == columns.end()) columns.push_back(column);
    }
  }
  const std::vector<std::string> all = columns;
  std::erase_if(columns, [&all](const std::string& column) {
    const bool is_end = column.ends_with("_lower") || column.ends_with("_upper");
    return is_end && std::ranges::find(all, column.substr(0, column.size() - 6)) != all.end();
  });
  return columns;
}

std::vector<BacktestSummary> summaries_of(const std::vector<BacktestRow>& rows, const std::vector<std::string>& columns,
                                          const BacktestTerms& terms) {
  std::vector<BacktestSummary> summaries;
  for (const BacktestRow& row : rows) {
    if (std::ranges::find(summaries, row.figure.response, &BacktestSummary::response) != summaries.end()) continue;
    Rows same;
    for (const BacktestRow& other : rows) {
      if (other.figure.response == row.figure.response) same.push_back(&other);
    }
    summaries.push_back(summary_of(same, columns, terms));
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

/// Of every forecaster and response.
Dataset scores_group(const std::vector<BacktestSummary>& summaries) {
  Dataset group;
  group.name = "scores";
  Dimension forecaster{"forecaster", {"simulated", "no change"}, {}, {{"long_name", "who made the forecast"}}};
  Dimension response{"response", {}, {}, {{"long_name", "response"}}};
  if (!summaries.empty()) {
    for (const auto& [column, score] : summaries.front().rivals) forecaster.labels.push_back(column);
  }
  for (const BacktestSummary& one : summaries) response.labels.push_back(one.response);
  const std::size_t forecasters = forecaster.labels.size();
  group.dimensions = {std::move(forecaster), std::move(response)};
  const auto add = [&](const char* name, const char* units, const char* long_name, auto field) {
    std::vector<double> values;
    for (std::size_t i = 0; i < forecasters; ++i) {
      for (const BacktestSummary& one : summaries) {
        const ForecastScore& score = i == 0 ? one.simulated : i == 1 ? one.no_change : one.rivals[i - 2].second;
        values.push_back(or_nan(score.*field));
      }
    }
    group.variables.push_back(recording::column(name, {"forecaster", "response"}, std::move(values), units, long_name));
  };
  add("mape", "percent", "mean absolute percentage error", &ForecastScore::mape);
  add("coverage", "1", "share of figures inside the 95% interval", &ForecastScore::coverage);
  add("half_width", "percent", "mean half-width of the interval, of the point", &ForecastScore::half_width);
  add("interval_score", "1", "mean interval score, in the response's unit", &ForecastScore::interval_score);
  return group;
}

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

Backtest backtest(const Dataset& dataset, std::size_t option, const std::vector<ObservedFigure>& figures,
                  const BacktestTerms& terms) {
  Backtest result;
  for (const ObservedFigure& figure : figures) result.rows.push_back(row_of(dataset, option, figure, terms.draws));
  result.summary = summaries_of(result.rows, rival_columns(figures), terms);
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
  add_column<double>(group, rows, "simulated", "mean over replications, or median over draws",
                     [](const Row& row) { return or_nan(row.simulated); });
  add_column<double>(group, rows, "lower", "lower 95% of one replication or draw",
                     [](const Row& row) { return or_nan(row.lower); });
  add_column<double>(group, rows, "upper", "upper 95% of one replication or draw",
                     [](const Row& row) { return or_nan(row.upper); });
  group.groups.push_back(scores_group(backtest.summary));
  return group;
}

}  // namespace throughgate::analysis
