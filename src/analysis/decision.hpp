#pragma once
/// The decision under uncertain parameters: which option, how sure, and what knowing more would be worth.
///
/// Net benefits are differences against the reference option, draw by alternative (the options but the reference, in
/// their order). Positive is better. All expectations are over the draws.

#include <Eigen/Dense>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace throughgate::analysis {

/// An estimate with what chance of the draws leaves open.
struct Estimate {
  double value = 0;
  double standard_error = 0;
};

/// Outcomes of the runs of a probabilistic analysis: several replications of each of many draws.
struct DrawnRuns {
  Eigen::MatrixXd outcomes;       ///< run by column
  std::vector<std::size_t> draw;  ///< of each run: 0, 1, ... without gaps
  std::size_t replications = 1;   ///< the first so many runs of a draw make its value; further ones measure chance
};

/// Values by draw, and what is known of the chance in them.
struct Drawn {
  Eigen::MatrixXd values;                ///< draw by column: means of the draw's replications
  std::vector<Eigen::MatrixXd> scatter;  ///< by draw: an estimate of the covariance of one run; empty with one run
  std::size_t replications = 1;

  /// Covariance of the chance in a value: zero when no draw has several runs.
  [[nodiscard]] Eigen::MatrixXd chance() const;
  /// The draws at `positions`, some perhaps more than once.
  [[nodiscard]] Drawn at(std::span<const std::size_t> positions) const;
};

[[nodiscard]] Drawn by_draw(const DrawnRuns& runs);

/// The values with their deviations from the mean contracted so that their covariance is what parameters alone give:
/// that of the values less that of chance (the optimal transport between the two normal distributions). With no chance
/// in them they stay as they are. Where chance alone explains a direction nothing is left of it.
[[nodiscard]] Eigen::MatrixXd without_chance(const Drawn& drawn);

/// Shares of draws in which each option is best: the reference, then the alternatives. Ties count for the first.
[[nodiscard]] Eigen::VectorXd probability_best(const Eigen::MatrixXd& net_benefit);

/// 0 for the reference, then the alternative of highest mean plus one.
[[nodiscard]] std::size_t best_option(const Eigen::MatrixXd& net_benefit);

/// Expected value of perfect information: mean of the best less the best mean.
[[nodiscard]] double perfect_information(const Eigen::MatrixXd& net_benefit);

/// By option: what choosing it would lose, on average, against the best in each draw.
[[nodiscard]] Eigen::VectorXd expected_loss(const Eigen::MatrixXd& net_benefit);

/// Expected value of knowing the parameters behind `basis` (`basis_of`), from net benefits with their chance.
[[nodiscard]] double partial_information(const Eigen::MatrixXd& basis, const Eigen::MatrixXd& net_benefit);

/// The value of `statistic` and its standard error over `resamples` bootstrap samples of the draws (addressed by
/// `seed`). `statistic` is given positions of draws, some more than once.
[[nodiscard]] Estimate bootstrapped(std::size_t draws,
                                    const std::function<double(std::span<const std::size_t> positions)>& statistic,
                                    std::uint64_t seed, std::size_t resamples = 200);

[[nodiscard]] Eigen::MatrixXd rows_at(const Eigen::MatrixXd& matrix, std::span<const std::size_t> positions);

/// How the mean net benefit of one alternative moves with one parameter, all others averaged.
struct Swing {
  double low = 0;                    ///< mean net benefit at the 5% quantile of the parameter
  double high = 0;                   ///< at its 95% quantile
  std::optional<double> break_even;  ///< where the mean crosses zero first, going up; nothing inside the draws
};
[[nodiscard]] Swing swing_of(const Eigen::VectorXd& parameter, const Eigen::VectorXd& net_benefit);

}  // namespace throughgate::analysis
