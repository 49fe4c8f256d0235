#include "base/date.hpp"

#include <gtest/gtest.h>

namespace throughgate {
namespace {

TEST(Date, CountsDaysFromTheEpochAcrossLeapYears) {
  EXPECT_EQ(days_since_1970({1970, 1, 1}), 0);
  EXPECT_EQ(days_since_1970({2000, 2, 29}), 11016);
  EXPECT_EQ(days_since_1970({2000, 3, 1}), 11017);
  EXPECT_EQ(days_since_1970({2009, 1, 1}), 14245);
  EXPECT_EQ(days_since_1970({2100, 3, 1}) - days_since_1970({2100, 2, 28}), 1);
  EXPECT_EQ(days_since_1970({1969, 12, 31}), -1);
}

TEST(Date, BeginsAtItsMidnight) {
  const Tick start = start_of({2012, 2, 29});
  EXPECT_EQ(date_of(start), (Date{2012, 2, 29}));
  EXPECT_EQ(date_of(start + Duration::minutes(1439)), (Date{2012, 2, 29}));
  EXPECT_EQ(date_of(start + Duration::minutes(1440)), (Date{2012, 3, 1}));
  EXPECT_EQ(date_of(start - Duration::minutes(1)), (Date{2012, 2, 28}));
}

TEST(Date, KnowsItsMonthAndTheMonthsStart) {
  EXPECT_EQ(month_index(start_of({1970, 1, 31})), 0);
  EXPECT_EQ(month_index(start_of({2009, 1, 1})), 468);
  EXPECT_EQ(month_index(start_of({2009, 1, 1}) - Duration::minutes(1)), 467);
  EXPECT_EQ(month_start(468), start_of({2009, 1, 1}));
  EXPECT_EQ(first_of_month(-1), (Date{1969, 12, 1}));
}

TEST(Date, AddsMonthsToTheLastDayOfShorterMonths) {
  EXPECT_EQ(add_months({2009, 1, 31}, 1), (Date{2009, 2, 28}));
  EXPECT_EQ(add_months({2008, 1, 31}, 1), (Date{2008, 2, 29}));
  EXPECT_EQ(add_months({2009, 12, 15}, 1), (Date{2010, 1, 15}));
  EXPECT_EQ(add_months({2009, 1, 15}, -1), (Date{2008, 12, 15}));
  EXPECT_EQ(add_years({2008, 2, 29}, 1), (Date{2009, 2, 28}));
}

TEST(Date, KnowsWhichDaysAreWeekends) {
  EXPECT_EQ(weekday({2009, 1, 1}), 4U);
  EXPECT_TRUE(is_weekend(Date{2009, 1, 3}));
  EXPECT_TRUE(is_weekend(start_of({2009, 1, 4}) + Duration::hours(23)));
  EXPECT_FALSE(is_weekend(start_of({2009, 1, 5})));
  EXPECT_FALSE(is_weekend(start_of({1970, 1, 2})));
  EXPECT_TRUE(is_weekend(start_of({1970, 1, 3})));
}

TEST(Date, CompletesYearsOnTheBirthday) {
  EXPECT_EQ(completed_years({1980, 6, 15}, {2009, 6, 14}), 28);
  EXPECT_EQ(completed_years({1980, 6, 15}, {2009, 6, 15}), 29);
  EXPECT_EQ(completed_years({1980, 2, 29}, {2009, 2, 28}), 28);
  EXPECT_EQ(completed_years({1980, 2, 29}, {2009, 3, 1}), 29);
}

TEST(Date, IsReadOnlyFromStrictIso) {
  EXPECT_EQ(parse_date("2009-08-01"), (Date{2009, 8, 1}));
  EXPECT_EQ(parse_date("2008-02-29"), (Date{2008, 2, 29}));
  for (const char* wrong : {"2009-02-29", "2009-13-01", "2009-00-10", "2009-1-01", "2009/01/01", " 2009-01-01",
                            "2009-01-01 ", "09-01-01", "", "2009-01-0x", "-009-01-01", "2009-01-32"}) {
    EXPECT_EQ(parse_date(wrong), std::nullopt) << wrong;
  }
}

TEST(Date, IsWrittenAsItIsRead) {
  EXPECT_EQ(to_string(Date{2009, 8, 1}), "2009-08-01");
  EXPECT_EQ(to_string(start_of({2009, 8, 1}) + Duration::minutes(61)), "2009-08-01 01:01");
  EXPECT_EQ(to_string(Tick::never()), "never");
}

}  // namespace
}  // namespace throughgate
