#include "calibration/emulators.hpp"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

namespace throughgate::calibration {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

std::vector<Index> known_runs(const VectorXd& outcomes) {
  std::vector<Index> known;
  for (Index run = 0; run < outcomes.size(); ++run) {
    if (std::isfinite(outcomes(run))) known.push_back(run);
  }
  return known;
}

double unknown_variance(const Kriging& emulator, const std::vector<Index>& known, Index first_recent, double chance) {
  double sum = 0;
  double count = 0;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i] < first_recent) continue;
    sum += emulator.left_out_variances()(static_cast<Index>(i)) - emulator.nugget();
    ++count;
  }
  const double of_mean = count > 0 ? std::max(sum / count, 0.0) : 0;
  return of_mean + std::max(emulator.nugget() - chance, 0.0);
}

}  // namespace

void on_threads(std::size_t count, std::size_t threads, const std::function<void(std::size_t)>& work) {
  tbb::task_arena arena(static_cast<int>(std::max<std::size_t>(threads, 1)));
  arena.execute([&] { tbb::parallel_for(std::size_t{0}, count, work); });
}

Emulators::Emulators(const CalibrationRuns& runs, const CalibrationRuns& refining, const TargetFigures& figures,
                     Index recent, std::size_t threads)
    : variances_(runs.outcomes.cols()) {
  const auto count = static_cast<std::size_t>(runs.outcomes.cols());
  std::vector<std::optional<Kriging>> fitted(count);
  std::vector<std::optional<Kriging>> different(count);
  const Index first_recent = refining.outcomes.rows() - recent;
  on_threads(count, threads, [&](std::size_t target) {
    const auto column = static_cast<Index>(target);
    const auto known = known_runs(runs.outcomes.col(column));
    fitted[target].emplace(runs.scores(known, Eigen::all), runs.outcomes(known, column));
    const auto refined = known_runs(refining.outcomes.col(column));
    VectorXd differences = refining.outcomes(refined, column);
    for (std::size_t i = 0; i < refined.size(); ++i) {
      differences(static_cast<Index>(i)) -= fitted[target]->mean(refining.scores.row(refined[i]).transpose());
    }
    different[target].emplace(refining.scores(refined, Eigen::all), differences);
    variances_(column) =
        unknown_variance(*different[target], refined, first_recent, figures.refining * figures.chance(column));
  });
  for (auto& one : fitted) emulators_.push_back(std::move(*one));
  for (auto& one : different) differences_.push_back(std::move(*one));
}

Misfit::Misfit(const Emulators& emulators, const TargetFigures& figures)
    : emulators_(emulators),
      figures_(figures),
      variances_(figures.deviation.cwiseAbs2() + figures.country * figures.chance + emulators.variances()) {}

double Misfit::implausibility(const VectorXd& scores) const {
  double largest = 0;
  for (Index target = 0; target < emulators_.targets(); ++target) {
    const double away = std::abs(emulators_.mean(target, scores) - figures_.observed(target));
    largest = std::max(largest, away / std::sqrt(variances_(target)));
  }
  return largest;
}

double Misfit::log_likelihood(const VectorXd& scores) const {
  double sum = 0;
  for (Index target = 0; target < emulators_.targets(); ++target) {
    const double away = emulators_.mean(target, scores) - figures_.observed(target);
    sum -= 0.5 * away * away / variances_(target);
  }
  return sum;
}

double Misfit::log_likelihood(const VectorXd& scores, VectorXd& gradient) const {
  gradient.setZero(scores.size());
  double sum = 0;
  for (Index target = 0; target < emulators_.targets(); ++target) {
    const double away = emulators_.mean(target, scores) - figures_.observed(target);
    sum -= 0.5 * away * away / variances_(target);
    emulators_.add_gradient(target, scores, -away / variances_(target), gradient);
  }
  return sum;
}

MatrixXd Misfit::sensitivities(const VectorXd& scores) const {
  MatrixXd result(emulators_.targets(), scores.size());
  for (Index target = 0; target < emulators_.targets(); ++target) {
    VectorXd gradient = VectorXd::Zero(scores.size());
    emulators_.add_gradient(target, scores, 1 / std::sqrt(variances_(target)), gradient);
    result.row(target) = gradient.transpose();
  }
  return result;
}

}  // namespace throughgate::calibration
