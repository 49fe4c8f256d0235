#pragma once
/// Intervals of Student's t.

#include <optional>
#include <vector>

#include "analysis/moments.hpp"

namespace throughgate::analysis {

inline constexpr double interval_level = 0.95;  ///< of every interval that the program prints

struct Interval {
  double lower = 0;
  double upper = 0;

  [[nodiscard]] bool contains(double value) const { return lower <= value && value <= upper; }
};

/// The t value that leaves (1 - level) / 2 above it.
[[nodiscard]] double t_value(double level, double degrees_of_freedom);

/// Of the mean: what a further thousand replications would settle on. Needs two values.
[[nodiscard]] std::optional<Interval> mean_interval(const Moments& moments, double level = interval_level);

/// Between the quantiles that leave (1 - level) / 2 of the values on either side, interpolated. Needs two values.
[[nodiscard]] std::optional<Interval> quantile_interval(std::vector<double> values, double level = interval_level);

/// The middle value, or the mean of the two in the middle; NaN values are left out. Needs one value.
[[nodiscard]] double median_of(std::vector<double> values);

/// Of one further replication: mean +- t sd sqrt(1 + 1/n). Needs two values.
[[nodiscard]] std::optional<Interval> predictive_interval(const Moments& moments, double level = interval_level);

}  // namespace throughgate::analysis
