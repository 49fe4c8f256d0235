#include "results/describe.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

#include "results/time_axis.hpp"

namespace throughgate::results {
namespace {

using nlohmann::ordered_json;
using recording::Attribute;
using recording::Dataset;
using recording::Dimension;
using recording::Variable;

constexpr std::size_t long_text_bytes = 200;
constexpr std::array<std::string_view, 6> type_names = {"double", "float", "int8", "int32", "int64", "text"};

std::string plain(const std::string& text) { return text; }
std::string plain(double number) { return fmt::format("{}", number); }
std::string plain(std::int64_t number) { return fmt::format("{}", number); }

std::string attribute_text(const std::vector<Attribute>& attributes, std::string_view name) {
  for (const Attribute& attribute : attributes) {
    if (attribute.name == name) {
      return std::visit([](const auto& value) { return plain(value); }, attribute.value);
    }
  }
  return "";
}

std::string coordinate(const Dimension& dimension, std::size_t position) {
  if (!dimension.labels.empty()) {
    return dimension.labels[position];
  }
  const auto axis = TimeAxis::from_units(attribute_text(dimension.attributes, "units"));
  return axis ? axis->iso(dimension.values[position]) : plain(dimension.values[position]);
}

std::string range_text(const Dimension& dimension) {
  if (dimension.size() == 0) {
    return "empty";
  }
  if (!dimension.labels.empty() && dimension.size() <= 12) {
    return fmt::format("{}", fmt::join(dimension.labels, ", "));
  }
  return fmt::format("{} to {}", coordinate(dimension, 0), coordinate(dimension, dimension.size() - 1));
}

/// JSON has no NaN and no infinity: they become null.
ordered_json scalar_json(const Variable& variable) {
  return std::visit(
      [&](const auto& values) -> ordered_json {
        if (values.empty()) {
          return nullptr;
        }
        if constexpr (std::is_same_v<typename std::decay_t<decltype(values)>::value_type, std::int8_t>) {
          const auto flag = static_cast<std::uint8_t>(values[0]);  // a negative flag has no meaning
          return flag < variable.flag_meanings.size() ? ordered_json(variable.flag_meanings[flag])
                                                      : ordered_json(values[0]);
        } else {
          return values[0];
        }
      },
      variable.data);
}

std::string scalar_text(const Variable& variable) {
  const ordered_json value = scalar_json(variable);
  if (!value.is_string()) {
    return value.dump();
  }
  const auto& text = value.get_ref<const std::string&>();
  const bool is_short = text.size() <= long_text_bytes && text.find('\n') == text.npos;
  return is_short ? text : fmt::format("({} bytes of text)", text.size());
}

std::string variable_line(const Variable& variable) {
  std::string line = fmt::format("  {}", variable.name);
  if (!variable.dimensions.empty()) {
    line += fmt::format(" ({})", fmt::join(variable.dimensions, ", "));
  } else {
    line += fmt::format(" = {}", scalar_text(variable));
  }
  if (!variable.units.empty()) {
    line += fmt::format(" [{}]", variable.units);
  }
  if (!variable.long_name.empty()) {
    line += fmt::format("  {}", variable.long_name);
  }
  if (!variable.flag_meanings.empty() && !variable.dimensions.empty()) {
    line += fmt::format(": {}", fmt::join(variable.flag_meanings, ", "));
  }
  return line + "\n";
}

std::string describe_group(const Dataset& group, const std::string& path) {
  std::string text = path.empty() ? "" : fmt::format("\nGroup {}\n", path);
  for (const Attribute& attribute : group.attributes) {
    text += fmt::format("{}: {}\n", attribute.name, attribute_text(group.attributes, attribute.name));
  }
  if (!group.dimensions.empty()) {
    text += "\nDimensions\n";
  }
  for (const Dimension& dimension : group.dimensions) {
    const std::string units = attribute_text(dimension.attributes, "units");
    text += fmt::format("  {} {}: {}{}\n", dimension.name, dimension.size(), range_text(dimension),
                        units.empty() || units == "1" ? "" : fmt::format(" [{}]", units));
  }
  if (!group.variables.empty()) {
    text += "\nVariables\n";
  }
  for (const Variable& variable : group.variables) {
    text += variable_line(variable);
  }
  for (const Dataset& child : group.groups) {
    text += describe_group(child, path.empty() ? child.name : fmt::format("{}/{}", path, child.name));
  }
  return text;
}

ordered_json attributes_json(const std::vector<Attribute>& attributes) {
  ordered_json json = ordered_json::object();
  for (const Attribute& attribute : attributes) {
    std::visit([&](const auto& value) { json[attribute.name] = value; }, attribute.value);
  }
  return json;
}

ordered_json dimension_json(const Dimension& dimension) {
  ordered_json json = {{"name", dimension.name}, {"size", dimension.size()}};
  if (!dimension.labels.empty()) {
    json["labels"] = dimension.labels;
  } else if (dimension.size() > 0) {
    const bool is_time = TimeAxis::from_units(attribute_text(dimension.attributes, "units")).has_value();
    const std::size_t last = dimension.size() - 1;
    json["first"] = is_time ? ordered_json(coordinate(dimension, 0)) : ordered_json(dimension.values.front());
    json["last"] = is_time ? ordered_json(coordinate(dimension, last)) : ordered_json(dimension.values.back());
  }
  json["units"] = attribute_text(dimension.attributes, "units");
  return json;
}

ordered_json variable_json(const Variable& variable) {
  ordered_json json = {{"name", variable.name},
                       {"dimensions", variable.dimensions},
                       {"type", type_names[variable.data.index()]},
                       {"units", variable.units},
                       {"long_name", variable.long_name}};
  if (!variable.cell_methods.empty()) {
    json["cell_methods"] = variable.cell_methods;
  }
  if (!variable.flag_meanings.empty()) {
    json["flag_meanings"] = variable.flag_meanings;
  }
  if (variable.dimensions.empty()) {
    ordered_json value = scalar_json(variable);
    if (value.is_string() && value.get_ref<const std::string&>().size() > long_text_bytes) {
      json["bytes"] = value.get_ref<const std::string&>().size();
    } else {
      json["value"] = std::move(value);
    }
  }
  return json;
}

}  // namespace

std::string describe(const Dataset& dataset) { return describe_group(dataset, ""); }

ordered_json describe_as_json(const Dataset& dataset) {
  ordered_json json = {{"name", dataset.name}, {"attributes", attributes_json(dataset.attributes)}};
  for (const char* list : {"dimensions", "variables", "groups"}) {
    json[list] = ordered_json::array();
  }
  for (const Dimension& dimension : dataset.dimensions) {
    json["dimensions"].push_back(dimension_json(dimension));
  }
  for (const Variable& variable : dataset.variables) {
    json["variables"].push_back(variable_json(variable));
  }
  for (const Dataset& child : dataset.groups) {
    json["groups"].push_back(describe_as_json(child));
  }
  return json;
}

}  // namespace throughgate::results
