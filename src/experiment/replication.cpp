#include "experiment/replication.hpp"

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>
#include <vector>

#include "experiment/checkpoint.hpp"
#include "experiment/course.hpp"

namespace throughgate::experiment {

namespace {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

/// The course that some options share until one of them parts from the others.
struct Stem {
  std::vector<std::size_t> options;  ///< the first is the one with which its events and seconds are counted
  double wall_seconds = 0;
  std::uint64_t saved_events = 0;  ///< executed before the state was saved from which it goes on
  std::variant<std::monostate, Course<engine::BucketRing>, Course<engine::BinaryHeap>> course;
};

template <class Queue>
ReplicationOutcome outcome_of(const Course<Queue>& course) {
  ReplicationOutcome outcome;
  outcome.tables = course.recorder.tables();
  outcome.statistics.events = course.pathway.counts().executed;
  outcome.statistics.peak_persons = course.pathway.people().peak();
  outcome.statistics.state_bytes = course.pathway.bytes() + course.recorder.bytes();
  outcome.statistics.opening_persons = course.pathway.opening_persons();
  return outcome;
}

/// To the base date, or to where the saved state stands.
template <class Queue>
void start(Course<Queue>& course, const StateBytes* saved, const std::function<void()>& each_month) {
  if (saved == nullptr) return course.open(each_month);
  course.restore(*saved);
}

template <class Queue>
ReplicationOutcome run_alone(const PreparedScenario& prepared, std::size_t option, const justice::Setup& setup,
                             std::uint32_t replication, const StateBytes* saved, const std::atomic<bool>& stop,
                             justice::NeedByMonth* need_out) {
  const auto begun = Clock::now();
  const auto each_month = stopping_at(stop);
  Course<Queue> course(setup, prepared.reporting);
  ReplicationOutcome outcome;
  named(prepared, option, replication, course, [&] {
    start(course, saved, each_month);
    course.pathway.go_on(course.recorder, setup.end, each_month);
    outcome = outcome_of(course);
  });
  if (need_out != nullptr) *need_out = course.recorder.need_by_month();
  outcome.statistics.wall_seconds = seconds_since(begun);
  return outcome;
}

ReplicationOutcome run_any(const PreparedScenario& prepared, std::size_t option, const justice::Setup& setup,
                           std::uint32_t replication, const StateBytes* saved, const std::atomic<bool>& stop,
                           justice::NeedByMonth* need_out) {
  if (prepared.queue == QueueKind::binary_heap) {
    return run_alone<engine::BinaryHeap>(prepared, option, setup, replication, saved, stop, need_out);
  }
  return run_alone<engine::BucketRing>(prepared, option, setup, replication, saved, stop, need_out);
}

template <class Queue>
ReplicationOutcome run_from(const PreparedScenario& prepared, std::size_t option, const justice::Setup& setup,
                            std::uint32_t replication, const Stem& stem, const std::atomic<bool>& stop) {
  const auto begun = Clock::now();
  Course<Queue> course = std::get<Course<Queue>>(stem.course);
  const std::uint64_t shared = course.pathway.counts().executed;
  course.branch(setup);
  ReplicationOutcome outcome;
  named(prepared, option, replication, course, [&] {
    course.pathway.go_on(course.recorder, setup.end, stopping_at(stop));
    outcome = outcome_of(course);
  });
  const bool pays = stem.options.front() == option;
  outcome.statistics.shared_events = pays ? stem.saved_events : shared;
  outcome.statistics.wall_seconds = seconds_since(begun) + (pays ? stem.wall_seconds : 0);
  return outcome;
}

/// Runs options that share a course to where the first of them parts from it.
template <class Queue>
Stem stem_of(const PreparedScenario& prepared, const std::vector<std::size_t>& options, std::uint32_t replication,
             const justice::NeedByMonth* need, const StateBytes* saved, const std::atomic<bool>& stop) {
  const auto begun = Clock::now();
  Tick until = prepared.end;
  for (const std::size_t option : options) until = std::min(until, parting(prepared, option));
  const justice::Setup setup = setup_of(prepared, options.front(), replication, need);
  Stem stem;
  stem.options = options;
  auto& course = stem.course.emplace<Course<Queue>>(setup, prepared.reporting);
  const auto each_month = stopping_at(stop);
  named(prepared, options.front(), replication, course, [&] {
    start(course, saved, each_month);
    if (saved != nullptr) stem.saved_events = course.pathway.counts().executed;
    // The end itself is left to the options.
    if (until < prepared.end) course.pathway.go_on(course.recorder, until, each_month);
  });
  stem.wall_seconds = seconds_since(begun);
  return stem;
}

/// Options that take the same course from the same beginning.
struct Sharing {
  std::vector<std::size_t> options;
  const StateBytes* saved = nullptr;
};

std::vector<Sharing> sharing_among(const PreparedScenario& prepared, const std::vector<std::size_t>& options,
                                   const SavedStates* states) {
  std::vector<Sharing> result;
  for (const std::size_t option : options) {
    const StateBytes* saved = states == nullptr ? nullptr : states->of(option);
    const auto same = [&](const Sharing& others) {
      return prepared.options[others.options.front()].before == prepared.options[option].before &&
             others.saved == saved;
    };
    const auto found = std::ranges::find_if(result, same);
    if (found == result.end()) {
      result.push_back({{option}, saved});
    } else {
      found->options.push_back(option);
    }
  }
  return result;
}

}  // namespace

class Prelude {
 public:
  std::shared_ptr<const PreparedScenario> prepared;
  std::uint32_t replication = 0;
  justice::NeedByMonth need;  ///< empty when coupling is on
  std::vector<Stem> stems;

