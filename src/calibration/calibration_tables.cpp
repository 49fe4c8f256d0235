#include "calibration/calibration_tables.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numeric>
#include <utility>

#include "analysis/intervals.hpp"
#include "analysis/moments.hpp"

namespace throughgate::calibration {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using recording::column;
using recording::Dataset;
using recording::Dimension;

std::vector<double> vector_of(const VectorXd& values) { return {values.begin(), values.end()}; }

std::vector<double> row_major(const MatrixXd& matrix) {
  std::vector<double> values;
  values.reserve(static_cast<std::size_t>(matrix.size()));
  for (Index row = 0; row < matrix.rows(); ++row) {
    for (Index place = 0; place < matrix.cols(); ++place) values.push_back(matrix(row, place));
  }
  return values;
}

std::vector<double> known(const VectorXd& values) {
  std::vector<double> result = vector_of(values);
  std::erase_if(result, [](double value) { return !std::isfinite(value); });
  return result;
}

/// Draw by parameter.
MatrixXd values_of(const MatrixXd& scores, const TargetSimulator& simulator) {
  MatrixXd values(scores.rows(), scores.cols());
  for (Index draw = 0; draw < scores.rows(); ++draw) {
    const auto row = simulator.values(scores.row(draw).transpose());
    values.row(draw) = Eigen::Map<const VectorXd>(row.data(), static_cast<Index>(row.size())).transpose();
  }
  return values;
}

Dimension numbered(const char* name, std::size_t count, const char* long_name) {
  Dimension dimension{name, {}, {}, {{"units", "1"}, {"long_name", long_name}}};
  for (std::size_t i = 1; i <= count; ++i) dimension.values.push_back(static_cast<double>(i));
  return dimension;
}

Dimension parameter_axis(const CalibrationProblem& problem) {
  Dimension axis{"parameter", {}, {}, {{"long_name", "uncertain parameter of the model; a factor where relative"}}};
  for (const auto& parameter : problem.parameters) axis.labels.push_back(parameter.name);
  return axis;
}

Dimension figure_axis(const CalibrationProblem& problem) {
  Dimension axis{"figure", {}, {}, {{"long_name", "published figure and its date"}}};
  for (const auto& row : problem.rows) axis.labels.push_back(row.response + ' ' + to_string(row.date));
  return axis;
}

/// One number of each element as a variable.
template <typename Elements, typename Number>
recording::Variable of_each(const char* name, const char* dimension, const Elements& elements, Number number,
                            const char* long_name) {
  std::vector<double> values;
  for (const auto& element : elements) values.push_back(static_cast<double>(std::invoke(number, element)));
  return column(name, {dimension}, std::move(values), "", long_name);
}

void add_figures(const Calibration& calibration, const CalibrationProblem& problem, Dataset& dataset) {
  const auto fitted = fitted_figures(calibration, problem);
  std::vector<std::string> units;
  for (const auto& row : problem.rows) units.push_back(row.unit);
  auto& variables = dataset.variables;
  variables.push_back(column("figure_unit", {"figure"}, units, "", "unit of the figure and of all that is told of it"));
  variables.push_back(of_each("observed", "figure", problem.rows, &scenario::TargetRow::observed, "published figure"));
  variables.push_back(of_each("deviation", "figure", problem.rows, &scenario::TargetRow::deviation,
                              "standard deviation of the published figure around the model's"));
  variables.push_back(
      of_each("figure_median", "figure", fitted, &FittedFigure::median, "median of the draws that were run"));
  variables.push_back(of_each("figure_lower", "figure", fitted, &FittedFigure::lower, "2.5% of the draws lie below"));
  variables.push_back(of_each("figure_upper", "figure", fitted, &FittedFigure::upper, "2.5% of the draws lie above"));
  variables.push_back(of_each("figure_predictive", "figure", fitted, &FittedFigure::predictive,
                              "share of the published figure's predictive distribution that lies below it"));
  variables.push_back(
      of_each("figure_at_mode", "figure", fitted, &FittedFigure::at_mode, "mean at the most probable parameters"));
  variables.push_back(column("chance", {"figure"}, vector_of(calibration.figures.chance.cwiseSqrt()), "",
                             "standard deviation of one run at given parameters"));
  variables.push_back(column("emulator_deviation", {"figure"}, vector_of(calibration.emulator_variances.cwiseSqrt()),
                             "", "standard deviation of what the emulator does not know"));
  const auto checks = calibration.checks();
  variables.push_back(of_each("emulator_bias", "figure", checks, &Calibration::EmulatorCheck::mean,
                              "mean of simulated minus emulated over the draws, in the standard deviation expected"));
  variables.push_back(of_each("emulator_spread", "figure", checks, &Calibration::EmulatorCheck::sd,
                              "standard deviation of the same, expected to be 1"));
}

void add_parameters(const Calibration& calibration, const CalibrationProblem& problem, const TargetSimulator& simulator,
                    Dataset& dataset) {
  const auto fitted = fitted_parameters(calibration, problem, simulator);
  std::vector<std::string> units;
  for (const auto& parameter : problem.parameters) units.push_back(parameter.unit);
  auto& variables = dataset.variables;
  variables.push_back(column("parameter_unit", {"parameter"}, units, "", "unit of the values; 1 for a factor"));
  variables.push_back(of_each("prior_mean", "parameter", fitted, &FittedParameter::prior_mean, "mean of the prior"));
  variables.push_back(of_each("prior_lower", "parameter", fitted, &FittedParameter::prior_lower, "2.5% of the prior"));
  variables.push_back(of_each("prior_upper", "parameter", fitted, &FittedParameter::prior_upper, "97.5% of the prior"));
  variables.push_back(of_each("told", "parameter", fitted, &FittedParameter::told,
                              "share of the variance of its normal score that the figures take away"));
  variables.push_back(column("mode", {"parameter"}, simulator.values(calibration.mode), "", "most probable value"));
}

Dataset stages_group(const Calibration& calibration, const CalibrationProblem& problem) {
  Dataset group;
  group.name = "stages";
  Dimension stage{"stage", {}, {}, {{"long_name", "what was run, in order"}}};
  std::vector<double> precision;
  for (const Stage& one : calibration.stages) {
    stage.labels.push_back(one.name);
    precision.insert(precision.end(), one.precision.begin(), one.precision.end());
  }
  group.dimensions = {std::move(stage), figure_axis(problem)};
  group.variables = {
      of_each("runs", "stage", calibration.stages, &Stage::runs, "runs"),
      of_each("volume", "stage", calibration.stages, &Stage::volume, "share of the prior that was not implausible"),
      of_each("cutoff", "stage", calibration.stages, &Stage::cutoff, "implausibility up to which it was not"),
      column("precision", {"stage", "figure"}, std::move(precision), "1",
             "what the emulator did not know afterwards, in deviations of the figure")};
  return group;
}

Dataset information_group(const Calibration& calibration, const CalibrationProblem& problem) {
  Dataset group;
  group.name = "information";
  group.dimensions = {figure_axis(problem), parameter_axis(problem)};
  group.variables.push_back(column("told_alone", {"figure", "parameter"}, row_major(calibration.information.alone), "1",
                                   "share of a parameter's prior variance that the figure alone would take away"));
  return group;
}

Dataset runs_group(const char* name, const CalibrationRuns& runs, const CalibrationProblem& problem) {
  Dataset group;
  group.name = name;
  group.dimensions = {numbered("run", static_cast<std::size_t>(runs.scores.rows()), "run of a stage"),
                      figure_axis(problem), parameter_axis(problem)};
  group.variables.push_back(column("score", {"run", "parameter"}, row_major(runs.scores), "1",
                                   "normal score of the parameter's quantile before correlation"));
  group.variables.push_back(column("outcome", {"run", "figure"}, row_major(runs.outcomes), "", "simulated figure"));
  return group;
}

}  // namespace

