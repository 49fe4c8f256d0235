#include "justice/pathway/transition.hpp"

#include <gtest/gtest.h>

namespace throughgate::justice {
namespace {

TEST(Transition, KeepsTheLastWishForEachSlotInTheOrderOfThoseWishes) {
  Transition transition;
  transition.schedule(Slot::offence, Tick{10});
  transition.schedule(Slot::custody, Tick{20});
  transition.schedule(Slot::offence, Tick{30});
  transition.cancel(Slot::custody);
  transition.schedule(Slot::exit, Tick{50});
  const auto kept = transition.last_of_each_slot();
  ASSERT_EQ(kept.size(), 3U);
  EXPECT_EQ(kept[0].slot, Slot::offence);
  EXPECT_EQ(kept[0].tick, Tick{30});
  EXPECT_EQ(kept[1].slot, Slot::custody);
  EXPECT_TRUE(kept[1].tick.is_never());
  EXPECT_EQ(kept[2].slot, Slot::exit);
}

TEST(Transition, ThrowsWhenAnEventDoesMoreThanItHasRoomFor) {
  Transition transition;
  EXPECT_THROW(for (int count = 0; count < 1000; ++count) transition.tell(Happening::charged), std::length_error);
  EXPECT_THROW(for (int count = 0; count < 1000; ++count) transition.schedule(Slot::order, Tick{1}), std::length_error);
  EXPECT_THROW(for (int count = 0; count < 1000; ++count) transition.hand_over({.route = Route::bail}),
               std::length_error);
}

TEST(Transition, IsEmptyAfterClear) {
  Transition transition;
  transition.schedule(Slot::order, Tick{1});
  transition.tell(Happening::charged);
  transition.hand_over({.route = Route::bail});
  transition.new_spell = transition.person_left = transition.offence_looked_at = true;
  transition.clear();
  EXPECT_TRUE(transition.last_of_each_slot().empty());
  EXPECT_TRUE(transition.occurrences().empty());
  EXPECT_EQ(transition.hand_overs(), 0U);
  EXPECT_FALSE(transition.new_spell || transition.person_left || transition.offence_looked_at);
}

}  // namespace
}  // namespace throughgate::justice
