#include "analysis/series.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "analysis/responses.hpp"
#include "base/date.hpp"

namespace throughgate::analysis {
namespace {

using recording::Dataset;
using recording::Dimension;
using recording::Variable;

/// Places of the breakdown that are added up; empty when the label has no place.
std::vector<std::size_t> places_of(const Dimension& breakdown, const std::string& label, Unlabelled unlabelled) {
  const auto found = std::ranges::find(breakdown.labels, label.empty() ? "all" : label);
  if (found != breakdown.labels.end()) return {static_cast<std::size_t>(found - breakdown.labels.begin())};
  if (!label.empty() || unlabelled == Unlabelled::only_all) return {};
  std::vector<std::size_t> every(breakdown.labels.size());
  std::iota(every.begin(), every.end(), std::size_t{0});
  return every;
}

/// How a variable's values lie: replications, places of the breakdown, places of the axis.
struct Shape {
  std::size_t replications = 0;
  std::size_t breakdown = 1;
  std::size_t axis = 1;
  std::vector<std::size_t> places{0};
};

std::optional<Shape> shape_of(const Dataset& dataset, const Variable& variable, const std::string& axis,
                              const std::string& label, Unlabelled unlabelled) {
  std::vector<std::string> names = variable.dimensions;
  if (names.size() < 2 || names[0] != "option" || names[1] != "replication") return std::nullopt;
  names.erase(names.begin(), names.begin() + 2);
  Shape shape;
  shape.replications = dataset.dimension("replication")->size();
  if (!axis.empty()) {
    if (names.empty() || names.back() != axis || dataset.dimension(axis) == nullptr) return std::nullopt;
    shape.axis = dataset.dimension(axis)->size();
    names.pop_back();
  }
  if (names.size() > 1) return std::nullopt;
  if (names.empty()) return label.empty() ? std::optional(shape) : std::nullopt;
  const Dimension* breakdown = dataset.dimension(names.front());
  if (breakdown == nullptr || breakdown->labels.empty()) return std::nullopt;
  shape.breakdown = breakdown->size();
  shape.places = places_of(*breakdown, label, unlabelled);
  return shape.places.empty() ? std::nullopt : std::optional(shape);
}

}  // namespace

ResponseName ResponseName::parse(const std::string& text) {
  const auto bracket = text.find('[');
  if (bracket == std::string::npos || text.back() != ']') return {text, ""};
  return {text.substr(0, bracket), text.substr(bracket + 1, text.size() - bracket - 2)};
}

std::optional<Series> series_of(const Dataset& dataset, const std::string& variable, std::size_t option,
                                const std::string& axis, const std::string& label, Unlabelled unlabelled) {
  const Variable* found = dataset.find(variable);
  if (found == nullptr) return std::nullopt;
  const auto values = numbers_of(*found);
  const auto shape = shape_of(dataset, *found, axis, label, unlabelled);
  if (!values || !shape) return std::nullopt;
  Series series{{}, found->units, text_attribute(found->attributes, "aggregation").value_or("")};
  for (std::size_t replication = 0; replication < shape->replications; ++replication) {
    std::vector<double>& row = series.by_replication.emplace_back(shape->axis, 0.0);
    const std::size_t start = (option * shape->replications + replication) * shape->breakdown;
    for (const std::size_t place : shape->places) {
      for (std::size_t i = 0; i < shape->axis; ++i) row[i] += values->at((start + place) * shape->axis + i);
    }
  }
  return series;
}

std::optional<std::vector<double>> axis_days(const Dataset& dataset, const std::string& axis) {
  const Dimension* dimension = dataset.dimension(axis);
  if (dimension == nullptr) return std::nullopt;
  const std::string units = text_attribute(dimension->attributes, "units").value_or("");
  const std::string prefix = "days since ";
  if (!units.starts_with(prefix)) return std::nullopt;
  const auto origin = parse_date(units.substr(prefix.size(), 10));
  if (!origin) return std::nullopt;
  std::vector<double> days = dimension->values;
  for (double& day : days) day += days_since_1970(*origin);
  return days;
}

}  // namespace throughgate::analysis
