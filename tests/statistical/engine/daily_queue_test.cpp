// A court's day in closed form. One case a day with exponential minutes, and so many minutes of sitting a day: the
// minutes left undone at the end of each day are the waiting time of the queue D/M/1, so that all that the server tells
// follows from one root, sigma = exp(-(1 - sigma) / load). Means of independent replications; tolerances are t
// intervals.

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "../random/tolerances.hpp"
#include "engine/daily_server.hpp"
#include "random/samplers.hpp"

namespace throughgate::engine {
namespace {

constexpr double false_alarm = 1e-4;  // each of nine comparisons
constexpr double power = 0.06;
constexpr std::uint32_t replications = 24;
constexpr double minutes_a_day = 260;

double root(double load) {
  double sigma = 0.5;
  for (int step = 0; step < 1000; ++step) sigma = std::exp(-(1 - sigma) / load);
  return sigma;
}

DailyServiceStatistics after(double load, std::uint32_t replication) {
  constexpr std::uint32_t warm_up = 2000;
  constexpr std::uint32_t days = 100000;
  const random::PreparedKey key(random::StreamKey{31, replication});
  DailyServer server(Tick{});
  for (std::uint32_t day = 0; day < warm_up + days; ++day) {
    const Tick now = Tick{} + Duration::days(day);
    if (day == warm_up) (void)server.close_window(now);
    random::Stream stream(key, Identity{day}, 1, 0);
    server.offer(day, load * minutes_a_day * random::exponential(stream), now);
    server.serve_day(minutes_a_day, now, [](std::uint64_t) {});
  }
  return server.close_window(Tick{} + Duration::days(warm_up + days));
}

TEST(DailyServer, HasTheBacklogAndTheWaitsOfItsClosedForm) {
  for (const double load : {0.5, 0.7, 0.85}) {
    std::vector<double> backlog;
    std::vector<double> waits;
    std::vector<double> used;
    for (std::uint32_t replication = 0; replication < replications; ++replication) {
      const auto seen = after(load, replication);
      backlog.push_back(seen.service.mean_queue);
      waits.push_back(seen.service.mean_wait);
      used.push_back(seen.service.utilisation);
    }
    const double sigma = root(load);
    // A case is finished k days after its own, or later, with probability sigma^k; by Little's law, at one case a day,
    // the mean of that is the mean backlog.
    statistical::expect_mean(backlog, sigma / (1 - sigma), false_alarm, power, "backlog");
    // It is begun k days after its own, or later, with probability sigma^(k + 1).
    statistical::expect_mean(waits, sigma * sigma / (1 - sigma), false_alarm, power, "days until a case is begun");
    statistical::expect_mean(used, load, false_alarm, power, "share of the minutes used");
  }
}

}  // namespace
}  // namespace throughgate::engine
