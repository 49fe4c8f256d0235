#pragma once
/// A Gaussian process for one output of noisy runs: a linear trend in every input and a smooth departure from it in
/// the few that bend it or matter most (Rasmussen and Williams 2006, sections 2.2, 2.7 and 5.4).

#include <Eigen/Dense>
#include <cstddef>
#include <vector>

#include "calibration/relevance.hpp"

namespace throughgate::calibration {

class Kriging {
 public:
  /// `inputs`: run by input, each with a variance of about one; `outputs`: by run. Hyperparameters maximise the
  /// marginal likelihood of the last `most_searched` runs. Throws std::invalid_argument for fewer than ten runs.
  Kriging(const Eigen::MatrixXd& inputs, const Eigen::VectorXd& outputs);

  /// Expected output of a run there; allocates nothing.
  [[nodiscard]] double mean(const Eigen::VectorXd& at) const;
  /// Adds `times` the mean's gradient to `gradient`.
  void add_gradient(const Eigen::VectorXd& at, double times, Eigen::VectorXd& gradient) const;
  /// Variance of the mean: what the runs leave unknown about it. O(runs^2).
  [[nodiscard]] double variance(const Eigen::VectorXd& at) const;

  /// Variance of one run around the mean.
  [[nodiscard]] double nugget() const { return nugget_ * scale_ * scale_; }
  /// Left out one at a time: error of the mean in each run, and the variance of that error, the nugget included.
  [[nodiscard]] const Eigen::VectorXd& left_out_errors() const { return left_out_errors_; }
  [[nodiscard]] const Eigen::VectorXd& left_out_variances() const { return left_out_variances_; }
  /// Inputs that the trend uses, and those that the departure uses.
  [[nodiscard]] const std::vector<Eigen::Index>& trend_inputs() const { return trend_inputs_; }
  [[nodiscard]] const std::vector<Eigen::Index>& departure_inputs() const { return departure_inputs_; }

  static constexpr Eigen::Index most_searched = 400;
  static constexpr std::size_t most_departure_inputs = 6;

 private:
  struct Hyperparameters {
    double departure;  ///< variance of the smooth departure
    double length;     ///< over which it keeps its value, in units of the inputs
    double nugget;
  };

  [[nodiscard]] Eigen::MatrixXd covariance(const Eigen::MatrixXd& trend, const Eigen::MatrixXd& places,
                                           const Hyperparameters& at) const;
  [[nodiscard]] double surprise(const Eigen::MatrixXd& trend, const Eigen::MatrixXd& places, const Eigen::VectorXd& y,
                                const Hyperparameters& at) const;
  [[nodiscard]] Hyperparameters search(const Eigen::MatrixXd& trend, const Eigen::VectorXd& y, double noise) const;
  void choose_inputs(const Eigen::MatrixXd& inputs, const Eigen::VectorXd& y, const Relevance& relevance);

  // In units of the outputs' standard deviation around their mean.
  double centre_ = 0;
  double scale_ = 1;
  std::vector<Eigen::Index> trend_inputs_;
  std::vector<Eigen::Index> departure_inputs_;
  Eigen::VectorXd trend_variances_;  ///< of the trend's coefficients, by trend input
  Eigen::VectorXd coefficients_;     ///< by input, 0 outside the trend
  double constant_ = 0;
  double departure_ = 0;
  double length_ = 1;
  double nugget_ = 1;
  Eigen::MatrixXd runs_;     ///< trend input by run
  Eigen::MatrixXd places_;   ///< departure input by run
  Eigen::VectorXd weights_;  ///< by run
  Eigen::LLT<Eigen::MatrixXd> factor_;
  Eigen::VectorXd left_out_errors_;
  Eigen::VectorXd left_out_variances_;
};

}  // namespace throughgate::calibration
