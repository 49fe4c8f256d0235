#pragma once

#include <concepts>
#include <cstddef>

#include "base/tick.hpp"
#include "engine/event.hpp"

namespace throughgate::engine {

/// What a queue is told before it starts. Wrong figures cost time, never order: the queue tunes itself.
struct QueueExpectation {
  std::size_t pending = 1024;
  Duration delay = Duration::days(200);  ///< a usual time between scheduling and execution
};

/// Pending events in their total order. No event may be pushed before the one that was popped last, but one of the
/// same tick may precede it in order: it is popped next. `peek_ahead(n)` is the event about n places behind the
/// next one, or null when that is not known without work; it is a hint for prefetching only.
template <class Queue>
concept FutureEventList = std::copyable<Queue> && std::constructible_from<Queue, QueueExpectation> &&
    requires(Queue queue, const Queue constant, Event event, Tick tick, std::size_t n) {
  queue.push(event);
  { queue.pop() } -> std::same_as<Event>;                   // undefined when empty
  { queue.pop_before(tick, event) } -> std::same_as<bool>;  // the next event if it is before the tick
  { constant.size() } -> std::convertible_to<std::size_t>;
  { constant.empty() } -> std::same_as<bool>;
  { constant.peek_ahead(n) } -> std::same_as<const Event*>;
  constant.for_each([](const Event&) {});  // every pending event, in no particular order
};

}  // namespace throughgate::engine
