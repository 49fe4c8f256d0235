#include "engine/event.hpp"

#include <gtest/gtest.h>

namespace throughgate::engine {
namespace {

TEST(Event, IsSixteenBytes) { EXPECT_EQ(sizeof(Event), 16U); }

TEST(Event, GivesItsPartsBack) {
  const Identity identity = Identity::of(4095, 255, 1048575);
  const Event event = Event::of(Tick{0xFEDCBA98}, 63, identity, 61, 0xABC, Row{0x87654321});
  EXPECT_EQ(event.tick(), Tick{0xFEDCBA98});
  EXPECT_EQ(event.priority(), 63U);
  EXPECT_EQ(event.identity(), identity);
  EXPECT_EQ(event.slot(), 61U);
  EXPECT_EQ(event.generation(), 0xABCU);
  EXPECT_EQ(event.row(), Row{0x87654321});
}

TEST(Event, PartsDoNotSpillIntoEachOther) {
  const Event only_identity = Event::of(Tick{0}, 0, Identity{0xFFFFFFFFFF}, 0, 0, Row{0});
  EXPECT_EQ(only_identity.tick(), Tick{0});
  EXPECT_EQ(only_identity.priority(), 0U);
  EXPECT_EQ(only_identity.slot(), 0U);
  EXPECT_EQ(only_identity.generation(), 0U);
  EXPECT_EQ(only_identity.row(), Row{0});
}

TEST(Event, IsOrderedByTimeThenPriorityThenIdentityThenSlot) {
  const auto event = [](std::uint32_t tick, unsigned priority, std::uint64_t identity, unsigned slot) {
    return Event::of(Tick{tick}, priority, Identity{identity}, slot, 0, Row{0});
  };
  EXPECT_LT(event(1, 63, 0xFFFFFFFFFF, 63), event(2, 0, 0, 0));
  EXPECT_LT(event(1, 1, 0xFFFFFFFFFF, 63), event(1, 2, 0, 0));
  EXPECT_LT(event(1, 1, 0x3FFF, 63), event(1, 1, 0x4000, 0));
  EXPECT_LT(event(1, 1, 1, 1), event(1, 1, 1, 2));
}

TEST(Event, OrderDoesNotDependOnTheRow) {
  EXPECT_LT(Event::of(Tick{1}, 0, Identity{1}, 0, 0, Row{99}), Event::of(Tick{1}, 0, Identity{2}, 0, 0, Row{1}));
}

}  // namespace
}  // namespace throughgate::engine
