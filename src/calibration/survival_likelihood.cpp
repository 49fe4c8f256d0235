#include "calibration/survival_likelihood.hpp"

#include <cmath>

namespace throughgate::calibration {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

/// One person's log likelihood as a function of w and of the logit of the share, without log sigma and log t.
struct Term {
  double value = 0;
  double w = 0;  ///< derivatives by w and by the logit
  double logit = 0;
  double w_w = 0;
  double w_logit = 0;
  double logit_logit = 0;
};

Term without_split(HazardFamily family, bool event, double w) {
  const Curve curve = event ? log_density(family, w) : log_survival(family, w);
  return {.value = curve.value, .w = curve.first, .w_w = curve.second};
}

Term with_split(HazardFamily family, bool event, double w, double logit) {
  const double share = logistic(logit);
  if (event) {
    const Curve density = log_density(family, w);
    return {.value = density.value + logit - softplus(logit),
            .w = density.first,
            .logit = 1 - share,
            .w_w = density.second,
            .logit_logit = -share * (1 - share)};
  }
  // log(1 - pi + pi S) = log(1 + e^(logit + log S)) - log(1 + e^logit)
  const Curve survival = log_survival(family, w);
  const double waiting = logistic(logit + survival.value);  // chance to be one who can have the event after all
  const double spread = waiting * (1 - waiting);
  return {.value = softplus(logit + survival.value) - softplus(logit),
          .w = waiting * survival.first,
          .logit = waiting - share,
          .w_w = waiting * survival.second + spread * survival.first * survival.first,
          .w_logit = spread * survival.first,
          .logit_logit = spread - share * (1 - share)};
}

}  // namespace

struct SurvivalLikelihood::Place {
  VectorXd mean;   ///< of log t, by person
  VectorXd logit;  ///< of the share, by person; empty without a split
  double sigma = 1;

  [[nodiscard]] Term term(const LifetimeModel& model, bool event, double log_time, Index person) const {
    const double w = (log_time - mean(person)) / sigma;
    return model.split ? with_split(model.family, event, w, logit(person)) : without_split(model.family, event, w);
  }
};

SurvivalLikelihood::SurvivalLikelihood(const Microdata& data, const LifetimeModel& model, const MatrixXd& location,
                                       const MatrixXd& share)
    : data_(data), model_(model), location_(location), share_(share), log_time_(data.time.array().log()) {}

Index SurvivalLikelihood::size() const {
  return location_.cols() + (model_.has_scale() ? 1 : 0) + (model_.split ? share_.cols() : 0);
}

SurvivalLikelihood::Place SurvivalLikelihood::place_of(const VectorXd& parameters) const {
  Place place;
  place.mean = location_ * parameters.head(location_.cols());
  if (model_.has_scale()) place.sigma = std::exp(parameters(location_.cols()));
  if (model_.split) place.logit = share_ * parameters.tail(share_.cols());
  return place;
}

/// By person, by the mean m = x'beta, by s = log sigma and by the logit: w_m = -1 / sigma, w_s = -w.
struct SurvivalLikelihood::Derivatives {
  explicit Derivatives(Index persons)
      : m(persons),
        s(persons),
        g(persons),
        mm(persons),
        ms(persons),
        ss(persons),
        mg(persons),
        sg(persons),
        gg(persons) {}

  void set(Index person, const Term& term, double w, double sigma, bool event) {
    m(person) = -term.w / sigma;
    s(person) = -w * term.w - (event ? 1 : 0);
    g(person) = term.logit;
    mm(person) = term.w_w / (sigma * sigma);
    ms(person) = (term.w + w * term.w_w) / sigma;
    ss(person) = w * term.w + w * w * term.w_w;
    mg(person) = -term.w_logit / sigma;
    sg(person) = -w * term.w_logit;
    gg(person) = term.logit_logit;
  }

  VectorXd m, s, g, mm, ms, ss, mg, sg, gg;
};

Likelihood SurvivalLikelihood::at(const VectorXd& parameters) const {
  const Place place = place_of(parameters);
  Derivatives by(log_time_.size());
  Likelihood result;
  for (Index i = 0; i < log_time_.size(); ++i) {
    const bool event = data_.event[static_cast<std::size_t>(i)] != 0;
    const Term term = place.term(model_, event, log_time_(i), i);
    result.value += term.value - (event ? std::log(place.sigma) + log_time_(i) : 0);
    by.set(i, term, (log_time_(i) - place.mean(i)) / place.sigma, place.sigma, event);
  }
  assemble(by, result);
  return result;
}

void SurvivalLikelihood::assemble(const Derivatives& by, Likelihood& into) const {
  const Index p = location_.cols();
  const Index scale = model_.has_scale() ? 1 : 0;
  const Index q = model_.split ? share_.cols() : 0;
  into.gradient = VectorXd::Zero(size());
  MatrixXd second = MatrixXd::Zero(size(), size());
  into.gradient.head(p) = location_.transpose() * by.m;
  second.topLeftCorner(p, p) = location_.transpose() * (by.mm.asDiagonal() * location_);
  if (scale == 1) {
    into.gradient(p) = by.s.sum();
    second(p, p) = by.ss.sum();
    second.block(0, p, p, 1) = location_.transpose() * by.ms;
  }
  if (q > 0) {
    into.gradient.tail(q) = share_.transpose() * by.g;
    second.bottomRightCorner(q, q) = share_.transpose() * (by.gg.asDiagonal() * share_);
    second.topRightCorner(p, q) = location_.transpose() * (by.mg.asDiagonal() * share_);
    if (scale == 1) second.block(p, p + 1, 1, q) = (share_.transpose() * by.sg).transpose();
  }
  into.information = -MatrixXd(second.selfadjointView<Eigen::Upper>());
}

}  // namespace throughgate::calibration
