#include "analysis/shapley.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <set>

namespace throughgate::analysis {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

/// Three changes that meet: the first and second help each other, the third undoes half of the first, in pounds.
double meeting(Coalition coalition) {
  constexpr std::array<double, 8> values{0, 10, 4, 20, -2, 3, 2, 11};
  return values[coalition];
}

/// By the definition with factorials (Shapley 1953), coalition by coalition.
std::vector<double> by_definition(std::size_t changes, const std::function<double(Coalition)>& value) {
  std::vector<double> shares(changes, 0.0);
  for (std::size_t change = 0; change < changes; ++change) {
    const Coalition own = Coalition{1} << change;
    for (Coalition others = 0; others < Coalition{1} << changes; ++others) {
      if ((others & own) != 0) continue;
      const auto size = static_cast<double>(std::popcount(others));
      const double weight = std::tgamma(size + 1) * std::tgamma(static_cast<double>(changes) - size) /
                            std::tgamma(static_cast<double>(changes) + 1);
      shares[change] += weight * (value(others | own) - value(others));
    }
  }
  return shares;
}

TEST(Shapley, AgreesWithTheDefinitionOverEveryCoalition) {
  EXPECT_THAT(shapley_shares(every_order(3), meeting), Pointwise(DoubleNear(1e-12), by_definition(3, meeting)));
  const auto curved = [](Coalition coalition) { return std::sin(1.0 + coalition) * coalition; };
  EXPECT_THAT(shapley_shares(every_order(5), curved), Pointwise(DoubleNear(1e-12), by_definition(5, curved)));
}

TEST(Shapley, SumsToTheWholeDifferenceWhateverTheOrders) {
  const auto sum = [](const std::vector<double>& shares) { return shares[0] + shares[1] + shares[2]; };
  EXPECT_NEAR(sum(shapley_shares(every_order(3), meeting)), 11, 1e-12);
  for (std::uint32_t number = 0; number < 20; ++number) {
    EXPECT_NEAR(sum(shapley_shares(antithetic_orders(3, 1, 7, number), meeting)), 11, 1e-12);
  }
}

TEST(Shapley, GivesAChangeThatMakesNoDifferenceExactlyNothing) {
  const auto without_second = [](Coalition coalition) { return meeting(coalition & ~Coalition{2}); };
  EXPECT_EQ(shapley_shares(every_order(3), without_second)[1], 0);
  EXPECT_EQ(shapley_shares(antithetic_orders(3, 2, 7, 0), without_second)[1], 0);
}

TEST(Shapley, OfRandomOrdersIsUnbiased) {
  const auto exact = by_definition(3, meeting);
  std::array<double, 3> mean{};
  constexpr std::uint32_t samples = 4000;
  for (std::uint32_t number = 0; number < samples; ++number) {
    const auto shares = shapley_shares(antithetic_orders(3, 1, 11, number), meeting);
    for (std::size_t change = 0; change < 3; ++change) mean[change] += shares[change] / samples;
  }
  // Contributions lie within 20 pounds of each other, so the mean has a standard error below 10 / sqrt(4000) = 0.16;
  // five of them are missed once in a million.
  for (std::size_t change = 0; change < 3; ++change) EXPECT_NEAR(mean[change], exact[change], 5 * 0.16) << change;
}

TEST(Shapley, MeetsEachCoalitionOnce) {
  EXPECT_EQ(coalitions_of(every_order(4)).size(), 16U);
  EXPECT_THAT(coalitions_of({{1, 0, 2}}), ElementsAre(0U, 2U, 3U, 7U));
  const auto orders = antithetic_orders(12, 3, 5, 0);
  ASSERT_EQ(orders.size(), 6U);
  EXPECT_TRUE(std::equal(orders[0].begin(), orders[0].end(), orders[1].rbegin()));
  EXPECT_LE(coalitions_of(orders).size(), 2 + 6 * 11U);
  EXPECT_EQ(antithetic_orders(12, 3, 5, 0), orders);
  EXPECT_NE(antithetic_orders(12, 3, 5, 1), orders);
}

TEST(Shapley, RefusesNoChangesAndTooMany) {
  EXPECT_THROW((void)every_order(0), std::invalid_argument);
  EXPECT_THROW((void)every_order(8), std::invalid_argument);
  EXPECT_THROW((void)antithetic_orders(most_changes + 1, 1, 1, 0), std::invalid_argument);
  EXPECT_THROW((void)shapley_shares({}, meeting), std::invalid_argument);
}

}  // namespace
}  // namespace throughgate::analysis
