#pragma once
/// Simulation time: whole minutes since 1970-01-01 00:00. Integer ticks make the order of events exact.

#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>

namespace throughgate {

/// A signed length of time in whole minutes.
struct Duration {
  static constexpr std::int64_t minutes_per_hour = 60;
  static constexpr std::int64_t minutes_per_day = 1440;

  std::int64_t count = 0;  ///< minutes

  [[nodiscard]] static constexpr Duration minutes(std::int64_t value) { return {value}; }
  [[nodiscard]] static constexpr Duration hours(std::int64_t value) { return {value * minutes_per_hour}; }

  /// Rounded to the nearest minute, halves away from zero; beyond the range of a tick it saturates at `longest()`.
  [[nodiscard]] static constexpr Duration days(double value) {
    const double scaled = value * static_cast<double>(minutes_per_day);
    if (!(scaled < static_cast<double>(longest().count))) return longest();
    if (!(scaled > -static_cast<double>(longest().count))) return {-longest().count};
    return {static_cast<std::int64_t>(scaled + (scaled < 0 ? -0.5 : 0.5))};
  }

  /// Longer than the whole range of `Tick`: added to any tick it gives `Tick::never()`.
  [[nodiscard]] static constexpr Duration longest() { return {std::int64_t{1} << 40}; }

  [[nodiscard]] constexpr double as_days() const {
    return static_cast<double>(count) * (1.0 / static_cast<double>(minutes_per_day));
  }

  friend constexpr auto operator<=>(Duration, Duration) = default;
  friend constexpr Duration operator+(Duration a, Duration b) { return {a.count + b.count}; }
  friend constexpr Duration operator-(Duration a, Duration b) { return {a.count - b.count}; }
  friend constexpr Duration operator-(Duration a) { return {-a.count}; }
  friend constexpr Duration operator*(Duration a, std::int64_t factor) { return {a.count * factor}; }
  constexpr Duration& operator+=(Duration other) { return *this = *this + other; }
  constexpr Duration& operator-=(Duration other) { return *this = *this - other; }
};

/// A moment: minutes since 1970-01-01 00:00. The last value means never.
struct Tick {
  std::uint32_t value = 0;

  [[nodiscard]] static constexpr Tick never() { return {std::numeric_limits<std::uint32_t>::max()}; }
  [[nodiscard]] constexpr bool is_never() const { return value == never().value; }

  friend constexpr auto operator<=>(Tick, Tick) = default;

  /// Saturates at the epoch and at `never()`; never plus anything is never.
  friend constexpr Tick operator+(Tick tick, Duration duration) {
    if (tick.is_never()) return tick;
    const std::int64_t sum = static_cast<std::int64_t>(tick.value) + duration.count;
    if (sum < 0) return {0};
    return sum < static_cast<std::int64_t>(never().value) ? Tick{static_cast<std::uint32_t>(sum)} : never();
  }
  friend constexpr Tick operator-(Tick tick, Duration duration) { return tick + (-duration); }
  friend constexpr Duration operator-(Tick a, Tick b) {
    return {static_cast<std::int64_t>(a.value) - static_cast<std::int64_t>(b.value)};
  }
};

}  // namespace throughgate
