#pragma once
/// Options x replications on threads. Results are kept by position, so the number of threads and the order in which
/// runs end change nothing.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "experiment/replication.hpp"

namespace throughgate::experiment {

/// What is to be run.
struct RunPlan {
  std::vector<std::string> options;  ///< names, in the order of the results
  std::vector<std::size_t> indices;  ///< what `run` calls each option; as long as `options`
  std::uint32_t replications = 0;    ///< numbered from 0 in calls, from 1 in results and messages
  std::size_t threads = 1;           ///< at least 1
};

/// How one replication is run: bound to `run_replication` and `prelude_of`, or to fakes.
struct ReplicationFunctions {
  /// May be empty: `run` is then given null.
  std::function<std::shared_ptr<const Prelude>(std::uint32_t replication, const std::atomic<bool>& stop)> prelude;
  std::function<ReplicationOutcome(std::size_t option, std::uint32_t replication, const Prelude* prelude,
                                   const std::atomic<bool>& stop)>
      run;
};

/// Told of a run's course; calls come one at a time, from any thread.
class Progress {
 public:
  virtual ~Progress() = default;
  virtual void started(std::size_t runs) = 0;
  virtual void advanced(std::size_t done, std::size_t runs, double elapsed_seconds) = 0;
  virtual void ended() = 0;
};

/// A replication that could not be finished.
struct Failure {
  std::string option;             ///< empty when what the options share failed
  std::uint32_t replication = 0;  ///< from 0
  std::string message;
  std::string before{};  ///< what stands in front: `draw 33, `

  /// `option merged, replication 3: ...`, replications counted from 1.
  [[nodiscard]] std::string text() const;
};

/// Everything that was finished, and what was not.
struct RunResult {
  std::vector<std::string> options;
  /// [option][replication from 0]; nothing where a run failed or did not take place.
  std::vector<std::vector<std::optional<ReplicationOutcome>>> outcomes;
  std::vector<Failure> failures;  ///< in order of replication, then option
  bool interrupted = false;       ///< stopped before every run had ended
  double wall_seconds = 0;
  std::uint64_t events = 0;  ///< of all finished runs

  /// Replications (from 0) that every option finished, in order.
  [[nodiscard]] std::vector<std::uint32_t> paired_replications() const;
  [[nodiscard]] bool complete() const { return failures.empty() && !interrupted; }
};

/// Runs the plan. A run that throws is recorded as a failure and the others go on; when `stop` becomes true no
/// further run starts and those under way are asked to end.
[[nodiscard]] RunResult run_all(const RunPlan& plan, const ReplicationFunctions& functions,
                                const std::atomic<bool>& stop, Progress* progress = nullptr);

}  // namespace throughgate::experiment
