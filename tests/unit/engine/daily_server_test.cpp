#include "engine/daily_server.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace throughgate::engine {
namespace {

constexpr auto day = [](int n) { return Tick{} + Duration::days(n); };
using Tokens = std::vector<std::uint64_t>;

class DailyServerTest : public testing::Test {
 protected:
  Tokens serve(int on, std::optional<double> minutes) {
    Tokens finished;
    server_.serve_day(minutes, day(on), [&](std::uint64_t token) { finished.push_back(token); });
    return finished;
  }
  DailyServer server_{day(0), 2};
};

TEST_F(DailyServerTest, GoesOnTheNextDayWithWhatItBegan) {
  server_.offer(1, 200, day(0), 1);
  server_.offer(2, 250, day(0), 1);
  server_.offer(3, 10, day(0), 1);
  EXPECT_EQ(serve(1, 300), (Tokens{1}));
  EXPECT_EQ(server_.backlog(), 2U);
  EXPECT_EQ(serve(2, 149), Tokens{});
  EXPECT_EQ(serve(3, 300), (Tokens{2, 3}));
  EXPECT_EQ(server_.backlog(), 0U);
}

TEST_F(DailyServerTest, FinishesWorkThatFitsExactly) {
  server_.offer(1, 300, day(0));
  EXPECT_EQ(serve(1, 300), (Tokens{1}));
}

TEST_F(DailyServerTest, ServesTheHigherClassFirstButNeverInterrupts) {
  server_.offer(1, 400, day(0), 1);
  EXPECT_EQ(serve(1, 300), Tokens{});
  server_.offer(2, 50, day(1), 1);
  server_.offer(3, 50, day(1), 0);
  EXPECT_EQ(serve(2, 300), (Tokens{1, 3, 2}));
}

TEST_F(DailyServerTest, LosesMinutesThatNobodyNeeds) {
  EXPECT_EQ(serve(1, 1000), Tokens{});
  server_.offer(1, 400, day(1));
  EXPECT_EQ(serve(2, 300), Tokens{});
  const auto statistics = server_.close_window(day(2));
  EXPECT_DOUBLE_EQ(statistics.minutes_available, 1300);
  EXPECT_DOUBLE_EQ(statistics.minutes_used, 300);
  EXPECT_DOUBLE_EQ(statistics.service.utilisation, 300.0 / 1300);
}

TEST_F(DailyServerTest, TellsBacklogAndWaits) {
  server_.offer(1, 100, day(0));
  server_.offer(2, 100, day(0));
  (void)serve(1, 100);
  (void)serve(4, 100);
  const auto statistics = server_.close_window(day(10));
  EXPECT_DOUBLE_EQ(statistics.service.mean_queue, (2 * 1 + 1 * 3) / 10.0);
  EXPECT_DOUBLE_EQ(statistics.service.mean_wait, 2.5);
  EXPECT_DOUBLE_EQ(statistics.service.longest_wait, 4.0);
  EXPECT_EQ(server_.close_window(day(11)).service.started, 0U);
}

TEST_F(DailyServerTest, OnAnEndlessDayFinishesEverything) {
  for (std::uint64_t token = 0; token < 100; ++token) server_.offer(token, 1e6, day(0));
  EXPECT_EQ(serve(1, std::nullopt).size(), 100U);
}

TEST_F(DailyServerTest, ServesWorkOfferedWhileItServes) {
  server_.offer(1, 10, day(0));
  Tokens finished;
  server_.serve_day(100.0, day(1), [&](std::uint64_t token) {
    finished.push_back(token);
    if (token == 1) server_.offer(2, 10, day(1));
  });
  EXPECT_EQ(finished, (Tokens{1, 2}));
}

TEST_F(DailyServerTest, LetsWorkBeWithdrawnUntilItBegins) {
  const Ticket first = server_.offer(1, 400, day(0));
  const Ticket second = server_.offer(2, 400, day(0));
  (void)serve(1, 300);
  EXPECT_FALSE(server_.withdraw(day(1), first));
  EXPECT_TRUE(server_.withdraw(day(1), second));
  EXPECT_EQ(serve(2, 1000), (Tokens{1}));
}

TEST_F(DailyServerTest, RefusesNegativeWork) { EXPECT_THROW(server_.offer(1, -1, day(0)), std::invalid_argument); }

}  // namespace
}  // namespace throughgate::engine
