#pragma once
/// Addressed randomness: a draw is a pure function of (seed, replication, identity, process, occurrence, index).
/// Philox4x32-10 (Salmon et al. 2011) by Random123; nothing is consumed from a shared generator.

#include <Random123/philox.h>

#include <array>
#include <cstdint>
#include <limits>

#include "base/ids.hpp"

namespace throughgate::random {

/// Which world: the same key gives the same luck to every identity.
struct StreamKey {
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;

  friend constexpr auto operator<=>(const StreamKey&, const StreamKey&) = default;

  /// The Philox key. For one seed the map from replication is injective; two (seed, replication) pairs of
  /// different seeds collide with probability 2^-64.
  [[nodiscard]] constexpr std::uint64_t mixed() const {
    return avalanche(avalanche(seed + golden_ratio) ^ (replication * odd_multiplier));
  }

 private:
  static constexpr std::uint64_t golden_ratio = 0x9e3779b97f4a7c15U;
  static constexpr std::uint64_t odd_multiplier = 0xd1342543de82ef95U;
  /// The bijective finaliser of SplitMix64 (Steele, Lea & Flood 2014).
  [[nodiscard]] static constexpr std::uint64_t avalanche(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
};

/// A key made ready: construct once per replication, hand it to every stream.
struct PreparedKey {
  r123::Philox4x32::key_type words{};

  PreparedKey() = default;
  PreparedKey(const StreamKey& key) {  // NOLINT(google-explicit-constructor): a key is usable wherever its mix is
    const std::uint64_t mixed = key.mixed();
    words[0] = static_cast<std::uint32_t>(mixed);
    words[1] = static_cast<std::uint32_t>(mixed >> 32);
  }
};

/// The draws of one decision. Construction does no work; each Philox call serves two 64-bit draws or four
/// 32-bit ones. Streams of different (identity, process, occurrence) never share a counter block.
/// Counter words: block, occurrence, identity low, identity high (8 bits) | process << 8.
class Stream {
 public:
  using result_type = std::uint64_t;

  Stream(const PreparedKey& key, Identity identity, std::uint16_t process, std::uint32_t occurrence)
      : key_(key.words),
        occurrence_(occurrence),
        identity_low_(static_cast<std::uint32_t>(identity.bits)),
        identity_high_and_process_(static_cast<std::uint32_t>(identity.bits >> 32) |
                                   (static_cast<std::uint32_t>(process) << 8)) {}

  [[nodiscard]] static constexpr result_type min() { return 0; }
  [[nodiscard]] static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

  result_type operator()() {
    if (words_left_ < 2) refill();
    words_left_ -= 2;
    return (std::uint64_t{words_[words_left_ + 1]} << 32) | words_[words_left_];
  }

  /// In (0, 1), a multiple of 2^-53 plus 2^-54: never 0, never 1.
  double uniform() { return (static_cast<double>((*this)() >> 12) + 0.5) * 0x1p-52; }

  /// One 32-bit word: half the price of a draw.
  std::uint32_t word() {
    if (words_left_ == 0) refill();
    return words_[--words_left_];
  }

 private:
  void refill() {
    const r123::Philox4x32::ctr_type counter{{block_++, occurrence_, identity_low_, identity_high_and_process_}};
    const auto output = r123::Philox4x32{}(counter, key_);
    words_ = {output[0], output[1], output[2], output[3]};
    words_left_ = 4;
  }

  r123::Philox4x32::key_type key_;
  std::uint32_t block_ = 0;
  std::uint32_t occurrence_;
  std::uint32_t identity_low_;
  std::uint32_t identity_high_and_process_;
  std::uint32_t words_left_ = 0;
  std::array<std::uint32_t, 4> words_;
};

}  // namespace throughgate::random
