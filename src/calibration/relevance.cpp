#include "calibration/relevance.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace throughgate::calibration {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// The coefficients of some inputs, given the variances of their priors.
struct Coefficients {
  VectorXd mean;
  VectorXd variance;
};

Coefficients coefficients_of(const MatrixXd& moments, const VectorXd& products, const VectorXd& prior, double noise) {
  MatrixXd precision = moments / noise;
  precision.diagonal() += prior.cwiseInverse();
  const Eigen::LLT<MatrixXd> factor(precision);
  return {factor.solve(products) / noise, factor.solve(MatrixXd::Identity(prior.size(), prior.size())).diagonal()};
}

/// An input is kept while its coefficient is this many posterior standard deviations from zero: the largest of as many
/// inputs without any effect would be (Donoho and Johnstone 1994). With less, few runs of many inputs fit their own
/// luck.
double least_score(Index inputs) { return std::sqrt(2 * std::log(std::max(2.0, static_cast<double>(inputs)))); }
constexpr int most_steps = 60;

}  // namespace

Relevance relevance_of(const MatrixXd& inputs, const VectorXd& outputs) {
  if (inputs.rows() != outputs.size() || outputs.size() < 3) throw std::invalid_argument("three runs are needed");
  const auto runs = static_cast<double>(outputs.size());
  const double total = std::max(outputs.squaredNorm() / runs, 1e-300);
  const MatrixXd moments = inputs.transpose() * inputs;
  const VectorXd products = inputs.transpose() * outputs;
  std::vector<Index> kept(static_cast<std::size_t>(inputs.cols()));
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = static_cast<Index>(i);
  Relevance result{VectorXd::Zero(inputs.cols()), VectorXd::Zero(inputs.cols()), total};
  VectorXd prior = VectorXd::Constant(inputs.cols(), total / static_cast<double>(inputs.cols()));
  double noise = total / 2;
  const double least = least_score(inputs.cols());
  for (int step = 0; step < most_steps && !kept.empty(); ++step) {
    const MatrixXd some = moments(kept, kept);
    const VectorXd with = products(kept);
    const Coefficients now = coefficients_of(some, with, prior, noise);
    const VectorXd known = VectorXd::Ones(prior.size()) - now.variance.cwiseQuotient(prior);
    const double unexplained = outputs.squaredNorm() - 2 * now.mean.dot(with) + now.mean.dot(some * now.mean);
    noise = std::max(unexplained / std::max(runs - known.sum(), 1.0), 1e-9 * total);
    std::vector<Index> left;
    std::vector<double> variances;
    const bool prune = step > most_steps / 4;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const auto place = static_cast<Index>(i);
      const double square = now.mean(place) * now.mean(place);
      if (prune && square < least * least * now.variance(place)) continue;
      left.push_back(kept[i]);
      variances.push_back(std::max(square / std::clamp(known(place), 1e-3, 1.0), 1e-12 * total));
    }
    kept = std::move(left);
    prior = Eigen::Map<const VectorXd>(variances.data(), static_cast<Index>(variances.size()));
  }
  if (!kept.empty()) {
    result.prior_variances(kept) = prior;
    result.coefficients(kept) = coefficients_of(moments(kept, kept), products(kept), prior, noise).mean;
  }
  result.noise = noise;
  return result;
}

}  // namespace throughgate::calibration
