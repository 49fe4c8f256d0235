#pragma once
/// The runs of a probabilistic analysis, and the draws of its parameters, read from its tables.

#include <Eigen/Dense>
#include <cstddef>
#include <string>
#include <vector>

#include "analysis/decision.hpp"
#include "recording/dataset.hpp"

namespace throughgate::analysis {

class DrawnEvidence {
 public:
  /// Of the tables that `experiment::assemble_probabilistic` makes, which must outlive it. Throws std::runtime_error
  /// when they hold no draws.
  explicit DrawnEvidence(const recording::Dataset& dataset);

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }       ///< of the parameters
  [[nodiscard]] const Eigen::MatrixXd& parameters() const { return parameters_; }      ///< draw by parameter
  [[nodiscard]] std::size_t replications() const { return replications_; }             ///< that make a draw's value
  [[nodiscard]] const std::vector<std::size_t>& draw_of_run() const { return draw_; }  ///< 0, 1, ...
  [[nodiscard]] const recording::Dataset& runs() const { return *runs_; }
  /// Values by draw of outcomes by run (run by column).
  [[nodiscard]] Drawn drawn(const Eigen::MatrixXd& by_run) const { return by_draw({by_run, draw_, replications_}); }
  /// A text of each parameter: `parameter_unit`, `parameter_grade`.
  [[nodiscard]] std::vector<std::string> texts(const std::string& variable) const;

 private:
  const recording::Dataset* runs_;
  const recording::Dataset* group_;
  std::vector<std::string> names_;
  Eigen::MatrixXd parameters_;
  std::size_t replications_ = 1;
  std::vector<std::size_t> draw_;
};

}  // namespace throughgate::analysis
