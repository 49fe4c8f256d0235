#include "analysis/decision.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/conditional_mean.hpp"
#include "random/stream.hpp"

namespace throughgate::analysis {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Beyond the processes of persons and of parameters.
constexpr std::uint16_t bootstrap_process = 0x4002;

MatrixXd covariance_of(const MatrixXd& values) {
  if (values.rows() < 2) return MatrixXd::Zero(values.cols(), values.cols());
  const MatrixXd centred = values.rowwise() - values.colwise().mean();
  return centred.transpose() * centred / static_cast<double>(values.rows() - 1);
}

/// The symmetric matrix with `function` of its eigenvalues.
template <class Function>
MatrixXd of_eigenvalues(const MatrixXd& symmetric, Function&& function) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(symmetric);
  const double largest = std::max(solver.eigenvalues().cwiseAbs().maxCoeff(), 1e-300);
  VectorXd values = solver.eigenvalues();
  for (double& value : values) value = function(value / largest) * function(largest);
  return solver.eigenvectors() * values.asDiagonal() * solver.eigenvectors().transpose();
}

constexpr double negligible = 1e-12;
double root(double value) { return value > negligible ? std::sqrt(value) : 0.0; }
double inverse_root(double value) { return value > negligible ? 1 / std::sqrt(value) : 0.0; }
double not_negative(double value) { return std::max(value, 0.0); }

}  // namespace

MatrixXd rows_at(const MatrixXd& matrix, std::span<const std::size_t> positions) {
  MatrixXd rows(static_cast<Index>(positions.size()), matrix.cols());
  for (std::size_t i = 0; i < positions.size(); ++i) {
    rows.row(static_cast<Index>(i)) = matrix.row(static_cast<Index>(positions[i]));
  }
  return rows;
}

Drawn by_draw(const DrawnRuns& runs) {
  const std::size_t draws = runs.draw.empty() ? 0 : *std::ranges::max_element(runs.draw) + 1;
  std::vector<std::vector<std::size_t>> of_draw(draws);
  for (std::size_t run = 0; run < runs.draw.size(); ++run) of_draw[runs.draw[run]].push_back(run);
  Drawn drawn;
  drawn.replications = runs.replications;
  drawn.values.resize(static_cast<Index>(draws), runs.outcomes.cols());
  for (std::size_t draw = 0; draw < draws; ++draw) {
    const std::span<const std::size_t> all = of_draw[draw];
    const auto counted = all.first(std::min(runs.replications, all.size()));
    drawn.values.row(static_cast<Index>(draw)) = rows_at(runs.outcomes, counted).colwise().mean();
    drawn.scatter.push_back(all.size() < 2 ? MatrixXd() : covariance_of(rows_at(runs.outcomes, all)));
  }
  return drawn;
}

MatrixXd Drawn::chance() const {
  MatrixXd sum = MatrixXd::Zero(values.cols(), values.cols());
  double measured = 0;
  for (const MatrixXd& one : scatter) {
    if (one.size() == 0) continue;
    sum += one;
    ++measured;
  }
  return measured > 0 ? MatrixXd(sum / (measured * static_cast<double>(replications))) : sum;
}

Drawn Drawn::at(std::span<const std::size_t> positions) const {
  Drawn result;
  result.replications = replications;
  result.values = rows_at(values, positions);
  for (const std::size_t position : positions) result.scatter.push_back(scatter[position]);
  return result;
}

MatrixXd without_chance(const Drawn& drawn) {
  const MatrixXd chance = drawn.chance();
  if (chance.isZero(0)) return drawn.values;
  VectorXd spread = covariance_of(drawn.values).diagonal().cwiseSqrt();
  for (double& one : spread) one = one > 0 ? one : 1;
  const Eigen::RowVectorXd means = drawn.values.colwise().mean();
  const MatrixXd scaled = (drawn.values.rowwise() - means) * spread.cwiseInverse().asDiagonal();
  const MatrixXd total = covariance_of(scaled);
  const MatrixXd noise = spread.cwiseInverse().asDiagonal() * chance * spread.cwiseInverse().asDiagonal();
  const MatrixXd known = of_eigenvalues(total - noise, not_negative);
  const MatrixXd half = of_eigenvalues(total, root);
  const MatrixXd back = of_eigenvalues(total, inverse_root);
  const MatrixXd map = back * of_eigenvalues(half * known * half, root) * back;
  return (scaled * map * spread.asDiagonal()).rowwise() + means;
}

