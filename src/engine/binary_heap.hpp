#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <functional>
#include <vector>

#include "engine/event.hpp"
#include "engine/future_event_list.hpp"

namespace throughgate::engine {

/// The plain future event list: the yardstick of the faster ones, and right for small models.
class BinaryHeap {
 public:
  explicit BinaryHeap(QueueExpectation expectation = {}) { events_.reserve(expectation.pending); }

  void push(Event event) {
    events_.push_back(event);
    std::push_heap(events_.begin(), events_.end(), Later{});
  }

  Event pop() {
    assert(!events_.empty());
    std::pop_heap(events_.begin(), events_.end(), Later{});
    const Event event = events_.back();
    events_.pop_back();
    return event;
  }

  bool pop_before(Tick until, Event& event) {
    if (events_.empty() || events_.front().tick() >= until) return false;
    event = pop();
    return true;
  }

  [[nodiscard]] std::size_t size() const { return events_.size(); }
  [[nodiscard]] bool empty() const { return events_.empty(); }
  [[nodiscard]] const Event* peek_ahead(std::size_t) const { return nullptr; }
  template <class Take>
  void for_each(Take&& take) const {
    for (const Event& event : events_) take(event);
  }
  [[nodiscard]] std::size_t memory_bytes() const { return events_.capacity() * sizeof(Event); }

 private:
  struct Later {
    bool operator()(const Event& a, const Event& b) const { return b < a; }
  };
  std::vector<Event> events_;
};

static_assert(FutureEventList<BinaryHeap>);

}  // namespace throughgate::engine
