#include "random/stream.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace throughgate::random {
namespace {

// Known answers of Random123's distribution, tests/kat_vectors, philox4x32 with 10 rounds.
TEST(Philox, GivesTheKnownAnswersOfRandom123) {
  using Counter = r123::Philox4x32::ctr_type;
  using Key = r123::Philox4x32::key_type;
  const r123::Philox4x32 philox;
  EXPECT_EQ(philox(Counter{{0, 0, 0, 0}}, Key{{0, 0}}), (Counter{{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}}));
  EXPECT_EQ(philox(Counter{{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}}, Key{{0xffffffff, 0xffffffff}}),
            (Counter{{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}}));
  EXPECT_EQ(philox(Counter{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}}, Key{{0xa4093822, 0x299f31d0}}),
            (Counter{{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}));
}

TEST(Stream, UsesAllFourWordsOfACall) {
  Stream draws(PreparedKey{}, Identity{0}, 0, 0);
  EXPECT_EQ(draws(), 0x9b00dbd8bc57ac4cU);
  EXPECT_EQ(draws(), 0xe169c58d6627e8d5U);
  Stream words(PreparedKey{}, Identity{0}, 0, 0);
  EXPECT_EQ(words.word(), 0x9b00dbd8U);
  EXPECT_EQ(words.word(), 0xbc57ac4cU);
  EXPECT_EQ(words.word(), 0xe169c58dU);
  EXPECT_EQ(words.word(), 0x6627e8d5U);
}

TEST(Stream, PlacesEachPartOfTheAddressInItsCounterWord) {
  const StreamKey key{42, 7};
  const PreparedKey prepared(key);
  const Identity identity = Identity::of(2000, 17, 123456);
  Stream stream(prepared, identity, 0xABCD, 99);
  (void)stream();
  (void)stream();
  const r123::Philox4x32::ctr_type second_block{
      {1, 99, static_cast<std::uint32_t>(identity.bits), static_cast<std::uint32_t>(identity.bits >> 32) | 0xABCD00U}};
  const auto expected = r123::Philox4x32{}(second_block, prepared.words);
  EXPECT_EQ(stream(), (std::uint64_t{expected[3]} << 32) | expected[2]);
}

TEST(Stream, IsAFunctionOfItsAddressAlone) {
  const auto draw = [](StreamKey key, Identity identity, std::uint16_t process, std::uint32_t occurrence) {
    return Stream(key, identity, process, occurrence)();
  };
  const std::uint64_t base = draw({1, 0}, Identity{5}, 2, 3);
  EXPECT_EQ(base, draw({1, 0}, Identity{5}, 2, 3));
  EXPECT_NE(base, draw({2, 0}, Identity{5}, 2, 3));
  EXPECT_NE(base, draw({1, 1}, Identity{5}, 2, 3));
  EXPECT_NE(base, draw({1, 0}, Identity{6}, 2, 3));
  EXPECT_NE(base, draw({1, 0}, Identity{5 + (std::uint64_t{1} << 32)}, 2, 3));
  EXPECT_NE(base, draw({1, 0}, Identity{5}, 3, 3));
  EXPECT_NE(base, draw({1, 0}, Identity{5}, 2, 4));
}

TEST(Stream, ReadsWordsOfDrawsWithoutLosingItsPlace) {
  Stream stream(StreamKey{9, 9}, Identity{1}, 1, 1);
  (void)stream.word();
  const double u = stream.uniform();
  EXPECT_GT(u, 0.0);
  EXPECT_LT(u, 1.0);
}

TEST(Stream, ServesTheStandardLibrary) {
  static_assert(std::uniform_random_bit_generator<Stream>);
  Stream stream(StreamKey{1, 1}, Identity{1}, 1, 1);
  const int die = std::uniform_int_distribution<>(1, 6)(stream);
  EXPECT_GE(die, 1);
  EXPECT_LE(die, 6);
}

TEST(StreamKey, SeparatesSeedsAndReplications) {
  std::set<std::uint64_t> mixed;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    for (std::uint32_t replication = 0; replication < 100; ++replication) {
      mixed.insert(StreamKey{seed, replication}.mixed());
    }
  }
  EXPECT_EQ(mixed.size(), 10000U);
}

}  // namespace
}  // namespace throughgate::random
