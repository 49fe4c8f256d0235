#include "calibration/survival_fit.hpp"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <limits>
#include <utility>

#include "calibration/newton.hpp"

namespace throughgate::calibration {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

/// Covariates in units of their standard deviation from their mean: the steps are the same whatever their units.
struct Standardised {
  MatrixXd values;
  MatrixXd back;  ///< coefficients of the covariates as given = back * those of the standardised ones

  explicit Standardised(const MatrixXd& given) : values(given), back(MatrixXd::Identity(given.cols(), given.cols())) {
    for (Index i = 1; i < given.cols(); ++i) {
      const double mean = given.col(i).mean();
      const double spread = std::sqrt((given.col(i).array() - mean).square().mean());
      values.col(i) = (given.col(i).array() - mean) / spread;
      back(i, i) = 1 / spread;
      back(0, i) = -mean / spread;
    }
  }
};

/// Everybody is all but sure to be one who can have the event: the likelihood rises towards a share of one.
bool all_can(const MatrixXd& share, const VectorXd& parameters) {
  constexpr double sure = 12;  // a share of 0.999994
  return (share * parameters.tail(share.cols())).minCoeff() > sure;
}

VectorXd start_without_split(const Microdata& data, const SurvivalLikelihood& likelihood) {
  VectorXd start = VectorXd::Zero(likelihood.size());
  start(0) = std::log(data.time.sum() / static_cast<double>(data.events()));
  return start;
}

/// Those with the event alone, somewhat slower; the share that had it, somewhat raised.
VectorXd start_with_split(const Microdata& data, const SurvivalLikelihood& likelihood, Index share_columns) {
  double sum = 0;
  for (std::size_t i = 0; i < data.event.size(); ++i) {
    if (data.event[i] != 0) sum += data.time(static_cast<Index>(i));
  }
  const double had = static_cast<double>(data.events()) / static_cast<double>(data.observations());
  constexpr double raised = 0.25;
  const double share = had + raised * (1 - had) + 1e-3 * (1 - had);
  VectorXd start = VectorXd::Zero(likelihood.size());
  start(0) = std::log(1.5 * sum / static_cast<double>(data.events()));
  start(start.size() - share_columns) = std::log(share / std::max(1 - share, 1e-6));
  return start;
}

NewtonResult climb_without_split(const Microdata& data, HazardFamily family, const Standardised& location,
                                 const Standardised& share) {
  const SurvivalLikelihood likelihood(data, {family, false}, location.values, share.values);
  return maximise(likelihood, start_without_split(data, likelihood), [](const VectorXd&) { return false; });
}

/// The better of two starts: those with the event alone, and the fit without a split with a share of nearly one.
NewtonResult climb_with_split(const Microdata& data, HazardFamily family, const Standardised& location,
                              const Standardised& share, const NewtonResult& unsplit) {
  const SurvivalLikelihood likelihood(data, {family, true}, location.values, share.values);
  const auto runs_away = [&share](const VectorXd& parameters) { return all_can(share.values, parameters); };
  constexpr double nearly_all = 2.5;
  VectorXd near_all = VectorXd::Zero(likelihood.size());
  near_all.head(unsplit.place.size()) = unsplit.place;
  near_all(unsplit.place.size()) = nearly_all;
  NewtonResult first = maximise(likelihood, start_with_split(data, likelihood, share.values.cols()), runs_away);
  NewtonResult second = maximise(likelihood, near_all, runs_away);
  if (first.converged != second.converged) return first.converged ? first : second;
  return first.value >= second.value ? first : second;
}

MatrixXd inverse_or_nan(const MatrixXd& information) {
  const Eigen::LLT<MatrixXd> factor(information);
  if (factor.info() == Eigen::Success) return factor.solve(MatrixXd::Identity(information.rows(), information.cols()));
  return MatrixXd::Constant(information.rows(), information.cols(), no_number);
}

/// In the covariates as given. `q`: coefficients of the share.
void take(const NewtonResult& climbed, const Standardised& location, const Standardised& share, Index q,
          SurvivalFit& fit) {
  const Index p = location.back.cols();
  MatrixXd back = MatrixXd::Identity(climbed.place.size(), climbed.place.size());
  back.topLeftCorner(p, p) = location.back;
  if (q > 0) back.bottomRightCorner(q, q) = share.back;
  fit.parameters = back * climbed.place;
  fit.covariance = back * inverse_or_nan(climbed.information) * back.transpose();
  fit.log_likelihood = climbed.value;
  fit.converged = climbed.converged;
}

std::vector<Estimate> estimates(const std::vector<std::string>& names, const SurvivalFit& fit, Index first) {
  std::vector<Estimate> all;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Index at = first + static_cast<Index>(i);
    all.push_back({names[i], fit.parameters(at), std::sqrt(fit.covariance(at, at))});
  }
  return all;
}

/// Delta method: the mean over the observations of logistic(z'gamma).
Estimate mean_share(const SurvivalFit& fit, const MatrixXd& share) {
  const Index q = share.cols();
  const VectorXd gamma = fit.parameters.tail(q);
  VectorXd gradient = VectorXd::Zero(q);
  double mean = 0;
  for (Index i = 0; i < share.rows(); ++i) {
    const double one = logistic(share.row(i).dot(gamma));
    mean += one;
    gradient += one * (1 - one) * share.row(i).transpose();
  }
  const auto persons = static_cast<double>(share.rows());
  gradient /= persons;
  return {"share", mean / persons, std::sqrt(gradient.dot(fit.covariance.bottomRightCorner(q, q) * gradient))};
}

