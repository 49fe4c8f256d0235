#include "results/time_axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "base/date.hpp"

namespace throughgate::results {

std::optional<TimeAxis> TimeAxis::from_units(std::string_view units) {
  for (const std::string_view prefix : {"days since ", "day since "}) {
    if (!units.starts_with(prefix)) {
      continue;
    }
    const std::string_view origin = units.substr(prefix.size());
    const auto date = parse_date(origin.substr(0, 10));
    const std::string_view clock = origin.substr(std::min<std::size_t>(origin.size(), 10));
    const bool is_midnight = clock.find_first_not_of(" T0:.Z") == clock.npos;
    return date && is_midnight ? std::optional(TimeAxis(days_since_1970(*date))) : std::nullopt;
  }
  return std::nullopt;
}

std::string TimeAxis::iso(double days) const {
  constexpr std::int64_t seconds_per_day = 86'400;
  constexpr double limit = 1e8;  // about 270,000 years: beyond it the number is not a date
  if (std::isnan(days)) {
    return "";
  }
  if (std::abs(days) > limit) {
    return fmt::format("{}", days);
  }
  const std::int64_t seconds = std::llround(days * static_cast<double>(seconds_per_day));
  const std::int64_t second_of_day = ((seconds % seconds_per_day) + seconds_per_day) % seconds_per_day;
  std::string date = to_string(date_from_days(origin_ + static_cast<int>((seconds - second_of_day) / seconds_per_day)));
  if (second_of_day == 0) {
    return date;
  }
  return fmt::format("{}T{:02}:{:02}:{:02}", date, second_of_day / 3600, second_of_day / 60 % 60, second_of_day % 60);
}

}  // namespace throughgate::results
