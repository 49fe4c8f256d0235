#include "justice/people/sentence.hpp"

#include "base/date.hpp"

namespace throughgate::justice {

int day_after(int start, TermLength term) {
  const Date from = date_from_days(start);
  const Date month = first_of_month(month_index(from) + term.months);
  // Counted from the first of the month, a day that does not exist falls on the first of the next: one month has 31.
  const int last = static_cast<int>(throughgate::days_in_month(month.year, month.month));
  const int day = static_cast<int>(from.day) <= last ? static_cast<int>(from.day) - 1 : last;
  return days_since_1970(month) + day + term.days;
}

bool within(TermSpan span, int start, int after) {
  if (span.from > 0 && after < day_after(start, {span.from, 0})) return false;
  return span.under == TermSpan{}.under || after < day_after(start, {span.under, 0});
}

}  // namespace throughgate::justice
