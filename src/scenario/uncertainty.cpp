#include "scenario/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <utility>

namespace throughgate::scenario {

namespace {

random::Distribution beta_by_moments(double mean, double sd) {
  const double size = mean * (1 - mean) / (sd * sd) - 1;
  return random::Distribution::beta(mean * size, (1 - mean) * size);
}

random::Distribution smooth(const Distribution& distribution, double value) {
  using Sampled = random::Distribution;
  switch (distribution.family) {
    case Family::fixed:
      break;
    case Family::uniform:
      if (distribution.low < distribution.high) return Sampled::uniform(*distribution.low, *distribution.high);
      break;
    case Family::triangular:
      if (distribution.low < distribution.high)
        return Sampled::triangular(*distribution.low, *distribution.mode, *distribution.high);
      break;
    case Family::pert:
      if (distribution.low < distribution.high)
        return Sampled::pert(*distribution.low, *distribution.mode, *distribution.high);
      break;
    case Family::normal:
      if (*distribution.sd > 0) return Sampled::normal(*distribution.mean, *distribution.sd);
      break;
    case Family::beta:
      return beta_by_moments(*distribution.mean, *distribution.sd);
    case Family::lognormal:
      if (distribution.sigma) {
        if (*distribution.sigma > 0) return Sampled::lognormal(std::log(*distribution.median), *distribution.sigma);
      } else if (*distribution.sd > 0) {  // a factor of mean 1
        const double square = std::log1p(*distribution.sd * *distribution.sd);
        return Sampled::lognormal(-0.5 * square, std::sqrt(square));
      }
      break;
  }
  return Sampled::fixed(value);
}

/// Collects what is uncertain, option by option.
class Collector {
 public:
  void add(const ParameterDocument& document, std::size_t option, bool structure) {
    for (const auto& [path, parameter] : document.parameters) {
      if (is_replaced(parameter, "") || parameter.distribution.family == Family::fixed) continue;
      const double base = parameter.distribution.relative ? 1.0 : parameter.value.get<double>();
      const auto distribution = sampled(parameter.distribution, base);
      if (distribution.is_fixed()) continue;
      std::string name(structure ? structure_prefix : "");
      name.append(path);
      auto& of_name = by_name_[name];
      const auto same = std::ranges::find(of_name, parameter.position, &Found::position);
      if (same != of_name.end()) {
        same->parameter.places.push_back({option, structure, path});
        continue;
      }
      of_name.push_back({parameter.position,
                         {name,
                          parameter.distribution.relative ? "1" : parameter.unit,
                          parameter.grade,
                          parameter.distribution.relative,
                          distribution,
                          base,
                          {{option, structure, path}}}});
    }
  }

  [[nodiscard]] std::vector<UncertainParameter> take(std::size_t options) {
    std::vector<UncertainParameter> parameters;
    for (auto& [name, of_name] : by_name_) {
      for (Found& found : of_name) {
        const auto& places = found.parameter.places;
        if (places.front().structure && places.size() < options) {
          found.parameter.name += '[' + std::filesystem::path(found.position.file).stem().string() + ']';
        }
        parameters.push_back(std::move(found.parameter));
      }
    }
    return parameters;
  }

