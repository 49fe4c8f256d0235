#pragma once
/// Linear regression that finds out which inputs matter (automatic relevance determination, MacKay 1992).

#include <Eigen/Dense>

namespace throughgate::calibration {

/// The coefficient of input i has a normal prior with mean 0 and variance `prior_variances(i)`, chosen to make the
/// outputs most likely; 0 where the input does not matter.
struct Relevance {
  Eigen::VectorXd prior_variances;  ///< by input; (unit of the output)^2
  Eigen::VectorXd coefficients;     ///< posterior means, by input
  double noise = 0;                 ///< variance of what is left
};

/// `inputs`: run by input, each with a variance of about one. `outputs`: by run, with mean 0. Throws
/// std::invalid_argument for fewer than three runs or lengths that differ.
[[nodiscard]] Relevance relevance_of(const Eigen::MatrixXd& inputs, const Eigen::VectorXd& outputs);

}  // namespace throughgate::calibration
