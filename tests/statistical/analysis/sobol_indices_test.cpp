/// Sobol' indices of functions whose indices are known. The points are a fixed sequence: the tolerance is that of its
/// length, and the intervals must hold the truth.

#include "analysis/sobol_indices.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <stdexcept>

#include "experiment/unit_points.hpp"

namespace throughgate::analysis {
namespace {

using Eigen::Index;

/// sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on (-pi, pi)^3 (Ishigami and Homma 1990).
double ishigami(const Eigen::RowVectorXd& u) {
  const auto x = [&u](Index i) { return M_PI * (2 * u(i) - 1); };
  return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

template <class Function>
Eigen::VectorXd responses(const Eigen::MatrixXd& points, const Function& function) {
  Eigen::VectorXd values(points.rows());
  for (Index i = 0; i < points.rows(); ++i) values(i) = function(points.row(i));
  return values;
}

TEST(SobolIndices, OfIshigamisFunctionAreTheClosedForm) {
  constexpr double a = 7;
  constexpr double b = 0.1;
  const double pi4 = std::pow(M_PI, 4);
  const double first = 0.5 * std::pow(1 + b * pi4 / 5, 2);
  const double second = a * a / 8;
  const double both = b * b * pi4 * pi4 * (1.0 / 18 - 1.0 / 50);
  const double variance = first + second + both;
  const auto indices = sobol_indices(responses(experiment::index_points(4096, 3, 11), ishigami), 3, 1);
  const std::array<double, 3> of_first{first / variance, second / variance, 0};
  const std::array<double, 3> of_total{(first + both) / variance, second / variance, both / variance};
  for (std::size_t factor = 0; factor < 3; ++factor) {
    EXPECT_NEAR(indices[factor].first, of_first[factor], 0.01) << factor;
    EXPECT_NEAR(indices[factor].total, of_total[factor], 0.01) << factor;
    EXPECT_TRUE(indices[factor].first_interval.contains(of_first[factor])) << factor;
    EXPECT_TRUE(indices[factor].total_interval.contains(of_total[factor])) << factor;
  }
}

TEST(SobolIndices, OfASumAreTheSharesOfItsTerms) {
  const auto sum = [](const Eigen::RowVectorXd& u) { return 3 * u(0) + u(1) + 1000; };
  const auto indices = sobol_indices(responses(experiment::index_points(1024, 2, 3), sum), 2, 1);
  EXPECT_NEAR(indices[0].first, 0.9, 0.01);
  EXPECT_NEAR(indices[1].total, 0.1, 0.01);
}

TEST(SobolIndices, AreZeroOfWhatNeverVariesAndRefuseOtherSizes) {
  const auto indices = sobol_indices(Eigen::VectorXd::Constant(40, 2), 2, 1);
  EXPECT_EQ(indices[0].first, 0);
  EXPECT_EQ(indices[1].total, 0);
  EXPECT_THROW((void)sobol_indices(Eigen::VectorXd::Constant(41, 2), 2, 1), std::invalid_argument);
}

}  // namespace
}  // namespace throughgate::analysis
