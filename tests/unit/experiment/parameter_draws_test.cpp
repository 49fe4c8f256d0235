#include "experiment/parameter_draws.hpp"

#include <gtest/gtest.h>

#include <set>

namespace throughgate::experiment {
namespace {

scenario::UncertainParameter named(const std::string& name) {
  return {name, "1", "M", false, random::Distribution::uniform(0, 1), 0.5, {}};
}

TEST(ParameterDraws, DoNotChangeWithFurtherParameters) {
  const std::vector<scenario::UncertainParameter> two{named("a"), named("b")};
  const std::vector<scenario::UncertainParameter> three{named("0"), named("a"), named("b")};
  const auto of_two = ParameterDraws(two, {}, 5).values(9);
  const auto of_three = ParameterDraws(three, {}, 5).values(9);
  EXPECT_EQ(of_two[0], of_three[1]);
  EXPECT_EQ(of_two[1], of_three[2]);
  EXPECT_NE(of_two[0], of_two[1]);
}

TEST(ParameterDraws, DifferByNumberAndBySeed) {
  const std::vector<scenario::UncertainParameter> one{named("a")};
  EXPECT_NE(ParameterDraws(one, {}, 5).values(1), ParameterDraws(one, {}, 5).values(2));
  EXPECT_NE(ParameterDraws(one, {}, 5).values(1), ParameterDraws(one, {}, 6).values(1));
}

TEST(ParameterDraws, KeepTheFirstOfTwoThatAreCorrelatedAndAllOthers) {
  const std::vector<scenario::UncertainParameter> three{named("a"), named("b"), named("c")};
  const std::vector<scenario::Correlation> pair{{0, 1, 0.8}};
  const auto free = ParameterDraws(three, {}, 5).values(3);
  const auto bound = ParameterDraws(three, pair, 5).values(3);
  EXPECT_NEAR(free[0], bound[0], 1e-12);
  EXPECT_NE(free[1], bound[1]);
  EXPECT_EQ(free[2], bound[2]);
}

TEST(ParameterDraws, RefuseCorrelationsThatContradictEachOther) {
  const std::vector<scenario::UncertainParameter> three{named("a"), named("b"), named("c")};
  const std::vector<scenario::Correlation> pairs{{0, 1, 0.9}, {1, 2, 0.9}, {0, 2, -0.9}};
  try {
    const ParameterDraws drawn(three, pairs, 5);
    FAIL() << "no such distribution exists";
  } catch (const NotACorrelation& contradiction) {
    EXPECT_EQ(contradiction.parameter, "c");
  }
}

TEST(ParameterDraws, HaveJointValuesOfOneRowAndEachRowOnce) {
  scenario::PosteriorDraws posterior;
  posterior.parameters = {"c", "a"};
  for (int row = 0; row < 12; ++row) posterior.draws.push_back({100.0 + row, 200.0 + row});
  std::vector<scenario::UncertainParameter> three{named("a"), named("b"), named("c")};
  three[0].joint = 1;
  three[2].joint = 0;
  const ParameterDraws drawn(three, {}, 5, &posterior);
  const auto free = ParameterDraws(std::vector{named("b")}, {}, 5).values(3);
  std::set<double> rows;
  for (std::uint32_t draw = 0; draw < 12; ++draw) {
    const auto values = drawn.values(draw);
    EXPECT_EQ(values[0], values[2] + 100);
    rows.insert(values[2]);
  }
  EXPECT_EQ(rows.size(), 12U);
  EXPECT_EQ(drawn.values(3)[1], free[0]);
  EXPECT_EQ(drawn.values(0), drawn.values(0));
}

}  // namespace
}  // namespace throughgate::experiment
