#include "calibration/calibration_problem.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.hpp"
#include "experiment/scenario_identity.hpp"
#include "scenario/problems.hpp"

namespace throughgate::calibration {

namespace {

using scenario::LoadedScenario;
using scenario::Problems;
using scenario::UncertainParameter;

bool stands_for(const std::string& path, const std::string& parameter) {
  return parameter == path || parameter.starts_with(path + '.');
}

/// Those of the reference's model.
std::vector<UncertainParameter> model_parameters(const LoadedScenario& loaded) {
  auto parameters = scenario::uncertain_parameters(loaded, scenario::PosteriorUse::passed_over);
  std::erase_if(parameters, [&](const UncertainParameter& parameter) {
    return std::ranges::none_of(parameter.places, [&](const UncertainParameter::Place& place) {
      return place.option == loaded.scenario().reference && !place.structure;
    });
  });
  return parameters;
}

std::vector<UncertainParameter> free_parameters(const LoadedScenario& loaded, Problems& problems) {
  auto parameters = model_parameters(loaded);
  const auto& free = loaded.scenario().calibration.free;
  if (free.empty()) return parameters;
  std::vector<std::string> names;
  for (const auto& parameter : parameters) names.push_back(parameter.name);
  for (const auto& wanted : free) {
    if (std::ranges::any_of(names, [&](const auto& name) { return stands_for(wanted.path, name); })) continue;
    problems.add(wanted.position, "calibration.free", "an uncertain parameter of the model that no `set` replaces",
                 scenario::backquoted(wanted.path), scenario::nearest_known(wanted.path, names));
  }
  std::erase_if(parameters, [&free](const auto& parameter) {
    return std::ranges::none_of(free, [&](const auto& one) { return stands_for(one.path, parameter.name); });
  });
  return parameters;
}

std::vector<scenario::TargetRow> fitted_rows(const LoadedScenario& loaded, Problems& problems) {
  std::vector<scenario::TargetRow> rows;
  const auto& kinds = loaded.scenario().calibration.rows;
  const Position whole{loaded.scenario().file.string(), 1, 1};
  if (!loaded.targets()) {
    problems.add(whole, "targets", "a scenario with `targets`: what its parameters are fitted to", "none");
    return rows;
  }
  for (const auto& row : loaded.targets()->rows) {
    if (std::ranges::find(kinds, row.kind) == kinds.end()) continue;
    if (row.deviation() <= 0) {
      problems.add(row.position, "rows", "a tolerance or standard error above 0, for a fit", "0");
    }
    rows.push_back(row);
  }
  if (rows.empty()) problems.add(whole, "calibration.rows", "targets of the wanted kinds", "none");
  return rows;
}

std::string digest_of(const CalibrationProblem& problem, const LoadedScenario& loaded) {
  std::string text;
  const auto& model = *loaded.parameters(loaded.scenario().reference).model;
  for (const auto& parameter : problem.parameters) {
    text += parameter.name + ' ' + stamp_of(*model.find(parameter.places.front().path)) + '\n';
  }
  for (const auto& one : problem.correlations) text += fmt::format("{} {} {}\n", one.first, one.second, one.value);
  for (const auto& row : problem.rows) {
    text += fmt::format("{} {} {} {}\n", row.response, to_string(row.date), row.observed, row.deviation());
  }
  return sha256_hex(text);
}

}  // namespace

TargetFigures CalibrationProblem::targets(double scale, double refining_scale) const {
  TargetFigures result;
  const auto count = static_cast<Eigen::Index>(rows.size());
  result.observed.resize(count);
  result.deviation.resize(count);
  for (Eigen::Index i = 0; i < count; ++i) {
    result.observed(i) = rows[static_cast<std::size_t>(i)].observed;
    result.deviation(i) = rows[static_cast<std::size_t>(i)].deviation();
  }
  result.country = scale;
  result.refining = scale / refining_scale;
  return result;
}

CalibrationProblem calibration_problem(const LoadedScenario& loaded) {
  Problems problems;
  CalibrationProblem problem;
  problem.parameters = free_parameters(loaded, problems);
  problem.rows = fitted_rows(loaded, problems);
  if (problem.parameters.empty() && problems.empty()) {
    problems.add({loaded.scenario().file.string(), 1, 1}, "", "a model with an uncertain parameter", "none");
  }
  problems.throw_if_any();
  problem.correlations = correlations_among(loaded, problem.parameters);
  problem.figures = analysis::figures_of({loaded.targets()->name, problem.rows});
  return problem;
}

CalibrationPlan plan_of(const LoadedScenario& loaded, std::size_t threads) {
  const auto& settings = loaded.scenario().calibration;
  CalibrationPlan plan;
  plan.waves = settings.waves;
  plan.rounds = settings.rounds;
  plan.refining = settings.refining;
  plan.runs = settings.runs;
  plan.draws = settings.draws;
  plan.seed = loaded.scenario().seed;
  plan.threads = threads;
  return plan;
}

std::vector<recording::Attribute> identity_of(const LoadedScenario& loaded, const CalibrationProblem& problem,
                                              const std::string& program) {
  const auto& scenario = loaded.scenario();
  const auto& settings = scenario.calibration;
  return {
      {"identity_scale", fmt::format("{}", scenario.scale)},
      {"identity_seed", std::to_string(scenario.seed)},
      {"identity_coupling", std::string(scenario.coupling ? "on" : "off")},
      {"identity_reference", scenario.options[scenario.reference].name},
      {"identity_horizon", to_string(scenario.start) + " to " + to_string(scenario.end)},
      {"identity_reporting", to_string(scenario.reporting.from) + " to " + to_string(scenario.reporting.until)},
      {"identity_law", experiment::law_identity(loaded)},
      {"identity_values", experiment::values_digest(loaded, scenario.reference)},
      {"identity_problem", digest_of(problem, loaded)},
      {"identity_plan",
       fmt::format("{} waves of {}, {} rounds of {} at {}, {} draws", settings.waves, settings.runs, settings.rounds,
                   settings.refining, settings.refining_scale.value_or(scenario.scale), settings.draws)},
      {"identity_program", program},
  };
}

}  // namespace throughgate::calibration
