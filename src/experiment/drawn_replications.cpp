#include "experiment/drawn_replications.hpp"

#include <utility>

namespace throughgate::experiment {

DrawnParameters drawn_parameters(std::vector<scenario::UncertainParameter> parameters, const ParameterDraws& draws,
                                 std::uint32_t count) {
  DrawnParameters drawn{std::move(parameters), {}};
  for (std::uint32_t draw = 0; draw < count; ++draw) drawn.values.push_back(draws.values(draw));
  return drawn;
}

ReplicationFunctions drawn_functions(const scenario::LoadedScenario& loaded, const DrawnParameters& drawn,
                                     std::vector<std::size_t> options, QueueKind queue,
                                     const scenario::Binders& binders) {
  ReplicationFunctions functions;
  functions.prelude = [&loaded, &drawn, options = std::move(options), queue, binders, base = prepare(loaded, queue)](
                          std::uint32_t replication, const std::atomic<bool>& stop) {
    const auto with = scenario::with_values(loaded, drawn.parameters, drawn.values[replication], binders);
    return prelude_of(prepare(with, queue, base), options, replication, stop);
  };
  functions.run = [](std::size_t option, std::uint32_t, const Prelude* prelude, const std::atomic<bool>& stop) {
    return run_replication(*prelude, option, stop);
  };
  return functions;
}

recording::Dataset draws_group(const DrawnParameters& drawn, const std::vector<std::uint32_t>& finished) {
  recording::Dataset group;
  group.name = "draws";
  recording::Dimension replication{"replication", {}, {}, {{"units", "1"}, {"long_name", "draw"}}};
  recording::Dimension parameter{"parameter", {}, {}, {{"long_name", "uncertain parameter; a factor where relative"}}};
  for (const auto& one : drawn.parameters) parameter.labels.push_back(one.name);
  std::vector<double> values;
  for (const std::uint32_t number : finished) {
    replication.values.push_back(number + 1.0);
    values.insert(values.end(), drawn.values[number].begin(), drawn.values[number].end());
  }
  group.dimensions = {std::move(replication), std::move(parameter)};
  group.variables.push_back(
      recording::column("value", {"replication", "parameter"}, std::move(values), "1", "drawn value, in its own unit"));
  return group;
}

}  // namespace throughgate::experiment
