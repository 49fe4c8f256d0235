#include "experiment/sweep_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>
#include <variant>

#include "base/sha256.hpp"
#include "experiment/provenance_group.hpp"
#include "experiment/run_numbers.hpp"
#include "experiment/scenario_identity.hpp"
#include "scenario/uncertainty.hpp"

namespace throughgate::experiment {

namespace {

using recording::Attribute;
using recording::Dataset;
using recording::Dimension;
using recording::Variable;
using scenario::Json;
using scenario::LoadedScenario;

enum Status : std::int8_t { missing = 0, finished_point = 1, failed_point = 2 };

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

Dimension point_dimension(std::size_t points) {
  Dimension point{"point", {}, {}, {{"units", "1"}, {"long_name", "number of the design point"}}};
  for (std::size_t i = 0; i < points; ++i) point.values.push_back(static_cast<double>(i) + 1);
  return point;
}

std::string options_text(const scenario::Scenario& scenario) {
  Json options = Json::array();
  for (const auto& option : scenario.options) {
    options.push_back({option.name, option.structure, option.overlays, date_or_none(option.from)});
  }
  return options.dump();
}

/// Every value in force, and those of the structures that the design brings.
std::string parameters_digest(const LoadedScenario& loaded) {
  Sha256 sha;
  const auto add = [&sha](const scenario::ParameterDocument& document) {
    for (const auto& [path, parameter] : document.parameters) {
      sha.update(path + '=' + parameter.value.dump() + '\n');
      for (const auto& [cell, position] : parameter.cells) {  // a factor leaves alone what somebody has set
        if (scenario::is_replaced(parameter, cell)) sha.update("set " + cell + '\n');
      }
    }
  };
  for (std::size_t option = 0; option < loaded.scenario().options.size(); ++option) {
    add(*loaded.parameters(option).model);
    add(*loaded.parameters(option).structure);
    for (const scenario::Factor& factor : loaded.design()->factors) {
      if (!factor.is_structure() || std::ranges::find(factor.options, option) == factor.options.end()) continue;
      for (const Json& name : factor.values) add(*loaded.structure(option, name.get<std::string>()));
    }
  }
  return sha.finish_hex();
}

/// The points as they act: coordinates, and what they mean.
std::string design_digest(const scenario::Design& design, const Eigen::MatrixXd& points) {
  Sha256 sha;
  for (const auto& factor : design.factors) {
    sha.update(factor.name + Json(factor.values).dump() + (factor.relative ? "relative" : "") + '\n');
  }
  sha.update(points.data(), static_cast<std::size_t>(points.size()) * sizeof(double));
  return sha.finish_hex();
}

std::vector<Attribute> identity_of(const LoadedScenario& loaded, const Eigen::MatrixXd& points,
                                   const Provenance& provenance) {
  const scenario::Scenario& scenario = loaded.scenario();
  const auto& value = scenario.value_per_reoffence_avoided;
  return {
      {"identity_scale", fmt::format("{}", scenario.scale)},
      {"identity_seed", std::to_string(scenario.seed)},
      {"identity_replications", std::to_string(scenario.replications)},
      {"identity_coupling", std::string(scenario.coupling ? "on" : "off")},
      {"identity_reference", scenario.options[scenario.reference].name},
      {"identity_horizon", to_string(scenario.start) + " to " + to_string(scenario.end)},
      {"identity_reporting", to_string(scenario.reporting.from) + " to " + to_string(scenario.reporting.until)},
      {"identity_value_per_reoffence_avoided", value ? fmt::format("{}", value->amount) : "none"},
      {"identity_law", law_identity(loaded)},
      {"identity_options", options_text(scenario)},
      {"identity_parameters", parameters_digest(loaded)},
      {"identity_design", design_digest(*loaded.design(), points)},
      {"identity_program", provenance.program_version + ' ' + provenance.commit},
  };
}

std::string factor_names(const scenario::Design& design) {
  std::string names;
  for (const auto& factor : design.factors) names += (names.empty() ? "" : " ") + factor.name;
  return names;
}

std::int64_t whole_attribute(const Dataset& dataset, const std::string& name) {
  const auto found = std::ranges::find(dataset.attributes, name, &Attribute::name);
  const auto* value = found == dataset.attributes.end() ? nullptr : std::get_if<std::int64_t>(&found->value);
  if (value == nullptr) throw std::runtime_error("the sweep's description has no " + name);
  return *value;
}

}  // namespace

Dataset sweep_header(const scenario::DesignSpace& space, const Eigen::MatrixXd& points, const AssemblyNames& names,
                     const Provenance& provenance) {
  const LoadedScenario& loaded = space.loaded();
  const scenario::Design& design = space.design();
  Dataset header;
  header.attributes = {{"title", names.title},
                       {"history", names.history},
                       {"reference", names.reference},
                       {"design", design.name},
                       {"design_method", scenario::design_method_names()[static_cast<std::size_t>(design.method)]},
                       {"replications", std::int64_t{loaded.scenario().replications}},
                       {"coordinates", factor_names(design)}};
  if (design.method == scenario::DesignMethod::sobol_indices) {
    header.attributes.push_back({"base_points", static_cast<std::int64_t>(design.points)});
  }
  for (Attribute& part : identity_of(loaded, points, provenance)) header.attributes.push_back(std::move(part));
  RunResult runs;
  for (std::size_t option = 0; option < loaded.scenario().compared(); ++option) {
    runs.options.push_back(loaded.scenario().options[option].name);
  }
  header.dimensions = {point_dimension(static_cast<std::size_t>(points.rows())), leading_dimensions(runs, {}).front()};
  header.variables = coordinate_columns(design, points);
  header.groups.push_back(provenance_group(runs, provenance, {}));
  return header;
}

SweepTables::SweepTables(Dataset header) : dataset_(std::move(header)) {
  const Dimension* point = dataset_.dimension("point");
  const Dimension* option = dataset_.dimension("option");
  if (point == nullptr || option == nullptr) throw std::runtime_error("the sweep's description has no points");
  const std::int64_t replications = whole_attribute(dataset_, "replications");
  points_ = point->size();
  runs_ = option->size() * static_cast<std::size_t>(replications);
  status_.assign(points_, missing);
  failures_.resize(points_);
  Dimension replication{"replication", {}, {}, {{"units", "1"}, {"long_name", "number of the replication"}}};
  for (std::int64_t number = 1; number <= replications; ++number) {
    replication.values.push_back(static_cast<double>(number));
  }
  dataset_.dimensions.push_back(std::move(replication));
  std::erase_if(dataset_.attributes, [](const Attribute& attribute) {
    return attribute.name == "history" || attribute.name.starts_with("identity_");
  });
}

void SweepTables::add(std::uint32_t point, const Dataset& layout, std::span<const double> numbers) {
  const std::size_t width = number_count(layout);
  if (point >= points_ || numbers.size() != runs_ * width) {
    throw std::runtime_error(fmt::format("point {} is none of this sweep", point + 1));
  }
  const bool again = status_[point] == finished_point;
  add_dimensions(layout);
  std::size_t place = 0;
  for (const Variable& model : layout.variables) {
    const std::size_t size = std::get<std::vector<double>>(model.data).size();
    auto& values = std::get<std::vector<double>>(response(model, size).variable.data);
    for (std::size_t run = 0; run < runs_; ++run) {
      for (std::size_t i = 0; i < size; ++i) {
        double& value = values[(point * runs_ + run) * size + i];
        const double given = numbers[run * width + place + i];
        if (again && std::bit_cast<std::uint64_t>(value) != std::bit_cast<std::uint64_t>(given) &&
            !(std::isnan(value) && std::isnan(given))) {
          throw std::runtime_error(fmt::format("point {} was run twice, and its {} differs", point + 1, model.name));
        }
        value = given;
      }
    }
    place += size;
  }
  status_[point] = finished_point;
}

void SweepTables::add_failure(std::uint32_t point, const std::string& message) {
  if (point >= points_) throw std::runtime_error(fmt::format("point {} is none of this sweep", point + 1));
  if (status_[point] == finished_point) return;
  status_[point] = failed_point;
  failures_[point] = fmt::format("point {}: {}", point + 1, message);
}

SweepTables::Response& SweepTables::response(const Variable& model, std::size_t size) {
  const auto known = std::ranges::find_if(responses_, [&](const auto& one) { return one.variable.name == model.name; });
  if (known != responses_.end()) {
    if (known->size != size) throw std::runtime_error(model.name + " has not the same parts at every point");
    return *known;
  }
  Response added{size, model};
  added.variable.dimensions.insert(added.variable.dimensions.begin(), {"point", "option", "replication"});
  added.variable.data = std::vector<double>(points_ * runs_ * size, nothing);
  return responses_.emplace_back(std::move(added));
}

void SweepTables::add_dimensions(const Dataset& layout) {
  for (const Dimension& dimension : layout.dimensions) {
    const Dimension* known = dataset_.dimension(dimension.name);
    if (known == nullptr) {
      dataset_.dimensions.push_back(dimension);
    } else if (known->labels != dimension.labels) {
      throw std::runtime_error(dimension.name + " has not the same labels at every point");
    }
  }
  if (!responses_.empty()) return;
  for (const Attribute& attribute : layout.attributes) {
    if (std::ranges::find(dataset_.attributes, attribute.name, &Attribute::name) == dataset_.attributes.end()) {
      dataset_.attributes.push_back(attribute);
    }
  }
}

std::size_t SweepTables::finished() const {
  return static_cast<std::size_t>(std::ranges::count(status_, finished_point));
}

std::size_t SweepTables::failed() const { return static_cast<std::size_t>(std::ranges::count(status_, failed_point)); }

Dataset SweepTables::take(const std::string& history) {
  Variable status;
  status.name = "point_status";
  status.dimensions = {"point"};
  status.long_name = "what came of the point";
  status.flag_meanings = {"missing", "finished", "failed"};
  std::string failures;
  for (std::size_t point = 0; point < points_; ++point) {
    if (status_[point] == failed_point) failures += (failures.empty() ? "" : "\n") + failures_[point];
  }
  dataset_.attributes.push_back({"history", history});
  dataset_.attributes.push_back({"complete", std::int64_t{finished() == points_ ? 1 : 0}});
  if (!failures.empty()) dataset_.attributes.push_back({"failures", std::move(failures)});
  status.data = std::move(status_);
  dataset_.variables.push_back(std::move(status));
  for (Response& one : responses_) dataset_.variables.push_back(std::move(one.variable));
  return std::move(dataset_);
}

}  // namespace throughgate::experiment
