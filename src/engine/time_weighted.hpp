#pragma once

#include <cstdint>

#include "base/tick.hpp"

namespace throughgate::engine {

/// The time-weighted mean of a level that changes by steps, over a window that can be closed and reopened.
/// Ticks may not go back. Exact while level x minutes stays below 2^53.
class TimeWeighted {
 public:
  TimeWeighted() = default;
  explicit TimeWeighted(Tick start, double level = 0) : level_(level), window_start_(start), last_(start) {}

  void add(Tick now, double change) { set(now, level_ + change); }
  void set(Tick now, double level) {
    accumulate(now);
    level_ = level;
  }

  [[nodiscard]] double level() const { return level_; }
  [[nodiscard]] Tick window_start() const { return window_start_; }

  /// Level x minutes since the window opened.
  [[nodiscard]] double area(Tick now) const { return area_ + level_ * minutes(now - last_); }

  /// The mean since the window opened; the level itself when no time has passed.
  [[nodiscard]] double mean(Tick now) const {
    return now > window_start_ ? area(now) / minutes(now - window_start_) : level_;
  }

  /// The mean of the window that ends now; the next window opens now with the present level.
  double close_window(Tick now) {
    const double result = mean(now);
    area_ = 0;
    window_start_ = last_ = now;
    return result;
  }

 private:
  static double minutes(Duration duration) { return static_cast<double>(duration.count); }
  void accumulate(Tick now) {
    area_ += level_ * minutes(now - last_);
    last_ = now;
  }

  double level_ = 0;
  double area_ = 0;
  Tick window_start_;
  Tick last_;
};

}  // namespace throughgate::engine
