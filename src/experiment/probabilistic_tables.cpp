#include "experiment/probabilistic_tables.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "experiment/provenance_group.hpp"
#include "experiment/run_numbers.hpp"

namespace throughgate::experiment {

namespace {

using recording::column;
using recording::Dataset;
using recording::Dimension;
using recording::Variable;

/// What decisions read of single runs.
constexpr std::array<const char*, 4> decision_responses{"net_benefit", "net_present_value", "society_net_present_value",
                                                        "discounted_reoffences"};

/// Of each draw its finished runs, by replication.
std::vector<std::vector<const DrawnRun*>> runs_by_draw(const ProbabilisticResult& result) {
  std::vector<std::vector<const DrawnRun*>> runs(result.values.size());
  for (const DrawnRun& run : result.finished) runs[run.draw].push_back(&run);
  for (auto& of_draw : runs) std::ranges::sort(of_draw, {}, &DrawnRun::replication);
  return runs;
}

/// Means of the counted runs of each draw: option by draw by the numbers of a run.
std::vector<double> means_of(const ProbabilisticResult& result, const std::vector<std::uint32_t>& finished) {
  const auto by_draw = runs_by_draw(result);
  const std::size_t width = result.finished.front().numbers.front().size();
  std::vector<double> means;
  means.reserve(result.runs.options.size() * finished.size() * width);
  for (std::size_t option = 0; option < result.runs.options.size(); ++option) {
    for (const std::uint32_t draw : finished) {
      for (std::size_t i = 0; i < width; ++i) {
        double sum = 0;
        for (std::size_t run = 0; run < result.replications; ++run) sum += by_draw[draw][run]->numbers[option][i];
        means.push_back(sum / result.replications);
      }
    }
  }
  return means;
}

/// The schema's variables over (option, draw).
void add_responses(const ProbabilisticResult& result, const std::vector<std::uint32_t>& finished, Dataset& dataset) {
  const auto means = means_of(result, finished);
  const std::size_t rows = result.runs.options.size() * finished.size();
  const std::size_t width = means.size() / rows;
  std::size_t place = 0;
  for (const Variable& model : result.schema.variables) {
    const std::size_t size = std::get<std::vector<double>>(model.data).size();
    std::vector<double> values;
    values.reserve(rows * size);
    for (std::size_t row = 0; row < rows; ++row) {
      const auto begin = means.begin() + static_cast<std::ptrdiff_t>(row * width + place);
      values.insert(values.end(), begin, begin + static_cast<std::ptrdiff_t>(size));
    }
    place += size;
    Variable variable = model;
    variable.data = std::move(values);
    variable.dimensions.insert(variable.dimensions.begin(), {"option", "draw"});
    dataset.variables.push_back(std::move(variable));
  }
}

Dimension option_dimension(const RunResult& runs) {
  return {"option", runs.options, {}, {{"long_name", "alternative of the comparison"}}};
}

Dimension draw_dimension(const std::vector<std::uint32_t>& finished) {
  Dimension draw{"draw", {}, {}, {{"units", "1"}, {"long_name", "number of the draw of uncertain parameters"}}};
  for (const std::uint32_t number : finished) draw.values.push_back(number + 1.0);
  return draw;
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

/// The numbers of one scalar, option by run.
std::vector<double> scalars(const ProbabilisticResult& result, const std::vector<const DrawnRun*>& runs,
                            const Variable& wanted) {
  std::size_t place = 0;
  for (const Variable& variable : result.schema.variables) {
    if (variable.name == wanted.name) break;
    place += std::get<std::vector<double>>(variable.data).size();
  }
  std::vector<double> values;
  for (std::size_t option = 0; option < result.runs.options.size(); ++option) {
    for (const DrawnRun* run : runs) values.push_back(run->numbers[option][place]);
  }
  return values;
}

/// Contrast by run.
void add_contrasts(const ProbabilisticResult& result, const std::vector<const DrawnRun*>& runs,
                   const std::vector<Contrast>& contrasts, Dataset& group) {
  Dimension names{"contrast", {}, {}, {{"long_name", "what a claim is about"}}};
  std::vector<double> values;
  for (const Contrast& contrast : contrasts) {
    names.labels.push_back(contrast.name);
    std::vector<std::size_t> places;
    for (const auto& response : contrast.responses) places.push_back(place_of_response(result.schema, response));
    for (const DrawnRun* run : runs) {
      double value = 0;
      for (const std::size_t place : places) {
        value += run->numbers[contrast.option][place];
        if (contrast.against) value -= run->numbers[*contrast.against][place];
      }
      values.push_back(value);
    }
  }
  group.dimensions.push_back(std::move(names));
  group.variables.push_back(column("contrast_value", {"contrast", "run"}, std::move(values), "1",
                                   "responses of one option less those of another, in the unit of the claim"));
}

Dataset runs_group(const ProbabilisticResult& result, const std::vector<std::uint32_t>& finished,
                   const std::vector<Contrast>& contrasts) {
  const auto by_draw = runs_by_draw(result);
  Dataset group;
  group.name = "runs";
  group.attributes = {{"replications", std::int64_t{result.replications}}};
  Dimension number{"run", {}, {}, {{"units", "1"}, {"long_name", "number of the run"}}};
  std::vector<const DrawnRun*> runs;
  std::vector<std::int64_t> draws;
  for (const std::uint32_t draw : finished) {
    for (const DrawnRun* run : by_draw[draw]) {
      runs.push_back(run);
      draws.push_back(draw + 1);
      number.values.push_back(static_cast<double>(runs.size()));
    }
  }
  group.dimensions = {option_dimension(result.runs), std::move(number)};
  group.variables.push_back(column("run_draw", {"run"}, std::move(draws), "1", "number of the draw"));
  for (const char* name : decision_responses) {
    const Variable* model = result.schema.find(name);
    if (model == nullptr) continue;
    group.variables.push_back(
        column(name, {"option", "run"}, scalars(result, runs, *model), model->units, model->long_name));
  }
  if (!contrasts.empty()) add_contrasts(result, runs, contrasts, group);
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
                               const Provenance& provenance, const std::vector<Contrast>& contrasts) {
  const auto finished = finished_draws(result);
  if (finished.empty()) throw std::runtime_error("no draw was finished for every option");
  Dataset dataset;
  dataset.dimensions = {option_dimension(result.runs), draw_dimension(finished)};
  dataset.dimensions.insert(dataset.dimensions.end(), result.schema.dimensions.begin(), result.schema.dimensions.end());
  add_responses(result, finished, dataset);
  dataset.attributes = result.schema.attributes;
  auto attributes = root_attributes(result.runs, names);
  dataset.attributes.insert(dataset.attributes.begin(), attributes.begin(), attributes.end());
  dataset.groups.push_back(parameters_group(result, parameters, finished));
  dataset.groups.push_back(runs_group(result, finished, contrasts));
  dataset.groups.push_back(provenance_group(result.runs, provenance, {}));
  return dataset;
}

}  // namespace throughgate::experiment
