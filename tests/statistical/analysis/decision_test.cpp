/// Decision analysis against closed forms. Each estimate is made in many independent experiments; its mean may differ
/// from the truth by five standard errors (false alarm 6e-7 each) and by the bias that is stated.

#include "analysis/decision.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "analysis/conditional_mean.hpp"

namespace throughgate::analysis {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;

constexpr int experiments = 200;
constexpr Index draws = 500;

double density(double x) { return std::exp(-0.5 * x * x) / std::sqrt(2 * M_PI); }
double below(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

/// E[max(X, 0)] - max(E X, 0) of a normal X.
double value_of_knowing(double mean, double sd) {
  const double z = std::abs(mean) / sd;
  return sd * density(z) - std::abs(mean) * below(-z);
}

/// The same as estimated: the mean is that of a sample with an error of its own, whose positive part is lost.
double value_of_knowing(double mean, double sd, double error_of_mean) {
  return value_of_knowing(mean, std::hypot(sd, error_of_mean)) - value_of_knowing(mean, error_of_mean);
}

/// Mean and standard error over the experiments.
template <class Experiment>
Estimate over_experiments(const Experiment& experiment) {
  std::mt19937_64 generator(20100118);
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < experiments; ++i) {
    const double value = experiment(generator);
    sum += value;
    squares += value * value;
  }
  const double mean = sum / experiments;
  return {mean, std::sqrt((squares / experiments - mean * mean) / (experiments - 1))};
}

MatrixXd normal_matrix(std::mt19937_64& generator, Index rows, Index columns) {
  std::normal_distribution<double> normal;
  MatrixXd matrix(rows, columns);
  for (double& value : matrix.reshaped()) value = normal(generator);
  return matrix;
}

void expect_close(const Estimate& seen, double truth, double bias) {
  EXPECT_LT(seen.standard_error, 0.05 * truth) << "too noisy to tell";
  EXPECT_NEAR(seen.value, truth, 5 * seen.standard_error + bias * truth);
}

TEST(PerfectInformation, OfTwoNormalOptionsIsTheClosedForm) {
  for (const double mean : {-1.0, 0.0, 0.5}) {
    const auto seen = over_experiments([&](std::mt19937_64& generator) {
      return perfect_information((2 * normal_matrix(generator, draws, 1)).array() + mean);
    });
    // The draws' own mean, so that the two errors are the same one.
    expect_close(seen, value_of_knowing(mean, 2) - value_of_knowing(mean, 2 / std::sqrt(draws)), 0.01);
  }
}

/// Chance as large as what the parameters do, and measured in a tenth of the draws.
TEST(PerfectInformation, DoesNotMoveWithTheChanceOfTheRuns) {
  for (const double noise : {0.5, 2.0}) {
    const auto seen = over_experiments([&](std::mt19937_64& generator) {
      const MatrixXd known = (2 * normal_matrix(generator, draws, 1)).array() + 0.5;
      DrawnRuns runs;
      std::vector<double> outcomes;
      std::normal_distribution<double> chance(0, noise);
      for (Index draw = 0; draw < draws; ++draw) {
        for (int run = 0; run < (draw % 10 == 0 ? 2 : 1); ++run) {
          outcomes.push_back(known(draw, 0) + chance(generator));
          runs.draw.push_back(static_cast<std::size_t>(draw));
        }
      }
      runs.outcomes = Eigen::Map<MatrixXd>(outcomes.data(), static_cast<Index>(outcomes.size()), 1);
      return perfect_information(without_chance(by_draw(runs)));
    });
    expect_close(seen, value_of_knowing(0.5, 2), 0.03);
  }
}

TEST(PerfectInformation, OfThreeOptionsDoesNotMoveWithCorrelatedChance) {
  MatrixXd shape(2, 2);
  shape << 2, 0, 1, 1.5;
  MatrixXd of_chance(2, 2);
  of_chance << 1, 0, 1, 0.5;
  const auto with = [&](double noise) {
    return over_experiments([&, noise](std::mt19937_64& generator) {
      const MatrixXd known = normal_matrix(generator, draws, 2) * shape.transpose();
      DrawnRuns runs;
      runs.outcomes.resize(2 * draws, 2);
      for (Index draw = 0; draw < draws; ++draw) {
        for (Index run = 0; run < 2; ++run) {
          runs.outcomes.row(2 * draw + run) =
              known.row(draw) + noise * normal_matrix(generator, 1, 2) * of_chance.transpose();
          runs.draw.push_back(static_cast<std::size_t>(draw));
        }
      }
      return perfect_information(without_chance(by_draw(runs)));
    });
  };
  const Estimate quiet = with(0);
  const Estimate noisy = with(1.5);
  EXPECT_NEAR(noisy.value, quiet.value,
              5 * std::hypot(quiet.standard_error, noisy.standard_error) + 0.03 * quiet.value);
}

TEST(Acceptability, OfTwoNormalOptionsIsTheNormalDistribution) {
  for (const double value : {0.0, 1.0, 4.0}) {
    const auto seen = over_experiments([&](std::mt19937_64& generator) {
      const MatrixXd both = normal_matrix(generator, draws, 2);
      const MatrixXd net = value * (both.col(0).array() + 0.5) - (2 * both.col(1).array() + 1);
      return probability_best(net)(1);
    });
    const double mean = value * 0.5 - 1;
    expect_close(seen, below(mean / std::hypot(value, 2)), 0);
  }
}

/// Linear in independent normal parameters, with half as much chance again.
TEST(PartialInformation, OfALinearGaussianModelIsTheClosedForm) {
  const Eigen::Vector3d slopes(2, 1, 0.5);
  for (Index which = 0; which < 3; ++which) {
    const auto seen = over_experiments([&](std::mt19937_64& generator) {
      const MatrixXd x = normal_matrix(generator, draws, 3);
      const MatrixXd net = ((x * slopes + normal_matrix(generator, draws, 1)).array() + 0.3).matrix();
      return partial_information(*basis_of(x.col(which)), net);
    });
    const double error_of_mean = std::sqrt((slopes.squaredNorm() + 1) / draws);
    expect_close(seen, value_of_knowing(0.3, slopes(which), error_of_mean), 0.03);
  }
}

TEST(PartialInformation, OfAGroupHoldsProductsOfItsMembers) {
  const auto seen = over_experiments([](std::mt19937_64& generator) {
    const MatrixXd x = normal_matrix(generator, 4 * draws, 2);
    const MatrixXd net = x.col(0).cwiseProduct(x.col(1)) + normal_matrix(generator, 4 * draws, 1);
    return partial_information(*basis_of(x), net);
  });
  expect_close(seen, 1 / M_PI, 0.05);  // E max(XY, 0) = E|X| E|Y| / 2
}

TEST(PartialInformation, OfWhatDoesNothingIsSmall) {
  const auto seen = over_experiments([](std::mt19937_64& generator) {
    const MatrixXd x = normal_matrix(generator, draws, 1);
    return partial_information(*basis_of(x), normal_matrix(generator, draws, 1));
  });
  EXPECT_LT(seen.value, 0.05 * value_of_knowing(0, 1));
}

TEST(Bootstrap, GivesTheStandardErrorOfAMean) {
  const auto seen = over_experiments([](std::mt19937_64& generator) {
    const MatrixXd x = normal_matrix(generator, draws, 1);
    return bootstrapped(
               static_cast<std::size_t>(draws),
               [&](std::span<const std::size_t> positions) { return rows_at(x, positions).mean(); }, generator())
        .standard_error;
  });
  expect_close(seen, 1 / std::sqrt(draws), 0.01);
}

}  // namespace
}  // namespace throughgate::analysis
