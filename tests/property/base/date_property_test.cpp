#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/date.hpp"

namespace throughgate {
namespace {

constexpr int last_day = 2982616;  // the last day that ticks reach

TEST(DateProperty, DaysAndDatesAreOneToOne) {
  EXPECT_TRUE(rc::check([] {
    const int day = *rc::gen::inRange(0, last_day);
    const Date date = date_from_days(day);
    RC_ASSERT(is_valid(date));
    RC_ASSERT(days_since_1970(date) == day);
    RC_ASSERT(date_from_days(day + 1) > date);
    RC_ASSERT(date_of(start_of(date)) == date);
  }));
}

TEST(DateProperty, WrittenDatesAreReadBack) {
  EXPECT_TRUE(rc::check([] {
    const Date date = date_from_days(*rc::gen::inRange(0, 2900000));
    RC_ASSERT(parse_date(to_string(date)) == date);
  }));
}

TEST(DateProperty, EveryTickLiesInItsMonth) {
  EXPECT_TRUE(rc::check([] {
    const Tick tick{*rc::gen::inRange<std::uint32_t>(0, 0xF0000000)};
    const int month = month_index(tick);
    RC_ASSERT(month_start(month) <= tick);
    RC_ASSERT(tick < month_start(month + 1));
    RC_ASSERT(is_weekend(tick) == is_weekend(date_of(tick)));
  }));
}

TEST(DateProperty, MonthsAreAddedOneWayAsTheOther) {
  EXPECT_TRUE(rc::check([] {
    const Date date = date_from_days(*rc::gen::inRange(0, 100000));
    const int months = *rc::gen::inRange(-240, 240);
    const Date moved = add_months(date, months);
    RC_ASSERT(is_valid(moved));
    RC_ASSERT(month_index(moved) == month_index(date) + months);
    RC_ASSERT(moved.day == date.day || (moved.day < date.day && add_days(moved, 1).day == 1U));
  }));
}

}  // namespace
}  // namespace throughgate
