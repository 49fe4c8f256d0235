#include "engine/time_weighted.hpp"

#include <gtest/gtest.h>

namespace throughgate::engine {
namespace {

TEST(TimeWeighted, WeighsEachLevelByItsTime) {
  TimeWeighted level(Tick{100}, 3);
  level.add(Tick{110}, 2);
  level.set(Tick{140}, 0);
  EXPECT_DOUBLE_EQ(level.area(Tick{200}), 3 * 10 + 5 * 30);
  EXPECT_DOUBLE_EQ(level.mean(Tick{200}), 1.8);
}

TEST(TimeWeighted, OfNoTimeIsTheLevel) { EXPECT_DOUBLE_EQ(TimeWeighted(Tick{5}, 7).mean(Tick{5}), 7); }

TEST(TimeWeighted, BeginsEachWindowWithThePresentLevel) {
  TimeWeighted level(Tick{0}, 1);
  level.set(Tick{10}, 4);
  EXPECT_DOUBLE_EQ(level.close_window(Tick{20}), 2.5);
  EXPECT_DOUBLE_EQ(level.close_window(Tick{40}), 4);
  EXPECT_EQ(level.window_start(), Tick{40});
  EXPECT_DOUBLE_EQ(level.level(), 4);
}

TEST(TimeWeighted, TakesSeveralChangesOnOneTick) {
  TimeWeighted level(Tick{0}, 1);
  level.add(Tick{10}, 100);
  level.add(Tick{10}, -100);
  EXPECT_DOUBLE_EQ(level.mean(Tick{20}), 1);
}

}  // namespace
}  // namespace throughgate::engine
