#include "recording/dataset.hpp"

#include <algorithm>
#include <utility>

namespace throughgate::recording {

const Variable* Dataset::find(const std::string& variable) const {
  const auto found = std::ranges::find(variables, variable, &Variable::name);
  return found == variables.end() ? nullptr : &*found;
}

const Dimension* Dataset::dimension(const std::string& dimension_name) const {
  const auto found = std::ranges::find(dimensions, dimension_name, &Dimension::name);
  return found == dimensions.end() ? nullptr : &*found;
}

Variable column(const std::string& name, std::vector<std::string> dimensions, Column data, const std::string& units,
                const std::string& long_name) {
  Variable variable;
  variable.name = name;
  variable.dimensions = std::move(dimensions);
  variable.data = std::move(data);
  variable.units = units;
  variable.long_name = long_name;
  return variable;
}

std::string without_breakdown(const std::string& variable, const std::string& dimension) {
  const std::string suffix = "_by_" + dimension;
  return variable.ends_with(suffix) ? variable.substr(0, variable.size() - suffix.size()) : variable;
}

}  // namespace throughgate::recording
