/// The samplers and the whole calibration on models whose posterior is known in closed form. Four figures are linear in
/// three of eight parameters, so the posterior is normal; its means and deviations are those of linear regression.

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "calibration/calibration.hpp"
#include "calibration/plausible_region.hpp"
#include "calibration/posterior_sample.hpp"
#include "calibration/slice_sampling.hpp"

namespace throughgate::calibration {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr Index parameters = 8;
constexpr double luck = 0.02;

MatrixXd slopes() {
  MatrixXd result = MatrixXd::Zero(4, parameters);
  result(0, 0) = 2;
  result(0, 1) = 1;
  result(1, 1) = -1;
  result(2, 2) = 0.3;
  result(3, 0) = 1;
  result(3, 2) = 1;
  return result;
}

TargetFigures figures() {
  TargetFigures result;
  result.observed = (VectorXd(4) << 1.5, -0.5, 0.2, 0.8).finished();
  result.deviation = (VectorXd(4) << 0.5, 0.4, 0.3, 0.6).finished();
  result.country = 1;
  return result;
}

/// Simulates with luck of each run's own.
MatrixXd simulate(const MatrixXd& scores, std::size_t first, Fidelity) {
  MatrixXd outcomes = scores * slopes().transpose();
  for (Index run = 0; run < outcomes.rows(); ++run) {
    const auto number = static_cast<std::uint32_t>(first) + static_cast<std::uint32_t>(run);
    random::Stream stream(random::PreparedKey(random::StreamKey{5, number}), Identity{1}, 1, 0);
    for (Index figure = 0; figure < 4; ++figure) outcomes(run, figure) += luck * random::normal(stream);
  }
  return outcomes;
}

CalibrationPlan plan(std::size_t draws, std::size_t threads = 2) {
  CalibrationPlan result;
  result.waves = 2;
  result.runs = 120;
  result.rounds = 1;
  result.refining = 30;
  result.draws = draws;
  result.seed = 11;
  result.threads = threads;
  return result;
}

struct Normal {
  VectorXd mean;
  MatrixXd covariance;
};

Normal exact_posterior() {
  const TargetFigures known = figures();
  const VectorXd precision = (known.deviation.array().square() + luck * luck).inverse();
  const MatrixXd information =
      MatrixXd::Identity(parameters, parameters) + slopes().transpose() * precision.asDiagonal() * slopes();
  const MatrixXd covariance = information.inverse();
  return {covariance * slopes().transpose() * precision.asDiagonal() * known.observed, covariance};
}

// 8 means and 8 deviations at 6e-7 (five standard errors), false alarm 1e-5; the emulator's own error, at most a
// hundredth of a deviation here, is allowed for.
TEST(Posterior, OfALinearModelIsThatOfRegression) {
  constexpr std::size_t draws = 2000;
  const Calibration calibration = calibrate(figures(), parameters, plan(draws), simulate);
  const Normal exact = exact_posterior();
  for (Index i = 0; i < parameters; ++i) {
    const double sd = std::sqrt(exact.covariance(i, i));
    const double mean = calibration.scores.col(i).mean();
    EXPECT_NEAR(mean, exact.mean(i), 5 * sd / std::sqrt(draws) + 0.03 * sd) << i;
    const VectorXd away = calibration.scores.col(i).array() - mean;
    const double found = std::sqrt(away.squaredNorm() / (draws - 1));
    EXPECT_NEAR(found / sd, 1, 5 / std::sqrt(2.0 * draws) + 0.02) << i;
    EXPECT_NEAR(calibration.mode(i), exact.mean(i), 0.05 * sd + 0.01) << i;
  }
  EXPECT_LT(calibration.memory, 5 / std::sqrt(draws));
}

TEST(Posterior, SaysWhichFigureTellsWhichParameterAndWhatNoneTells) {
  const Calibration calibration = calibrate(figures(), parameters, plan(400), simulate);
  const auto& information = calibration.information;
  Index best = 0;
  (void)information.alone.col(0).maxCoeff(&best);
  EXPECT_EQ(best, 0);
  (void)information.alone.col(1).maxCoeff(&best);
  EXPECT_EQ(best, 1);
  const MatrixXd covariance = exact_posterior().covariance;
  for (Index i = 0; i < parameters; ++i) {
    EXPECT_EQ(information.acts(i), i < 3) << i;
    EXPECT_NEAR(information.told(i), 1 - covariance(i, i), 5 * std::sqrt(2.0 / 400)) << i;
  }
}

TEST(Calibration, HasTheSameBitsOnAnyNumberOfThreads) {
  const Calibration one = calibrate(figures(), parameters, plan(50, 1), simulate);
  const Calibration two = calibrate(figures(), parameters, plan(50, 2), simulate);
  EXPECT_EQ(one.scores, two.scores);
  EXPECT_EQ(one.simulated, two.simulated);
  EXPECT_EQ(one.stages[1].volume, two.stages[1].volume);
}

TEST(Calibration, NamesAFigureThatNoRunGives) {
  const Simulate without = [](const MatrixXd& scores, std::size_t first, Fidelity fidelity) {
    MatrixXd outcomes = simulate(scores, first, fidelity);
    outcomes.col(2).setConstant(std::numeric_limits<double>::quiet_NaN());
    return outcomes;
  };
  try {
    (void)calibrate(figures(), parameters, plan(50), without);
    FAIL() << "nothing was thrown";
  } catch (const NotSimulated& figure) {
    EXPECT_EQ(figure.target, 2);
  }
}

// One estimate of a product of shares near 0.2 by 2,000 points: coefficient of variation about 0.05 a level for
// independent points, up to three times that as points of one chain resemble each other. 40% is five of these.
TEST(PlausibleRegion, HasItsShareOfThePrior) {
  TargetFigures known = figures();
  known.observed(0) = 6;  // far out: the share is small
  known.chance = VectorXd::Constant(4, luck * luck);
  CalibrationRuns runs;
  runs.scores.resize(200, parameters);
  random::Stream stream(random::PreparedKey(random::StreamKey{3, 0}), Identity{2}, 1, 0);
  VectorXd place(parameters);
  for (Index run = 0; run < 200; ++run) {
    draw_normals(stream, place);
    runs.scores.row(run) = place.transpose();
  }
  runs.outcomes = simulate(runs.scores, 1000, Fidelity::wave);
  CalibrationRuns refining;
  refining.scores = runs.scores.topRows(30);
  refining.outcomes = simulate(refining.scores, 5000, Fidelity::refining);
  const Emulators emulators(runs, refining, known, 30, 2);
  const Misfit misfit(emulators, known);
  RegionSearch search;
  search.population = 2000;
  search.points = 500;
  search.seed = 4;
  search.threads = 2;
  const PlausibleRegion region = plausible_region(misfit, parameters, search);
  int inside = 0;
  constexpr int tried = 2'000'000;
  const MatrixXd slope = slopes();
  const VectorXd sd = misfit.variances().cwiseSqrt();
  Eigen::Vector3d first;
  for (int i = 0; i < tried; ++i) {
    for (double& value : first) value = random::normal(stream);
    const VectorXd away = (slope.leftCols(3) * first - known.observed).cwiseQuotient(sd);
    inside += away.cwiseAbs().maxCoeff() < 3 ? 1 : 0;
  }
  const double exact = static_cast<double>(inside) / tried;
  EXPECT_LT(exact, 0.05);
  EXPECT_NEAR(region.volume / exact, 1, 0.4);
  EXPECT_TRUE(region.reached);
  for (Index i = 0; i < region.points.rows(); ++i) {
    EXPECT_LE(misfit.implausibility(region.points.row(i).transpose()), 3);
  }
}

}  // namespace
}  // namespace throughgate::calibration
