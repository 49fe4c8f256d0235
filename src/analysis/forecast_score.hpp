#pragma once
/// How well forecasts of published figures did.

#include <cstddef>
#include <optional>
#include <span>

#include "analysis/intervals.hpp"

namespace throughgate::analysis {

/// A forecast of one figure; without an interval it is a point.
struct Forecast {
  double observed = 0;
  double point = 0;
  std::optional<Interval> interval;  ///< that should hold the figure in 95 of 100 cases
};

/// Means over the forecasts of one response; nothing where no forecast tells.
struct ForecastScore {
  std::size_t forecasts = 0;
  std::optional<double> mape;        ///< mean of 100 |point / observed - 1|; figures of 0 left out
  std::optional<double> coverage;    ///< share of intervals that hold the figure
  std::optional<double> width;       ///< upper - lower, in the unit
  std::optional<double> half_width;  ///< 100 (upper - lower) / 2 as a share of the point
  /// Width, and 40 times the distance by which the figure lies outside (Gneiting and Raftery 2007, for 95%): lower is
  /// better. A point is an interval without width.
  std::optional<double> interval_score;
};

[[nodiscard]] ForecastScore score_of(std::span<const Forecast> forecasts);

}  // namespace throughgate::analysis
