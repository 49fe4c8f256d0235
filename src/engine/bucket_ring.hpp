#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/huge_page_allocator.hpp"
#include "engine/event.hpp"
#include "engine/event_pool.hpp"
#include "engine/future_event_list.hpp"

namespace throughgate::engine {

/// The fast future event list: a ring of equal buckets of time, each an unordered bag. A bucket is sorted when time
/// reaches it; events that still fall into it, or before it, wait in a small heap; events beyond the ring wait in a
/// list that is looked through each half turn.
///
/// Cost per event hardly grows with the number pending, because a push touches one cache line and sorting works on
/// a few hundred neighbours. The width of a bucket follows what is observed; it changes speed, never order.
class BucketRing {
 public:
  explicit BucketRing(QueueExpectation expectation = {});

  void push(Event event) {
    ++size_;
    place(event);
  }

  /// The queue must not be empty.
  Event pop() {
    Event event;
    pop_before(Tick::never(), event);
    return event;
  }

  bool pop_before(Tick until, Event& event) {
    if (position_ == open_.size() && late_.empty() && !open_bucket_before(until)) return false;
    const bool is_late = !late_.empty() && (position_ == open_.size() || late_.front() < open_[position_]);
    const Event& next = is_late ? late_.front() : open_[position_];
    if (next.tick() >= until) return false;
    event = next;
    --size_;
    if (is_late) [[unlikely]] {
      pop_late();
    } else {
      ++position_;
    }
    return true;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  [[nodiscard]] const Event* peek_ahead(std::size_t n) const {
    return n < open_.size() - position_ ? &open_[position_ + n] : nullptr;
  }

  /// Every pending event, in no particular order.
  template <class Take>
  void for_each(Take&& take) const {
    for (std::size_t i = position_; i < open_.size(); ++i) take(open_[i]);
    for (const Event& event : late_) take(event);
    for (const EventPool::Cursor bag : heads_) pool_.for_each(bag, take);
    for (const Event& event : far_) take(event);
  }

  [[nodiscard]] std::size_t memory_bytes() const;
  /// Minutes in a bucket, for tests and diagnostics.
  [[nodiscard]] std::uint64_t bucket_minutes() const { return std::uint64_t{1} << width_bits_; }

 private:
  /// What was seen since the width was last judged.
  struct Observed {
    std::uint64_t buckets = 0;
    std::uint64_t sorted = 0;
    std::uint64_t late = 0;
    std::uint64_t since = 0;  ///< tick

    [[nodiscard]] bool is_enough(std::size_t pending) const { return buckets + sorted + late > 4096 + pending / 4; }
  };

  void place(Event event) {
    const std::uint32_t bucket = event.tick().value >> width_bits_;
    if (bucket - next_bucket_ <= ring_mask_) [[likely]] {  // unsigned: false before next_bucket_ too
      EventPool::Cursor& bag = heads_[bucket & ring_mask_];
      bag = pool_.add(bag, event);
      ++in_ring_;
    } else {
      push_aside(event);
    }
  }

  void push_aside(Event event);
  void pop_late();
  bool open_bucket_before(Tick until);
  void sort_into_open(EventPool::Cursor bag);
  void take_from_far();
  bool jump_to_far(std::uint32_t last);
  [[nodiscard]] std::uint64_t next_start() const { return std::uint64_t{next_bucket_} << width_bits_; }
  [[nodiscard]] std::uint64_t earliest_at_hand() const;
  void judge_width(std::uint64_t now);
  void rebuild(std::uint64_t now, unsigned width_bits, std::size_t buckets);

  EventPool pool_;
  HugeVector<EventPool::Cursor> heads_;
  std::vector<Event> open_;  ///< the bucket that time has reached, in order from position_ on
  std::size_t position_ = 0;
  std::size_t size_ = 0;
  std::size_t in_ring_ = 0;
  std::uint32_t next_bucket_ = 0;  ///< the first bucket not opened yet
  std::uint32_t ring_mask_ = 0;
  unsigned width_bits_ = 0;
  std::vector<Event> late_;  ///< a heap, earliest on top: before next_bucket_
  std::vector<Event> far_;   ///< at or beyond next_bucket_ + the ring
  std::vector<std::uint32_t> counts_;
  Observed observed_;
};

static_assert(FutureEventList<BucketRing>);

}  // namespace throughgate::engine
