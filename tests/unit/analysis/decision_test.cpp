#include "analysis/decision.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "analysis/conditional_mean.hpp"

namespace throughgate::analysis {
namespace {

using Eigen::MatrixXd;

MatrixXd two_alternatives() {
  MatrixXd net(4, 2);
  net << 1, 3, -2, -1, 4, 2, -1, -4;
  return net;
}

TEST(Decision, CountsTheDrawsInWhichEachOptionIsBest) {
  const Eigen::VectorXd shares = probability_best(two_alternatives());
  EXPECT_EQ(shares, Eigen::Vector3d(0.5, 0.25, 0.25));
  EXPECT_EQ(probability_best(MatrixXd::Zero(3, 2)), Eigen::Vector3d(1, 0, 0));
}

TEST(Decision, PrefersTheHighestMeanAndTheReferenceWhenNoneIsBetter) {
  EXPECT_EQ(best_option(two_alternatives()), 1U);
  EXPECT_EQ(best_option(-two_alternatives()), 0U);
  EXPECT_EQ(best_option(MatrixXd::Zero(3, 2)), 0U);
}

TEST(Decision, LosesOnAverageWhatPerfectInformationIsWorthWithTheBestOption) {
  const MatrixXd net = two_alternatives();
  EXPECT_DOUBLE_EQ(perfect_information(net), 7.0 / 4 - 0.5);
  const Eigen::VectorXd loss = expected_loss(net);
  EXPECT_DOUBLE_EQ(loss(1), perfect_information(net));
  EXPECT_DOUBLE_EQ(loss(0), 7.0 / 4);
  EXPECT_DOUBLE_EQ(loss(2), 7.0 / 4);
}

TEST(Drawn, TakesTheMeanOfTheCountedRunsAndTheChanceOfAll) {
  DrawnRuns runs;
  runs.outcomes.resize(5, 1);
  runs.outcomes << 1, 3, 10, 14, 7;
  runs.draw = {0, 0, 1, 1, 2};
  const Drawn drawn = by_draw(runs);
  EXPECT_EQ(drawn.values, Eigen::Vector3d(1, 10, 7));
  EXPECT_DOUBLE_EQ(drawn.chance()(0, 0), (2.0 + 8.0) / 2);
  runs.replications = 2;
  runs.draw = {0, 1, 0, 1, 1};
  EXPECT_EQ(by_draw(runs).values, Eigen::Vector2d(5.5, 8.5));
}

TEST(Drawn, KeepsItsValuesWhenNoChanceWasMeasuredOrNone) {
  DrawnRuns runs;
  runs.outcomes = two_alternatives();
  runs.draw = {0, 1, 2, 3};
  EXPECT_EQ(without_chance(by_draw(runs)), two_alternatives());
  runs.outcomes.resize(8, 2);
  runs.outcomes << two_alternatives(), two_alternatives();
  runs.draw = {0, 1, 2, 3, 0, 1, 2, 3};
  EXPECT_EQ(without_chance(by_draw(runs)), two_alternatives());
}

TEST(Drawn, HasNothingLeftWhereChanceExplainsAll) {
  DrawnRuns runs;
  runs.outcomes.resize(6, 1);
  runs.outcomes << 0, 10, 1, 9, 2, 8;
  runs.draw = {0, 0, 1, 1, 2, 2};
  const MatrixXd known = without_chance(by_draw(runs));
  for (Eigen::Index i = 0; i < 3; ++i) EXPECT_NEAR(known(i, 0), 1, 1e-9);
}

TEST(ConditionalMean, FollowsACurveAndAPointMass) {
  Eigen::VectorXd x(200);
  Eigen::VectorXd y(200);
  for (Eigen::Index i = 0; i < 200; ++i) {
    x(i) = i % 4 == 0 ? 0 : static_cast<double>(i) / 100;
    y(i) = x(i) == 0 ? 5 : 3 + x(i);
  }
  const auto fit = conditional_mean(*basis_of(x), y);
  EXPECT_LT((fit.fitted - y).cwiseAbs().maxCoeff(), 1e-6);
}

TEST(ConditionalMean, HasNoBasisForMoreParametersThanAThirdOfTheDraws) {
  EXPECT_FALSE(basis_of(MatrixXd::Random(30, 11)));
  EXPECT_TRUE(basis_of(MatrixXd::Random(30, 10)));
}

TEST(ConditionalMean, TakesAConstantParameterAsNoKnowledge) {
  const Eigen::VectorXd constant = Eigen::VectorXd::Constant(50, 3);
  EXPECT_EQ(basis_of(constant)->cols(), 0);
  EXPECT_EQ(partial_information(*basis_of(constant), MatrixXd::Random(50, 2)), 0.0);
}

TEST(Swing, BreaksEvenWhereTheMeanCrossesZero) {
  Eigen::VectorXd x(101);
  for (Eigen::Index i = 0; i < 101; ++i) x(i) = static_cast<double>(i) / 100;
  const Swing swing = swing_of(x, 2 * x.array() - 0.5);
  ASSERT_TRUE(swing.break_even);
  EXPECT_NEAR(*swing.break_even, 0.25, 1e-9);
  EXPECT_NEAR(swing.low, -0.4, 1e-9);
  EXPECT_NEAR(swing.high, 1.4, 1e-9);
  EXPECT_FALSE(swing_of(x, x.array() + 1).break_even);
}

}  // namespace
}  // namespace throughgate::analysis
