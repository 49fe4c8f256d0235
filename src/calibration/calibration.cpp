#include "calibration/calibration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <utility>

#include "calibration/plausible_region.hpp"
#include "calibration/posterior_sample.hpp"
#include "experiment/unit_points.hpp"

namespace throughgate::calibration {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

MatrixXd normal_scores(const MatrixXd& uniforms) {
  return uniforms.unaryExpr([](double u) { return quantile(boost::math::normal(), u); });
}

/// Mean and variance of the known values.
std::pair<double, double> moments_of(const VectorXd& values) {
  double count = 0;
  double mean = 0;
  double squares = 0;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    ++count;
    const double away = value - mean;
    mean += away / count;
    squares += away * (value - mean);
  }
  return {mean, count > 1 ? squares / (count - 1) : 0};
}

void append_rows(MatrixXd& matrix, const MatrixXd& rows) {
  const Index before = matrix.rows();
  matrix.conservativeResize(before + rows.rows(), rows.cols());
  matrix.bottomRows(rows.rows()) = rows;
}

class Calibrator {
 public:
  Calibrator(TargetFigures figures, Index parameters, const CalibrationPlan& plan, const Simulate& simulate,
             const Tell& tell)
      : parameters_(parameters), plan_(plan), simulate_(simulate), tell_(tell) {
    result_.figures = std::move(figures);
  }

  Calibration run() {
    measure_chance();
    say(fmt::format("wave 1 of {}", plan_.waves));
    append(result_.refining, hypercube(plan_.refining, plan_.seed + 1), Fidelity::refining);
    recent_ = plan_.refining;
    learn_from_wave(hypercube(plan_.runs, plan_.seed), {});
    for (std::size_t wave = 2; wave <= plan_.waves; ++wave) run_wave(wave);
    for (std::size_t round = 1; round <= plan_.rounds; ++round) run_round(round);
    finish();
    return std::move(result_);
  }

 private:
  void say(const std::string& what) const {
    if (tell_) tell_(what);
  }

  [[nodiscard]] MatrixXd hypercube(std::size_t points, std::uint64_t seed) const {
    return normal_scores(experiment::latin_hypercube(points, static_cast<std::size_t>(parameters_), seed));
  }

  MatrixXd simulate(const MatrixXd& scores, Fidelity fidelity) {
    const std::size_t first = numbered_;
    numbered_ += static_cast<std::size_t>(scores.rows());
    return simulate_(scores, first, fidelity);
  }

  void append(CalibrationRuns& runs, const MatrixXd& scores, Fidelity fidelity) {
    append_rows(runs.outcomes, simulate(scores, fidelity));
    append_rows(runs.scores, scores);
  }

  void measure_chance() {
    say("luck of a run");
    const auto runs = static_cast<Index>(plan_.chance_runs);
    const MatrixXd outcomes = simulate(MatrixXd::Zero(runs, parameters_), Fidelity::wave);
    result_.figures.chance.resize(outcomes.cols());
    for (Index target = 0; target < outcomes.cols(); ++target) {
      if (!outcomes.col(target).array().isFinite().any()) throw NotSimulated{target};
      result_.figures.chance(target) = moments_of(outcomes.col(target)).second;
    }
  }

  void learn(Stage stage) {
    emulators_.emplace(result_.runs, result_.refining, result_.figures, static_cast<Index>(recent_), plan_.threads);
    misfit_.emplace(*emulators_, result_.figures);
    stage.precision = emulators_->variances().cwiseSqrt().cwiseQuotient(result_.figures.deviation);
    result_.stages.push_back(std::move(stage));
  }

  void learn_from_wave(const MatrixXd& scores, Stage stage) {
    stage.name = fmt::format("wave {}", result_.stages.size() + 1);
    stage.runs = static_cast<std::size_t>(scores.rows());
    append(result_.runs, scores, Fidelity::wave);
    learn(std::move(stage));
  }

  void run_wave(std::size_t wave) {
    say(fmt::format("wave {} of {}", wave, plan_.waves));
    RegionSearch search;
    search.cutoff = plan_.cutoff;
    search.population = std::max(search.population, plan_.runs);
    search.points = plan_.runs;
    search.seed = plan_.seed;
    search.wave = static_cast<std::uint32_t>(wave);
    search.threads = plan_.threads;
    const PlausibleRegion region = plausible_region(*misfit_, parameters_, search);
    Stage stage;
    stage.volume = region.volume;
    stage.cutoff = region.cutoff;
    learn_from_wave(region.points, stage);
  }

  void run_round(std::size_t round) {
    say(fmt::format("posterior {} of {}", round, plan_.rounds));
    const auto sample = sample_of(plan_.refining, static_cast<std::uint32_t>(round));
    append(result_.refining, sample.scores, Fidelity::refining);
    recent_ = round * plan_.refining;
    Stage stage;
    stage.name = fmt::format("posterior {}", round);
    stage.runs = plan_.refining;
    learn(std::move(stage));
  }

  PosteriorSample sample_of(std::size_t draws, std::uint32_t round) const {
    SamplePlan plan;
    plan.draws = draws;
    plan.seed = plan_.seed;
    plan.round = round;
    plan.threads = plan_.threads;
    return posterior_sample(*emulators_, *misfit_, parameters_, plan);
  }

  void finish() {
    say("draws");
    const auto sample = sample_of(plan_.draws, 0);
    result_.scores = sample.scores;
    result_.mode = sample.mode;
    result_.memory = sample.memory;
    result_.emulator_variances = emulators_->variances();
    result_.emulated.resize(sample.scores.rows(), emulators_->targets());
    on_threads(plan_.draws, plan_.threads, [&](std::size_t draw) {
      const auto row = static_cast<Index>(draw);
      const VectorXd place = sample.scores.row(row).transpose();
      for (Index target = 0; target < emulators_->targets(); ++target) {
        result_.emulated(row, target) = emulators_->mean(target, place);
      }
    });
    result_.information = information_of(*misfit_, sample.scores);
    const auto checked = static_cast<Index>(std::min(plan_.refining, plan_.draws));
    result_.simulated = simulate(sample.scores.topRows(checked), Fidelity::refining);
    result_.simulated_at_mode =
        simulate(sample.mode.transpose().replicate(static_cast<Index>(plan_.mode_runs), 1), Fidelity::refining);
  }

  Index parameters_;
  const CalibrationPlan& plan_;
  const Simulate& simulate_;
  const Tell& tell_;
  Calibration result_;
  std::size_t numbered_ = 0;
  std::size_t recent_ = 0;  ///< refining runs where the emulators are asked now
  std::optional<Emulators> emulators_;
  std::optional<Misfit> misfit_;
};

}  // namespace

std::vector<Calibration::EmulatorCheck> Calibration::checks() const {
  std::vector<EmulatorCheck> all;
  for (Index target = 0; target < simulated.cols(); ++target) {
    const double expected = std::sqrt(emulator_variances(target) + figures.refining * figures.chance(target));
    const auto [mean, variance] = moments_of(simulated.col(target) - emulated.col(target).head(simulated.rows()));
    all.push_back(expected > 0 ? EmulatorCheck{mean / expected, std::sqrt(variance) / expected} : EmulatorCheck{});
  }
  return all;
}

Calibration calibrate(TargetFigures figures, Index parameters, const CalibrationPlan& plan, const Simulate& simulate,
                      const Tell& tell) {
  if (parameters < 1) throw std::invalid_argument("a calibration needs a parameter");
  return Calibrator(std::move(figures), parameters, plan, simulate, tell).run();
}

}  // namespace throughgate::calibration
