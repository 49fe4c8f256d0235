#include "base/date.hpp"

#include <fmt/format.h>

namespace throughgate {
namespace {

std::optional<int> parse_digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5, 2));
  const auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const Date date{*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day)};
  if (!is_valid(date)) return std::nullopt;
  return date;
}

std::string to_string(const Date& date) { return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day); }

std::string to_string(Tick tick) {
  if (tick.is_never()) return "never";
  const auto minute = tick.value % static_cast<std::uint32_t>(Duration::minutes_per_day);
  return fmt::format("{} {:02}:{:02}", to_string(date_of(tick)), minute / 60, minute % 60);
}

}  // namespace throughgate
