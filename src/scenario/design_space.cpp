#include "scenario/design_space.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>
#include <vector>

#include "scenario/uncertainty.hpp"

namespace throughgate::scenario {

DesignSpace::DesignSpace(LoadedScenario loaded, const Binders& binders)
    : loaded_(std::move(loaded)), model_(describe(binders.model)), structure_(describe(binders.structure)) {}

LoadedScenario DesignSpace::at(std::span<const double> coordinates) const {
  const auto& factors = design().factors;
  if (coordinates.size() != factors.size()) throw std::invalid_argument("a coordinate is needed for each factor");
  std::vector<OptionParameters> of_options;
  for (std::size_t option = 0; option < loaded_.scenario().options.size(); ++option) {
    of_options.push_back(loaded_.parameters(option));
  }
  for (std::size_t i = 0; i < factors.size(); ++i) {
    if (!factors[i].is_structure() || std::isnan(coordinates[i])) continue;
    const Json& name = factors[i].values.at(static_cast<std::size_t>(coordinates[i]));
    for (const std::size_t option : factors[i].options) {
      of_options[option].structure = loaded_.structure(option, name.get<std::string>());
    }
  }
  for (std::size_t i = 0; i < factors.size(); ++i) {
    if (!factors[i].is_structure() && !std::isnan(coordinates[i])) apply(factors[i], coordinates[i], of_options);
  }
  return loaded_.with_parameters(std::move(of_options));
}

void DesignSpace::apply(const Factor& factor, double coordinate, std::vector<OptionParameters>& of_options) const {
  const bool of_structure = factor.path.starts_with(structure_prefix);
  const std::string path = factor.path.substr(of_structure ? structure_prefix.size() : 0);
  const CatalogueEntry& entry = *(of_structure ? structure_ : model_).find_above(path);
  Json value = factor.is_continuous() ? Json(coordinate) : factor.values.at(static_cast<std::size_t>(coordinate));
  if (!factor.relative && value.is_number()) {
    value = std::clamp(value.get<double>(), entry.bounds.low, entry.bounds.high);
  }
  for (const std::size_t option : factor.options) {
    Parameter& parameter = of_options[option].changed(of_structure, entry.path);
    if (factor.relative) {
      // Its own distribution is not that of cells that were set.
      const bool own = factor.is_continuous() && !factor.range;
      parameter.value =
          multiplied(parameter, value.get<double>(), entry.bounds, own ? Replaced::stays : Replaced::is_multiplied);
    } else {
      ParameterDocument alone;
      alone.parameters.emplace(entry.path, std::move(parameter));
      const SetEntry set{factor.path, value, factor.name, factor.position, factor.position, "design"};
      SetPaths(model_, structure_).apply(set, alone, alone);
      parameter = std::move(alone.parameters.begin()->second);
    }
  }
}

}  // namespace throughgate::scenario
