#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <stdexcept>

#include "base/tick.hpp"
#include "engine/time_weighted.hpp"
#include "engine/waiting_line.hpp"

namespace throughgate::engine {

/// What a server told about a window of time.
struct ServiceStatistics {
  double utilisation = 0;  ///< mean busy / mean capacity; 0 for an infinite capacity
  double mean_busy = 0;
  double mean_queue = 0;
  double mean_wait = 0;     ///< days, over those whose service began in the window, zero waits included
  double longest_wait = 0;  ///< days
  std::uint64_t started = 0;
  std::uint64_t waited = 0;  ///< those of `started` who waited at all
};

/// Waits of those whose service began.
class WaitTally {
 public:
  void record(Duration wait) {
    ++started_;
    if (wait > Duration{}) ++waited_;
    total_ += wait;
    longest_ = std::max(longest_, wait);
  }
  void report(ServiceStatistics& statistics) const {
    statistics.started = started_;
    statistics.waited = waited_;
    statistics.longest_wait = longest_.as_days();
    statistics.mean_wait = started_ == 0 ? 0.0 : total_.as_days() / static_cast<double>(started_);
  }

 private:
  std::uint64_t started_ = 0;
  std::uint64_t waited_ = 0;
  Duration total_;
  Duration longest_;
};

/// Identical servers with one waiting line. Whoever asks names himself by a 64-bit token; the pool knows nothing of
/// service times: the caller releases each server it was granted.
class ServerPool {
 public:
  /// No `capacity` is an infinite one: nobody waits.
  ServerPool(Tick start, std::optional<std::uint32_t> capacity, std::uint32_t priority_classes = 1)
      : capacity_(capacity),
        line_(priority_classes),
        capacity_level_(start, capacity.value_or(0)),
        busy_level_(start),
        queue_level_(start) {}

  /// What a request came to: served at once, or a ticket for the line.
  struct Answer {
    bool started = false;
    Ticket ticket;
  };

  Answer request(Tick now, std::uint64_t token, std::uint32_t priority_class = 0) {
    if (has_free_server()) {
      ++busy_;
      busy_level_.add(now, 1);
      waits_.record({});
      return {true, {}};
    }
    queue_level_.add(now, 1);
    return {false, line_.join(token, now, priority_class)};
  }

  /// One server becomes free. The token of whoever starts in its place, if any.
  std::optional<std::uint64_t> release(Tick now) {
    if (busy_ == 0) throw std::logic_error("server pool: a server was released that nobody held");
    if (!line_.empty() && is_within_capacity(busy_)) return hand_over(now);
    --busy_;
    busy_level_.add(now, -1);
    return std::nullopt;
  }

  /// Leaves the line; false when service had begun or the ticket was withdrawn before.
  bool withdraw(Tick now, Ticket ticket) {
    if (!line_.withdraw(ticket)) return false;
    queue_level_.add(now, -1);
    return true;
  }

  /// Growth calls `start(token)` for each that can now be served. Shrinking evicts nobody: servers above the capacity
  /// close as they are released. `start` must not use the pool.
  template <class Start>
  void set_capacity(Tick now, std::optional<std::uint32_t> capacity, Start&& start) {
    capacity_ = capacity;
    capacity_level_.set(now, capacity.value_or(0));
    while (!line_.empty() && has_free_server()) {
      ++busy_;
      busy_level_.add(now, 1);
      start(hand_over(now));
    }
  }

  [[nodiscard]] std::optional<std::uint32_t> capacity() const { return capacity_; }
  [[nodiscard]] std::uint32_t busy() const { return busy_; }
  [[nodiscard]] std::size_t waiting() const { return line_.size(); }
  [[nodiscard]] bool has_free_server() const { return is_within_capacity(busy_ + std::uint64_t{1}); }

  /// Since the last call, or the start; opens the next window.
  ServiceStatistics close_window(Tick now) {
    ServiceStatistics statistics;
    waits_.report(statistics);
    waits_ = {};
    statistics.mean_busy = busy_level_.close_window(now);
    statistics.mean_queue = queue_level_.close_window(now);
    const double capacity = capacity_level_.close_window(now);
    statistics.utilisation = capacity > 0 ? statistics.mean_busy / capacity : 0.0;
    return statistics;
  }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [capacity, busy, line, capacity_level, busy_level, queue_level, waits] = *this;
    state(capacity, busy, line, capacity_level, busy_level, queue_level, waits);
  }

 private:
  [[nodiscard]] bool is_within_capacity(std::uint64_t busy) const { return !capacity_ || busy <= *capacity_; }

  /// A held server goes to whoever waits first.
  std::uint64_t hand_over(Tick now) {
    const WaitingLine::Customer customer = line_.pop();
    queue_level_.add(now, -1);
    waits_.record(now - customer.since);
    return customer.token;
  }

  std::optional<std::uint32_t> capacity_;
  std::uint32_t busy_ = 0;
  WaitingLine line_;
  TimeWeighted capacity_level_;
  TimeWeighted busy_level_;
  TimeWeighted queue_level_;
  WaitTally waits_;
};

}  // namespace throughgate::engine
