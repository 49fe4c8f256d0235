#include "calibration/kriging.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "calibration/relevance.hpp"
#include "calibration/slice_sampling.hpp"

namespace throughgate::calibration {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr Index inputs = 20;
constexpr double noise = 0.3;

/// Three of the inputs matter, one of them with a bend.
double truth(const VectorXd& at) { return 5 + 2 * at(3) - at(7) + 0.5 * at(11) * at(11); }

struct Runs {
  MatrixXd places;
  VectorXd outcomes;
};

Runs noisy_runs(Index count, std::uint64_t seed) {
  random::Stream stream(random::PreparedKey(random::StreamKey{seed, 0}), Identity{1}, 1, 0);
  Runs runs{MatrixXd(count, inputs), VectorXd(count)};
  VectorXd place(inputs);
  for (Index run = 0; run < count; ++run) {
    draw_normals(stream, place);
    runs.places.row(run) = place.transpose();
    runs.outcomes(run) = truth(place) + noise * random::normal(stream);
  }
  return runs;
}

TEST(Relevance, KeepsTheInputsThatMatterAndDropsTheOthers) {
  const Runs runs = noisy_runs(300, 1);
  const VectorXd centred = runs.outcomes.array() - runs.outcomes.mean();
  const Relevance relevance = relevance_of(runs.places, centred);
  EXPECT_NEAR(relevance.coefficients(3), 2, 0.2);
  EXPECT_NEAR(relevance.coefficients(7), -1, 0.2);
  Index kept = 0;
  for (Index i = 0; i < inputs; ++i) kept += relevance.prior_variances(i) > 0 ? 1 : 0;
  EXPECT_LE(kept, 4);
}

TEST(Kriging, GivesBackAFunctionFromNoisyRuns) {
  const Runs runs = noisy_runs(300, 2);
  const Runs others = noisy_runs(200, 3);
  const Kriging kriging(runs.places, runs.outcomes);
  double squares = 0;
  for (Index i = 0; i < others.outcomes.size(); ++i) {
    const VectorXd place = others.places.row(i).transpose();
    squares += std::pow(kriging.mean(place) - truth(place), 2);
  }
  const VectorXd centred = runs.outcomes.array() - runs.outcomes.mean();
  const double around_mean = centred.squaredNorm() / 300;
  EXPECT_LT(squares / 200, 0.12 * around_mean);  // a line leaves the bend: 0.5 of 5.6
  EXPECT_NEAR(std::sqrt(kriging.nugget()), noise, 0.35);
}

TEST(Kriging, KnowsHowWrongItIs) {
  const Runs runs = noisy_runs(200, 4);
  const Kriging kriging(runs.places, runs.outcomes);
  const VectorXd scaled = kriging.left_out_errors().cwiseQuotient(kriging.left_out_variances().cwiseSqrt());
  EXPECT_NEAR(scaled.squaredNorm() / 200, 1, 0.3);
  const Runs others = noisy_runs(300, 5);
  int inside = 0;
  for (Index i = 0; i < 300; ++i) {
    const VectorXd place = others.places.row(i).transpose();
    const double sd = std::sqrt(kriging.variance(place) + kriging.nugget());
    inside += std::abs(others.outcomes(i) - kriging.mean(place)) < 1.96 * sd ? 1 : 0;
  }
  EXPECT_GT(inside, 270);
}

TEST(Kriging, LeavesOutARunAsIfItHadNeverBeen) {
  const Runs runs = noisy_runs(40, 6);
  const Kriging whole(runs.places, runs.outcomes);
  // The error of a run is what it is minus what the others, with the same hyperparameters, expect there: so it is
  // larger than the residual of the fit, and of its sign.
  for (Index run = 0; run < 40; ++run) {
    const double residual = runs.outcomes(run) - whole.mean(runs.places.row(run).transpose());
    EXPECT_GE(whole.left_out_errors()(run) * residual, 0);
    EXPECT_GE(std::abs(whole.left_out_errors()(run)), std::abs(residual) * (1 - 1e-9));
  }
}

TEST(Kriging, HasTheGradientOfItsMean) {
  const Runs runs = noisy_runs(150, 7);
  const Kriging kriging(runs.places, runs.outcomes);
  const VectorXd place = VectorXd::LinSpaced(inputs, -1, 1);
  VectorXd gradient = VectorXd::Zero(inputs);
  kriging.add_gradient(place, 3, gradient);
  constexpr double step = 1e-5;
  for (Index i = 0; i < inputs; ++i) {
    VectorXd up = place;
    VectorXd down = place;
    up(i) += step;
    down(i) -= step;
    EXPECT_NEAR(gradient(i), 3 * (kriging.mean(up) - kriging.mean(down)) / (2 * step), 1e-5) << i;
  }
}

TEST(Kriging, OfAConstantExpectsTheConstant) {
  const Runs runs = noisy_runs(30, 8);
  const Kriging kriging(runs.places, VectorXd::Constant(30, 7.5));
  EXPECT_NEAR(kriging.mean(VectorXd::Zero(inputs)), 7.5, 1e-6);
  EXPECT_LT(kriging.nugget(), 1.6);
}

TEST(Kriging, NeedsTenRuns) {
  const Runs runs = noisy_runs(9, 9);
  EXPECT_THROW(Kriging(runs.places, runs.outcomes), std::invalid_argument);
}

}  // namespace
}  // namespace throughgate::calibration
