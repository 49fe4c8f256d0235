#pragma once
/// A model under way, with its observer.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>

#include "base/state_bytes.hpp"
#include "experiment/prepared_scenario.hpp"
#include "justice/pathway/pathway.hpp"
#include "recording/recorder.hpp"

namespace throughgate::experiment {

template <class Queue>
struct Course {
  Course(const justice::Setup& setup, const recording::Reporting& reporting)
      : pathway(setup), recorder(setup, reporting) {}

  /// To the base date.
  void open(const std::function<void()>& each_month) {
    pathway.burn_in(each_month);
    pathway.begin(recorder);
  }
  void branch(const justice::Setup& setup) {
    pathway.branch(setup);
    recorder.branch(setup);
  }

  /// After `open`, before the end.
  [[nodiscard]] StateBytes state() {
    StateWriter writer;
    writer(pathway, recorder);
    return writer.take();
  }
  /// Instead of `open`, of a course of the same setup but for what comes later. Throws StateError.
  void restore(const StateBytes& bytes) {
    StateReader reader(bytes);
    reader(pathway, recorder);
    reader.finish();
  }

  justice::Pathway<Queue> pathway;
  recording::Recorder recorder;
};

[[nodiscard]] std::string failure_text(const PreparedScenario& prepared, std::size_t option, std::uint32_t replication,
                                       const justice::Moment& moment, const std::string& what);

/// Runs `action`; what it throws names the moment of the course.
template <class Queue, class Action>
void named(const PreparedScenario& prepared, std::size_t option, std::uint32_t replication, const Course<Queue>& course,
           const Action& action) {
  try {
    action();
  } catch (const std::exception& error) {
    throw std::runtime_error(failure_text(prepared, option, replication, course.pathway.moment(), error.what()));
  }
}

/// Throws Interrupted when `stop` has become true.
[[nodiscard]] std::function<void()> stopping_at(const std::atomic<bool>& stop);

}  // namespace throughgate::experiment