  [[nodiscard]] const Stem* stem_of(std::size_t option) const {
    const auto holds = [option](const Stem& stem) {
      return std::ranges::find(stem.options, option) != stem.options.end();
    };
    const auto found = std::ranges::find_if(stems, holds);
    return found == stems.end() ? nullptr : &*found;
  }
};

std::shared_ptr<const Prelude> prelude_of(std::shared_ptr<const PreparedScenario> given,
                                          const std::vector<std::size_t>& options, std::uint32_t replication,
                                          const std::atomic<bool>& stop, const SavedStates* saved) {
  auto prelude = std::make_shared<Prelude>();
  prelude->prepared = std::move(given);
  prelude->replication = replication;
  const PreparedScenario& prepared = *prelude->prepared;
  const justice::NeedByMonth* need = nullptr;
  if (!prepared.coupled) {
    const auto setup = setup_of(prepared, prepared.reference, replication, nullptr);
    const StateBytes* state = saved == nullptr ? nullptr : saved->of_reference();
    (void)run_any(prepared, prepared.reference, setup, replication, state, stop, &prelude->need);
    need = &prelude->need;
  }
  for (const Sharing& sharing : sharing_among(prepared, options, saved)) {
    if (sharing.options.size() < 2 && sharing.saved == nullptr) continue;
    prelude->stems.push_back(
        prepared.queue == QueueKind::binary_heap
            ? stem_of<engine::BinaryHeap>(prepared, sharing.options, replication, need, sharing.saved, stop)
            : stem_of<engine::BucketRing>(prepared, sharing.options, replication, need, sharing.saved, stop));
  }
  return prelude;
}

ReplicationOutcome run_replication(const Prelude& prelude, std::size_t option, const std::atomic<bool>& stop) {
  const PreparedScenario& prepared = *prelude.prepared;
  const auto* need = prepared.coupled ? nullptr : &prelude.need;
  const auto setup = setup_of(prepared, option, prelude.replication, need);
  const Stem* stem = prelude.stem_of(option);
  if (stem == nullptr) return run_any(prepared, option, setup, prelude.replication, nullptr, stop, nullptr);
  if (prepared.queue == QueueKind::binary_heap) {
    return run_from<engine::BinaryHeap>(prepared, option, setup, prelude.replication, *stem, stop);
  }
  return run_from<engine::BucketRing>(prepared, option, setup, prelude.replication, *stem, stop);
}

}  // namespace throughgate::experiment
