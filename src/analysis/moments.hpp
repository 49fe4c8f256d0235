#pragma once
/// Mean and variance of a sample, summed in its order with compensation.

#include <cstddef>
#include <optional>
#include <span>

namespace throughgate::analysis {

/// Neumaier's sum: the error does not grow with the number of terms.
class CompensatedSum {
 public:
  void add(double value);
  [[nodiscard]] double value() const { return sum_ + correction_; }

 private:
  double sum_ = 0;
  double correction_ = 0;
};

struct Moments {
  std::size_t count = 0;           ///< values that are not NaN
  double mean = 0;                 ///< 0 for an empty sample
  std::optional<double> variance;  ///< unbiased; needs two values

  [[nodiscard]] std::optional<double> standard_deviation() const;
};

/// NaN values are left out.
[[nodiscard]] Moments moments_of(std::span<const double> values);

}  // namespace throughgate::analysis
