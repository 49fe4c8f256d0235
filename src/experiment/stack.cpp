#include "experiment/stack.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <type_traits>
#include <utility>

namespace throughgate::experiment {
namespace {

using recording::Dataset;
using recording::Dimension;
using recording::Variable;

[[noreturn]] void differ(const std::string& what) {
  throw std::runtime_error(fmt::format("the tables of two runs do not fit together: {}", what));
}

void require_same_dimensions(const Dataset& first, const Dataset& other) {
  if (first.dimensions.size() != other.dimensions.size()) {
    differ(fmt::format("{} dimensions against {}", first.dimensions.size(), other.dimensions.size()));
  }
  for (std::size_t i = 0; i < first.dimensions.size(); ++i) {
    const Dimension& a = first.dimensions[i];
    const Dimension& b = other.dimensions[i];
    if (a.name != b.name) differ(fmt::format("dimension {} against {}", a.name, b.name));
    if (a.labels != b.labels || a.values != b.values) {
      differ(fmt::format("dimension {} has other coordinates (sizes {} and {})", a.name, a.size(), b.size()));
    }
  }
}

void require_same_variables(const Dataset& first, const Dataset& other) {
  for (const Variable& variable : first.variables) {
    if (other.find(variable.name) == nullptr) differ(fmt::format("variable {} is in only one of them", variable.name));
  }
  for (const Variable& variable : other.variables) {
    if (first.find(variable.name) == nullptr) differ(fmt::format("variable {} is in only one of them", variable.name));
  }
  for (std::size_t i = 0; i < first.variables.size(); ++i) {
    const Variable& a = first.variables[i];
    const Variable& b = other.variables[i];
    if (a.name != b.name) differ(fmt::format("variable {} stands where {} stands", a.name, b.name));
    if (a.dimensions != b.dimensions) differ(fmt::format("variable {} has other dimensions", a.name));
    if (a.units != b.units) differ(fmt::format("variable {} is in {} and in {}", a.name, a.units, b.units));
    if (a.data.index() != b.data.index()) differ(fmt::format("variable {} has another type", a.name));
  }
}

std::size_t expected_size(const Dataset& dataset, const Variable& variable) {
  std::size_t size = 1;
  for (const std::string& name : variable.dimensions) {
    const Dimension* dimension = dataset.dimension(name);
    if (dimension == nullptr) differ(fmt::format("variable {} has no dimension {}", variable.name, name));
    size *= dimension->size();
  }
  return size;
}

/// The variable at `position` of every run, one run behind the other.
Variable stacked_variable(std::span<const Dataset* const> runs, std::size_t position,
                          const std::vector<Dimension>& leading) {
  Variable result = runs.front()->variables[position];
  const std::size_t size = expected_size(*runs.front(), result);
  std::visit(
      [&](auto& values) {
        using Values = std::remove_reference_t<decltype(values)>;
        Values all;
        all.reserve(size * runs.size());
        for (const Dataset* run : runs) {
          const auto& part = std::get<Values>(run->variables[position].data);
          if (part.size() != size)
            differ(fmt::format("variable {} has {} values, not {}", result.name, part.size(), size));
          all.insert(all.end(), part.begin(), part.end());
        }
        values = std::move(all);
      },
      result.data);
  std::vector<std::string> dimensions;
  for (const Dimension& dimension : leading) dimensions.push_back(dimension.name);
  dimensions.insert(dimensions.end(), result.dimensions.begin(), result.dimensions.end());
  result.dimensions = std::move(dimensions);
  return result;
}

std::vector<Dataset> stacked_groups(std::span<const Dataset* const> runs, const std::vector<Dimension>& leading) {
  std::vector<Dataset> groups;
  for (std::size_t position = 0; position < runs.front()->groups.size(); ++position) {
    std::vector<const Dataset*> same;
    for (const Dataset* run : runs) {
      if (run->groups.size() != runs.front()->groups.size()) differ("another number of groups");
      same.push_back(&run->groups[position]);
    }
    groups.push_back(stack(same, leading));
  }
  return groups;
}

}  // namespace

Dataset stack(std::span<const Dataset* const> runs, const std::vector<Dimension>& leading) {
  std::size_t places = 1;
  for (const Dimension& dimension : leading) places *= dimension.size();
  if (runs.empty() || runs.size() != places) throw std::invalid_argument("one run is needed for each place");
  const Dataset& first = *runs.front();
  for (const Dataset* run : runs) {
    require_same_dimensions(first, *run);
    require_same_variables(first, *run);
  }
  Dataset result;
  result.name = first.name;
  result.attributes = first.attributes;
  result.dimensions = leading;
  result.dimensions.insert(result.dimensions.end(), first.dimensions.begin(), first.dimensions.end());
  for (std::size_t position = 0; position < first.variables.size(); ++position) {
    result.variables.push_back(stacked_variable(runs, position, leading));
  }
  result.groups = stacked_groups(runs, leading);
  return result;
}

}  // namespace throughgate::experiment