namespace {

/// Share of published figures, as the values would have them with the row's deviation, that lie below the row's.
double predictive_share(const std::vector<double>& values, const scenario::TargetRow& row) {
  double sum = 0;
  for (const double value : values) sum += cdf(boost::math::normal(value, row.deviation()), row.observed);
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

}  // namespace

std::vector<FittedFigure> fitted_figures(const Calibration& calibration, const CalibrationProblem& problem) {
  std::vector<FittedFigure> all;
  for (std::size_t i = 0; i < problem.rows.size(); ++i) {
    const auto figure = static_cast<Index>(i);
    const auto values = known(calibration.simulated.col(figure));
    const auto interval = analysis::quantile_interval(values);
    FittedFigure one;
    if (!values.empty()) one.median = analysis::median_of(values);
    one.lower = interval ? interval->lower : one.median;
    one.upper = interval ? interval->upper : one.median;
    one.at_mode = analysis::moments_of(known(calibration.simulated_at_mode.col(figure))).mean;
    const auto& row = problem.rows[i];
    one.inside = std::abs(one.median - row.observed) <= row.tolerance;
    one.predictive = predictive_share(values, row);
    all.push_back(one);
  }
  return all;
}

std::vector<FittedParameter> fitted_parameters(const Calibration& calibration, const CalibrationProblem& problem,
                                               const TargetSimulator& simulator) {
  constexpr double tail = (1 - analysis::interval_level) / 2;
  const MatrixXd values = values_of(calibration.scores, simulator);
  std::vector<FittedParameter> all;
  for (std::size_t i = 0; i < problem.parameters.size(); ++i) {
    const auto parameter = static_cast<Index>(i);
    const auto& distribution = problem.parameters[i].distribution;
    const auto interval = analysis::quantile_interval(vector_of(values.col(parameter)));
    FittedParameter one{distribution.mean(),
                        distribution.quantile(tail),
                        distribution.quantile(1 - tail),
                        values.col(parameter).mean(),
                        interval ? interval->lower : 0,
                        interval ? interval->upper : 0,
                        calibration.information.told(parameter),
                        {},
                        calibration.information.acts(parameter)};
    const VectorXd alone = calibration.information.alone.col(parameter);
    for (Index figure = 0; figure < alone.size(); ++figure) {
      if (alone(figure) >= told_from) one.told_by.push_back(static_cast<std::size_t>(figure));
    }
    std::ranges::stable_sort(one.told_by, std::ranges::greater{},
                             [&](std::size_t figure) { return alone(static_cast<Index>(figure)); });
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<CorrelatedDraws> correlations_of(const Calibration& calibration) {
  const MatrixXd& scores = calibration.scores;
  MatrixXd standard = scores.rowwise() - scores.colwise().mean();
  for (Index i = 0; i < standard.cols(); ++i) standard.col(i).normalize();
  const MatrixXd correlations = standard.transpose() * standard;
  const auto pairs = static_cast<double>(scores.cols() * (scores.cols() - 1)) / 2;
  const double least =
      -quantile(boost::math::normal(), 0.005 / std::max(pairs, 1.0)) / std::sqrt(static_cast<double>(scores.rows()));
  std::vector<CorrelatedDraws> all;
  for (Index first = 0; first < scores.cols(); ++first) {
    for (Index second = first + 1; second < scores.cols(); ++second) {
      const double value = correlations(first, second);
      if (std::abs(value) < least) continue;
      all.push_back({static_cast<std::size_t>(first), static_cast<std::size_t>(second), value});
    }
  }
  std::ranges::stable_sort(all, std::ranges::greater{}, [](const auto& one) { return std::abs(one.value); });
  return all;
}

Dataset calibration_dataset(const Calibration& calibration, const CalibrationProblem& problem,
                            const TargetSimulator& simulator) {
  Dataset dataset;
  dataset.dimensions = {
      numbered("draw", static_cast<std::size_t>(calibration.scores.rows()), "draw of the posterior"),
      numbered("checked", static_cast<std::size_t>(calibration.simulated.rows()), "draw that was run"),
      parameter_axis(problem), figure_axis(problem)};
  dataset.variables.push_back(column("value", {"draw", "parameter"},
                                     row_major(values_of(calibration.scores, simulator)), "",
                                     "drawn value, in its own unit"));
  dataset.variables.push_back(column("simulated", {"checked", "figure"}, row_major(calibration.simulated), "",
                                     "figure in one run of the draw"));
  dataset.variables.push_back(
      column("emulated", {"draw", "figure"}, row_major(calibration.emulated), "", "figure as the emulator expects it"));
  add_parameters(calibration, problem, simulator, dataset);
  add_figures(calibration, problem, dataset);
  dataset.groups = {stages_group(calibration, problem), information_group(calibration, problem),
                    runs_group("runs", calibration.runs, problem),
                    runs_group("refining", calibration.refining, problem)};
  return dataset;
}

scenario::PosteriorDraws posterior_of(const Calibration& calibration, const CalibrationProblem& problem,
                                      const TargetSimulator& simulator, const scenario::ParameterDocument& model) {
  scenario::PosteriorDraws posterior;
  const MatrixXd values = values_of(calibration.scores, simulator);
  posterior.draws.resize(static_cast<std::size_t>(values.rows()));
  for (std::size_t i = 0; i < problem.parameters.size(); ++i) {
    const auto parameter = static_cast<Index>(i);
    if (!calibration.information.acts(parameter)) continue;
    posterior.parameters.push_back(problem.parameters[i].name);
    posterior.stamps.push_back(stamp_of(*model.find(problem.parameters[i].places.front().path)));
    for (Index draw = 0; draw < values.rows(); ++draw) {
      posterior.draws[static_cast<std::size_t>(draw)].push_back(values(draw, parameter));
    }
  }
  return posterior;
}

}  // namespace throughgate::calibration
