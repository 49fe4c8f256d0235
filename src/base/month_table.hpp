#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/date.hpp"

namespace throughgate {

/// Months from 1970 to 2099, looked up without the calendar's divisions.
class MonthTable {
 public:
  MonthTable() {
    for (int month = 0; month < count; ++month) starts_[static_cast<std::size_t>(month)] = month_start(month).value;
  }
  /// As `month_index`.
  [[nodiscard]] int of(Tick tick) const {
    constexpr std::uint32_t mean = 43830;  // minutes
    int month = static_cast<int>(tick.value / mean);
    while (start(month + 1) <= tick) ++month;
    while (start(month) > tick) --month;
    return month;
  }
  [[nodiscard]] Tick start(int month) const { return {starts_[static_cast<std::size_t>(month)]}; }

 private:
  static constexpr int count = 130 * 12;
  std::array<std::uint32_t, count> starts_{};
};

[[nodiscard]] inline const MonthTable& months() {
  static const MonthTable table;
  return table;
}

}  // namespace throughgate
