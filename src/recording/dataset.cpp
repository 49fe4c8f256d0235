#include "recording/dataset.hpp"

#include <algorithm>

namespace throughgate::recording {

const Variable* Dataset::find(const std::string& variable) const {
  const auto found = std::ranges::find(variables, variable, &Variable::name);
  return found == variables.end() ? nullptr : &*found;
}

const Dimension* Dataset::dimension(const std::string& dimension_name) const {
  const auto found = std::ranges::find(dimensions, dimension_name, &Dimension::name);
  return found == dimensions.end() ? nullptr : &*found;
}

}  // namespace throughgate::recording
