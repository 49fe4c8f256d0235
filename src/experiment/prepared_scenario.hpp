#pragma once
/// A scenario made ready: every option's regimes, filled once and shared by all replications.

#include <memory>
#include <string>
#include <vector>

#include "experiment/replication.hpp"
#include "justice/pathway/pathway.hpp"
#include "justice/pathway/regime.hpp"
#include "recording/recorder.hpp"
#include "scenario/scenario_loader.hpp"

namespace throughgate::experiment {

struct PreparedOption {
  std::string name;
  const justice::Regime* before = nullptr;      ///< holds until the first change
  std::vector<justice::Setup::Change> changes;  ///< to other regimes, in order of time
};

/// Immutable once made by `prepare`.
class PreparedScenario {
 public:
  std::shared_ptr<const justice::Common> common;
  std::vector<std::shared_ptr<const justice::Regime>> regimes;  ///< one an option
  std::vector<PreparedOption> options;
  recording::Reporting reporting;
  std::size_t reference = 0;
  std::uint64_t seed = 0;
  double scale = 1;
  bool coupled = true;
  Tick start;
  Tick end;
  QueueKind queue = QueueKind::bucket_ring;

  /// What the scenario asks for and may not mean.
  std::vector<std::string> warnings;
};

/// Of one run of an option. `need`: what an uncoupled run reads; null for a coupled one.
[[nodiscard]] justice::Setup setup_of(const PreparedScenario& prepared, std::size_t option, std::uint32_t replication,
                                      const justice::NeedByMonth* need);

/// When the option parts from what holds before it; `never` when it does not.
[[nodiscard]] Tick parting(const PreparedScenario& prepared, std::size_t option);

}  // namespace throughgate::experiment
