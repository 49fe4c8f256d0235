// Finite servers against queueing theory. Means over independent replications; each tolerance is a t interval with a
// false-alarm rate of one in ten thousand on fresh seeds, so the seeds here are fixed.

#include <gtest/gtest.h>

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/bucket_ring.hpp"
#include "engine/daily_server.hpp"
#include "engine/scheduler.hpp"
#include "engine/server_pool.hpp"
#include "random/samplers.hpp"

namespace throughgate::engine {
namespace {

constexpr double false_alarm = 1e-4;
constexpr int replications = 24;

void expect_mean(const std::vector<double>& values, double expected) {
  const double n = static_cast<double>(values.size());
  double mean = 0;
  for (const double value : values) mean += value / n;
  double variance = 0;
  for (const double value : values) variance += (value - mean) * (value - mean) / (n - 1);
  const boost::math::students_t law(n - 1);
  const double half_width = quantile(complement(law, false_alarm / 2)) * std::sqrt(variance / n);
  EXPECT_LT(half_width, 0.15 * expected) << "the test has no power";
  EXPECT_NEAR(mean, expected, half_width);
}

/// The mean wait in an M/M/c queue (Erlang C), in units of the service time.
double erlang_c_wait(int servers, double load) {
  double term = 1;
  double sum = 1;
  for (int k = 1; k < servers; ++k) sum += term *= load / k;
  const double last = term * load / servers * servers / (servers - load);
  return last / (sum + last) / (servers - load);
}

/// M/M/c with a mean service of 100 days, so that whole minutes do not matter.
class MarkovQueue {
 public:
  MarkovQueue(std::uint32_t servers, double load, std::uint32_t replication)
      : key_(random::StreamKey{11, replication}),
        pool_(Tick{}, servers),
        gap_(service_mean / load),
        scheduler_(Tick{}, {servers + 1U, Duration::days(service_mean)}),
        records_(200000) {
    begin(0, gap_);
  }

  ServiceStatistics after(double warm_up, double days) {
    run(warm_up);
    (void)pool_.close_window(scheduler_.now());
    run(days);
    return pool_.close_window(scheduler_.now());
  }

 private:
  static constexpr double service_mean = 100;

  void run(double days) {
    scheduler_.run_until(
        scheduler_.now() + Duration::days(days),
        [this](const Event& event) -> auto& { return records_[event.row().value]; },
        [this](const Event& event) {
          if (event.row().value == 0) {
            arrive();
          } else if (const auto next = pool_.release(scheduler_.now())) {
            begin(static_cast<std::uint32_t>(*next), service_mean);
          }
        },
        [](const engine::Event&) {});
  }
  void arrive() {
    begin(0, gap_);
    const std::uint32_t customer = ++customers_;
    ASSERT_LT(customer, records_.size());
    if (pool_.request(scheduler_.now(), customer).started) begin(customer, service_mean);
  }
  void begin(std::uint32_t row, double mean) {
    random::Stream stream(key_, Identity{row}, 0, draws_++);
    scheduler_.schedule(records_[row], Identity{row}, Row{row}, 0, 0,
                        scheduler_.now() + Duration::days(mean * random::exponential(stream)));
  }

  random::PreparedKey key_;
  ServerPool pool_;
  double gap_;
  Scheduler<BucketRing> scheduler_;
  std::vector<SlotGenerations<1>> records_;
  std::uint32_t customers_ = 0;
  std::uint32_t draws_ = 0;
};

TEST(ServerPool, WaitsAsErlangSays) {
  for (const auto& [servers, load] : {std::pair{1U, 0.7}, {3U, 2.4}, {20U, 18.0}}) {
    std::vector<double> waits;
    std::vector<double> queues;
    std::vector<double> busy;
    for (std::uint32_t replication = 0; replication < replications; ++replication) {
      MarkovQueue queue(servers, load, replication);
      const ServiceStatistics seen = queue.after(50000, 1e6);
      waits.push_back(seen.mean_wait);
      queues.push_back(seen.mean_queue);
      busy.push_back(seen.mean_busy);
    }
    const double wait = erlang_c_wait(static_cast<int>(servers), load);
    expect_mean(waits, 100 * wait);
    expect_mean(queues, load * wait);  // Little's law
    expect_mean(busy, load);
  }
}

/// Daily Poisson arrivals of unit work with s units served a day: a discrete-time queue whose mean backlog before
/// service solves the same recursion, followed here without the server.
TEST(DailyServer, HasTheBacklogOfItsRecursion) {
  constexpr double arrivals = 9;
  constexpr double capacity = 10;
  for (std::uint32_t replication = 0; replication < 5; ++replication) {
    const random::PreparedKey key(random::StreamKey{12, replication});
    DailyServer server(Tick{});
    double backlog = 0;
    for (std::uint32_t day = 0; day < 2000; ++day) {
      const Tick now = Tick{} + Duration::days(day);
      random::Stream stream(key, Identity{0}, 0, day);
      const auto arrived = random::poisson(stream, arrivals);
      for (std::uint64_t i = 0; i < arrived; ++i) server.offer(i, 1, now);
      server.serve_day(capacity, now, [](std::uint64_t) {});
      backlog = std::max(0.0, backlog + static_cast<double>(arrived) - capacity);
      ASSERT_EQ(static_cast<double>(server.backlog()), backlog);
    }
    EXPECT_GT(server.close_window(Tick{} + Duration::days(2000)).service.mean_queue, 0.5);
  }
}

}  // namespace
}  // namespace throughgate::engine
