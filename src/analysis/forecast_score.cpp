#include "analysis/forecast_score.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/moments.hpp"

namespace throughgate::analysis {

namespace {

double interval_score(const Forecast& forecast) {
  const Interval interval = forecast.interval.value_or(Interval{forecast.point, forecast.point});
  const double outside = std::max({interval.lower - forecast.observed, forecast.observed - interval.upper, 0.0});
  return interval.upper - interval.lower + 2 / (1 - interval_level) * outside;
}

std::optional<double> mean_of(const std::vector<double>& values) {
  const Moments moments = moments_of(values);
  return moments.count == 0 ? std::nullopt : std::optional(moments.mean);
}

}  // namespace

ForecastScore score_of(std::span<const Forecast> forecasts) {
  std::vector<double> errors, hits, widths, half_widths, scores;
  for (const Forecast& one : forecasts) {
    if (one.observed != 0) errors.push_back(100 * std::abs((one.point - one.observed) / one.observed));
    scores.push_back(interval_score(one));
    if (!one.interval) continue;
    hits.push_back(one.interval->contains(one.observed) ? 1 : 0);
    widths.push_back(one.interval->upper - one.interval->lower);
    if (one.point != 0) half_widths.push_back(50 * widths.back() / std::abs(one.point));
  }
  return {forecasts.size(), mean_of(errors), mean_of(hits), mean_of(widths), mean_of(half_widths), mean_of(scores)};
}

}  // namespace throughgate::analysis
