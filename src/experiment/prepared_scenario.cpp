#include "experiment/prepared_scenario.hpp"

#include <algorithm>
#include <utility>

#include "base/date.hpp"
#include "scenario/bind_model.hpp"

namespace throughgate::experiment {

namespace {

using justice::Regime;

/// The first month that begins at `tick` or after it.
Tick month_from(Tick tick) {
  if (tick.is_never()) return tick;
  const Tick begins = month_start(month_index(tick));
  return begins == tick ? tick : month_start(month_index(tick) + 1);
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
  fill(loaded, option, base == nullptr ? nullptr : &base->given, model);
  fill(loaded, option, structure);
  return std::make_shared<const Regime>(model, structure, common, alike);
}

PreparedOption prepared_option(const scenario::LoadedScenario& loaded, const PreparedScenario& prepared,
                               std::size_t option) {
  PreparedOption one;
  one.name = loaded.scenario().options[option].name;
  for (const std::size_t stage : loaded.stages_of(option)) {
    const Regime* regime = prepared.regimes[stage].get();
    if (one.before == nullptr) {
      one.before = regime;
    } else {
      one.changes.push_back({start_of(*loaded.scenario().options[stage].from), regime});
    }
  }
  return one;
}

}  // namespace

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
    prepared->options.push_back(prepared_option(loaded, *prepared, option));
    const auto& one = prepared->options.back();
    const auto& named = scenario.options[option];
    if (!named.from && !named.is_stage && one.before->structure.transition.one_off > 0) {
      prepared->warnings.push_back(
          "option `" + one.name +
          "` has no `from`: its structure has always been in place, and the change to it is not paid for");
    }
  }
  return prepared;
}

const std::vector<std::string>& warnings_of(const PreparedScenario& prepared) { return prepared.warnings; }

justice::Setup setup_of(const PreparedScenario& prepared, std::size_t option, std::uint32_t replication,
                        const justice::NeedByMonth* need) {
  justice::Setup setup;
  setup.before = prepared.options[option].before;
  setup.changes = prepared.options[option].changes;
  setup.key = random::StreamKey{prepared.seed, replication};
  setup.scale = prepared.scale;
  setup.start = prepared.start;
  setup.end = prepared.end;
  setup.coupled = prepared.coupled || need == nullptr;
  setup.need = need;
  return setup;
}

Tick parting(const PreparedScenario& prepared, std::size_t option) {
  const PreparedOption& one = prepared.options[option];
  return one.changes.empty() ? Tick::never() : std::max(prepared.start, month_from(one.changes.front().at));
}

}  // namespace throughgate::experiment
