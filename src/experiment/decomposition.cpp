#include "experiment/decomposition.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "experiment/checkpoint.hpp"
#include "experiment/prepared_scenario.hpp"
#include "experiment/run_numbers.hpp"

namespace throughgate::experiment {

namespace {

using scenario::LoadedScenario;
using scenario::OptionParameters;
using scenario::ParameterDocument;

/// A mechanism is a part of the structure's file; families are what an analyst would change together.
struct Mechanism {
  std::string_view prefix;  ///< of parameter paths; the longest that fits counts
  std::string_view name;
  std::string_view family;
};
constexpr std::array mechanisms{
    Mechanism{"layers.", "layers", "layers and buying"},
    Mechanism{"layers.decision_time", "decisions", "staff"},
    Mechanism{"shared_services.", "shared services", "layers and buying"},
    Mechanism{"commissioning.", "commissioning", "layers and buying"},
    Mechanism{"recruitment.", "recruitment route", "staff"},
    Mechanism{"recruitment.frozen_months", "planning horizon", "staff"},
    Mechanism{"planning.", "planning horizon", "staff"},
    Mechanism{"training.", "training", "staff"},
    Mechanism{"ethos.", "management ethos", "staff"},
    Mechanism{"central_requests.", "central requests", "requests and voice"},
    Mechanism{"professional_voice.", "professional voice", "requests and voice"},
    Mechanism{"court_service.", "court service", "courts and orders"},
    Mechanism{"order_integration.", "order integration", "courts and orders"},
    Mechanism{"enforcement.", "enforcement", "courts and orders"},
    Mechanism{"through_the_gate.", "through the gate", "release and information"},
    Mechanism{"offender_supervisors.", "offender supervisors", "release and information"},
    Mechanism{"local_partnership.", "local partnership", "release and information"},
    Mechanism{"information_boundary.", "information boundary", "release and information"},
    Mechanism{"information_boundary.delay", "information delay", "release and information"},
    Mechanism{"information_boundary.lost", "information loss", "release and information"},
    Mechanism{"information_boundary.missed", "missed escalation", "release and information"},
    Mechanism{"transition.", "transition", "transition"},
};

std::string name_of(const std::string& path, Grain grain) {
  const Mechanism* found = nullptr;
  for (const Mechanism& one : mechanisms) {
    if (path.starts_with(one.prefix) && (found == nullptr || one.prefix.size() > found->prefix.size())) found = &one;
  }
  if (found == nullptr) return path.substr(0, path.find('.'));
  return std::string(grain == Grain::families ? found->family : found->name);
}

bool same_values(const ParameterDocument& one, const ParameterDocument& other) {
  return std::ranges::equal(one.parameters, other.parameters, [](const auto& a, const auto& b) {
    return a.first == b.first && a.second.value == b.second.value;
  });
}

/// The states from which the coalitions of a replication start, until the last of them has.
class SharedPasts {
 public:
  explicit SharedPasts(const CoalitionPlan& plan) : states_(plan.coalitions.size()), left_(plan.coalitions.size()) {
    for (std::size_t i = 0; i < plan.coalitions.size(); ++i) left_[i] = plan.coalitions[i].size();
  }
  void keep(std::uint32_t replication, SavedStates states) {
    states_[replication] = std::make_unique<const SavedStates>(std::move(states));
  }
  [[nodiscard]] const SavedStates* of(std::uint32_t replication) const { return states_[replication].get(); }
  void used(std::uint32_t replication) {
    if (left_[replication].fetch_sub(1) == 1) states_[replication].reset();
  }

