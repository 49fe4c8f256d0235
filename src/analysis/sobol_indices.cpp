#include "analysis/sobol_indices.hpp"

#include <numeric>
#include <span>
#include <stdexcept>
#include <utility>

#include "analysis/decision.hpp"
#include "base/ids.hpp"
#include "random/stream.hpp"

namespace throughgate::analysis {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr std::uint16_t bootstrap_process = 0x4005;

/// First and total by factor, of base points as rows: A, B, then A with one factor of B.
struct Shares {
  VectorXd first;
  VectorXd total;
};

Shares shares_of(const MatrixXd& rows) {
  const Index factors = rows.cols() - 2;
  Shares shares{VectorXd::Zero(factors), VectorXd::Zero(factors)};
  const auto a = rows.col(0).array();
  const auto b = rows.col(1).array();
  const double mean = 0.5 * (a.mean() + b.mean());
  const double variance = 0.5 * ((a - mean).square().mean() + (b - mean).square().mean());
  if (!(variance > 0)) return shares;
  for (Index factor = 0; factor < factors; ++factor) {
    const auto mixed = rows.col(2 + factor).array();
    shares.first(factor) = ((b - mean) * (mixed - a)).mean() / variance;
    shares.total(factor) = 0.5 * (a - mixed).square().mean() / variance;
  }
  return shares;
}

}  // namespace

std::vector<SobolIndex> sobol_indices(const VectorXd& responses, std::size_t factors, std::uint64_t seed,
                                      std::size_t resamples) {
  const auto width = static_cast<Index>(factors) + 2;
  if (factors == 0 || responses.size() == 0 || responses.size() % width != 0) {
    throw std::invalid_argument("Sobol' indices need a response for each point of their design");
  }
  const Index base = responses.size() / width;
  using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const MatrixXd rows = Eigen::Map<const RowMajor>(responses.data(), base, width);
  const Shares shares = shares_of(rows);
  std::vector<std::vector<double>> first(factors);
  std::vector<std::vector<double>> total(factors);
  std::vector<std::size_t> positions(static_cast<std::size_t>(base));
  for (std::size_t sample = 0; sample < resamples; ++sample) {
    random::Stream stream(random::StreamKey{seed, static_cast<std::uint32_t>(sample)}, Identity{}, bootstrap_process,
                          0);
    for (auto& position : positions) {
      position = static_cast<std::size_t>(stream.uniform() * static_cast<double>(base));
    }
    const Shares one = shares_of(rows_at(rows, positions));
    for (std::size_t factor = 0; factor < factors; ++factor) {
      first[factor].push_back(one.first(static_cast<Index>(factor)));
      total[factor].push_back(one.total(static_cast<Index>(factor)));
    }
  }
  std::vector<SobolIndex> indices(factors);
  for (std::size_t factor = 0; factor < factors; ++factor) {
    SobolIndex& index = indices[factor];
    index.first = shares.first(static_cast<Index>(factor));
    index.total = shares.total(static_cast<Index>(factor));
    index.first_interval = quantile_interval(std::move(first[factor])).value_or(Interval{index.first, index.first});
    index.total_interval = quantile_interval(std::move(total[factor])).value_or(Interval{index.total, index.total});
  }
  return indices;
}

}  // namespace throughgate::analysis
