#pragma once
/// Tables of a model made ready for drawing: one immutable object a process.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "base/tick.hpp"
#include "justice/people/population_model.hpp"
#include "random/discrete_table.hpp"
#include "random/samplers.hpp"

namespace throughgate::justice {

inline constexpr double days_in_year = 365.25;
/// From a day to a later one; 0 where it is earlier.
[[nodiscard]] constexpr double years_between(int from_day, int day) {
  return day > from_day ? (day - from_day) / days_in_year : 0;
}
inline constexpr double months_per_year = 12;
inline constexpr double days_in_month = days_in_year / months_per_year;

/// A lognormal length of time in days, by its median and mean (a mean at or below the median: no spread).
class DelaySampler {
 public:
  DelaySampler() = default;
  DelaySampler(double median, double mean)
      : mu_(std::log(std::max(median, 1e-6))),
        sigma_(mean > median && median > 0 ? std::sqrt(2 * std::log(mean / median)) : 0) {}
  static DelaySampler with_shape(double median, double sigma) {
    DelaySampler sampler;
    sampler.mu_ = std::log(std::max(median, 1e-6));
    sampler.sigma_ = sigma;
    return sampler;
  }
  /// By its mean instead of its median.
  static DelaySampler with_mean(double mean, double sigma) {
    return with_shape(mean * std::exp(-sigma * sigma / 2), sigma);
  }

  [[nodiscard]] double days(random::Stream& stream) const {
    return sigma_ > 0 ? random::lognormal(stream, mu_, sigma_) : std::exp(mu_);
  }
  [[nodiscard]] Duration operator()(random::Stream& stream) const { return Duration::days(days(stream)); }

 private:
  double mu_ = -13.8;
  double sigma_ = 0;
};

/// One discrete table for each row of a model's table.
template <std::size_t Rows, std::size_t Columns>
[[nodiscard]] std::vector<random::DiscreteTable> tables_by_row(const Table<Rows, Columns>& values) {
  std::vector<random::DiscreteTable> result;
  for (std::size_t row = 0; row < Rows; ++row) {
    result.emplace_back(std::span<const double>(values).subspan(row * Columns, Columns));
  }
  return result;
}

/// A probability whose odds are multiplied.
[[nodiscard]] inline double with_odds(double probability, double multiplier) {
  const double scaled = probability * multiplier;
  return scaled / (1 - probability + scaled);
}

}  // namespace throughgate::justice