 private:
  std::vector<std::unique_ptr<const SavedStates>> states_;
  std::vector<std::atomic<std::size_t>> left_;
};

RunPlan places_of(const CoalitionPlan& plan) {
  RunPlan places;
  std::size_t most = 0;
  for (const auto& of_replication : plan.coalitions) most = std::max(most, of_replication.size());
  for (std::size_t place = 0; place < most; ++place) {
    places.options.push_back("changes " + std::to_string(place));
    places.indices.push_back(place);
  }
  places.replications = static_cast<std::uint32_t>(plan.coalitions.size());
  places.threads = plan.threads;
  return places;
}

using PreparedByCoalition = std::map<std::uint32_t, std::shared_ptr<const PreparedScenario>>;

PreparedByCoalition prepared_by_coalition(const LoadedScenario& loaded, const CoalitionPlan& plan,
                                          const std::shared_ptr<const PreparedScenario>& base) {
  const bool same_model = std::ranges::none_of(plan.changes, &MechanismChange::of_model);
  PreparedByCoalition prepared;
  for (const auto& of_replication : plan.coalitions) {
    for (const std::uint32_t coalition : of_replication) {
      auto& one = prepared[coalition];
      if (one) continue;
      one =
          prepare(with_changes(loaded, plan.option, plan.changes, coalition), plan.queue, same_model ? base : nullptr);
    }
  }
  return prepared;
}

/// The option's course to where it parts from what holds before it, and no other option's.
std::shared_ptr<const CheckpointPlan> past_of(const LoadedScenario& loaded, const PreparedScenario& base,
                                              std::size_t option, Tick parts) {
  CheckpointPlan past = plan_checkpoint(loaded, base, parts);
  for (std::size_t other = 0; other < past.courses.size(); ++other) {
    if (other != option) past.courses[other].clear();
  }
  return std::make_shared<const CheckpointPlan>(std::move(past));
}

}  // namespace

std::vector<MechanismChange> changes_of(const LoadedScenario& loaded, std::size_t option, Grain grain) {
  if (loaded.stages_of(option).size() > 2) {
    throw std::invalid_argument("option " + loaded.scenario().options[option].name +
                                " changes more than once: its difference is not one of mechanisms alone");
  }
  const OptionParameters& own = loaded.parameters(option);
  const OptionParameters& reference = loaded.parameters(loaded.scenario().reference);
  std::map<std::string, MechanismChange> by_name;
  for (const auto& [path, parameter] : own.structure->parameters) {
    if (parameter.value == reference.structure->parameters.at(path).value) continue;
    const std::string name = name_of(path, grain);
    by_name[name].name = name;
    by_name[name].paths.push_back(path);
  }
  std::vector<MechanismChange> changes;
  for (auto& [name, change] : by_name) changes.push_back(std::move(change));
  if (!same_values(*own.model, *reference.model)) changes.push_back({"settings of the model", {}, true});
  return changes;
}

LoadedScenario with_changes(const LoadedScenario& loaded, std::size_t option,
                            const std::vector<MechanismChange>& changes, std::uint32_t coalition) {
  const OptionParameters& reference = loaded.parameters(loaded.scenario().reference);
  std::vector<OptionParameters> parameters;
  for (std::size_t i = 0; i < loaded.scenario().options.size(); ++i) parameters.push_back(loaded.parameters(i));
  OptionParameters& own = parameters[option];
  auto structure = std::make_shared<ParameterDocument>(*own.structure);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if ((coalition >> i & 1U) != 0) continue;
    for (const std::string& path : changes[i].paths) {
      structure->parameters.insert_or_assign(path, reference.structure->parameters.at(path));
    }
    if (changes[i].of_model) own.model = reference.model;
  }
  own.structure = std::move(structure);
  return loaded.with_parameters(std::move(parameters));
}

RunResult run_coalitions(const LoadedScenario& loaded, const CoalitionPlan& plan, const std::atomic<bool>& stop,
                         Progress* progress) {
  const std::size_t option = plan.option;
  const auto base = prepare(loaded, plan.queue);
  const auto prepared = prepared_by_coalition(loaded, plan, base);
  const Tick parts = parting(*base, option);
  SharedPasts pasts(plan);
  std::shared_ptr<const CheckpointPlan> past;
  if (!parts.is_never()) past = past_of(loaded, *base, option, parts);
  ReplicationFunctions functions;
  functions.prelude = [&](std::uint32_t replication, const std::atomic<bool>& stopping) {
    if (past) pasts.keep(replication, save_states(*base, past, replication, stopping));
    return std::shared_ptr<const Prelude>();
  };
  functions.run = [&](std::size_t place, std::uint32_t replication, const Prelude*, const std::atomic<bool>& stopping) {
    ReplicationOutcome outcome;
    if (place >= plan.coalitions[replication].size()) return outcome;
    const auto& scenario = prepared.at(plan.coalitions[replication][place]);
    outcome = run_replication(*prelude_of(scenario, {option}, replication, stopping, pasts.of(replication)), option,
                              stopping);
    outcome.tables = without_series(outcome.tables);
    pasts.used(replication);
    return outcome;
  };
  return run_all(places_of(plan), functions, stop, progress);
}

}  // namespace throughgate::experiment
