#include "base/ids.hpp"

#include <gtest/gtest.h>

#include <type_traits>

#include "base/money.hpp"

namespace throughgate {
namespace {

TEST(Identity, KeepsItsPartsInFortyBits) {
  const Identity identity = Identity::of(4095, 254, 1048575);
  EXPECT_EQ(identity.month(), 4095U);
  EXPECT_EQ(identity.stratum(), 254U);
  EXPECT_EQ(identity.number(), 1048575U);
  EXPECT_EQ(identity.bits >> Identity::bits_used, 0U);
  EXPECT_FALSE(identity.is_service());
}

TEST(Identity, RefusesPartsThatDoNotFit) {
  EXPECT_THROW((void)Identity::of(4096, 0, 0), std::out_of_range);
  EXPECT_THROW((void)Identity::of(0, 256, 0), std::out_of_range);
  EXPECT_THROW((void)Identity::of(0, 0, 1048576), std::out_of_range);
}

TEST(Identity, OfAServiceIsApartFromEveryPerson) {
  EXPECT_TRUE(Identity::of_service(3, 7).is_service());
  EXPECT_NE(Identity::of_service(3, 7), Identity::of(3, 254, 7));
}

TEST(Identity, OrdersByMonthThenStratumThenNumber) {
  EXPECT_LT(Identity::of(1, 200, 900), Identity::of(2, 0, 0));
  EXPECT_LT(Identity::of(1, 1, 900), Identity::of(1, 2, 0));
  EXPECT_LT(Identity::of(1, 1, 1), Identity::of(1, 1, 2));
}

TEST(StrongId, CannotBeMixedUp) {
  static_assert(!std::is_convertible_v<Row, Region>);
  static_assert(!std::is_convertible_v<std::uint32_t, Row>);
  EXPECT_EQ(Row{7}.index(), 7U);
  EXPECT_LT(Row{7}, Row{8});
}

TEST(Pounds, AddAndScale) {
  EXPECT_EQ(Pounds{3} + 2.0 * Pounds{4} - Pounds{1}, Pounds{10});
  EXPECT_DOUBLE_EQ(Pounds{9} / Pounds{3}, 3.0);
}

}  // namespace
}  // namespace throughgate
