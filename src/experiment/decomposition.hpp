#pragma once
/// A difference taken apart: which mechanisms an option changes, and the option run with some of the changes made.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "experiment/runner.hpp"
#include "scenario/scenario_loader.hpp"

namespace throughgate::experiment {

/// One mechanism, or a family of them, in which an option differs from the reference.
struct MechanismChange {
  std::string name;
  std::vector<std::string> paths;  ///< parameters of the structure whose values differ
  bool of_model = false;           ///< the option's own settings of the model instead
};

enum class Grain { families, single };

/// Throws std::invalid_argument for an option that changes more than once: its stages are no single change.
[[nodiscard]] std::vector<MechanismChange> changes_of(const scenario::LoadedScenario& loaded, std::size_t option,
                                                      Grain grain);

/// The scenario in which the option makes the changes of the coalition (a bit each) alone.
[[nodiscard]] scenario::LoadedScenario with_changes(const scenario::LoadedScenario& loaded, std::size_t option,
                                                    const std::vector<MechanismChange>& changes,
                                                    std::uint32_t coalition);

struct CoalitionPlan {
  std::size_t option = 0;
  std::vector<MechanismChange> changes;
  std::vector<std::vector<std::uint32_t>> coalitions;  ///< by replication: those that are run
  std::size_t threads = 1;
  QueueKind queue = QueueKind::bucket_ring;
};

/// Runs the option under each coalition of each replication; what they share, the past, once a replication. In the
/// result the options are places in the lists of coalitions; outcomes hold scalars and breakdowns, no series.
[[nodiscard]] RunResult run_coalitions(const scenario::LoadedScenario& loaded, const CoalitionPlan& plan,
                                       const std::atomic<bool>& stop, Progress* progress);

}  // namespace throughgate::experiment
