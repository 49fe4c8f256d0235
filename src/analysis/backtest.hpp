#pragma once
/// Simulated against published figures.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "recording/dataset.hpp"
#include "scenario/targets.hpp"

namespace throughgate::analysis {

using scenario::TargetKind;

/// `input`, `warm start`, `fitted`, `emergent`, `not simulated`.
[[nodiscard]] const std::string& to_string(TargetKind kind);

/// A published figure.
struct ObservedFigure {
  std::string response;  ///< `NAME` or `NAME[label]`
  Date date;             ///< a stock's day, a flow's or cohort's 1 January
  double observed = 0;
  std::optional<double> tolerance;  ///< absolute, in the response's unit
  std::string unit;
  std::string contains;  ///< which rows of the model it contains
  TargetKind kind = TargetKind::emergent;
  std::string source;
  std::vector<std::pair<std::string, double>> rivals;  ///< other projections of the same figure
};

struct BacktestRow {
  ObservedFigure figure;
  TargetKind kind = TargetKind::emergent;
  std::optional<double> simulated;  ///< mean over replications
  std::optional<double> lower;      ///< 95% of one further replication (Student's t); needs two replications
  std::optional<double> upper;
  std::optional<double> error;  ///< simulated - observed
  /// |error| <= tolerance; without a tolerance, whether the observed value lies in the interval.
  std::optional<bool> inside;
  std::string rule;  ///< how the simulated value was read (target_lookup.hpp)

  /// Whether the row tests the model: fitted or emergent, simulated, with a tolerance.
  [[nodiscard]] bool counts() const;
};

/// Per response, over its simulated rows.
struct BacktestSummary {
  std::string response;
  std::optional<double> mape;      ///< mean of 100 |error / observed|, rows with observed 0 left out
  std::optional<double> coverage;  ///< share of rows whose observed value lies in the interval
  /// The same error of saying that nothing changes after the first figure; over the rows after it.
  std::optional<double> mape_no_change;
  std::vector<std::pair<std::string, std::optional<double>>> mape_rivals;  ///< by column of --observed
};

struct Backtest {
  std::vector<BacktestRow> rows;  ///< as the figures
  std::vector<BacktestSummary> summary;

  [[nodiscard]] std::size_t counted() const;
  [[nodiscard]] std::size_t counted_inside() const;
};

/// The rows of a targets file.
[[nodiscard]] std::vector<ObservedFigure> figures_of(const scenario::Targets& targets);

/// Compares the figures with one option of the dataset.
[[nodiscard]] Backtest backtest(const recording::Dataset& dataset, std::size_t option,
                                const std::vector<ObservedFigure>& figures);

/// The rows as a group `backtest` with dimension `target`, for the results file.
[[nodiscard]] recording::Dataset backtest_group(const Backtest& backtest);

}  // namespace throughgate::analysis
