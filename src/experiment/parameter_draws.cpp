#include "experiment/parameter_draws.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <set>
#include <stdexcept>
#include <utility>

#include "base/ids.hpp"
#include "random/stream.hpp"

namespace throughgate::experiment {

namespace {

/// Beyond the processes of persons (justice::Process): the two never share an address.
constexpr std::uint16_t parameter_process = 0x4001;

/// FNV-1a, folded to the bits of an identity.
std::uint64_t address_of(const std::string& name) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211U;
  constexpr unsigned bits = 40;
  return (hash ^ (hash >> bits)) & ((std::uint64_t{1} << bits) - 1);
}

const boost::math::normal_distribution<> standard_normal{};

double inside(double u) { return std::clamp(u, 1e-15, 1 - 1e-15); }

}  // namespace

ParameterDraws::ParameterDraws(std::span<const scenario::UncertainParameter> parameters,
                               std::span<const scenario::Correlation> correlations, std::uint64_t seed,
                               const scenario::PosteriorDraws* posterior)
    : seed_(seed) {
  for (std::size_t i = 0; posterior != nullptr && i < parameters.size(); ++i) {
    if (parameters[i].joint) joint_.emplace_back(i, posterior->column(*parameters[i].joint));
  }
  std::set<std::uint64_t> met;
  for (const auto& parameter : parameters) {
    distributions_.push_back(parameter.distribution);
    addresses_.push_back(address_of(parameter.name));
    if (!met.insert(addresses_.back()).second) {
      throw std::logic_error("two parameters have one address: rename " + parameter.name);
    }
  }
  std::set<std::size_t> block;
  for (const auto& one : correlations) block.insert({one.first, one.second});
  block_.assign(block.begin(), block.end());
  const auto size = static_cast<Eigen::Index>(block_.size());
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(size, size);
  const auto place = [this](std::size_t parameter) {
    return std::ranges::lower_bound(block_, parameter) - block_.begin();
  };
  for (const auto& one : correlations) {
    matrix(place(one.first), place(one.second)) = one.value;
    matrix(place(one.second), place(one.first)) = one.value;
  }
  factor_ = Eigen::MatrixXd::Zero(size, size);
  constexpr double least_variance = 1e-9;
  for (Eigen::Index i = 0; i < size; ++i) {
    for (Eigen::Index j = 0; j < i; ++j) {
      factor_(i, j) = (matrix(i, j) - factor_.row(i).head(j).dot(factor_.row(j).head(j))) / factor_(j, j);
    }
    const double left = 1 - factor_.row(i).head(i).squaredNorm();
    if (left < least_variance) throw NotACorrelation{parameters[block_[static_cast<std::size_t>(i)]].name};
    factor_(i, i) = std::sqrt(left);
  }
}

std::vector<double> ParameterDraws::quantiles(std::uint32_t draw) const {
  const random::PreparedKey key(random::StreamKey{seed_, draw});
  std::vector<double> result;
  result.reserve(addresses_.size());
  for (const std::uint64_t address : addresses_) {
    result.push_back(random::Stream(key, Identity{address}, parameter_process, 0).uniform());
  }
  return correlated(std::move(result));
}

std::vector<double> ParameterDraws::correlated(std::vector<double> independent) const {
  Eigen::VectorXd scores(static_cast<Eigen::Index>(block_.size()));
  for (std::size_t i = 0; i < block_.size(); ++i) {
    scores(static_cast<Eigen::Index>(i)) = quantile(standard_normal, inside(independent[block_[i]]));
  }
  const Eigen::VectorXd joined = factor_ * scores;
  for (std::size_t i = 0; i < block_.size(); ++i) {
    independent[block_[i]] = inside(cdf(standard_normal, joined(static_cast<Eigen::Index>(i))));
  }
  return independent;
}

std::vector<double> ParameterDraws::at(std::span<const double> quantiles) const {
  std::vector<double> result;
  result.reserve(distributions_.size());
  for (std::size_t i = 0; i < distributions_.size(); ++i) result.push_back(distributions_[i].quantile(quantiles[i]));
  return result;
}

std::vector<double> ParameterDraws::values(std::uint32_t draw) const {
  std::vector<double> result = at(quantiles(draw));
  for (const auto& [position, draws] : joint_) result[position] = draws[(seed_ + draw) % draws.size()];
  return result;
}

}  // namespace throughgate::experiment
