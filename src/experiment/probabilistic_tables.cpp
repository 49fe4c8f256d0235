#include "experiment/probabilistic_tables.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "experiment/provenance_group.hpp"
#include "experiment/stack.hpp"

namespace throughgate::experiment {

namespace {

using recording::Dataset;
using recording::Dimension;
using recording::Variable;

/// What decisions read of single runs.
constexpr std::array<const char*, 4> decision_responses{"net_benefit", "net_present_value", "society_net_present_value",
                                                        "discounted_reoffences"};

std::vector<std::vector<std::size_t>> runs_by_draw(const ProbabilisticResult& result) {
  std::vector<std::vector<std::size_t>> runs(result.values.size());
  for (std::size_t run = 0; run < result.draw.size(); ++run) runs[result.draw[run]].push_back(run);
  return runs;
}

/// Equal tables, number by number.
Dataset mean_of(const std::vector<const Dataset*>& runs) {
  Dataset mean = *runs.front();
  for (std::size_t position = 0; position < mean.variables.size(); ++position) {
    auto* values = std::get_if<std::vector<double>>(&mean.variables[position].data);
    if (values == nullptr) continue;
    for (std::size_t i = 0; i < values->size(); ++i) {
      double sum = 0;
      for (const Dataset* run : runs) sum += std::get<std::vector<double>>(run->variables[position].data)[i];
      (*values)[i] = sum / static_cast<double>(runs.size());
    }
  }
  return mean;
}

Dimension option_dimension(const RunResult& runs) {
  return {"option", runs.options, {}, {{"long_name", "alternative of the comparison"}}};
}

Dimension draw_dimension(const std::vector<std::uint32_t>& finished) {
  Dimension draw{"draw", {}, {}, {{"units", "1"}, {"long_name", "number of the draw of uncertain parameters"}}};
  for (const std::uint32_t number : finished) draw.values.push_back(number + 1.0);
  return draw;
}

Variable column(const std::string& name, std::vector<std::string> dimensions, recording::Column data,
                const std::string& units, const std::string& long_name) {
  Variable variable;
  variable.name = name;
  variable.dimensions = std::move(dimensions);
  variable.data = std::move(data);
  variable.units = units;
  variable.long_name = long_name;
  return variable;
}

Dataset parameters_group(const ProbabilisticResult& result, const std::vector<scenario::UncertainParameter>& parameters,
                         const std::vector<std::uint32_t>& finished) {
  Dataset group;
  group.name = "parameters";
  Dimension parameter{"parameter", {}, {}, {{"long_name", "uncertain parameter"}}};
  std::vector<std::string> units;
  std::vector<std::string> grades;
  std::vector<double> base;
  for (const auto& one : parameters) {
    parameter.labels.push_back(one.name);
    units.push_back(one.unit);
    grades.push_back(one.grade);
    base.push_back(one.base);
  }
  group.dimensions = {draw_dimension(finished), std::move(parameter)};
  std::vector<double> values;
  for (const std::uint32_t draw : finished) {
    values.insert(values.end(), result.values[draw].begin(), result.values[draw].end());
  }
  group.variables.push_back(column("parameter_value", {"draw", "parameter"}, std::move(values), "1",
                                   "value in each draw, in the unit of parameter_unit"));
  group.variables.push_back(
      column("parameter_base", {"parameter"}, std::move(base), "1", "value of the files, or 1 for a factor"));
  group.variables.push_back(
      column("parameter_unit", {"parameter"}, std::move(units), "", "unit of the value; 1 for a factor"));
  group.variables.push_back(column("parameter_grade", {"parameter"}, std::move(grades), "", "grade of the evidence"));
  return group;
}

Dataset runs_group(const ProbabilisticResult& result, const std::vector<std::uint32_t>& finished) {
  const auto by_draw = runs_by_draw(result);
  Dataset group;
  group.name = "runs";
  group.attributes = {{"replications", std::int64_t{result.replications}}};
  Dimension run{"run", {}, {}, {{"units", "1"}, {"long_name", "number of the run"}}};
  std::vector<std::size_t> order;
  std::vector<std::int64_t> draws;
  for (const std::uint32_t draw : finished) {
    for (const std::size_t one : by_draw[draw]) {
      order.push_back(one);
      draws.push_back(draw + 1);
      run.values.push_back(static_cast<double>(order.size()));
    }
  }
  group.dimensions = {option_dimension(result.runs), std::move(run)};
  group.variables.push_back(column("run_draw", {"run"}, std::move(draws), "1", "number of the draw"));
  for (const char* name : decision_responses) {
    std::vector<double> values;
    const Variable* model = result.runs.outcomes.front()[order.front()]->tables.find(name);
    if (model == nullptr) continue;
    for (const auto& of_option : result.runs.outcomes) {
      for (const std::size_t one : order) {
        values.push_back(std::get<std::vector<double>>(of_option[one]->tables.find(name)->data).front());
      }
    }
    group.variables.push_back(column(name, {"option", "run"}, std::move(values), model->units, model->long_name));
  }
  return group;
}

}  // namespace

std::vector<std::uint32_t> finished_draws(const ProbabilisticResult& result) {
  const auto by_draw = runs_by_draw(result);
  std::vector<std::uint32_t> finished;
  for (std::uint32_t draw = 0; draw < by_draw.size(); ++draw) {
    if (by_draw[draw].size() >= result.replications) finished.push_back(draw);
  }
  return finished;
}

Dataset assemble_probabilistic(const ProbabilisticResult& result,
                               const std::vector<scenario::UncertainParameter>& parameters, const AssemblyNames& names,
                               const Provenance& provenance) {
  const auto finished = finished_draws(result);
  if (finished.empty()) throw std::runtime_error("no draw was finished for every option");
  const auto by_draw = runs_by_draw(result);
  std::vector<Dataset> means;
  means.reserve(finished.size() * result.runs.options.size());
  for (const auto& of_option : result.runs.outcomes) {
    for (const std::uint32_t draw : finished) {
      std::vector<const Dataset*> counted;
      for (std::size_t i = 0; i < result.replications; ++i) counted.push_back(&of_option[by_draw[draw][i]]->tables);
      means.push_back(mean_of(counted));
    }
  }
  std::vector<const Dataset*> parts;
  for (const Dataset& mean : means) parts.push_back(&mean);
  Dataset dataset = stack(parts, {option_dimension(result.runs), draw_dimension(finished)});
  auto attributes = root_attributes(result.runs, names);
  dataset.attributes.insert(dataset.attributes.begin(), attributes.begin(), attributes.end());
  dataset.groups.push_back(parameters_group(result, parameters, finished));
  dataset.groups.push_back(runs_group(result, finished));
  dataset.groups.push_back(provenance_group(result.runs, provenance, {}));
  return dataset;
}

}  // namespace throughgate::experiment
