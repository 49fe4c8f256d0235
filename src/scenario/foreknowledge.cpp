#include "scenario/foreknowledge.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace throughgate::scenario {

namespace {

std::optional<int> whole(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// The day before the first of the month that lies `months` after the year's start.
Date last_day_before(int year, int months) { return add_days(add_months(Date{year, 1, 1}, months), -1); }

constexpr int months_a_year = 12;

std::string_view last_part(std::string_view period) {
  const auto slash = period.rfind('/');
  return slash == std::string_view::npos ? period : period.substr(slash + 1);
}

bool observed_after(const Parameter& parameter, const Date& from) {
  const auto last = last_day_of_period(parameter.period);
  return !last || *last >= from;
}

void check(const Parameter& parameter, const Date& from, const std::string& prefix, Problems& problems) {
  if (!observed_after(parameter, from)) return;
  const std::string path = prefix + parameter.path;
  if (!last_day_of_period(parameter.period)) {
    problems.add(parameter.position, path, "a period that can be dated, as `2009` or `2006-04/2009-03`",
                 backquoted(parameter.period));
  } else if (!parameter.borrowed) {
    problems.add(parameter.position, path,
                 "a figure from before " + to_string(from) + ", where the prediction begins, or `borrowed: true`",
                 "one of " + backquoted(parameter.period));
  } else if (!may_be_borrowed(parameter)) {
    problems.add(parameter.position, path,
                 "a figure from before " + to_string(from) +
                     ": stocks, flows and levels of reoffending may not be borrowed from later years",
                 "one of " + backquoted(parameter.period));
  }
}

std::string prefix_of(const ParameterDocument& document) {
  return document.kind == DocumentKind::structure ? std::string(structure_prefix) : std::string();
}

}  // namespace

std::optional<Date> last_day_of_period(const std::string& period) {
  const std::string_view part = last_part(period);
  if (const auto date = parse_date(part)) return date;
  constexpr std::size_t year_letters = 4;
  const auto year = part.size() >= year_letters ? whole(part.substr(0, year_letters)) : std::nullopt;
  if (!year || *year < 1) return std::nullopt;
  if (part.size() == year_letters) return last_day_before(*year, months_a_year);
  if (part[year_letters] != '-') return std::nullopt;
  const std::string_view rest = part.substr(year_letters + 1);
  if (rest.size() != 2) return std::nullopt;
  const bool quarter = rest.front() == 'Q';
  const auto number = whole(quarter ? rest.substr(1) : rest);
  if (!number || *number < 1 || *number > (quarter ? 4 : months_a_year)) return std::nullopt;
  return last_day_before(*year, quarter ? 3 * *number : *number);
}

bool may_be_borrowed(const Parameter& parameter) {
  constexpr std::array counted{"person", "case", "place", "post", "reception", "sanction", "hearing"};
  constexpr std::array levels{"reoffending.level", "reoffending.two_year_level", "trends.",
                              "crown_court.sitting_days_per_year"};
  return std::ranges::none_of(counted, [&](const char* unit) { return parameter.unit.starts_with(unit); }) &&
         std::ranges::none_of(levels, [&](const char* path) { return parameter.path.starts_with(path); });
}

void check_foreknowledge(const ParameterDocument& document, const Date& from, Problems& problems) {
  for (const auto& [path, parameter] : document.parameters) check(parameter, from, prefix_of(document), problems);
}

std::vector<Borrowed> borrowed_from(const ParameterDocument& document, const Date& from) {
  std::vector<Borrowed> found;
  for (const auto& [path, parameter] : document.parameters) {
    if (parameter.borrowed && observed_after(parameter, from)) {
      found.push_back({prefix_of(document) + path, parameter.period, parameter.unit});
    }
  }
  return found;
}

}  // namespace throughgate::scenario
