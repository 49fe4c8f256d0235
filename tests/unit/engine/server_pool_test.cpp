#include "engine/server_pool.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace throughgate::engine {
namespace {

constexpr auto day = [](int n) { return Tick{} + Duration::days(n); };

TEST(ServerPool, ServesAtOnceWhileItHasCapacityAndInOrderAfterwards) {
  ServerPool pool(day(0), 2);
  EXPECT_TRUE(pool.request(day(0), 11).started);
  EXPECT_TRUE(pool.request(day(0), 12).started);
  EXPECT_FALSE(pool.request(day(1), 13).started);
  EXPECT_FALSE(pool.request(day(1), 14).started);
  EXPECT_EQ(pool.waiting(), 2U);
  EXPECT_EQ(pool.release(day(2)), 13U);
  EXPECT_EQ(pool.release(day(3)), 14U);
  EXPECT_EQ(pool.release(day(4)), std::nullopt);
  EXPECT_EQ(pool.busy(), 1U);
}

TEST(ServerPool, ServesTheHigherClassFirst) {
  ServerPool pool(day(0), 1, 2);
  (void)pool.request(day(0), 1, 1);
  (void)pool.request(day(0), 2, 1);
  (void)pool.request(day(0), 3, 0);
  EXPECT_EQ(pool.release(day(1)), 3U);
  EXPECT_EQ(pool.release(day(2)), 2U);
}

TEST(ServerPool, TellsUtilisationQueueAndWaits) {
  ServerPool pool(day(0), 2);
  (void)pool.request(day(0), 1);  // busy for days 0 to 4
  (void)pool.request(day(0), 2);  // 0 to 10
  (void)pool.request(day(1), 3);  // waits 3 days
  (void)pool.release(day(4));
  const ServiceStatistics first = pool.close_window(day(5));
  EXPECT_DOUBLE_EQ(first.utilisation, 1.0);
  EXPECT_DOUBLE_EQ(first.mean_queue, 3.0 / 5);
  EXPECT_DOUBLE_EQ(first.mean_wait, 1.0);
  EXPECT_DOUBLE_EQ(first.longest_wait, 3.0);
  EXPECT_EQ(first.started, 3U);
  EXPECT_EQ(first.waited, 1U);
  (void)pool.release(day(10));
  const ServiceStatistics second = pool.close_window(day(15));
  EXPECT_DOUBLE_EQ(second.mean_busy, 1.5);
  EXPECT_DOUBLE_EQ(second.utilisation, 0.75);
  EXPECT_EQ(second.started, 0U);
  EXPECT_DOUBLE_EQ(second.mean_wait, 0.0);
}

TEST(ServerPool, GrowthStartsWhoeverWaitsAndShrinkingEvictsNobody) {
  ServerPool pool(day(0), 1);
  for (std::uint64_t token = 1; token <= 4; ++token) (void)pool.request(day(0), token);
  std::vector<std::uint64_t> started;
  const auto start = [&](std::uint64_t token) { started.push_back(token); };
  pool.set_capacity(day(1), 3, start);
  EXPECT_EQ(started, (std::vector<std::uint64_t>{2, 3}));
  pool.set_capacity(day(2), 1, start);
  EXPECT_EQ(pool.busy(), 3U);
  EXPECT_EQ(pool.release(day(3)), std::nullopt);
  EXPECT_EQ(pool.release(day(3)), std::nullopt);
  EXPECT_EQ(pool.release(day(4)), 4U);
  EXPECT_EQ(started.size(), 2U);
}

TEST(ServerPool, OfInfiniteCapacityNeverMakesAnyoneWait) {
  ServerPool pool(day(0), std::nullopt);
  for (std::uint64_t token = 0; token < 1000; ++token) EXPECT_TRUE(pool.request(day(0), token).started);
  const ServiceStatistics statistics = pool.close_window(day(1));
  EXPECT_DOUBLE_EQ(statistics.mean_busy, 1000.0);
  EXPECT_DOUBLE_EQ(statistics.utilisation, 0.0);
  EXPECT_EQ(statistics.waited, 0U);
}

TEST(ServerPool, OfNoCapacityMakesEveryoneWait) {
  ServerPool pool(day(0), 0);
  EXPECT_FALSE(pool.request(day(0), 1).started);
  std::vector<std::uint64_t> started;
  pool.set_capacity(day(2), std::nullopt, [&](std::uint64_t token) { started.push_back(token); });
  EXPECT_EQ(started, (std::vector<std::uint64_t>{1}));
}

TEST(ServerPool, LetsAnyoneLeaveTheLine) {
  ServerPool pool(day(0), 1);
  (void)pool.request(day(0), 1);
  const Ticket second = pool.request(day(0), 2).ticket;
  const Ticket third = pool.request(day(0), 3).ticket;
  (void)pool.request(day(0), 4);
  EXPECT_TRUE(pool.withdraw(day(1), third));
  EXPECT_FALSE(pool.withdraw(day(1), third));
  EXPECT_EQ(pool.waiting(), 2U);
  EXPECT_EQ(pool.release(day(2)), 2U);
  EXPECT_FALSE(pool.withdraw(day(2), second));
  EXPECT_EQ(pool.release(day(3)), 4U);
}

TEST(ServerPool, RefusesAReleaseThatNobodyOwes) {
  ServerPool pool(day(0), 1);
  EXPECT_THROW((void)pool.release(day(0)), std::logic_error);
}

}  // namespace
}  // namespace throughgate::engine
