#include "experiment/replication.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <stdexcept>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "experiment/prepared_scenario.hpp"
#include "justice/pathway/pathway.hpp"
#include "recording/recorder.hpp"
#include "scenario/bind_model.hpp"

namespace throughgate::experiment {

namespace {

using justice::Regime;

std::string failure_text(const PreparedScenario& prepared, std::size_t option, std::uint32_t replication,
                         const justice::Moment& moment, const std::string& what) {
  std::string text = "option " + prepared.options[option].name + ", replication " + std::to_string(replication + 1) +
                     ", " + to_string(moment.now);
  if (moment.service) return text + ", a service: " + what;
  return text + ", offender " + std::to_string(moment.identity.bits) + ", event slot " + std::to_string(moment.slot) +
         ": " + what;
}

/// The first month that begins at `tick` or after it.
Tick month_from(Tick tick) {
  if (tick.is_never()) return tick;
  const Tick begins = month_start(month_index(tick));
  return begins == tick ? tick : month_start(month_index(tick) + 1);
}

justice::Setup setup_of(const PreparedScenario& prepared, std::size_t option, std::uint32_t replication,
                        const justice::NeedByMonth* need) {
  justice::Setup setup;
  setup.before = prepared.options[option].before;
  setup.after = prepared.options[option].after;
  setup.change = prepared.options[option].change;
  setup.key = random::StreamKey{prepared.seed, replication};
  setup.scale = prepared.scale;
  setup.start = prepared.start;
  setup.end = prepared.end;
  setup.coupled = prepared.coupled || need == nullptr;
  setup.need = need;
  return setup;
}

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

/// A model under way, with its observer.
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

  justice::Pathway<Queue> pathway;
  recording::Recorder recorder;
};

/// The course that the options of one regime share until one of them parts from the others.
struct Stem {
  const Regime* before = nullptr;
  std::size_t pays = 0;  ///< the option with which its events and seconds are counted
  double wall_seconds = 0;
  std::variant<std::monostate, Course<engine::BucketRing>, Course<engine::BinaryHeap>> course;
};

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

std::function<void()> stopping_at(const std::atomic<bool>& stop) {
  return [&stop] {
    if (stop.load(std::memory_order_relaxed)) throw Interrupted{};
  };
}

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

template <class Queue>
ReplicationOutcome run_alone(const PreparedScenario& prepared, std::size_t option, const justice::Setup& setup,
                             std::uint32_t replication, const std::atomic<bool>& stop, justice::NeedByMonth* need_out) {
  const auto begun = Clock::now();
  const auto each_month = stopping_at(stop);
  Course<Queue> course(setup, prepared.reporting);
  ReplicationOutcome outcome;
  named(prepared, option, replication, course, [&] {
    course.open(each_month);
    course.pathway.go_on(course.recorder, setup.end, each_month);
    outcome = outcome_of(course);
  });
  if (need_out != nullptr) *need_out = course.recorder.need_by_month();
  outcome.statistics.wall_seconds = seconds_since(begun);
  return outcome;
}

ReplicationOutcome run_any(const PreparedScenario& prepared, std::size_t option, const justice::Setup& setup,
                           std::uint32_t replication, const std::atomic<bool>& stop, justice::NeedByMonth* need_out) {
  if (prepared.queue == QueueKind::binary_heap) {
    return run_alone<engine::BinaryHeap>(prepared, option, setup, replication, stop, need_out);
  }
  return run_alone<engine::BucketRing>(prepared, option, setup, replication, stop, need_out);
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
  const bool pays = stem.pays == option;
  outcome.statistics.shared_events = pays ? 0 : shared;
  outcome.statistics.wall_seconds = seconds_since(begun) + (pays ? stem.wall_seconds : 0);
  return outcome;
}

/// Runs `sharing`, options of one regime, to the month that brings the first change.
template <class Queue>
Stem stem_of(const PreparedScenario& prepared, const std::vector<std::size_t>& sharing, std::uint32_t replication,
             const justice::NeedByMonth* need, const std::atomic<bool>& stop) {
  const auto begun = Clock::now();
  Tick until = prepared.end;
  for (const std::size_t option : sharing) {
    const PreparedOption& one = prepared.options[option];
    if (one.after != one.before) until = std::min(until, std::max(prepared.start, month_from(one.change)));
  }
  const justice::Setup setup = setup_of(prepared, sharing.front(), replication, need);
  Stem stem;
  stem.before = setup.before;
  stem.pays = sharing.front();
  auto& course = stem.course.emplace<Course<Queue>>(setup, prepared.reporting);
  const auto each_month = stopping_at(stop);
  named(prepared, sharing.front(), replication, course, [&] {
    course.open(each_month);
    // The end itself is left to the options.
    if (until < prepared.end) course.pathway.go_on(course.recorder, until, each_month);
  });
  stem.wall_seconds = seconds_since(begun);
  return stem;
}

/// The option's model. What no draw or design point changed is taken from `base`, if there is one.
void fill(const scenario::LoadedScenario& loaded, std::size_t option, const justice::Model* base,
          justice::Model& model) {
  const auto bind = [&model](scenario::Binder& binder) { scenario::bind_model(binder, model); };
  if (base == nullptr) return loaded.fill_model(option, bind);
  model = *base;
  loaded.fill_model_changes(option, bind);
}

void fill(const scenario::LoadedScenario& loaded, std::size_t option, justice::Structure& structure) {
  loaded.fill_structure(option, [&structure](scenario::Binder& binder) { bind_structure(binder, structure); });
}

std::shared_ptr<const Regime> regime_of(const scenario::LoadedScenario& loaded, std::size_t option,
                                        const std::shared_ptr<const justice::Common>& common, const Regime* base,
                                        const justice::Reoffending* alike) {
  if (option == loaded.scenario().reference) {
    return std::make_shared<const Regime>(common->model, common->structure, common, alike);
  }
  justice::Model model;
  justice::Structure structure;
  fill(loaded, option, base == nullptr ? nullptr : &base->model, model);
  fill(loaded, option, structure);
  return std::make_shared<const Regime>(model, structure, common, alike);
}

}  // namespace

