#include "calibration/kriging.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlopt.hpp>
#include <numeric>
#include <stdexcept>

namespace throughgate::calibration {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Prior variance of the constant, in units of the outputs' variance.
constexpr double constant_variance = 1;

MatrixXd squared_distances(const MatrixXd& places) {
  const VectorXd norms = places.colwise().squaredNorm();
  MatrixXd result = -2 * places.transpose() * places;
  result.colwise() += norms;
  result.rowwise() += norms.transpose();
  return result.cwiseMax(0);
}

/// Of each input: how many standard errors the correlation of its square with what the trend leaves lies from zero.
VectorXd bend_scores(const MatrixXd& inputs, const VectorXd& left) {
  const VectorXd residual = left.array() - left.mean();
  MatrixXd squares = inputs.cwiseAbs2();
  squares.rowwise() -= squares.colwise().mean();
  const VectorXd norms = squares.colwise().norm() * std::max(residual.norm(), 1e-300);
  const auto runs = static_cast<double>(inputs.rows());
  return ((squares.transpose() * residual).cwiseQuotient(norms.cwiseMax(1e-300)) * std::sqrt(runs)).cwiseAbs();
}

std::vector<Index> last(Index count, Index all) {
  std::vector<Index> places(static_cast<std::size_t>(std::min(count, all)));
  std::iota(places.begin(), places.end(), all - static_cast<Index>(places.size()));
  return places;
}

}  // namespace

void Kriging::choose_inputs(const MatrixXd& inputs, const VectorXd& y, const Relevance& relevance) {
  for (Index i = 0; i < inputs.cols(); ++i) {
    if (relevance.prior_variances(i) > 0) trend_inputs_.push_back(i);
  }
  trend_variances_ = relevance.prior_variances(trend_inputs_);
  const VectorXd bends = bend_scores(inputs, y - inputs * relevance.coefficients);
  std::vector<Index> bending;
  constexpr double least_bend = 4;
  for (Index i = 0; i < inputs.cols(); ++i) {
    if (bends(i) > least_bend) bending.push_back(i);
  }
  std::ranges::stable_sort(bending, std::ranges::greater{}, [&](Index i) { return bends(i); });
  std::vector<Index> relevant = trend_inputs_;
  std::ranges::stable_sort(relevant, std::ranges::greater{}, [&](Index i) { return relevance.prior_variances(i); });
  departure_inputs_ = bending;
  for (const Index i : relevant) {
    if (std::ranges::find(bending, i) == bending.end()) departure_inputs_.push_back(i);
  }
  departure_inputs_.resize(std::min(departure_inputs_.size(), most_departure_inputs));
}

/// `trend`: covariance of the trend and the constant.
MatrixXd Kriging::covariance(const MatrixXd& trend, const MatrixXd& places, const Hyperparameters& at) const {
  MatrixXd result = trend;
  if (places.rows() > 0) {
    result.array() += at.departure * (squared_distances(places).array() * (-0.5 / (at.length * at.length))).exp();
  }
  result.diagonal().array() += at.nugget;
  return result;
}

/// Minus twice the logarithm of the marginal likelihood, but for a constant.
double Kriging::surprise(const MatrixXd& trend, const MatrixXd& places, const VectorXd& y,
                         const Hyperparameters& at) const {
  const Eigen::LLT<MatrixXd> factor(covariance(trend, places, at));
  if (factor.info() != Eigen::Success) return std::numeric_limits<double>::max();
  return y.dot(factor.solve(y)) + 2 * factor.matrixLLT().diagonal().array().log().sum();
}

Kriging::Hyperparameters Kriging::search(const MatrixXd& trend, const VectorXd& y, double noise) const {
  const auto some = last(most_searched, y.size());
  const MatrixXd trend_of_some = trend(some, some);
  const MatrixXd places = places_(Eigen::all, some);
  const VectorXd y_of_some = y(some);
  auto objective = [&](const std::vector<double>& logs) {
    return surprise(trend_of_some, places, y_of_some, {std::exp(logs[0]), std::exp(logs[1]), std::exp(logs[2])});
  };
  using Objective = decltype(objective);
  nlopt::opt search(nlopt::LN_BOBYQA, 3);
  search.set_min_objective([](const std::vector<double>& x, std::vector<double>&,
                              void* data) { return (*static_cast<Objective*>(data))(x); },
                           &objective);
  const double start = std::clamp(noise, 1e-4, 0.9);
  search.set_lower_bounds({std::log(1e-6), std::log(1.0), std::log(1e-5)});
  search.set_upper_bounds({std::log(2.0), std::log(20.0), std::log(1.5)});
  search.set_xtol_abs(0.02);
  search.set_maxeval(80);
  std::vector<double> logs{std::log(start / 4), std::log(4.0), std::log(start)};
  search.set_initial_step({1.0, 0.5, 0.5});
  double least = 0;
  search.optimize(logs, least);
  return {std::exp(logs[0]), std::exp(logs[1]), std::exp(logs[2])};
}

