#pragma once
/// A pending event: 16 bytes, totally ordered by (time, priority, identity, slot). The order needs no running
/// counter, so what happens to one person never reorders others.

#include <compare>
#include <cstdint>

#include "base/ids.hpp"
#include "base/tick.hpp"

namespace throughgate::engine {

/// Fields from the most significant bit: time 32, priority 6, identity 40, slot 6, generation 12, row 32.
/// A smaller priority comes first. Parts must fit their fields: `of` keeps the low bits only.
struct Event {
  static constexpr unsigned priority_count = 64;
  static constexpr unsigned slot_count = 64;
  static constexpr std::uint32_t generation_mask = 0xFFF;

  std::uint64_t low = 0;
  std::uint64_t high = 0;

  [[nodiscard]] static constexpr Event of(Tick tick, unsigned priority, Identity identity, unsigned slot,
                                          std::uint32_t generation, Row row) {
    return {(identity.bits << 50) | (std::uint64_t{slot & 63U} << 44) |
                (std::uint64_t{generation & generation_mask} << 32) | row.value,
            (std::uint64_t{tick.value} << 32) | (std::uint64_t{priority & 63U} << 26) |
                ((identity.bits >> 14) & ((std::uint64_t{1} << 26) - 1))};
  }

  [[nodiscard]] constexpr Tick tick() const { return {static_cast<std::uint32_t>(high >> 32)}; }
  [[nodiscard]] constexpr unsigned priority() const { return static_cast<unsigned>(high >> 26) & 63U; }
  [[nodiscard]] constexpr Identity identity() const {
    return {((high & ((std::uint64_t{1} << 26) - 1)) << 14) | (low >> 50)};
  }
  [[nodiscard]] constexpr unsigned slot() const { return static_cast<unsigned>(low >> 44) & 63U; }
  [[nodiscard]] constexpr std::uint32_t generation() const {
    return static_cast<std::uint32_t>(low >> 32) & generation_mask;
  }
  [[nodiscard]] constexpr Row row() const { return {static_cast<std::uint32_t>(low)}; }

  __extension__ using Key = unsigned __int128;
  [[nodiscard]] constexpr Key key() const { return (static_cast<Key>(high) << 64) | low; }

  friend constexpr bool operator==(const Event&, const Event&) = default;
  friend constexpr std::strong_ordering operator<=>(const Event& a, const Event& b) { return a.key() <=> b.key(); }
  friend constexpr bool operator<(const Event& a, const Event& b) { return a.key() < b.key(); }
};

static_assert(sizeof(Event) == 16);

}  // namespace throughgate::engine
