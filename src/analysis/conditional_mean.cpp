#include "analysis/conditional_mean.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace throughgate::analysis {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// The part of a natural cubic spline that belongs to a knot (Hastie, Tibshirani and Friedman, The Elements of
/// Statistical Learning, equation 5.4).
double truncated(double x, double knot, double last) {
  const auto cube = [](double y) { return y > 0 ? y * y * y : 0.0; };
  return (cube(x - knot) - cube(x - last)) / (last - knot);
}

/// The most common value, when a tenth of the draws or more have it.
std::optional<double> point_mass(const VectorXd& x) {
  std::vector<double> sorted(x.begin(), x.end());
  std::ranges::sort(sorted);
  std::size_t most = 0;
  double value = 0;
  for (std::size_t begin = 0; begin < sorted.size();) {
    std::size_t end = begin;
    while (end < sorted.size() && sorted[end] == sorted[begin]) ++end;
    if (end - begin > most) {
      most = end - begin;
      value = sorted[begin];
    }
    begin = end;
  }
  if (most < 2 || most * 10 < sorted.size()) return std::nullopt;
  return value;
}

MatrixXd spline(const VectorXd& x) {
  std::vector<double> sorted(x.begin(), x.end());
  std::ranges::sort(sorted);
  constexpr std::array<double, 5> shares{0.05, 0.275, 0.5, 0.725, 0.95};
  std::vector<double> knots;
  for (const double share : shares) {
    const double knot = sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
    if (knots.empty() || knot > knots.back()) knots.push_back(knot);
  }
  const auto mass = point_mass(x);
  const std::size_t bends = knots.size() > 2 ? knots.size() - 2 : 0;
  MatrixXd columns(x.size(), static_cast<Index>(1 + bends + (mass ? 1 : 0)));
  columns.col(0) = x;
  for (std::size_t k = 0; k < bends; ++k) {
    for (Index row = 0; row < x.size(); ++row) {
      columns(row, static_cast<Index>(1 + k)) =
          truncated(x(row), knots[k], knots.back()) - truncated(x(row), knots[knots.size() - 2], knots.back());
    }
  }
  if (mass) columns.rightCols(1) = (x.array() == *mass).cast<double>().matrix();
  return columns;
}

MatrixXd second_order(const MatrixXd& x) {
  const Index members = x.cols();
  MatrixXd columns(x.rows(), members + members * (members + 1) / 2);
  columns.leftCols(members) = x;
  Index next = members;
  for (Index i = 0; i < members; ++i) {
    for (Index j = i; j < members; ++j) columns.col(next++) = x.col(i).cwiseProduct(x.col(j));
  }
  return columns;
}

/// Centred, with unit variance; a constant column becomes zero.
MatrixXd standardised(MatrixXd columns) {
  for (Index i = 0; i < columns.cols(); ++i) {
    columns.col(i).array() -= columns.col(i).mean();
    const double spread = std::sqrt(columns.col(i).squaredNorm() / static_cast<double>(columns.rows()));
    if (spread > 0) columns.col(i) /= spread;
  }
  return columns;
}

MatrixXd orthonormal(const MatrixXd& columns) {
  Eigen::ColPivHouseholderQR<MatrixXd> qr(columns);
  qr.setThreshold(1e-8);
  const MatrixXd thin = qr.householderQ() * MatrixXd::Identity(columns.rows(), qr.rank());
  return thin * std::sqrt(static_cast<double>(columns.rows()));
}

}  // namespace

std::optional<MatrixXd> basis_of(const MatrixXd& x) {
  const Index members = x.cols();
  if (members == 0) return MatrixXd(x.rows(), 0);
  if (members == 1) return orthonormal(standardised(spline(standardised(x).col(0))));
  if (3 * members > x.rows()) return std::nullopt;
  const MatrixXd scaled = standardised(x);
  const bool quadratic = 5 * (members + members * (members + 1) / 2) <= x.rows();
  return orthonormal(standardised(quadratic ? second_order(scaled) : scaled));
}

ConditionalMean conditional_mean(const MatrixXd& basis, const MatrixXd& y) {
  const auto draws = static_cast<double>(y.rows());
  const auto columns = static_cast<double>(basis.cols());
  ConditionalMean result;
  result.columns = static_cast<std::size_t>(basis.cols());
  const Eigen::RowVectorXd means = y.colwise().mean();
  const MatrixXd centred = y.rowwise() - means;
  const MatrixXd coefficients = basis.transpose() * centred / draws;
  result.fitted = basis * coefficients;
  result.explained.resize(y.cols());
  for (Index i = 0; i < y.cols(); ++i) {
    const double seen = coefficients.col(i).squaredNorm();
    const double residual = (centred.col(i) - result.fitted.col(i)).squaredNorm() / std::max(draws - columns - 1, 1.0);
    result.explained(i) = std::max(seen - columns * residual / draws, 0.0);
    result.fitted.col(i) *= seen > 0 ? std::sqrt(result.explained(i) / seen) : 0.0;
  }
  result.fitted.rowwise() += means;
  return result;
}

}  // namespace throughgate::analysis