Kriging::Kriging(const MatrixXd& inputs, const VectorXd& outputs) {
  constexpr Index least_runs = 10;
  if (inputs.rows() != outputs.size() || outputs.size() < least_runs)
    throw std::invalid_argument("ten runs are needed");
  centre_ = outputs.mean();
  const VectorXd around = outputs.array() - centre_;
  const double variance = around.squaredNorm() / static_cast<double>(outputs.size());
  scale_ = variance > 0 ? std::sqrt(variance) : 1;
  const VectorXd y = around / scale_;
  const Relevance relevance = relevance_of(inputs, y);
  choose_inputs(inputs, y, relevance);
  runs_ = inputs(Eigen::all, trend_inputs_).transpose();
  places_ = inputs(Eigen::all, departure_inputs_).transpose();
  MatrixXd trend = runs_.transpose() * trend_variances_.asDiagonal() * runs_;
  trend.array() += constant_variance;
  const Hyperparameters best = search(trend, y, relevance.noise);
  departure_ = places_.rows() > 0 ? best.departure : 0;
  length_ = best.length;
  nugget_ = best.nugget;
  factor_.compute(covariance(trend, places_, best));
  if (factor_.info() != Eigen::Success) throw std::runtime_error("the covariance of the runs is singular");
  weights_ = factor_.solve(y);
  coefficients_ = VectorXd::Zero(inputs.cols());
  coefficients_(trend_inputs_) = trend_variances_.cwiseProduct(runs_ * weights_);
  constant_ = constant_variance * weights_.sum();
  const VectorXd precisions = factor_.solve(MatrixXd::Identity(y.size(), y.size())).diagonal();
  left_out_errors_ = weights_.cwiseQuotient(precisions) * scale_;
  left_out_variances_ = precisions.cwiseInverse() * (scale_ * scale_);
}

double Kriging::mean(const VectorXd& at) const {
  double departure = 0;
  const double factor = -0.5 / (length_ * length_);
  for (Index run = 0; departure_ > 0 && run < places_.cols(); ++run) {
    double square = 0;
    for (Index i = 0; i < places_.rows(); ++i) {
      const double away = places_(i, run) - at(departure_inputs_[static_cast<std::size_t>(i)]);
      square += away * away;
    }
    departure += weights_(run) * std::exp(factor * square);
  }
  return centre_ + scale_ * (constant_ + coefficients_.dot(at) + departure_ * departure);
}

void Kriging::add_gradient(const VectorXd& at, double times, VectorXd& gradient) const {
  gradient += (times * scale_) * coefficients_;
  const double factor = 1 / (length_ * length_);
  std::array<double, most_departure_inputs> away{};
  for (Index run = 0; departure_ > 0 && run < places_.cols(); ++run) {
    double square = 0;
    for (Index i = 0; i < places_.rows(); ++i) {
      const auto place = static_cast<std::size_t>(i);
      away[place] = places_(i, run) - at(departure_inputs_[place]);
      square += away[place] * away[place];
    }
    const double weight = times * scale_ * departure_ * factor * weights_(run) * std::exp(-0.5 * factor * square);
    for (std::size_t i = 0; i < departure_inputs_.size(); ++i) gradient(departure_inputs_[i]) += weight * away[i];
  }
}

double Kriging::variance(const VectorXd& at) const {
  const VectorXd trend = at(trend_inputs_);
  VectorXd shared = runs_.transpose() * trend_variances_.cwiseProduct(trend);
  shared.array() += constant_variance;
  double own = constant_variance + trend.dot(trend_variances_.cwiseProduct(trend));
  if (departure_ > 0) {
    const MatrixXd away = places_.colwise() - VectorXd(at(departure_inputs_));
    const VectorXd squares = away.colwise().squaredNorm();
    shared.array() += departure_ * (squares.array() * (-0.5 / (length_ * length_))).exp();
    own += departure_;
  }
  const VectorXd solved = factor_.matrixL().solve(shared);
  return std::max(own - solved.squaredNorm(), 0.0) * scale_ * scale_;
}

}  // namespace throughgate::calibration
