#pragma once
/// Replications that each have a draw of the uncertain parameters and luck of their own.

#include <vector>

#include "experiment/parameter_draws.hpp"
#include "experiment/runner.hpp"
#include "recording/dataset.hpp"
#include "scenario/scenario_loader.hpp"
#include "scenario/uncertainty.hpp"

namespace throughgate::experiment {

/// What is drawn: the values of `parameters`, one row a replication.
struct DrawnParameters {
  std::vector<scenario::UncertainParameter> parameters;
  std::vector<std::vector<double>> values;
};

/// Values of the first `count` draws.
[[nodiscard]] DrawnParameters drawn_parameters(std::vector<scenario::UncertainParameter> parameters,
                                               const ParameterDraws& draws, std::uint32_t count);

/// `loaded` and `drawn` must outlive the functions. `options`: positions of those that are run. `binders` are those
/// that the scenario was loaded with.
[[nodiscard]] ReplicationFunctions drawn_functions(const scenario::LoadedScenario& loaded, const DrawnParameters& drawn,
                                                   std::vector<std::size_t> options, QueueKind queue,
                                                   const scenario::Binders& binders);

/// A group `draws`: the value of each parameter in each of the `finished` replications.
[[nodiscard]] recording::Dataset draws_group(const DrawnParameters& drawn, const std::vector<std::uint32_t>& finished);

}  // namespace throughgate::experiment
