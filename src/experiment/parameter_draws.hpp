#pragma once
/// Draws of uncertain parameters, joined by a Gaussian copula.

#include <Eigen/Dense>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "scenario/uncertainty.hpp"

namespace throughgate::experiment {

/// Two parameters whose correlations contradict the others.
struct NotACorrelation {
  std::string parameter;  ///< the first that the ones before it leave no variance
};

/// Values for every parameter, by number of the draw. A draw is a function of seed, number and the parameter's name:
/// more draws, or another parameter, change none of the others (but those correlated with it).
class ParameterDraws {
 public:
  /// Throws NotACorrelation when the correlations are those of no distribution.
  /// `posterior`: the draws of joint parameters; null where there are none. It is copied.
  ParameterDraws(std::span<const scenario::UncertainParameter> parameters,
                 std::span<const scenario::Correlation> correlations, std::uint64_t seed,
                 const scenario::PosteriorDraws* posterior = nullptr);

  /// One value a parameter, in their order. Joint parameters have those of one row of the posterior: each row in turn,
  /// the first one by the seed, so that as many draws as there are rows have each of them once.
  [[nodiscard]] std::vector<double> values(std::uint32_t draw) const;
  /// The quantiles of these, each uniform on (0, 1); of joint parameters independent ones that `values` does not use.
  [[nodiscard]] std::vector<double> quantiles(std::uint32_t draw) const;
  /// Quantiles that were drawn independently (of a design, say), given the correlations.
  [[nodiscard]] std::vector<double> correlated(std::vector<double> independent) const;
  /// Values at these quantiles.
  [[nodiscard]] std::vector<double> at(std::span<const double> quantiles) const;
  [[nodiscard]] std::size_t size() const { return distributions_.size(); }

 private:
  std::vector<random::Distribution> distributions_;
  std::vector<std::uint64_t> addresses_;
  std::vector<std::size_t> block_;  ///< positions of the correlated parameters
  Eigen::MatrixXd factor_;          ///< lower Cholesky factor of their correlations
  std::uint64_t seed_;
  std::vector<std::pair<std::size_t, std::vector<double>>> joint_;  ///< position of a parameter, its draws
};

}  // namespace throughgate::experiment
