#include "analysis/claims.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <stdexcept>

#include "analysis/break_even.hpp"
#include "random/samplers.hpp"

namespace throughgate::analysis {
namespace {

using recording::Dataset;
using scenario::Claim;
using scenario::Side;

constexpr std::size_t draws = 400;

random::Stream stream_of(std::uint32_t number) {
  return {random::PreparedKey(random::StreamKey{2010, 0}), Identity{number}, 1, 0};
}

/// A claim about `effect` = slope x (first parameter - 1) + luck of the run; the first parameter is uniform on (0, 4),
/// the second on (0, 1) and without effect. Every tenth draw has two runs.
struct Planted {
  double slope = 1;
  double shift = 0;
  double luck = 0.2;
  bool exactly_nothing_in_every_third = false;

  [[nodiscard]] Dataset dataset() const {
    std::vector<double> numbers;
    std::vector<double> values;
    std::vector<double> effects;
    std::vector<std::int64_t> draw_of_run;
    std::vector<double> run_numbers;
    for (std::uint32_t draw = 0; draw < draws; ++draw) {
      auto stream = stream_of(draw);
      const double first = 4 * stream.uniform();
      numbers.push_back(draw + 1.0);
      values.insert(values.end(), {first, stream.uniform()});
      const bool nothing = exactly_nothing_in_every_third && draw % 3 == 0;
      for (int run = 0; run < (draw % 10 == 0 ? 2 : 1); ++run) {
        const double effect = slope * (first - 1) + shift + luck * random::normal(stream);
        effects.push_back(nothing ? 0 : effect);
        draw_of_run.push_back(draw + 1);
        run_numbers.push_back(static_cast<double>(run_numbers.size() + 1));
      }
    }
    Dataset dataset;
    dataset.attributes = {{"reference", std::string("merged")}};
    dataset.dimensions = {{"option", {"merged", "separate"}, {}, {}}, {"draw", {}, numbers, {}}};
    dataset.variables = {recording::column("breaches_per_year", {"option", "draw"}, std::vector<double>(2 * draws, 1.0),
                                           "year-1", "breaches")};
    Dataset parameters;
    parameters.name = "parameters";
    parameters.dimensions = {{"draw", {}, numbers, {}}, {"parameter", {"orders.first", "orders.second"}, {}, {}}};
    parameters.variables = {
        recording::column("parameter_value", {"draw", "parameter"}, values, "1", ""),
        recording::column("parameter_unit", {"parameter"}, std::vector<std::string>{"week", "1"}, "", ""),
        recording::column("parameter_grade", {"parameter"}, std::vector<std::string>{"M", "R"}, "", "")};
    Dataset runs;
    runs.name = "runs";
    runs.attributes = {{"replications", std::int64_t{1}}};
    runs.dimensions = {{"run", {}, run_numbers, {}}, {"contrast", {"N9"}, {}, {}}};
    runs.variables = {recording::column("run_draw", {"run"}, draw_of_run, "1", ""),
                      recording::column("contrast_value", {"contrast", "run"}, effects, "1", "")};
    dataset.groups = {parameters, runs};
    return dataset;
  }
};

std::vector<Claim> claim_that(Side side, double threshold) {
  Claim claim;
  claim.id = "N9";
  claim.metric = {"breaches_per_year"};
  claim.side = side;
  claim.threshold = threshold;
  return {claim};
}

const std::vector<std::set<std::string>> both{{"orders.first", "orders.second"}};

JudgedClaim judged(const Planted& planted, const std::vector<Claim>& claims) {
  return judge(planted.dataset(), claims, both).front();
}

TEST(Claims, AreSupportedUndecidedOrContradictedByTheirProbability) {
  const auto below = claim_that(Side::below, 0);
  const auto above = claim_that(Side::above, 0);
  EXPECT_EQ(judged({.shift = -5}, below).verdict, Verdict::supported);
  EXPECT_EQ(judged({.shift = -5}, above).verdict, Verdict::contradicted);
  EXPECT_EQ(judged({}, below).verdict, Verdict::undecided);
}

/// The effect is uniform on (-1, 3): the claim holds in a quarter of it.
TEST(Claims, CountTheDrawsInWhichTheyHoldWithoutTheLuckOfTheRuns) {
  const auto claims = claim_that(Side::below, 0);
  const JudgedClaim one = judged({.luck = 1}, claims);
  // A share of 400 draws has a standard error of 0.022, chance taken out adds as much: five of both are 0.16.
  EXPECT_NEAR(one.probability, 0.25, 0.16);
  // 95% of the effect span 3.8, of effect and luck together 6.0. Luck is measured on forty pairs: two thirds of it are
  // surely luck and taken out.
  EXPECT_GT(one.upper - one.lower, 3.8);
  EXPECT_LT(one.upper - one.lower, 5.5);
  EXPECT_NEAR(one.chance, 1 / (1 + 16.0 / 12), 0.2);
  EXPECT_EQ(one.unit, "year-1");
}

TEST(Claims, TakeEqualOptionsForEqualAndNotForLuck) {
  const auto claims = claim_that(Side::below, 0);
  const JudgedClaim one = judged({.slope = 0, .shift = -1, .exactly_nothing_in_every_third = true}, claims);
  EXPECT_NEAR(one.probability, 2.0 / 3, 0.002);
  const auto reached = claim_that(Side::at_most, 0);
  EXPECT_EQ(judged({.slope = 0, .shift = -1, .exactly_nothing_in_every_third = true}, reached).probability, 1);
}

TEST(Claims, NameTheUnknownThatDecidesAndWhereItTips) {
  const auto claims = claim_that(Side::below, 0.5);
  const JudgedClaim one = judged({}, claims);
  ASSERT_TRUE(one.decided_by);
  EXPECT_EQ(one.decided_by->parameter, "orders.first");
  EXPECT_EQ(one.decided_by->grade, "M");
  EXPECT_EQ(one.decided_by->unit, "week");
  ASSERT_TRUE(one.decided_by->break_even);
  // first - 1 = 0.5; the spline's error by the luck of 400 runs is below 0.02.
  EXPECT_NEAR(*one.decided_by->break_even, 1.5, 0.1);
}

TEST(Claims, SayThatNothingInRangeTurnsThem) {
  const auto claims = claim_that(Side::below, 10);
  const JudgedClaim one = judged({}, claims);
  ASSERT_TRUE(one.decided_by);
  EXPECT_FALSE(one.decided_by->break_even);
}

TEST(Claims, AreDecidedByNothingWhereOnlyLuckMovesThem) {
  const auto claims = claim_that(Side::below, 0);
  EXPECT_FALSE(judged({.slope = 0}, claims).decided_by);
}

TEST(Claims, AreDecidedByWhatActsInTheirOptionsAlone) {
  const auto claims = claim_that(Side::below, 0.5);
  const std::vector<std::set<std::string>> second{{"orders.second"}};
  EXPECT_FALSE(judge(Planted{}.dataset(), claims, second).front().decided_by);
}

/// An effect of 0.05 in every draw, under luck of 1 in each run: the mean of 400 has a standard error of 0.05.
TEST(Claims, AreLeftOpenWhereOnlyMoreRunsCouldTell) {
  const auto claims = claim_that(Side::above, 0);
  const JudgedClaim one = judged({.slope = 0, .shift = 0.05, .luck = 1}, claims);
  EXPECT_EQ(one.verdict, Verdict::undecided);
  EXPECT_TRUE(one.needs_more_runs);
  // Ten standard errors above nothing, but the spread of the draws, all of it luck, might be that of the effect.
  const JudgedClaim middle = judged({.slope = 0, .shift = 0.5, .luck = 1}, claims);
  EXPECT_EQ(middle.verdict, Verdict::undecided);
  EXPECT_TRUE(middle.needs_more_runs);
  const JudgedClaim large = judged({.slope = 0, .shift = 1.5, .luck = 1}, claims);
  EXPECT_EQ(large.verdict, Verdict::supported);
  EXPECT_FALSE(large.needs_more_runs);
}

TEST(Claims, NeedTheirContrastInTheResults) {
  auto claims = claim_that(Side::below, 0);
  claims.front().id = "N10";
  EXPECT_THROW((void)judge(Planted{}.dataset(), claims, both), std::runtime_error);
}

TEST(Claims, StandInAGroupOfTheFile) {
  const auto claims = claim_that(Side::below, 0.5);
  const auto group = claims_group(judge(Planted{}.dataset(), claims, both));
  EXPECT_EQ(group.dimension("claim")->labels, std::vector<std::string>{"N9"});
  EXPECT_EQ(std::get<std::vector<std::string>>(group.find("verdict")->data).front(), "undecided");
  EXPECT_EQ(std::get<std::vector<std::string>>(group.find("decided_by")->data).front(), "orders.first");
}

TEST(BreakEven, IsARootOfTheChanceAndTurnsWithinATenth) {
  Eigen::VectorXd parameter(draws);
  Eigen::VectorXd outcome(draws);
  for (std::uint32_t draw = 0; draw < draws; ++draw) {
    auto stream = stream_of(draw);
    const double x = 2 + 2 * stream.uniform();
    parameter(draw) = x;
    outcome(draw) = std::log(x / 3) + 0.05 * random::normal(stream);
  }
  const auto holds = [](double value) { return value > 0; };
  const auto root = break_even_of(parameter, outcome, holds);
  ASSERT_TRUE(root);
  EXPECT_NEAR(*root, 3, 0.05);
  const ChanceGiven chance(parameter, outcome, holds);
  EXPECT_LT(chance(0.9 * *root), 0.5);
  EXPECT_GT(chance(1.1 * *root), 0.5);
}

TEST(BreakEven, IsNothingWhereTheParameterDoesNotTurnTheClaim) {
  Eigen::VectorXd parameter(draws);
  Eigen::VectorXd outcome(draws);
  for (std::uint32_t draw = 0; draw < draws; ++draw) {
    auto stream = stream_of(draw);
    parameter(draw) = stream.uniform();
    outcome(draw) = 5 + parameter(draw) + random::normal(stream);
  }
  EXPECT_FALSE(break_even_of(parameter, outcome, [](double value) { return value > 0; }));
}

}  // namespace
}  // namespace throughgate::analysis