class Prelude {
 public:
  std::shared_ptr<const PreparedScenario> prepared;
  std::uint32_t replication = 0;
  justice::NeedByMonth need;  ///< empty when coupling is on
  std::vector<Stem> stems;

  [[nodiscard]] const Stem* stem_of(const Regime* before) const {
    const auto found = std::ranges::find(stems, before, &Stem::before);
    return found == stems.end() ? nullptr : &*found;
  }
};

std::shared_ptr<const PreparedScenario> prepare(const scenario::LoadedScenario& loaded, QueueKind queue,
                                                std::shared_ptr<const PreparedScenario> base) {
  const auto& scenario = loaded.scenario();
  auto prepared = std::make_shared<PreparedScenario>();
  prepared->queue = queue;
  prepared->seed = scenario.seed;
  prepared->scale = scenario.scale;
  prepared->coupled = scenario.coupling;
  prepared->start = start_of(scenario.start);
  prepared->end = start_of(scenario.end);
  prepared->reference = scenario.reference;
  prepared->reporting = {start_of(scenario.reporting.from), start_of(scenario.reporting.until),
                         scenario.value_per_reoffence_avoided ? scenario.value_per_reoffence_avoided->amount : 0};
  const auto common = std::make_shared<justice::Common>();
  fill(loaded, scenario.reference, base ? &base->common->model : nullptr, common->model);
  fill(loaded, scenario.reference, common->structure);
  common->law = scenario.law.known_at ? loaded.law().known_at(days_since_1970(*scenario.law.known_at)) : loaded.law();
  prepared->common = common;
  for (std::size_t option = 0; option < scenario.options.size(); ++option) {
    const Regime* unchanged = base ? base->regimes[option].get() : nullptr;
    const Regime* alike = option > 0 ? prepared->regimes.front().get() : unchanged;
    prepared->regimes.push_back(
        regime_of(loaded, option, common, unchanged, alike == nullptr ? nullptr : &alike->reoffending));
  }
  for (std::size_t option = 0; option < scenario.options.size(); ++option) {
    PreparedOption one;
    one.name = scenario.options[option].name;
    one.after = prepared->regimes[option].get();
    one.before = prepared->regimes[loaded.option_before(option)].get();
    if (scenario.options[option].from) one.change = start_of(*scenario.options[option].from);
    if (one.change.is_never() && one.after->structure.transition.one_off > 0) {
      prepared->warnings.push_back(
          "option `" + one.name +
          "` has no `from`: its structure has always been in place, and the change to it is not paid for");
    }
    prepared->options.push_back(one);
  }
  return prepared;
}

const std::vector<std::string>& warnings_of(const PreparedScenario& prepared) { return prepared.warnings; }

std::shared_ptr<const Prelude> prelude_of(std::shared_ptr<const PreparedScenario> given,
                                          const std::vector<std::size_t>& options, std::uint32_t replication,
                                          const std::atomic<bool>& stop) {
  auto prelude = std::make_shared<Prelude>();
  prelude->prepared = std::move(given);
  prelude->replication = replication;
  const PreparedScenario& prepared = *prelude->prepared;
  const justice::NeedByMonth* need = nullptr;
  if (!prepared.coupled) {
    const auto setup = setup_of(prepared, prepared.reference, replication, nullptr);
    (void)run_any(prepared, prepared.reference, setup, replication, stop, &prelude->need);
    need = &prelude->need;
  }
  std::vector<std::vector<std::size_t>> sharing;
  for (const std::size_t option : options) {
    const auto same = [&](const auto& others) {
      return prepared.options[others.front()].before == prepared.options[option].before;
    };
    const auto found = std::ranges::find_if(sharing, same);
    if (found == sharing.end()) {
      sharing.push_back({option});
    } else {
      found->push_back(option);
    }
  }
  for (const auto& members : sharing) {
    if (members.size() < 2) continue;
    prelude->stems.push_back(prepared.queue == QueueKind::binary_heap
                                 ? stem_of<engine::BinaryHeap>(prepared, members, replication, need, stop)
                                 : stem_of<engine::BucketRing>(prepared, members, replication, need, stop));
  }
  return prelude;
}

ReplicationOutcome run_replication(const Prelude& prelude, std::size_t option, const std::atomic<bool>& stop) {
  const PreparedScenario& prepared = *prelude.prepared;
  const auto* need = prepared.coupled ? nullptr : &prelude.need;
  const auto setup = setup_of(prepared, option, prelude.replication, need);
  const Stem* stem = prelude.stem_of(setup.before);
  if (stem == nullptr) return run_any(prepared, option, setup, prelude.replication, stop, nullptr);
  if (prepared.queue == QueueKind::binary_heap) {
    return run_from<engine::BinaryHeap>(prepared, option, setup, prelude.replication, *stem, stop);
  }
  return run_from<engine::BucketRing>(prepared, option, setup, prelude.replication, *stem, stop);
}

}  // namespace throughgate::experiment
