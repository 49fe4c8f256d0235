#include "analysis/responses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace throughgate::analysis {
namespace {

using recording::Attribute;
using recording::Dataset;
using recording::Dimension;
using recording::Variable;

const Attribute* attribute(const std::vector<Attribute>& attributes, const std::string& name) {
  const auto found = std::ranges::find(attributes, name, &Attribute::name);
  return found == attributes.end() ? nullptr : &*found;
}

bool known_anywhere(const Response& response) {
  return std::ranges::any_of(response.values, [](const std::vector<double>& of_option) {
    return std::ranges::any_of(of_option, [](double value) { return !std::isnan(value); });
  });
}

/// The values at `place` of a trailing dimension of `width` places.
Response response_at(const Variable& variable, const std::vector<double>& values, std::size_t options,
                     std::size_t replications, std::size_t width, std::size_t place) {
  Response response{variable.name, variable.units, variable.long_name, {}};
  for (std::size_t option = 0; option < options; ++option) {
    std::vector<double>& of_option = response.values.emplace_back();
    for (std::size_t replication = 0; replication < replications; ++replication) {
      of_option.push_back(values[(option * replications + replication) * width + place]);
    }
  }
  return response;
}

/// The dimension of a breakdown; null for a plain response. Nothing when the variable is no response.
std::optional<const Dimension*> breakdown_of(const Dataset& dataset, const Variable& variable,
                                             const std::string& sample) {
  const auto& names = variable.dimensions;
  if (names.size() < 2 || names.size() > 3 || names[0] != "option" || names[1] != sample) return std::nullopt;
  if (names.size() == 2) return nullptr;
  const Dimension* dimension = dataset.dimension(names[2]);
  if (dimension == nullptr || dimension->labels.empty() || names[2] == "time") return std::nullopt;
  return dimension;
}

}  // namespace

std::vector<std::string> option_names(const Dataset& dataset) {
  const Dimension* option = dataset.dimension("option");
  if (option == nullptr || option->labels.empty()) throw std::runtime_error("the results have no dimension `option`");
  return option->labels;
}

const Dimension* sample_dimension(const Dataset& dataset) {
  const Dimension* replication = dataset.dimension("replication");
  return replication != nullptr ? replication : dataset.dimension("draw");
}

std::size_t reference_option(const Dataset& dataset) {
  const auto name = text_attribute(dataset.attributes, "reference");
  if (!name) return 0;
  const auto options = option_names(dataset);
  const auto found = std::ranges::find(options, *name);
  if (found == options.end())
    throw std::runtime_error(fmt::format("the reference {} is no option of the results", *name));
  return static_cast<std::size_t>(found - options.begin());
}

std::optional<std::string> text_attribute(const std::vector<Attribute>& attributes, const std::string& name) {
  const Attribute* found = attribute(attributes, name);
  if (found == nullptr || !std::holds_alternative<std::string>(found->value)) return std::nullopt;
  return std::get<std::string>(found->value);
}

std::optional<double> number_attribute(const std::vector<Attribute>& attributes, const std::string& name) {
  const Attribute* found = attribute(attributes, name);
  if (found == nullptr) return std::nullopt;
  if (const auto* real = std::get_if<double>(&found->value)) return *real;
  if (const auto* whole = std::get_if<std::int64_t>(&found->value)) return static_cast<double>(*whole);
  return std::nullopt;
}

std::optional<std::vector<double>> numbers_of(const Variable& variable) {
  return std::visit(
      [](const auto& values) -> std::optional<std::vector<double>> {
        using Value = typename std::remove_cvref_t<decltype(values)>::value_type;
        if constexpr (std::is_same_v<Value, std::string>) {
          return std::nullopt;
        } else {
          std::vector<double> numbers;
          numbers.reserve(values.size());
          for (const Value value : values) numbers.push_back(static_cast<double>(value));
          return numbers;
        }
      },
      variable.data);
}

std::vector<Response> responses_of(const Dataset& dataset) {
  const std::size_t options = option_names(dataset).size();
  const Dimension* sample = sample_dimension(dataset);
  if (sample == nullptr) throw std::runtime_error("the results have no dimension `replication`");
  std::vector<Response> responses;
  for (const Variable& variable : dataset.variables) {
    const auto breakdown = breakdown_of(dataset, variable, sample->name);
    if (!breakdown) continue;
    const auto values = numbers_of(variable);
    const std::size_t width = *breakdown == nullptr ? 1 : (*breakdown)->size();
    if (!values || values->size() != options * sample->size() * width) continue;
    for (std::size_t place = 0; place < width; ++place) {
      Response response = response_at(variable, *values, options, sample->size(), width, place);
      if (*breakdown != nullptr) {
        response.name = fmt::format("{}[{}]", recording::without_breakdown(variable.name, (*breakdown)->name),
                                    (*breakdown)->labels[place]);
      }
      if (known_anywhere(response)) responses.push_back(std::move(response));
    }
  }
  return responses;
}

}  // namespace throughgate::analysis
