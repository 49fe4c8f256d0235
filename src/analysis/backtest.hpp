#pragma once
/// Simulated against published figures.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/forecast_score.hpp"
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
  /// Other projections of the same figure, by column: `NAME`, and `NAME_lower` and `NAME_upper` where it has a 95%
  /// interval.
  std::vector<std::pair<std::string, double>> rivals;
};

struct BacktestRow {
  ObservedFigure figure;
  TargetKind kind = TargetKind::emergent;
  std::optional<double> simulated;  ///< mean over replications, or median over draws
  std::optional<double> lower;      ///< 95% of one further replication (Student's t), or of the draws; needs two
  std::optional<double> upper;
  std::optional<double> error;  ///< simulated - observed
  /// |error| <= tolerance; without a tolerance, whether the observed value lies in the interval.
  std::optional<bool> inside;
  std::string rule;  ///< how the simulated value was read (target_lookup.hpp)

  /// Whether the row tests the model: fitted or emergent, simulated, with a tolerance.
  [[nodiscard]] bool counts() const;
};

/// Per response, over its rows; of a prediction over those that it predicts.
struct BacktestSummary {
  std::string response;
  std::string unit;
  ForecastScore simulated;
  /// The figure that "no change" repeats: the last before the prediction, or the first of the table.
  std::optional<std::pair<Date, double>> base;
  ForecastScore no_change;  ///< over the rows after it
  std::vector<std::pair<std::string, ForecastScore>> rivals;
};

/// What the simulated values are, and from when they are predictions.
struct BacktestTerms {
  bool draws = false;                   ///< the replications are draws of what is not known
  std::optional<Date> predicts_from;    ///< earlier figures are shown and not scored
  std::vector<ObservedFigure> earlier;  ///< known beside the table: what "no change" may repeat
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
                                const std::vector<ObservedFigure>& figures, const BacktestTerms& terms = {});

/// The rows as a group `backtest` with dimension `target`, for the results file; inside it the scores as a group
/// `scores` over forecaster (`simulated`, `no change`, rivals) and response.
[[nodiscard]] recording::Dataset backtest_group(const Backtest& backtest);

}  // namespace throughgate::analysis
