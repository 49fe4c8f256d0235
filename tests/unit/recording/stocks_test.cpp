#include "recording/stocks.hpp"

#include <gtest/gtest.h>

#include <bit>

#include "base/date.hpp"
#include "recording/series.hpp"

namespace throughgate::recording {
namespace {

using justice::Standing;

constexpr std::uint32_t bit(Stock stock) { return 1U << static_cast<unsigned>(stock); }
constexpr std::uint32_t prison_parts = bit(Stock::remand_untried) | bit(Stock::remand_unsentenced) |
                                       bit(Stock::determinate) | bit(Stock::indeterminate) | bit(Stock::recalled);
constexpr std::uint32_t caseloads = bit(Stock::court_order) | bit(Stock::licence) | bit(Stock::pre_release);

TEST(StocksOf, PutWhoIsSupervisedIntoTheTotalAndEachPrisonerIntoOnePartExactly) {
  for (unsigned bits = 0; bits < (1U << 12); ++bits) {
    const Standing standing{static_cast<std::uint16_t>(bits)};
    const std::uint32_t stocks = stocks_of(standing);
    EXPECT_EQ((stocks & caseloads) != 0, (stocks & bit(Stock::supervised)) != 0) << bits;
    const bool prisoner = standing.any(Standing::in_prison) && !standing.any(Standing::outside);
    EXPECT_EQ((stocks & bit(Stock::prison)) != 0, prisoner) << bits;
    EXPECT_EQ(std::popcount(stocks & prison_parts), prisoner ? 1 : 0) << bits;
    if (standing.any(Standing::outside)) {
      EXPECT_EQ(stocks, 0U) << bits;
    }
  }
}

TEST(Stocks, MeanAMonthByTimeAndTellTheLevelAtItsStart) {
  const Tick january = start_of({2009, 1, 1});
  const Tick february = start_of({2009, 2, 1});
  const Tick march = start_of({2009, 3, 1});
  Stocks stocks(january);
  for (int person = 0; person < 4; ++person) stocks.moved(january, 2, 0, bit(Stock::prison));
  stocks.month_began(january, true);
  stocks.moved(january + Duration::days(10), 2, bit(Stock::prison), 0);
  stocks.moved(january + Duration::days(10), 7, 0, bit(Stock::prison) | bit(Stock::recalled));
  stocks.moved(january + Duration::days(21), 2, bit(Stock::prison), bit(Stock::licence));
  stocks.month_began(february, false);
  stocks.month_began(march, false);
  ASSERT_EQ(stocks.means().size(), 2U);
  ASSERT_EQ(stocks.levels().size(), 3U);
  EXPECT_EQ(stocks.level(0, Stock::prison), 4);
  EXPECT_DOUBLE_EQ(stocks.mean(0, Stock::prison), (4.0 * 21 + 3 * 10) / 31);
  EXPECT_DOUBLE_EQ(stocks.means()[0][0][2], (4.0 * 10 + 3 * 11 + 2 * 10) / 31);
  EXPECT_DOUBLE_EQ(stocks.mean(0, Stock::recalled), 21.0 / 31);
  EXPECT_DOUBLE_EQ(stocks.mean(0, Stock::licence), 10.0 / 31);
  EXPECT_DOUBLE_EQ(stocks.mean(1, Stock::prison), 3) << "nothing is carried over but the level";
  EXPECT_EQ(stocks.level(2, Stock::prison), 3);
}

TEST(FlowTable, SumsByMonthAndLabelAndStartsEachMonthAtZero) {
  FlowTable flows;
  flows.add(Flow::sentenced, 5);
  flows.add(Flow::sentenced, 0, 2.5);
  flows.add(Flow::order_by_custody, 1);
  flows.close_month();
  flows.add(Flow::sentenced, 5, 4);
  flows.close_month();
  ASSERT_EQ(flows.months(), 2U);
  EXPECT_EQ(flows.at(0, Flow::sentenced, 5), 1);
  EXPECT_EQ(flows.total(0, Flow::sentenced), 3.5);
  EXPECT_EQ(flows.total(0, Flow::received), 0) << "the neighbouring row";
  EXPECT_EQ(flows.at(0, Flow::order_by_custody, 1), 1) << "the last column";
  EXPECT_EQ(flows.total(1, Flow::sentenced), 4);
  EXPECT_EQ(flows.total(1, Flow::order_by_custody), 0);
}

}  // namespace
}  // namespace throughgate::recording
