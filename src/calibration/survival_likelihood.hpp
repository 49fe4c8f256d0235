#pragma once
/// Log likelihood of censored lifetimes, its gradient and its second derivatives.

#include <Eigen/Dense>

#include "calibration/lifetime_family.hpp"
#include "calibration/microdata.hpp"

namespace throughgate::calibration {

/// What is fitted: log t = x'beta + sigma * error; with a split, a person can have the event with chance
/// logistic(z'gamma), and never has it otherwise (Maltz 1984; Schmidt and Witte 1988).
struct LifetimeModel {
  HazardFamily family = HazardFamily::weibull;
  bool split = false;

  /// sigma is 1 for the exponential.
  [[nodiscard]] bool has_scale() const { return family != HazardFamily::exponential; }
};

/// At one place; the parameters are beta, then log sigma if it is free, then gamma with a split.
struct Likelihood {
  double value = 0;  ///< of t, not of log t
  Eigen::VectorXd gradient;
  Eigen::MatrixXd information;  ///< minus the second derivatives
};

/// The same covariates for every evaluation.
class SurvivalLikelihood {
 public:
  /// Keeps references: `location` and `share` must outlive it.
  SurvivalLikelihood(const Microdata& data, const LifetimeModel& model, const Eigen::MatrixXd& location,
                     const Eigen::MatrixXd& share);

  [[nodiscard]] Eigen::Index size() const;
  [[nodiscard]] Likelihood at(const Eigen::VectorXd& parameters) const;

 private:
  struct Place;
  struct Derivatives;
  [[nodiscard]] Place place_of(const Eigen::VectorXd& parameters) const;
  void assemble(const Derivatives& by, Likelihood& into) const;

  const Microdata& data_;
  LifetimeModel model_;
  const Eigen::MatrixXd& location_;
  const Eigen::MatrixXd& share_;
  Eigen::VectorXd log_time_;
};

}  // namespace throughgate::calibration
