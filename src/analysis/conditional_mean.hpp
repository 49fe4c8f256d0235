#pragma once
/// The mean of an outcome given some of the uncertain parameters, by regression over the draws.

#include <Eigen/Dense>
#include <cstddef>
#include <optional>

namespace throughgate::analysis {

/// Columns that a regression may use: `x` is draw by parameter.
///
/// One parameter: a natural cubic spline with five knots at quantiles, and a step where many draws are equal (a point
/// mass). Several: their squares and products, or, where that were more than a fifth of the draws, the parameters
/// alone. Columns are centred and orthonormal times the root of the number of draws; those that the others make
/// are left out. Nothing where even the parameters alone were more than a third of the draws.
[[nodiscard]] std::optional<Eigen::MatrixXd> basis_of(const Eigen::MatrixXd& x);

struct ConditionalMean {
  Eigen::MatrixXd fitted;     ///< draw by outcome
  Eigen::VectorXd explained;  ///< variance of the conditional mean, by outcome; unbiased, at least 0
  std::size_t columns = 0;    ///< beside the constant
};

/// Least squares of each column of `y` (draw by outcome) on an orthonormal basis. The deviations of `fitted` are
/// scaled so that their variance is `explained`: chance does not pass for knowledge.
[[nodiscard]] ConditionalMean conditional_mean(const Eigen::MatrixXd& basis, const Eigen::MatrixXd& y);

}  // namespace throughgate::analysis
