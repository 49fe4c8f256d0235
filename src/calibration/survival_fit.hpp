#pragma once
/// Censored maximum likelihood of lifetimes on the time scale, as R's `survival::survreg`, also with a share that never
/// has the event.

#include <Eigen/Dense>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "calibration/microdata.hpp"
#include "calibration/survival_likelihood.hpp"

namespace throughgate::calibration {

struct Estimate {
  std::string name;
  double value = 0;
  double standard_error = 0;  ///< from the observed information; NaN where there is none
};

struct SurvivalFit {
  LifetimeModel model;
  std::vector<Estimate> location;                ///< coefficients of log t
  double sigma = 1;                              ///< scale of log t
  double log_sigma_error = 0;                    ///< standard error of its logarithm; 0 where it is fixed
  std::vector<Estimate> share;                   ///< logit of the share that can have the event; empty without a split
  std::optional<Estimate> mean_share;            ///< over the observations
  Eigen::VectorXd parameters;                    ///< location, log sigma if free, share
  Eigen::MatrixXd covariance;                    ///< of these
  double log_likelihood = 0;                     ///< of t
  double constant_log_likelihood = 0;            ///< of the same model without covariates
  std::optional<double> unsplit_log_likelihood;  ///< of the same model without the split
  std::size_t observations = 0;
  std::size_t events = 0;
  bool converged = true;
  bool nobody_immune = false;  ///< a split whose likelihood still rises as the share goes to one: it has no estimate

  /// Whether a share that can have the event is among the parameters.
  [[nodiscard]] bool has_share() const { return model.split && !nobody_immune; }
  /// Free parameters; a split without immune persons has those of the model without.
  [[nodiscard]] std::size_t degrees_of_freedom() const;
  [[nodiscard]] double aic() const;
  /// Over the observations, as R's BIC of a `survreg`.
  [[nodiscard]] double bic() const;
};

/// A likelihood ratio test of a fit within a wider one.
struct LikelihoodRatio {
  double statistic = 0;  ///< twice the difference, at least 0
  std::size_t degrees_of_freedom = 0;
  double p_value = 1;
};

/// Fits one family. `data` needs an event and independent covariates (microdata.hpp).
[[nodiscard]] SurvivalFit fit_survival(const Microdata& data, const LifetimeModel& model);

/// Of all covariates together; nothing without covariates.
[[nodiscard]] std::optional<LikelihoodRatio> covariates_test(const SurvivalFit& fit);

/// Of the split. With a constant share the hypothesis lies on the border: half of the chi-squared with one degree of
/// freedom (Maller and Zhou 1996); with covariates on the share their number of degrees, which is cautious.
[[nodiscard]] std::optional<LikelihoodRatio> split_test(const SurvivalFit& fit);

/// Of the fit, averaged over the observations.
struct FittedCurve {
  double survival = 1;
  double hazard = 0;  ///< of those that are left, per unit of time
};
[[nodiscard]] FittedCurve fitted_at(const SurvivalFit& fit, const Microdata& data, double time);

/// Of the persons who can have the event, averaged over the observations; 1 without a split.
[[nodiscard]] double mean_share_at(const SurvivalFit& fit, const Microdata& data);

}  // namespace throughgate::calibration
