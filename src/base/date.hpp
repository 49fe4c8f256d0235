#pragma once
/// Calendar dates (proleptic Gregorian) and their ticks. Nothing here depends on a country or a time zone.

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/tick.hpp"

namespace throughgate {

/// A valid calendar date when made by this header's functions; `is_valid` tells for one made by hand.
struct Date {
  int year = 1970;
  unsigned month = 1;  ///< 1 to 12
  unsigned day = 1;    ///< 1 to 31

  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

[[nodiscard]] constexpr std::chrono::year_month_day as_chrono(const Date& date) {
  return {std::chrono::year{date.year}, std::chrono::month{date.month}, std::chrono::day{date.day}};
}

[[nodiscard]] constexpr bool is_valid(const Date& date) { return as_chrono(date).ok(); }

[[nodiscard]] constexpr int days_since_1970(const Date& date) {
  return static_cast<int>(std::chrono::sys_days{as_chrono(date)}.time_since_epoch().count());
}

[[nodiscard]] constexpr Date date_from_days(int days) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{days}}};
  return {static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day())};
}

/// Whole days since 1970-01-01.
[[nodiscard]] constexpr int day_index(Tick tick) {
  return static_cast<int>(tick.value / static_cast<std::uint32_t>(Duration::minutes_per_day));
}
[[nodiscard]] constexpr Tick day_start(int day) { return Tick{0} + Duration::minutes(day * Duration::minutes_per_day); }

/// Midnight at which the date begins. Dates before 1970 saturate at the epoch.
[[nodiscard]] constexpr Tick start_of(const Date& date) { return day_start(days_since_1970(date)); }
[[nodiscard]] constexpr Date date_of(Tick tick) { return date_from_days(day_index(tick)); }

/// Months since January 1970.
[[nodiscard]] constexpr int month_index(const Date& date) {
  return (date.year - 1970) * 12 + static_cast<int>(date.month) - 1;
}
[[nodiscard]] constexpr int month_index(Tick tick) { return month_index(date_of(tick)); }
[[nodiscard]] constexpr Date first_of_month(int month) {
  const int year = 1970 + (month >= 0 ? month / 12 : -((11 - month) / 12));
  return {year, static_cast<unsigned>(month - (year - 1970) * 12) + 1U, 1U};
}
[[nodiscard]] constexpr Tick month_start(int month) { return start_of(first_of_month(month)); }

[[nodiscard]] constexpr unsigned days_in_month(int year, unsigned month) {
  const std::chrono::year_month_day_last last{std::chrono::year{year},
                                              std::chrono::month_day_last{std::chrono::month{month}}};
  return static_cast<unsigned>(last.day());
}

/// The same day of another month, or that month's last day where it has no such day.
[[nodiscard]] constexpr Date add_months(const Date& date, int months) {
  Date result = first_of_month(month_index(date) + months);
  const unsigned last = days_in_month(result.year, result.month);
  result.day = date.day < last ? date.day : last;
  return result;
}
[[nodiscard]] constexpr Date add_years(const Date& date, int years) { return add_months(date, 12 * years); }
[[nodiscard]] constexpr Date add_days(const Date& date, int days) {
  return date_from_days(days_since_1970(date) + days);
}

/// 1 Monday to 7 Sunday (ISO 8601).
[[nodiscard]] constexpr unsigned weekday(const Date& date) {
  return std::chrono::weekday{std::chrono::sys_days{as_chrono(date)}}.iso_encoding();
}
[[nodiscard]] constexpr bool is_weekend(const Date& date) { return weekday(date) >= 6; }
/// 1970-01-01 was a Thursday.
[[nodiscard]] constexpr bool is_weekend(Tick tick) { return (day_index(tick) + 3) % 7 >= 5; }

/// Completed years from `birth` to `on`; someone born on 29 February completes a year on 1 March of a common year.
[[nodiscard]] constexpr int completed_years(const Date& birth, const Date& on) {
  const bool before = on.month < birth.month || (on.month == birth.month && on.day < birth.day);
  return on.year - birth.year - (before ? 1 : 0);
}

/// Strict ISO 8601 `YYYY-MM-DD` of an existing day; anything else is nothing.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// `YYYY-MM-DD`.
[[nodiscard]] std::string to_string(const Date& date);
/// `YYYY-MM-DD HH:MM`, or `never`.
[[nodiscard]] std::string to_string(Tick tick);

}  // namespace throughgate
