#include "analysis/moments.hpp"

#include <cmath>

namespace throughgate::analysis {

void CompensatedSum::add(double value) {
  const double total = sum_ + value;
  correction_ += std::abs(sum_) >= std::abs(value) ? (sum_ - total) + value : (value - total) + sum_;
  sum_ = total;
}

std::optional<double> Moments::standard_deviation() const {
  if (!variance) return std::nullopt;
  return std::sqrt(*variance);
}

Moments moments_of(std::span<const double> values) {
  Moments result;
  CompensatedSum sum;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    sum.add(value);
    ++result.count;
  }
  if (result.count == 0) return result;
  result.mean = sum.value() / static_cast<double>(result.count);
  if (result.count == 1) return result;
  CompensatedSum squares;
  for (const double value : values) {
    if (!std::isnan(value)) squares.add((value - result.mean) * (value - result.mean));
  }
  result.variance = squares.value() / static_cast<double>(result.count - 1);
  return result;
}

}  // namespace throughgate::analysis
