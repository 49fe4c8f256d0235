#include "analysis/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <utility>
#include <variant>

#include "analysis/responses.hpp"

namespace throughgate::analysis {

namespace {

using recording::Dataset;
using recording::Dimension;
using recording::Variable;

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> result;
  for (std::string word; stream >> word;) result.push_back(word);
  return result;
}

bool is_scalar_response(const Variable& variable) {
  return variable.dimensions == std::vector<std::string>{"point", "option", "replication"} &&
         std::holds_alternative<std::vector<double>>(variable.data);
}

/// Means over replications of an option, or of what it has more than the reference: by point.
Eigen::VectorXd means_of(const Variable& response, const Dataset& sweep, std::size_t option, std::size_t reference) {
  const auto& values = std::get<std::vector<double>>(response.data);
  const std::size_t options = sweep.dimension("option")->size();
  const std::size_t replications = sweep.dimension("replication")->size();
  Eigen::VectorXd means(static_cast<Eigen::Index>(sweep.dimension("point")->size()));
  for (Eigen::Index point = 0; point < means.size(); ++point) {
    double sum = 0;
    for (std::size_t replication = 0; replication < replications; ++replication) {
      const auto at = [&](std::size_t which) {
        return values[(static_cast<std::size_t>(point) * options + which) * replications + replication];
      };
      sum += option == reference ? at(option) : at(option) - at(reference);
    }
    means(point) = sum / static_cast<double>(replications);
  }
  return means;
}

/// The base points of which every point has a number.
Eigen::VectorXd complete_bases(const Eigen::VectorXd& means, Eigen::Index width) {
  std::vector<double> kept;
  for (Eigen::Index first = 0; first + width <= means.size(); first += width) {
    const auto base = means.segment(first, width);
    if (base.array().isFinite().all()) kept.insert(kept.end(), base.begin(), base.end());
  }
  return Eigen::Map<const Eigen::VectorXd>(kept.data(), static_cast<Eigen::Index>(kept.size()));
}

Variable column(const std::string& name, const std::string& long_name, std::vector<double> values) {
  Variable variable;
  variable.name = name;
  variable.dimensions = {"response", "option", "factor"};
  variable.data = std::move(values);
  variable.units = "1";
  variable.long_name = long_name;
  return variable;
}

}  // namespace

std::optional<Sensitivities> sensitivities(const Dataset& sweep, std::uint64_t seed) {
  if (text_attribute(sweep.attributes, "design_method") != "sobol-indices") return std::nullopt;
  Sensitivities result;
  result.factors = words(text_attribute(sweep.attributes, "coordinates").value_or(""));
  result.options = option_names(sweep);
  const auto width = static_cast<Eigen::Index>(result.factors.size()) + 2;
  const std::size_t reference = reference_option(sweep);
  for (const Variable& response : sweep.variables) {
    if (!is_scalar_response(response)) continue;
    std::vector<std::vector<SobolIndex>> of_options;
    for (std::size_t option = 0; option < result.options.size(); ++option) {
      const auto means = complete_bases(means_of(response, sweep, option, reference), width);
      if (means.size() < 2 * width) break;
      result.base_points = std::max(result.base_points, static_cast<std::size_t>(means.size() / width));
      of_options.push_back(sobol_indices(means, result.factors.size(), seed));
    }
    if (of_options.size() < result.options.size()) continue;
    result.responses.push_back(response.name);
    std::ranges::move(of_options, std::back_inserter(result.indices));
  }
  if (result.responses.empty()) return std::nullopt;
  return result;
}

Dataset sensitivity_group(const Sensitivities& sensitivities) {
  Dataset group;
  group.name = "sensitivity";
  group.attributes = {{"base_points", static_cast<std::int64_t>(sensitivities.base_points)}};
  group.dimensions = {
      Dimension{"response", sensitivities.responses, {}, {{"long_name", "response that is one number a run"}}},
      Dimension{"option", sensitivities.options, {}, {{"long_name", "alternative; the difference to the reference"}}},
      Dimension{"factor", sensitivities.factors, {}, {{"long_name", "factor of the design"}}}};
  const auto add = [&](const std::string& name, const std::string& long_name, auto number) {
    std::vector<double> values;
    for (const auto& by_factor : sensitivities.indices) {
      for (const SobolIndex& index : by_factor) values.push_back(number(index));
    }
    group.variables.push_back(column(name, long_name, std::move(values)));
  };
  add("first_order", "share of the variance that the factor explains alone", [](const auto& i) { return i.first; });
  add("first_order_lower", "95% interval", [](const auto& i) { return i.first_interval.lower; });
  add("first_order_upper", "95% interval", [](const auto& i) { return i.first_interval.upper; });
  add("total", "share that is left when all other factors are known", [](const auto& i) { return i.total; });
  add("total_lower", "95% interval", [](const auto& i) { return i.total_interval.lower; });
  add("total_upper", "95% interval", [](const auto& i) { return i.total_interval.upper; });
  return group;
}

}  // namespace throughgate::analysis
