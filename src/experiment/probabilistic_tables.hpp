#pragma once
/// A probabilistic analysis as tables.

#include <optional>
#include <string>
#include <vector>

#include "experiment/assemble.hpp"
#include "experiment/probabilistic.hpp"

namespace throughgate::experiment {

/// A number of a run that is made of several: responses that are added, of one option, less those of another.
struct Contrast {
  std::string name;
  std::vector<std::string> responses;  ///< `name` or `name[label]`
  std::size_t option = 0;              ///< position among those that were run
  std::optional<std::size_t> against;
};

/// Root: every response over (option, draw), means of the draw's replications. Group `parameters`: `parameter_value`
/// over (draw, parameter), with name, unit and grade. Group `runs`: the responses that decisions read over
/// (option, run), with the draw of each run, and `contrast_value` over (contrast, run) where there are contrasts. Group
/// `provenance`. Draws that were not finished for every option are
/// left out; throws std::runtime_error when none is left.
[[nodiscard]] recording::Dataset assemble_probabilistic(const ProbabilisticResult& result,
                                                        const std::vector<scenario::UncertainParameter>& parameters,
                                                        const AssemblyNames& names, const Provenance& provenance,
                                                        const std::vector<Contrast>& contrasts = {});

/// Draws (from 0) that every option finished, in order.
[[nodiscard]] std::vector<std::uint32_t> finished_draws(const ProbabilisticResult& result);

}  // namespace throughgate::experiment
