#include "experiment/replication.hpp"

#include <chrono>
#include <functional>
#include <stdexcept>
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

template <class Queue>
ReplicationOutcome run_with(const PreparedScenario& prepared, std::size_t option, std::uint32_t replication,
                            const justice::NeedByMonth* need, const std::atomic<bool>& stop,
                            justice::NeedByMonth* need_out) {
  const auto begun = std::chrono::steady_clock::now();
  const std::function<void()> each_month = [&stop] {
    if (stop.load(std::memory_order_relaxed)) throw Interrupted{};
  };
  const justice::Setup setup = setup_of(prepared, option, replication, need);
  justice::Pathway<Queue> pathway(setup);
  try {
    pathway.burn_in(each_month);
    recording::Recorder recorder(setup, prepared.reporting);
    pathway.run(recorder, each_month);
    ReplicationOutcome outcome;
    outcome.tables = recorder.tables();
    if (need_out != nullptr) *need_out = recorder.need_by_month();
    outcome.statistics.events = pathway.counts().executed;
    outcome.statistics.peak_persons = pathway.people().peak();
    outcome.statistics.state_bytes = pathway.bytes() + recorder.bytes();
    outcome.statistics.opening_persons = pathway.opening_persons();
    outcome.statistics.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return outcome;
  } catch (const std::exception& error) {
    throw std::runtime_error(failure_text(prepared, option, replication, pathway.moment(), error.what()));
  }
}

ReplicationOutcome run_any(const PreparedScenario& prepared, std::size_t option, std::uint32_t replication,
                           const justice::NeedByMonth* need, const std::atomic<bool>& stop,
                           justice::NeedByMonth* need_out) {
  if (prepared.queue == QueueKind::binary_heap) {
    return run_with<engine::BinaryHeap>(prepared, option, replication, need, stop, need_out);
  }
  return run_with<engine::BucketRing>(prepared, option, replication, need, stop, need_out);
}

std::unique_ptr<Regime> regime_of(const scenario::LoadedScenario& loaded, std::size_t option,
                                  const std::shared_ptr<const justice::Common>& common) {
  justice::Model model;
  justice::Structure structure;
  loaded.fill_model(option, [&model](scenario::Binder& binder) { scenario::bind_model(binder, model); });
  loaded.fill_structure(option,
                        [&structure](scenario::Binder& binder) { scenario::bind_structure(binder, structure); });
  return std::make_unique<Regime>(model, structure, common);
}

}  // namespace

/// What an uncoupled run reads of the coupled reference.
class ServiceTrajectory {
 public:
  justice::NeedByMonth need;
};

std::shared_ptr<const PreparedScenario> prepare(const scenario::LoadedScenario& loaded, QueueKind queue) {
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
  loaded.fill_model(scenario.reference, [&common](scenario::Binder& binder) { bind_model(binder, common->model); });
  loaded.fill_structure(scenario.reference,
                        [&common](scenario::Binder& binder) { bind_structure(binder, common->structure); });
  common->law = scenario.law.known_at ? loaded.law().known_at(days_since_1970(*scenario.law.known_at)) : loaded.law();
  for (std::size_t option = 0; option < scenario.options.size(); ++option) {
    prepared->regimes.push_back(regime_of(loaded, option, common));
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

std::shared_ptr<const ServiceTrajectory> reference_trajectory(const PreparedScenario& prepared,
                                                              std::uint32_t replication,
                                                              const std::atomic<bool>& stop) {
  auto trajectory = std::make_shared<ServiceTrajectory>();
  (void)run_any(prepared, prepared.reference, replication, nullptr, stop, &trajectory->need);
  return trajectory;
}

ReplicationOutcome run_replication(const PreparedScenario& prepared, std::size_t option, std::uint32_t replication,
                                   const ServiceTrajectory* trajectory, const std::atomic<bool>& stop) {
  if (!prepared.coupled && trajectory == nullptr) {
    throw std::logic_error("coupling is off: the service indices of the coupled reference are needed");
  }
  return run_any(prepared, option, replication, trajectory != nullptr ? &trajectory->need : nullptr, stop, nullptr);
}

}  // namespace throughgate::experiment
