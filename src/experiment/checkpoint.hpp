#pragma once
/// The state of a scenario's options at a date, kept so that these and other options can start from it.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/state_bytes.hpp"
#include "base/tick.hpp"
#include "experiment/assemble.hpp"
#include "experiment/replication.hpp"

namespace throughgate::experiment {

/// Which courses a scenario takes up to a date. Options share one while the same model and structure hold; its name
/// tells it from every other, in this scenario or another with the same identity.
struct CheckpointPlan {
  Tick at;
  std::vector<std::string> courses;  ///< by option; empty where it has parted from what held before it, and for stages
  std::string reference_course;      ///< the coupled one that the others read, when coupling is off; else empty
};

/// `at`: from the scenario's start to before its end.
[[nodiscard]] CheckpointPlan plan_checkpoint(const scenario::LoadedScenario& loaded, const PreparedScenario& prepared,
                                             Tick at);

/// `identity_...`: all that the state at a date depends on, but the date and the courses. `executable`: its digest.
[[nodiscard]] std::vector<recording::Attribute> checkpoint_identity(const scenario::LoadedScenario& loaded,
                                                                    const std::string& executable);

/// What is saved, before anything is run: title, history, reference, `date`, identity (that of the date and of the
/// courses too), the options that can start from it, group `provenance`.
[[nodiscard]] recording::Dataset checkpoint_header(const scenario::LoadedScenario& loaded, const CheckpointPlan& plan,
                                                   const AssemblyNames& names, const std::string& executable,
                                                   const Provenance& provenance);
/// Of such a header. Throws std::runtime_error when it is none.
[[nodiscard]] Tick date_of_checkpoint(const recording::Dataset& header);
[[nodiscard]] bool has_course(const recording::Dataset& header, const std::string& course);

/// The states of one replication, by name of course.
struct SavedStates {
  std::shared_ptr<const CheckpointPlan> plan;
  std::map<std::string, StateBytes> courses;

  /// Null where the option cannot start from one.
  [[nodiscard]] const StateBytes* of(std::size_t option) const { return find(plan->courses.at(option)); }
  [[nodiscard]] const StateBytes* of_reference() const { return find(plan->reference_course); }

 private:
  [[nodiscard]] const StateBytes* find(const std::string& name) const {
    const auto found = courses.find(name);
    return found == courses.end() ? nullptr : &found->second;
  }
};

/// Runs every course of the plan to its date. Throws as `run_replication`.
[[nodiscard]] SavedStates save_states(const PreparedScenario& prepared, std::shared_ptr<const CheckpointPlan> plan,
                                      std::uint32_t replication, const std::atomic<bool>& stop);

}  // namespace throughgate::experiment
