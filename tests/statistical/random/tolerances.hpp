#pragma once
/// Tolerances of statistical tests: each follows from the sample and from a stated false-alarm rate on fresh seeds. The
/// seeds of the tests are fixed, so that a run always gives the same answer.

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <cstddef>
#include <vector>

namespace throughgate::statistical {

struct Sample {
  double n = 0;
  double mean = 0;
  double standard_error = 0;
};

inline Sample sample_of(const std::vector<double>& values) {
  Sample sample;
  sample.n = static_cast<double>(values.size());
  for (const double value : values) sample.mean += value / sample.n;
  double squares = 0;
  for (const double value : values) squares += (value - sample.mean) * (value - sample.mean);
  sample.standard_error = std::sqrt(squares / (sample.n - 1) / sample.n);
  return sample;
}

/// Standard errors beyond which a mean of n values lies at the rate of false alarms, on either side.
inline double t_limit(double n, double false_alarm) {
  return quantile(complement(boost::math::students_t(n - 1), false_alarm / 2));
}

/// The mean of independent replications is `expected`. `power`: relative half-width above which the test could not
/// fail.
inline void expect_mean(const std::vector<double>& values, double expected, double false_alarm, double power,
                        const char* what) {
  const Sample sample = sample_of(values);
  const double half_width = t_limit(sample.n, false_alarm) * sample.standard_error;
  EXPECT_LT(half_width, power * std::fabs(expected)) << what << ": the test has no power";
  EXPECT_NEAR(sample.mean, expected, half_width) << what;
}

/// Kolmogorov and Smirnov: independent times, infinite where the event never came, against a distribution function that
/// is continuous up to `until` and need not reach one. Dvoretzky, Kiefer and Wolfowitz's bound with Massart's constant
/// holds for every n: distance sqrt(n) exceeds c with probability 2 exp(-2 c^2) at most.
template <class Cumulative>
void expect_distribution(std::vector<double> times, const Cumulative& cumulative, double until, double false_alarm,
                         const char* what) {
  std::ranges::sort(times);
  const double n = static_cast<double>(times.size());
  double distance = 0;
  std::size_t came = 0;
  for (; came < times.size() && times[came] < until; ++came) {
    const double expected = cumulative(times[came]);
    const double below = static_cast<double>(came) / n;
    distance = std::max({distance, expected - below, below + 1 / n - expected});
  }
  distance = std::max(distance, std::fabs(cumulative(until) - static_cast<double>(came) / n));
  EXPECT_LT(distance * std::sqrt(n), std::sqrt(-0.5 * std::log(false_alarm / 2))) << what << ", n = " << n;
}

/// Pearson: counts of independent values against their probabilities; cells expected below five are left out.
template <class Probability>
void expect_counts(const std::vector<double>& counts, const Probability& probability, double false_alarm,
                   const char* what) {
  double n = 0;
  for (const double count : counts) n += count;
  double statistic = 0;
  int degrees = -1;
  for (std::size_t cell = 0; cell < counts.size(); ++cell) {
    const double expected = n * probability(cell);
    if (expected < 5) continue;
    statistic += (counts[cell] - expected) * (counts[cell] - expected) / expected;
    ++degrees;
  }
  ASSERT_GT(degrees, 2) << what;
  EXPECT_LT(statistic, quantile(complement(boost::math::chi_squared(degrees), false_alarm))) << what;
}

}  // namespace throughgate::statistical
