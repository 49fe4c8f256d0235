#pragma once
/// Which factor of a sweep explains what: Sobol' indices of a merged sweep.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/sobol_indices.hpp"
#include "recording/dataset.hpp"

namespace throughgate::analysis {

struct Sensitivities {
  std::vector<std::string> factors;
  std::vector<std::string> responses;
  std::vector<std::string> options;
  std::vector<std::vector<SobolIndex>> indices;  ///< of response, then option: by factor
  std::size_t base_points = 0;                   ///< with every point finished
};

/// Of the responses that are one number a run, means over replications, in a sweep of the method `sobol-indices`;
/// nothing in another, or with fewer than two base points finished. Base points of which a point is missing are left
/// out. Of the reference the responses themselves, of the others the differences to it.
[[nodiscard]] std::optional<Sensitivities> sensitivities(const recording::Dataset& sweep, std::uint64_t seed);

/// Group `sensitivity`: `first_order` and `total` over (response, option, factor) with 95% intervals.
[[nodiscard]] recording::Dataset sensitivity_group(const Sensitivities& sensitivities);

}  // namespace throughgate::analysis