VectorXd probability_best(const MatrixXd& net_benefit) {
  VectorXd shares = VectorXd::Zero(net_benefit.cols() + 1);
  for (Index draw = 0; draw < net_benefit.rows(); ++draw) {
    Index best = 0;
    const double most = net_benefit.row(draw).maxCoeff(&best);
    shares(most > 0 ? best + 1 : 0) += 1.0 / static_cast<double>(net_benefit.rows());
  }
  return shares;
}

std::size_t best_option(const MatrixXd& net_benefit) {
  Index best = 0;
  const double most = net_benefit.colwise().mean().maxCoeff(&best);
  return most > 0 ? static_cast<std::size_t>(best) + 1 : 0;
}

double perfect_information(const MatrixXd& net_benefit) {
  const double known = net_benefit.rowwise().maxCoeff().cwiseMax(0).mean();
  return std::max(known - std::max(net_benefit.colwise().mean().maxCoeff(), 0.0), 0.0);
}

VectorXd expected_loss(const MatrixXd& net_benefit) {
  const double known = net_benefit.rowwise().maxCoeff().cwiseMax(0).mean();
  VectorXd loss(net_benefit.cols() + 1);
  loss(0) = known;
  loss.tail(net_benefit.cols()) = (known - net_benefit.colwise().mean().array()).transpose();
  return loss;
}

double partial_information(const MatrixXd& basis, const MatrixXd& net_benefit) {
  return perfect_information(conditional_mean(basis, net_benefit).fitted);
}

Estimate bootstrapped(std::size_t draws, const std::function<double(std::span<const std::size_t>)>& statistic,
                      std::uint64_t seed, std::size_t resamples) {
  std::vector<std::size_t> positions(draws);
  std::iota(positions.begin(), positions.end(), std::size_t{0});
  Estimate estimate;
  estimate.value = statistic(positions);
  double sum = 0;
  double squares = 0;
  for (std::size_t sample = 0; sample < resamples; ++sample) {
    random::Stream stream(random::StreamKey{seed, static_cast<std::uint32_t>(sample)}, Identity{}, bootstrap_process,
                          0);
    for (auto& position : positions) {
      position = static_cast<std::size_t>(stream.uniform() * static_cast<double>(draws));
    }
    const double value = statistic(positions) - estimate.value;
    sum += value;
    squares += value * value;
  }
  const auto count = static_cast<double>(resamples);
  if (resamples > 1) estimate.standard_error = std::sqrt(std::max(squares - sum * sum / count, 0.0) / (count - 1));
  return estimate;
}

Swing swing_of(const VectorXd& parameter, const VectorXd& net_benefit) {
  const auto basis = basis_of(parameter);
  const VectorXd fitted = conditional_mean(*basis, net_benefit).fitted;
  std::vector<Index> order(static_cast<std::size_t>(parameter.size()));
  std::iota(order.begin(), order.end(), Index{0});
  std::ranges::stable_sort(order, {}, [&](Index draw) { return parameter(draw); });
  const auto at = [&](double share) {
    return fitted(order[static_cast<std::size_t>(share * static_cast<double>(order.size() - 1))]);
  };
  Swing swing{at(0.05), at(0.95), std::nullopt};
  for (std::size_t i = 1; i < order.size() && !swing.break_even; ++i) {
    const double before = fitted(order[i - 1]);
    const double after = fitted(order[i]);
    if ((before < 0) == (after < 0)) continue;
    const double from = parameter(order[i - 1]);
    swing.break_even = from + (parameter(order[i]) - from) * before / (before - after);
  }
  return swing;
}

}  // namespace throughgate::analysis