 private:
  struct Found {
    Position position;
    UncertainParameter parameter;
  };
  std::map<std::string, std::vector<Found>> by_name_;
};

Json times(const Parameter& parameter, const std::string& cell, const Json& value, double factor, const Bounds& bounds,
           Replaced replaced) {
  if (replaced == Replaced::stays && is_replaced(parameter, cell)) return value;
  if (value.is_number()) return std::clamp(value.get<double>() * factor, bounds.low, bounds.high);
  Json result = Json::object();
  for (const auto& item : value.items()) {
    result[item.key()] = times(parameter, dotted_path(cell, item.key()), item.value(), factor, bounds, replaced);
  }
  return result;
}

/// Gives the calibrated ones the marginal distributions of their draws.
void join(const LoadedScenario& loaded, const PosteriorDraws& posterior, std::vector<UncertainParameter>& parameters) {
  Problems problems;
  for (auto& parameter : parameters) {
    const auto column = posterior.column_of(parameter.name);
    if (!column) continue;
    const auto& place = parameter.places.front();
    const Parameter& of_file = *loaded.parameters(place.option).model->find(place.path);
    const std::filesystem::path file = of_file.position.file;
    if (file.parent_path() != loaded.scenario().model_folder) continue;  // evidence
    if (stamp_of(of_file) != posterior.stamps[*column]) {
      problems.add(posterior.positions[*column], parameter.name,
                   "the value and distribution that were calibrated; calibrate again, or take this file away",
                   "others in " + file.filename().string());
      continue;
    }
    parameter.joint = column;
    parameter.distribution = random::Distribution::empirical(posterior.column(*column));
  }
  problems.throw_if_any();
}

/// Whether an option has both.
bool meet(const UncertainParameter& first, const UncertainParameter& second) {
  return std::ranges::any_of(first.places, [&second](const auto& place) {
    return std::ranges::find(second.places, place.option, &UncertainParameter::Place::option) != second.places.end();
  });
}

}  // namespace

bool is_replaced(const Parameter& parameter, const std::string& cell) {
  return parameter.cell(cell).file != parameter.position.file;
}

Json multiplied(const Parameter& parameter, double factor, const Bounds& bounds, Replaced replaced) {
  return times(parameter, "", parameter.value, factor, bounds, replaced);
}

random::Distribution sampled(const Distribution& distribution, double value) {
  const random::Distribution without = smooth(distribution, value);
  if (!distribution.no_effect_mass) return without;
  return without.with_point_mass(*distribution.no_effect_mass, *distribution.no_effect_value);
}

std::vector<UncertainParameter> uncertain_parameters(const LoadedScenario& loaded, PosteriorUse posterior) {
  Collector collector;
  for (std::size_t option = 0; option < loaded.scenario().options.size(); ++option) {
    collector.add(*loaded.parameters(option).model, option, false);
    collector.add(*loaded.parameters(option).structure, option, true);
  }
  auto parameters = collector.take(loaded.scenario().options.size());
  if (posterior == PosteriorUse::drawn_jointly && loaded.posterior()) join(loaded, *loaded.posterior(), parameters);
  return parameters;
}

LoadedScenario with_values(const LoadedScenario& loaded, std::span<const UncertainParameter> parameters,
                           std::span<const double> values, const Binders& binders) {
  if (parameters.size() != values.size()) throw std::invalid_argument("a value is needed for each parameter");
  const Catalogue model = describe(binders.model);
  const Catalogue structure = describe(binders.structure);
  std::vector<OptionParameters> of_options;
  for (std::size_t option = 0; option < loaded.scenario().options.size(); ++option) {
    of_options.push_back(loaded.parameters(option));
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    for (const auto& place : parameters[i].places) {
      Parameter& parameter = of_options[place.option].changed(place.structure, place.path);
      const Bounds& bounds = (place.structure ? structure : model).find(place.path)->bounds;
      parameter.value = parameters[i].relative ? multiplied(parameter, values[i], bounds, Replaced::stays)
                                               : Json(std::clamp(values[i], bounds.low, bounds.high));
    }
  }
  return loaded.with_parameters(std::move(of_options));
}

std::vector<Correlation> correlations_among(const LoadedScenario& loaded,
                                            std::span<const UncertainParameter> parameters) {
  const auto positions = [&](const std::string& path) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const bool named = parameters[i].name == path || parameters[i].name.starts_with(path + '[');
      if (named && !parameters[i].joint) found.push_back(i);
    }
    return found;
  };
  std::vector<Correlation> correlations;
  for (const CorrelatedPair& pair : loaded.correlations()) {
    for (const std::size_t first : positions(pair.first)) {
      for (const std::size_t second : positions(pair.second)) {
        if (meet(parameters[first], parameters[second])) correlations.push_back({first, second, pair.value});
      }
    }
  }
  return correlations;
}

}  // namespace throughgate::scenario
