#pragma once
/// One replication of one option: the models are filled, the pathway runs, the observers' tables come back.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "recording/dataset.hpp"

namespace throughgate::scenario {
class LoadedScenario;
}

namespace throughgate::experiment {

enum class QueueKind { bucket_ring, binary_heap };

/// What a run cost. Never part of a digest.
struct RunStatistics {
  std::uint64_t events = 0;         ///< executed events from the burn-in to the end, stale ones not counted
  std::uint64_t shared_events = 0;  ///< of these, executed once for several options and counted with another one
  double wall_seconds = 0;          ///< of this replication on its thread; what is shared counts with one option
  std::size_t peak_persons = 0;     ///< most persons held at once
  std::size_t state_bytes = 0;      ///< state, events and observers at the peak
  std::size_t opening_persons = 0;  ///< persons in the opening stock, at liberty included
};

/// Tables of one replication without the dimensions `option` and `replication`: the assembler adds
/// them in front. Responses are scalars or have dimension `cohort`, `band`, `disposal`, `account`,
/// `region` ..., and `NAME_monthly` has `time` (with `region` before it where it has one).
struct ReplicationOutcome {
  recording::Dataset tables;
  RunStatistics statistics;
};

/// What the options of a replication have in common, made once and read by each: the state of the model until the
/// first of them parts from the others, and, when coupling is off, the service indices of the coupled reference run.
class Prelude;

/// Per-scenario models, filled once and shared by all replications (immutable).
class PreparedScenario;
/// `base`: the same scenario without the changes of a draw or a design point, if there is one; what they leave as it
/// was is then not made again.
std::shared_ptr<const PreparedScenario> prepare(const scenario::LoadedScenario& loaded, QueueKind queue,
                                                std::shared_ptr<const PreparedScenario> base = nullptr);

/// What the scenario asks for and may not mean, a sentence each.
[[nodiscard]] const std::vector<std::string>& warnings_of(const PreparedScenario& prepared);

/// States of this replication that options can start from (checkpoint.hpp).
struct SavedStates;

/// Of the options (indices) that will be run. `saved` is read at once and not kept. Throws as `run_replication`.
std::shared_ptr<const Prelude> prelude_of(std::shared_ptr<const PreparedScenario> prepared,
                                          const std::vector<std::size_t>& options, std::uint32_t replication,
                                          const std::atomic<bool>& stop, const SavedStates* saved = nullptr);

/// Runs one option of the prelude's replication. What is shared with the other options saves time and changes no
/// bit. Throws Interrupted when `stop` becomes true, and std::runtime_error naming option, replication, simulated
/// date, offender and event on failure. Thread-safe; bit-identical whatever the thread.
ReplicationOutcome run_replication(const Prelude& prelude, std::size_t option, const std::atomic<bool>& stop);

/// Thrown out of a replication when the run is interrupted.
struct Interrupted {};

}  // namespace throughgate::experiment
