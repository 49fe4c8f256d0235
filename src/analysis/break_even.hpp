#pragma once
/// Where a claim tips: the value of one parameter at which it holds with probability one half.

#include <Eigen/Dense>
#include <functional>
#include <optional>

namespace throughgate::analysis {

/// How sure a claim would be if one parameter were known, from draws of all: the outcome's mean given the parameter
/// is shifted from what each draw had to what is asked for.
class ChanceGiven {
 public:
  /// `parameter`, `outcome`: by draw. `holds`: whether the claim holds at an outcome.
  ChanceGiven(const Eigen::VectorXd& parameter, const Eigen::VectorXd& outcome, std::function<bool(double)> holds);

  /// Beyond the draws' range the mean is that at its end.
  [[nodiscard]] double operator()(double parameter) const;
  [[nodiscard]] double least() const { return place_(0); }
  [[nodiscard]] double greatest() const { return place_(place_.size() - 1); }

 private:
  [[nodiscard]] double mean_at(double parameter) const;

  Eigen::VectorXd place_;  ///< the draws' values, ascending, each once
  Eigen::VectorXd mean_;   ///< of the outcome at these
  Eigen::VectorXd rest_;   ///< of each draw: outcome less its mean
  std::function<bool(double)> holds_;
};

/// The root of chance = 0.5, by bisection, first going up; a tenth of it less and a tenth more lie on opposite sides.
/// Nothing where no value in the draws' range does that.
[[nodiscard]] std::optional<double> break_even_of(const Eigen::VectorXd& parameter, const Eigen::VectorXd& outcome,
                                                  const std::function<bool(double)>& holds);

}  // namespace throughgate::analysis
