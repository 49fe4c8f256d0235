#include "experiment/unit_points.hpp"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

namespace throughgate::experiment {
namespace {

using Eigen::Index;

/// Whether a column has one point in each of `strata` equal parts.
bool one_in_each(const Eigen::VectorXd& column, std::size_t strata) {
  std::set<std::size_t> met;
  for (const double value : column) met.insert(static_cast<std::size_t>(value * static_cast<double>(strata)));
  return met.size() == strata && static_cast<std::size_t>(column.size()) == strata;
}

TEST(LatinHypercube, HasOnePointInEachStratumOfEachFactor) {
  const auto points = latin_hypercube(97, 12, 4);
  for (Index factor = 0; factor < 12; ++factor) EXPECT_TRUE(one_in_each(points.col(factor), 97)) << factor;
  EXPECT_NE(points.col(0), points.col(1));
}

TEST(LatinHypercube, KeepsAFactorWhenThereAreMore) {
  EXPECT_EQ(latin_hypercube(20, 3, 4), latin_hypercube(20, 5, 4).leftCols(3));
  EXPECT_NE(latin_hypercube(20, 3, 4), latin_hypercube(20, 3, 5));
}

TEST(SobolPoints, HaveOneInEachStratumOfEachPowerOfTwo) {
  const auto points = sobol_points(256, 40, 9);
  for (const Index count : {2, 16, 256}) {
    for (Index factor = 0; factor < 40; ++factor) {
      EXPECT_TRUE(one_in_each(points.col(factor).head(count), static_cast<std::size_t>(count))) << factor;
    }
  }
}

TEST(SobolPoints, FillTheSquaresOfTheFirstTwoFactors) {
  const auto points = sobol_points(64, 2, 3);
  std::set<std::pair<int, int>> met;
  for (Index i = 0; i < 64; ++i) met.emplace(static_cast<int>(8 * points(i, 0)), static_cast<int>(8 * points(i, 1)));
  EXPECT_EQ(met.size(), 64U);
}

TEST(SobolPoints, KeepTheFirstWhenThereAreMore) {
  EXPECT_EQ(sobol_points(10, 4, 1), sobol_points(33, 4, 1).topRows(10));
  EXPECT_NE(sobol_points(10, 4, 1), sobol_points(10, 4, 2));
}

TEST(UnitPoints, LieInsideTheCube) {
  for (const auto& points : {latin_hypercube(500, 3, 1), sobol_points(500, 3, 1)}) {
    EXPECT_GT(points.minCoeff(), 0);
    EXPECT_LT(points.maxCoeff(), 1);
  }
  EXPECT_THROW((void)latin_hypercube(0, 3, 1), std::invalid_argument);
  EXPECT_THROW((void)sobol_points(3, 0, 1), std::invalid_argument);
}

TEST(FullFactorial, HasEveryCombinationOnceWithTheLastFactorFastest) {
  const auto points = full_factorial(Eigen::Vector3i(2, 1, 3));
  ASSERT_EQ(points.rows(), 6);
  EXPECT_EQ(points.row(0), Eigen::RowVector3i(0, 0, 0));
  EXPECT_EQ(points.row(1), Eigen::RowVector3i(0, 0, 1));
  EXPECT_EQ(points.row(5), Eigen::RowVector3i(1, 0, 2));
  EXPECT_THROW((void)full_factorial(Eigen::Vector2i(2, 0)), std::invalid_argument);
}

TEST(IndexPoints, ExchangeOneFactorAtATime) {
  const auto points = index_points(3, 2, 5);
  ASSERT_EQ(points.rows(), 12);
  for (Index base = 0; base < 12; base += 4) {
    EXPECT_EQ(points(base + 2, 0), points(base + 1, 0));
    EXPECT_EQ(points(base + 2, 1), points(base, 1));
    EXPECT_EQ(points(base + 3, 0), points(base, 0));
    EXPECT_EQ(points(base + 3, 1), points(base + 1, 1));
  }
}

}  // namespace
}  // namespace throughgate::experiment
