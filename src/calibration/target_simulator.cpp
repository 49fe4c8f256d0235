#include "calibration/target_simulator.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <chrono>
#include <exception>
#include <limits>
#include <utility>

#include "analysis/target_lookup.hpp"
#include "experiment/replication.hpp"
#include "experiment/stack.hpp"

namespace throughgate::calibration {

namespace {

using Clock = std::chrono::steady_clock;

/// Inside (0, 1), where every distribution has a quantile.
double quantile_of_score(double score) {
  constexpr double farthest = 7.5;
  return cdf(boost::math::normal(), std::clamp(score, -farthest, farthest));
}

std::shared_ptr<const recording::Dataset> layout_of(const std::vector<analysis::ObservedFigure>& figures) {
  recording::Dataset layout;
  recording::Dimension target{"target", {}, {}, {{"long_name", "published figure"}}};
  for (const auto& figure : figures) target.labels.push_back(figure.response + " " + to_string(figure.date));
  layout.dimensions = {std::move(target)};
  layout.variables.push_back(recording::column("simulated", {"target"}, std::vector<double>(figures.size()), "",
                                               "simulated figure, in its own unit"));
  return std::make_shared<const recording::Dataset>(std::move(layout));
}

recording::Dimension one_place(const char* name) { return {name, {}, {1.0}, {}}; }

}  // namespace

TargetSimulator::TargetSimulator(const scenario::LoadedScenario& loaded,
                                 const std::vector<scenario::UncertainParameter>& parameters,
                                 const experiment::ParameterDraws& draws,
                                 const std::vector<analysis::ObservedFigure>& figures, experiment::QueueKind queue,
                                 scenario::Binders binders)
    : loaded_(loaded),
      parameters_(parameters),
      draws_(draws),
      figures_(figures),
      queue_(queue),
      binders_(std::move(binders)),
      base_(experiment::prepare(loaded, queue)),
      layout_(layout_of(figures)) {}

std::vector<double> TargetSimulator::values(const Eigen::VectorXd& scores) const {
  std::vector<double> quantiles;
  quantiles.reserve(static_cast<std::size_t>(scores.size()));
  for (const double score : scores) quantiles.push_back(quantile_of_score(score));
  return draws_.at(draws_.correlated(std::move(quantiles)));
}

void TargetSimulator::simulate(experiment::PointOutcome& outcome, const Eigen::VectorXd& scores,
                               const std::atomic<bool>& stop) const {
  const auto with = scenario::with_values(loaded_, parameters_, values(scores), binders_);
  const std::size_t option = loaded_.scenario().reference;
  const auto begun = Clock::now();
  const auto prelude = experiment::prelude_of(experiment::prepare(with, queue_, base_), {option}, outcome.point, stop);
  const auto run = experiment::run_replication(*prelude, option, stop);
  outcome.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
  outcome.events = run.statistics.events;
  const recording::Dataset* const tables = &run.tables;
  const auto dataset = experiment::stack({&tables, 1}, {one_place("option"), one_place("replication")});
  for (const auto& figure : figures_) {
    const auto simulated = analysis::look_up(dataset, 0, figure.response, figure.date);
    outcome.numbers.push_back(simulated ? simulated->values.front() : std::numeric_limits<double>::quiet_NaN());
  }
}

experiment::PointOutcome TargetSimulator::run(std::uint32_t number, const Eigen::VectorXd& scores,
                                              const std::atomic<bool>& stop) const {
  experiment::PointOutcome outcome;
  outcome.point = number;
  try {
    simulate(outcome, scores, stop);
    outcome.layout = layout_;
  } catch (const std::exception& error) {
    outcome.numbers.clear();
    outcome.failure = *error.what() == '\0' ? "no reason given" : error.what();
  }
  return outcome;
}

}  // namespace throughgate::calibration
