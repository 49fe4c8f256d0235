// Goodness of fit of every sampler. The addresses are fixed, so a run always gives the same answer; the tolerances are
// those of a test that, on fresh addresses, would raise a false alarm once in a million.

#include "random/samplers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <cmath>
#include <vector>

#include "random/discrete_table.hpp"

namespace throughgate::random {
namespace {

constexpr double false_alarm = 1e-6;
constexpr std::size_t draws = 200000;

/// One draw from each of many addresses, three from each stream: what the model does.
template <class Sampler>
std::vector<double> sample(Sampler sampler) {
  const PreparedKey key(StreamKey{20100118, 3});
  std::vector<double> values;
  values.reserve(draws);
  for (std::uint64_t i = 0; values.size() < draws; ++i) {
    Stream stream(key, Identity{i * 977}, 5, 11);
    for (int k = 0; k < 3 && values.size() < draws; ++k) values.push_back(sampler(stream));
  }
  return values;
}

/// Kolmogorov and Smirnov's distance times sqrt(n); its limit exceeds c with probability 2 exp(-2 c^2) at most.
template <class Distribution>
void expect_fit(std::vector<double> values, const Distribution& distribution) {
  std::ranges::sort(values);
  const double n = static_cast<double>(values.size());
  double distance = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double below = static_cast<double>(i) / n;
    const double expected = cdf(distribution, values[i]);
    distance = std::max({distance, expected - below, below + 1 / n - expected});
  }
  EXPECT_LT(distance * std::sqrt(n), std::sqrt(-0.5 * std::log(false_alarm / 2)));
}

template <class Probability>
void expect_counts(const std::vector<double>& values, std::size_t cells, Probability probability) {
  std::vector<double> counts(cells, 0);
  for (const double value : values) ++counts[std::min(cells - 1, static_cast<std::size_t>(value))];
  double statistic = 0;
  double left = 1;
  int degrees = -1;
  for (std::size_t i = 0; i < cells; ++i) {
    const double share = i + 1 < cells ? probability(i) : left;
    left -= share;
    const double expected = share * static_cast<double>(values.size());
    if (expected < 5) continue;
    statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
    ++degrees;
  }
  ASSERT_GT(degrees, 0);
  EXPECT_LT(statistic, quantile(complement(boost::math::chi_squared(degrees), false_alarm)));
}

TEST(Samplers, UniformDrawsFitTheirDistribution) {
  expect_fit(sample([](Stream& s) { return s.uniform(); }), boost::math::uniform(0, 1));
}

TEST(Samplers, ExponentialDrawsFitTheirDistribution) {
  expect_fit(sample([](Stream& s) { return exponential(s); }), boost::math::exponential(1));
}

TEST(Samplers, ExponentialFitsInItsTail) {
  std::vector<double> tail;
  for (const double x : sample([](Stream& s) { return exponential(s); })) {
    if (x > 5) tail.push_back(x - 5);
  }
  ASSERT_GT(tail.size(), 1000U);
  expect_fit(tail, boost::math::exponential(1));
}

TEST(Samplers, NormalDrawsFitTheirDistribution) {
  expect_fit(sample([](Stream& s) { return normal(s); }), boost::math::normal());
}

TEST(Samplers, NormalFitsInItsTails) {
  std::vector<double> tail;
  for (const double z : sample([](Stream& s) { return normal(s); })) {
    if (std::fabs(z) > 2.5)
      tail.push_back(2 * cdf(boost::math::normal(), -std::fabs(z)) / (2 * cdf(boost::math::normal(), -2.5)));
  }
  ASSERT_GT(tail.size(), 1000U);
  expect_fit(tail, boost::math::uniform(0, 1));
}

TEST(Samplers, LognormalDrawsFitTheirDistribution) {
  expect_fit(sample([](Stream& s) { return lognormal(s, 5.1, 0.55); }), boost::math::lognormal(5.1, 0.55));
}

TEST(Samplers, WeibullDrawsFitTheirDistribution) {
  expect_fit(sample([](Stream& s) { return weibull(s, 0.8, 1154); }), boost::math::weibull(0.8, 1154));
}

TEST(Samplers, GammaFitsAboveAndBelowShapeOne) {
  for (const double shape : {0.3, 1.0, 2.5, 40.0}) {
    expect_fit(sample([&](Stream& s) { return gamma(s, shape, 2); }), boost::math::gamma_distribution<>(shape, 2));
  }
}

TEST(Samplers, BetaDrawsFitTheirDistribution) {
  expect_fit(sample([](Stream& s) { return beta(s, 0.5, 2.0); }), boost::math::beta_distribution<>(0.5, 2.0));
}

TEST(Samplers, PoissonFitsByEitherMethod) {
  for (const double mean : {0.02, 3.7, 9.9, 10.1, 250.0}) {
    const boost::math::poisson law(mean);
    expect_counts(sample([&](Stream& s) { return static_cast<double>(poisson(s, mean)); }),
                  static_cast<std::size_t>(2 * mean + 12),
                  [&](std::size_t k) { return pdf(law, static_cast<double>(k)); });
  }
}

TEST(Samplers, BernoulliDrawsFitTheirDistribution) {
  expect_counts(sample([](Stream& s) { return bernoulli(s, 0.3) ? 0.0 : 1.0; }), 2, [](std::size_t) { return 0.3; });
}

TEST(Samplers, DiscreteTableFits) {
  const std::vector<double> weights{4, 0, 1, 2.5, 0.01, 2.49};
  const DiscreteTable table(weights);
  expect_counts(sample([&](Stream& s) { return static_cast<double>(table(s)); }), weights.size(),
                [&](std::size_t i) { return weights[i] / 10; });
}

}  // namespace
}  // namespace throughgate::random
