#include "experiment/run_numbers.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <variant>

namespace throughgate::experiment {

namespace {

const std::vector<double>& doubles_of(const recording::Variable& variable) {
  return std::get<std::vector<double>>(variable.data);
}

}  // namespace

recording::Dataset without_series(const recording::Dataset& tables) {
  recording::Dataset kept;
  kept.name = tables.name;
  kept.attributes = tables.attributes;
  std::ranges::copy_if(tables.dimensions, std::back_inserter(kept.dimensions),
                       [](const auto& dimension) { return !dimension.labels.empty(); });
  std::ranges::copy_if(tables.variables, std::back_inserter(kept.variables), [&kept](const auto& variable) {
    return std::holds_alternative<std::vector<double>>(variable.data) &&
           std::ranges::all_of(variable.dimensions,
                               [&kept](const auto& name) { return kept.dimension(name) != nullptr; });
  });
  return kept;
}

std::vector<double> numbers_of(const recording::Dataset& tables) {
  std::vector<double> numbers;
  for (const auto& variable : tables.variables) {
    numbers.insert(numbers.end(), doubles_of(variable).begin(), doubles_of(variable).end());
  }
  return numbers;
}

std::size_t number_count(const recording::Dataset& tables) {
  std::size_t count = 0;
  for (const auto& variable : tables.variables) count += doubles_of(variable).size();
  return count;
}

std::size_t place_of(const recording::Dataset& tables, const std::string& name) {
  std::size_t place = 0;
  for (const auto& variable : tables.variables) {
    if (variable.name == name) return place;
    place += doubles_of(variable).size();
  }
  throw std::logic_error("a run has no " + name);
}

std::size_t place_of_response(const recording::Dataset& tables, const std::string& response) {
  std::size_t place = 0;
  for (const auto& variable : tables.variables) {
    if (variable.dimensions.empty() && variable.name == response) return place;
    if (variable.dimensions.size() == 1) {
      const recording::Dimension& breakdown = *tables.dimension(variable.dimensions.front());
      const std::string name = recording::without_breakdown(variable.name, breakdown.name);
      for (std::size_t label = 0; label < breakdown.labels.size(); ++label) {
        if (response == name + "[" + breakdown.labels[label] + "]") return place + label;
      }
    }
    place += doubles_of(variable).size();
  }
  throw std::runtime_error("a run has no response " + response);
}

}  // namespace throughgate::experiment
