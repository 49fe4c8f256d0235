#pragma once
/// Strong identifiers, and the identity that addresses a person's or a service's randomness and order.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <stdexcept>

namespace throughgate {

/// An integer that cannot be mixed up with another kind of integer.
template <class Tag, class Representation>
struct StrongId {
  using representation = Representation;
  Representation value{};

  [[nodiscard]] constexpr std::size_t index() const { return static_cast<std::size_t>(value); }
  friend constexpr auto operator<=>(StrongId, StrongId) = default;
};

/// Where a record lies in its columns; may be reused, so it never addresses randomness or order.
using Row = StrongId<struct RowTag, std::uint32_t>;
using Region = StrongId<struct RegionTag, std::uint8_t>;

/// (entry month, stratum, number) in 40 bits: equal in every option, design point and scale, never reused.
/// Services have identities too, in a stratum of their own.
struct Identity {
  static constexpr unsigned number_bits = 20;
  static constexpr unsigned stratum_bits = 8;
  static constexpr unsigned month_bits = 12;
  static constexpr unsigned bits_used = number_bits + stratum_bits + month_bits;
  static constexpr std::uint32_t service_stratum = 255;

  std::uint64_t bits = 0;

  /// `month` counts from January 1970. Throws std::out_of_range when a part does not fit.
  [[nodiscard]] static constexpr Identity of(std::uint32_t month, std::uint32_t stratum, std::uint32_t number) {
    if (month >= (1U << month_bits) || stratum >= (1U << stratum_bits) || number >= (1U << number_bits)) {
      throw std::out_of_range("identity: month, stratum or number out of range");
    }
    return {(std::uint64_t{month} << (stratum_bits + number_bits)) | (std::uint64_t{stratum} << number_bits) | number};
  }
  [[nodiscard]] static constexpr Identity of_service(std::uint32_t kind, std::uint32_t number) {
    return of(kind, service_stratum, number);
  }

  [[nodiscard]] constexpr std::uint32_t month() const {
    return static_cast<std::uint32_t>(bits >> (stratum_bits + number_bits)) & ((1U << month_bits) - 1U);
  }
  [[nodiscard]] constexpr std::uint32_t stratum() const {
    return static_cast<std::uint32_t>(bits >> number_bits) & ((1U << stratum_bits) - 1U);
  }
  [[nodiscard]] constexpr std::uint32_t number() const {
    return static_cast<std::uint32_t>(bits) & ((1U << number_bits) - 1U);
  }
  [[nodiscard]] constexpr bool is_service() const { return stratum() == service_stratum; }

  friend constexpr auto operator<=>(Identity, Identity) = default;
};

}  // namespace throughgate

template <class Tag, class Representation>
struct std::hash<throughgate::StrongId<Tag, Representation>> {
  std::size_t operator()(throughgate::StrongId<Tag, Representation> id) const noexcept {
    return std::hash<Representation>{}(id.value);
  }
};

template <>
struct std::hash<throughgate::Identity> {
  std::size_t operator()(throughgate::Identity identity) const noexcept {
    return std::hash<std::uint64_t>{}(identity.bits);
  }
};
