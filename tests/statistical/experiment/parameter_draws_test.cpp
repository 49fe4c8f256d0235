#include "experiment/parameter_draws.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

namespace throughgate::experiment {
namespace {

constexpr std::uint32_t draws = 20000;

std::vector<scenario::UncertainParameter> three() {
  const auto one = [](const char* name, const random::Distribution& distribution) {
    return scenario::UncertainParameter{name, "1", "M", false, distribution, 0, {}};
  };
  return {one("costs.a", random::Distribution::lognormal(0, 1)), one("costs.b", random::Distribution::uniform(2, 5)),
          one("costs.c", random::Distribution::normal(0, 1))};
}

/// Of the normal scores of two parameters.
double correlation(const ParameterDraws& parameters, std::size_t first, std::size_t second) {
  const boost::math::normal_distribution<> normal;
  double products = 0;
  for (std::uint32_t draw = 0; draw < draws; ++draw) {
    const auto u = parameters.quantiles(draw);
    products += quantile(normal, u[first]) * quantile(normal, u[second]);
  }
  return products / draws;
}

/// Five standard errors of a mean of products of standard normals: sqrt(1 + r^2) / sqrt(n); false alarm 6e-7 each.
double tolerance(double r) { return 5 * std::sqrt((1 + r * r) / draws); }

TEST(ParameterDraws, HaveTheCorrelationsOfTheirNormalScores) {
  const auto parameters = three();
  const std::vector<scenario::Correlation> wanted{{0, 2, 0.6}, {1, 2, -0.5}};
  const ParameterDraws drawn(parameters, wanted, 7);
  EXPECT_NEAR(correlation(drawn, 0, 2), 0.6, tolerance(0.6));
  EXPECT_NEAR(correlation(drawn, 1, 2), -0.5, tolerance(0.5));
  EXPECT_NEAR(correlation(drawn, 0, 1), 0, tolerance(0));
}

TEST(ParameterDraws, AreUniformInEachQuantileWhateverTheCorrelations) {
  const auto parameters = three();
  const std::vector<scenario::Correlation> wanted{{0, 2, 0.9}};
  const ParameterDraws drawn(parameters, wanted, 8);
  for (std::size_t which = 0; which < 3; ++which) {
    std::vector<double> seen;
    for (std::uint32_t draw = 0; draw < draws; ++draw) seen.push_back(drawn.quantiles(draw)[which]);
    std::ranges::sort(seen);
    double distance = 0;
    for (std::uint32_t i = 0; i < draws; ++i) {
      distance = std::max(
          {distance, std::abs(seen[i] - static_cast<double>(i) / draws), std::abs(seen[i] - (i + 1.0) / draws)});
    }
    // Kolmogorov: 2 exp(-2 n d^2) = 1e-6.
    EXPECT_LT(distance, std::sqrt(std::log(2e6) / (2.0 * draws)));
  }
}

}  // namespace
}  // namespace throughgate::experiment
