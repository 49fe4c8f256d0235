#pragma once
/// The clock and the pending events of one replication.

#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "base/tick.hpp"
#include "engine/event.hpp"
#include "engine/future_event_list.hpp"

namespace throughgate::engine {

/// One counter for each event slot of a record (a person's or a service's); lives inside the record.
///
/// Scheduling or cancelling a slot raises its counter, which makes the event pending there stale; a stale event is
/// dropped when it is reached. Counters are never reset: a row that is reused keeps them, so the former holder's
/// events stay stale (call `cancel_all` when a holder leaves). Twelve bits wrap after 4,096 changes: a stale event
/// would be taken for current only if its slot changed an exact multiple of 4,096 times before its tick. A slot
/// that is re-timed monthly changes 180 times in fifteen years.
template <std::size_t Slots>
struct SlotGenerations {
  static_assert(Slots <= Event::slot_count);
  static constexpr std::size_t slots = Slots;
  std::array<std::uint16_t, Slots> values{};

  void advance(unsigned slot) {
    values[slot] = static_cast<std::uint16_t>((values[slot] + 1U) & Event::generation_mask);
  }
};

template <std::size_t Slots>
[[nodiscard]] bool is_current(const Event& event, const SlotGenerations<Slots>& generations) {
  return generations.values[event.slot()] == event.generation();
}

/// What the loop did so far. A stale event is one whose slot was rescheduled or cancelled.
struct EventCounts {
  std::uint64_t executed = 0;
  std::uint64_t stale = 0;
};

template <FutureEventList Queue>
class Scheduler {
 public:
  Scheduler(Tick start, QueueExpectation expectation) : queue_(expectation), now_(start) {}

  [[nodiscard]] Tick now() const { return now_; }
  [[nodiscard]] const EventCounts& counts() const { return counts_; }
  [[nodiscard]] const Queue& queue() const { return queue_; }

  /// Replaces what was pending in the slot. `Tick::never()` only cancels. Throws std::logic_error for the past.
  template <std::size_t Slots>
  void schedule(SlotGenerations<Slots>& generations, Identity identity, Row row, unsigned slot, unsigned priority,
                Tick tick) {
    if (tick < now_) throw_past();
    generations.advance(slot);
    if (tick.is_never()) return;
    queue_.push(Event::of(tick, priority, identity, slot, generations.values[slot], row));
  }

  template <std::size_t Slots>
  void cancel(SlotGenerations<Slots>& generations, unsigned slot) {
    generations.advance(slot);
  }
  template <std::size_t Slots>
  void cancel_all(SlotGenerations<Slots>& generations) {
    for (unsigned slot = 0; slot < Slots; ++slot) generations.advance(slot);
  }

  /// Executes every event before `until`, in order, then moves the clock there.
  /// `generations_of(event)` returns the SlotGenerations of the event's record; `handler(event)` executes it and may
  /// schedule; `lookahead(event)` is told of an event that comes soon, so that its record can be prefetched.
  template <class GenerationsOf, class Handler, class Lookahead>
  void run_until(Tick until, GenerationsOf&& generations_of, Handler&& handler, Lookahead&& lookahead) {
    Event event;
    while (queue_.pop_before(until, event)) {
      if (const Event* ahead = queue_.peek_ahead(lookahead_distance)) lookahead(*ahead);
      if (!is_current(event, generations_of(std::as_const(event)))) {
        ++counts_.stale;
        continue;
      }
      now_ = event.tick();
      ++counts_.executed;
      handler(std::as_const(event));
    }
    if (now_ < until) now_ = until;
  }

  /// State for a file (base/state_bytes.hpp): the events, whatever kind of queue holds them.
  template <class State>
  void transfer(State& state) {
    auto& [queue, now, counts] = *this;
    std::vector<Event> pending;
    if constexpr (!State::reading) queue.for_each([&pending](const Event& event) { pending.push_back(event); });
    state(now, counts, pending);
    if constexpr (State::reading) {
      queue = Queue(QueueExpectation{pending.size()});
      for (const Event& event : pending) queue.push(event);
    }
  }

 private:
  /// Far enough to hide a miss of the cache, near enough that the line is still there.
  static constexpr std::size_t lookahead_distance = 12;

  [[noreturn]] static void throw_past() { throw std::logic_error("an event was scheduled before the present"); }

  Queue queue_;
  Tick now_;
  EventCounts counts_;
};

}  // namespace throughgate::engine
