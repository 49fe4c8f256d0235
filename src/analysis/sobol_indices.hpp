#pragma once
/// Sobol' indices: which share of the variance of a response each factor of a design explains.

#include <Eigen/Dense>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/intervals.hpp"

namespace throughgate::analysis {

struct SobolIndex {
  double first = 0;         ///< share of the variance that the factor explains alone
  double total = 0;         ///< share that is left when all others are known
  Interval first_interval;  ///< 95%, bootstrap over the base points
  Interval total_interval;
};

/// Of the responses at `experiment::index_points`, in their order: base x (factors + 2). First order by the estimator
/// of Saltelli et al. (2010), total by that of Jansen (1999). Throws std::invalid_argument when the sizes do not fit.
/// Nothing has a share of a response that never varies: the indices are zero then.
[[nodiscard]] std::vector<SobolIndex> sobol_indices(const Eigen::VectorXd& responses, std::size_t factors,
                                                    std::uint64_t seed, std::size_t resamples = 200);

}  // namespace throughgate::analysis
