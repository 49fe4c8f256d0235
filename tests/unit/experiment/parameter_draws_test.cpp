#include "experiment/parameter_draws.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace throughgate::experiment
