#include "analysis/intervals.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace throughgate::analysis {
namespace {

std::optional<Interval> around_mean(const Moments& moments, double level, double variance_factor) {
  if (!moments.variance) return std::nullopt;
  const double half =
      t_value(level, static_cast<double>(moments.count - 1)) * std::sqrt(*moments.variance * variance_factor);
  return Interval{moments.mean - half, moments.mean + half};
}

}  // namespace

double t_value(double level, double degrees_of_freedom) {
  const boost::math::students_t distribution(degrees_of_freedom);
  return boost::math::quantile(boost::math::complement(distribution, (1.0 - level) / 2.0));
}

std::optional<Interval> mean_interval(const Moments& moments, double level) {
  return around_mean(moments, level, 1.0 / static_cast<double>(moments.count));
}

std::optional<Interval> quantile_interval(std::vector<double> values, double level) {
  if (values.size() < 2) return std::nullopt;
  std::ranges::sort(values);
  const auto at = [&values](double share) {
    const double place = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (values[above] - values[below]) * (place - static_cast<double>(below));
  };
  const double outside = (1 - level) / 2;
  return Interval{at(outside), at(1 - outside)};
}

double median_of(std::vector<double> values) {
  std::erase_if(values, [](double value) { return std::isnan(value); });
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

std::optional<Interval> predictive_interval(const Moments& moments, double level) {
  return around_mean(moments, level, 1.0 + 1.0 / static_cast<double>(moments.count));
}

}  // namespace throughgate::analysis
