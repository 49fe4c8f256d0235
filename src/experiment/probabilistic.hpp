#pragma once
/// Probabilistic sensitivity analysis: the scenario run at many draws of its uncertain parameters.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "experiment/parameter_draws.hpp"
#include "experiment/runner.hpp"
#include "recording/dataset.hpp"

namespace throughgate::experiment {

/// How much is run.
struct ProbabilisticPlan {
  std::vector<std::size_t> options;           ///< positions in the scenario; empty: all that are compared
  std::uint32_t draws = 500;                  ///< at most
  std::optional<std::uint32_t> replications;  ///< of each draw; nothing: by the variances of the first draws
  std::optional<double> half_width;           ///< pounds: stop once the net benefits are known that well (95%)
  std::size_t threads = 1;
  QueueKind queue = QueueKind::bucket_ring;
};

/// One run of all options, finished.
struct DrawnRun {
  std::uint32_t draw = 0;         ///< from 0
  std::uint32_t replication = 0;  ///< of the draw, from 0
  /// [option]: the numbers of `ProbabilisticResult::schema`, variable behind variable.
  std::vector<std::vector<double>> numbers;
};

/// What was run.
struct ProbabilisticResult {
  RunResult runs;                           ///< without outcomes: how it went
  recording::Dataset schema;                ///< of a run's numbers: scalars and breakdowns, no series over time
  std::vector<DrawnRun> finished;           ///< in order of draw, then replication, in each batch
  std::vector<std::vector<double>> values;  ///< of each draw, begun or not: by parameter
  /// That make a draw's value; some draws have more runs, which measure chance.
  std::uint32_t replications = 1;
};

/// Draws of the first batch, with two replications each.
inline constexpr std::uint32_t pilot_draws = 20;
/// After these every so many draws have one replication more than they need, where one would do.
inline constexpr std::uint32_t measured_every = 10;

/// Replications for each draw from the variances of the net benefit within and between draws, from 1 to 4. The variance
/// of the estimated spread of what is known is least, for a given number of runs, with within / between of them.
[[nodiscard]] std::uint32_t best_replications(double within, double between);

/// Runs batch by batch; the batches, and so the result, do not depend on the threads.
/// `binders` are those that the scenario was loaded with.
[[nodiscard]] ProbabilisticResult run_probabilistic(const scenario::LoadedScenario& loaded,
                                                    const std::vector<scenario::UncertainParameter>& parameters,
                                                    const ParameterDraws& draws, const ProbabilisticPlan& plan,
                                                    const scenario::Binders& binders, const std::atomic<bool>& stop,
                                                    Progress* progress);

}  // namespace throughgate::experiment
