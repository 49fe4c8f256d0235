#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <utility>

#include "base/tick.hpp"
#include "engine/server_pool.hpp"
#include "engine/time_weighted.hpp"
#include "engine/waiting_line.hpp"

namespace throughgate::engine {

/// What a daily server told about a window of time.
struct DailyServiceStatistics {
  ServiceStatistics service;     ///< utilisation in minutes; mean_queue is the backlog, mean_busy is not used
  double minutes_available = 0;  ///< finite days only
  double minutes_used = 0;       ///< all days
};

/// A server with some minutes of capacity on each working day and a backlog, such as a court's sitting time. Work
/// begun on one day goes on the next, before anything else; minutes that nobody needs are lost.
class DailyServer {
 public:
  explicit DailyServer(Tick start, std::uint32_t priority_classes = 1)
      : line_(priority_classes), backlog_level_(start) {}

  /// Work of some minutes joins the backlog. Throws std::invalid_argument when they are negative.
  Ticket offer(std::uint64_t token, double minutes, Tick now, std::uint32_t priority_class = 0) {
    if (!(minutes >= 0)) throw std::invalid_argument("daily server: minutes of work must not be negative");
    backlog_level_.add(now, 1);
    return line_.join(token, now, priority_class, static_cast<float>(minutes));
  }

  /// Leaves the backlog; false when service had begun or the ticket was withdrawn before.
  bool withdraw(Tick now, Ticket ticket) {
    if (!line_.withdraw(ticket)) return false;
    backlog_level_.add(now, -1);
    return true;
  }

  /// One day's service: `finished(token)` for each piece of work completed, in order. Without `minutes` the day is
  /// endless. `finished` may offer new work, which may be served the same day.
  /// `lookahead(token)` is told of work that is finished soon.
  template <class Finished, class Lookahead>
  void serve_day(std::optional<double> minutes, Tick now, Finished&& finished, Lookahead&& lookahead) {
    for (std::size_t n = 0; n < lookahead_distance; ++n) look(n, lookahead);
    used_ += served(minutes.has_value(), minutes.value_or(0), now, finished, lookahead);
    available_ += minutes.value_or(0);
  }

  template <class Finished>
  void serve_day(std::optional<double> minutes, Tick now, Finished&& finished) {
    serve_day(minutes, now, std::forward<Finished>(finished), [](std::uint64_t) {});
  }

  /// Pieces of work that are not finished, the one begun included.
  [[nodiscard]] std::size_t backlog() const { return line_.size() + (begun_ ? 1U : 0U); }

  /// Since the last call, or the start; opens the next window.
  DailyServiceStatistics close_window(Tick now) {
    DailyServiceStatistics statistics;
    waits_.report(statistics.service);
    statistics.service.mean_queue = backlog_level_.close_window(now);
    statistics.service.utilisation = available_ > 0 ? used_ / available_ : 0.0;
    statistics.minutes_available = available_;
    statistics.minutes_used = used_;
    waits_ = {};
    available_ = used_ = 0;
    return statistics;
  }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [line, begun, backlog_level, waits, available, used] = *this;
    state(line, begun, backlog_level, waits, available, used);
  }

 private:
  struct Begun {
    std::uint64_t token = 0;
    double minutes_left = 0;
  };

  static constexpr std::size_t lookahead_distance = 8;
  template <class Lookahead>
  void look(std::size_t n, Lookahead& lookahead) const {
    if (const WaitingLine::Customer* customer = line_.ahead(n)) lookahead(customer->token);
  }

  void begin_next(Tick now) {
    const WaitingLine::Customer customer = line_.pop();
    waits_.record(now - customer.since);
    begun_ = Begun{customer.token, static_cast<double>(customer.work)};
  }

  /// The minutes of work done.
  template <class Finished, class Lookahead>
  double served(bool finite, double left, Tick now, Finished& finished, Lookahead& lookahead) {
    double done = 0;
    while (!finite || left > 0) {
      if (!begun_ && line_.empty()) break;
      if (!begun_) {
        begin_next(now);
        look(lookahead_distance - 1, lookahead);
      }
      const double wanted = begun_->minutes_left;
      if (finite && wanted > left) {
        begun_->minutes_left -= left;
        return done + left;
      }
      left -= wanted;
      done += wanted;
      const std::uint64_t token = begun_->token;
      begun_.reset();
      backlog_level_.add(now, -1);
      finished(token);
    }
    return done;
  }

  WaitingLine line_;
  std::optional<Begun> begun_;
  TimeWeighted backlog_level_;
  WaitTally waits_;
  double available_ = 0;
  double used_ = 0;
};

}  // namespace throughgate::engine
