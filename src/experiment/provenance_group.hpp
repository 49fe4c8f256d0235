#pragma once
/// The group `provenance` of a results file.

#include <cstdint>
#include <vector>

#include "experiment/assemble.hpp"

namespace throughgate::experiment {

/// `option` (names) and `replication` (numbers from 1) for the paired replications (from 0).
[[nodiscard]] std::vector<recording::Dimension> leading_dimensions(const RunResult& result,
                                                                   const std::vector<std::uint32_t>& paired);

/// Attributes for the whole; variables by option and replication (with `paired` alone), by source file, and by option
/// and parameter.
[[nodiscard]] recording::Dataset provenance_group(const RunResult& result, const Provenance& provenance,
                                                  const std::vector<std::uint32_t>& paired);

}  // namespace throughgate::experiment