void name_estimates(const Microdata& data, SurvivalFit& fit) {
  const Index p = data.location.values.cols();
  fit.location = estimates(data.location.names, fit, 0);
  if (fit.model.has_scale()) {
    fit.sigma = std::exp(fit.parameters(p));
    fit.log_sigma_error = std::sqrt(fit.covariance(p, p));
  }
  if (!fit.model.split) return;
  if (fit.nobody_immune) {
    for (const std::string& name : data.share.names) fit.share.push_back({name, no_number, no_number});
    fit.mean_share = Estimate{"share", 1, no_number};
    return;
  }
  fit.share = estimates(data.share.names, fit, fit.parameters.size() - data.share.values.cols());
  fit.mean_share = mean_share(fit, data.share.values);
}

double climbed_value(const Microdata& data, const LifetimeModel& model, const Standardised& location,
                     const Standardised& share) {
  const NewtonResult unsplit = climb_without_split(data, model.family, location, share);
  if (!model.split) return unsplit.value;
  return std::max(unsplit.value, climb_with_split(data, model.family, location, share, unsplit).value);
}

}  // namespace

std::size_t SurvivalFit::degrees_of_freedom() const { return static_cast<std::size_t>(parameters.size()); }
double SurvivalFit::aic() const { return -2 * log_likelihood + 2 * static_cast<double>(degrees_of_freedom()); }
double SurvivalFit::bic() const {
  return -2 * log_likelihood + std::log(static_cast<double>(observations)) * static_cast<double>(degrees_of_freedom());
}

SurvivalFit fit_survival(const Microdata& data, const LifetimeModel& model) {
  SurvivalFit fit;
  fit.model = model;
  fit.observations = data.observations();
  fit.events = data.events();
  const Standardised location(data.location.values);
  const Standardised share(data.share.values);
  NewtonResult climbed = climb_without_split(data, model.family, location, share);
  if (model.split) {
    fit.unsplit_log_likelihood = climbed.value;
    NewtonResult split = climb_with_split(data, model.family, location, share, climbed);
    fit.nobody_immune = split.ran_away || split.value <= climbed.value;
    if (!fit.nobody_immune) climbed = std::move(split);
  }
  take(climbed, location, share, fit.has_share() ? share.values.cols() : 0, fit);
  name_estimates(data, fit);
  const Standardised constant(MatrixXd::Ones(data.time.size(), 1));
  const bool alone = location.values.cols() == 1 && (!model.split || share.values.cols() == 1);
  fit.constant_log_likelihood = alone ? fit.log_likelihood : climbed_value(data, model, constant, constant);
  return fit;
}

std::optional<LikelihoodRatio> covariates_test(const SurvivalFit& fit) {
  std::size_t covariates = fit.location.size() - 1;
  if (fit.has_share()) covariates += fit.share.size() - 1;
  if (covariates == 0) return std::nullopt;
  const double statistic = std::max(0.0, 2 * (fit.log_likelihood - fit.constant_log_likelihood));
  const boost::math::chi_squared distribution(static_cast<double>(covariates));
  return LikelihoodRatio{statistic, covariates, cdf(complement(distribution, statistic))};
}

std::optional<LikelihoodRatio> split_test(const SurvivalFit& fit) {
  if (!fit.unsplit_log_likelihood) return std::nullopt;
  const double statistic = std::max(0.0, 2 * (fit.log_likelihood - *fit.unsplit_log_likelihood));
  const std::size_t freedom = fit.share.size();
  const double tail = cdf(complement(boost::math::chi_squared(static_cast<double>(freedom)), statistic));
  return LikelihoodRatio{statistic, freedom, freedom == 1 && statistic > 0 ? tail / 2 : tail};
}

FittedCurve fitted_at(const SurvivalFit& fit, const Microdata& data, double time) {
  const Index p = data.location.values.cols();
  const VectorXd mean = data.location.values * fit.parameters.head(p);
  VectorXd logit;
  if (fit.has_share()) logit = data.share.values * fit.parameters.tail(data.share.values.cols());
  double survival = 0;
  double density = 0;
  for (Index i = 0; i < mean.size(); ++i) {
    const double w = (std::log(time) - mean(i)) / fit.sigma;
    const double share = fit.has_share() ? logistic(logit(i)) : 1;
    survival += 1 + share * std::expm1(log_survival(fit.model.family, w).value);
    density += share * std::exp(log_density(fit.model.family, w).value) / (fit.sigma * time);
  }
  const auto persons = static_cast<double>(mean.size());
  return {survival / persons, density / survival};
}

double mean_share_at(const SurvivalFit& fit, const Microdata& data) {
  if (!fit.has_share()) return 1;
  const VectorXd logit = data.share.values * fit.parameters.tail(data.share.values.cols());
  return logit.unaryExpr([](double one) { return logistic(one); }).mean();
}

}  // namespace throughgate::calibration
