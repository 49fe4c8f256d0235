#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <vector>

#include "base/huge_page_allocator.hpp"
#include "engine/event.hpp"

namespace throughgate::engine {

/// Unordered bags of events, kept as chains of small chunks in huge pages. A bag is named by a cursor: the place of
/// its newest event. Adding touches one cache line; memory given back by one bag serves the next.
class EventPool {
 public:
  using Cursor = std::uint32_t;
  static constexpr Cursor empty_bag = 0xFFFFFFFF;
  static constexpr unsigned chunk_bits = 4;
  static constexpr std::uint32_t chunk_size = 1U << chunk_bits;  ///< places; the first holds the link

  /// The cursor after adding to the bag. Throws std::bad_alloc beyond 2^32 places.
  [[nodiscard]] Cursor add(Cursor bag, Event event) {
    if ((bag & (chunk_size - 1)) == chunk_size - 1) [[unlikely]]
      bag = new_chunk(bag);
    ++bag;
    at(bag) = event;
    return bag;
  }

  /// Calls `take(event)` for every event of the bag, in no particular order.
  template <class Take>
  void for_each(Cursor bag, Take&& take) const {
    while (bag != empty_bag) {
      const Event* chunk = &at(bag & ~(chunk_size - 1));
      const std::uint32_t count = bag & (chunk_size - 1);
      for (std::uint32_t i = 1; i <= count; ++i) take(chunk[i]);
      bag = link(chunk);
    }
  }

  void release(Cursor bag) {
    while (bag != empty_bag) {
      Event& head = at(bag & ~(chunk_size - 1));
      const Cursor next = link(&head);
      head.low = free_;
      free_ = bag & ~(chunk_size - 1);
      bag = next;
    }
  }

  /// Asks the cache for the newest chunk of a bag.
  void prefetch(Cursor bag) const {
    if (bag == empty_bag) return;
    const auto* chunk = reinterpret_cast<const char*>(&at(bag & ~(chunk_size - 1)));
    for (std::size_t line = 0; line < chunk_size * sizeof(Event); line += 64) __builtin_prefetch(chunk + line);
  }

  [[nodiscard]] std::size_t memory_bytes() const { return slabs_.size() * slab_size * sizeof(Event); }

 private:
  static constexpr unsigned slab_bits = 17;  ///< 2 MB, one huge page
  static constexpr std::uint32_t slab_size = 1U << slab_bits;
  using Slab = HugeVector<Event>;

  [[nodiscard]] static Cursor link(const Event* chunk) { return static_cast<Cursor>(chunk->low); }
  [[nodiscard]] Event& at(Cursor place) { return slabs_[place >> slab_bits][place & (slab_size - 1)]; }
  [[nodiscard]] const Event& at(Cursor place) const { return slabs_[place >> slab_bits][place & (slab_size - 1)]; }

  [[nodiscard]] Cursor new_chunk(Cursor previous) {
    if (free_ == empty_bag) grow();
    const Cursor chunk = free_;
    Event& head = at(chunk);
    free_ = link(&head);
    head.low = previous;
    return chunk;
  }

  void grow() {
    const std::size_t first = slabs_.size() * slab_size;
    if (first + slab_size >= empty_bag) throw std::bad_alloc();
    slabs_.emplace_back(slab_size);
    for (std::uint32_t place = slab_size; place > 0; place -= chunk_size) {
      const Cursor chunk = static_cast<Cursor>(first) + place - chunk_size;
      at(chunk).low = free_;
      free_ = chunk;
    }
  }

  std::vector<Slab> slabs_;
  Cursor free_ = empty_bag;
};

}  // namespace throughgate::engine
