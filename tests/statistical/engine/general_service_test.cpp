// Service times of any law: the stock of M/G/infinity, in the steady state and on the way to it, and the wait of M/G/1.
// The stock of one replication at one moment is one Poisson number, so counts of replications are tested by
// chi-squared; the wait by a t interval of the means of replications.

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <optional>
#include <vector>

#include "../random/tolerances.hpp"
#include "engine/bucket_ring.hpp"
#include "engine/scheduler.hpp"
#include "engine/server_pool.hpp"
#include "random/samplers.hpp"

namespace throughgate::engine {
namespace {

constexpr double mean_service = 10;  // days, so that whole minutes do not matter
constexpr double sigma = 0.8;        // of the lognormal

/// Poisson arrivals, one every `gap` days, and lognormal service.
class Station {
 public:
  Station(std::optional<std::uint32_t> servers, double gap, std::size_t most, random::StreamKey key)
      : key_(key), pool_(Tick{}, servers), gap_(gap), scheduler_(Tick{}, {64, Duration::days(gap)}), records_(most) {
    plan(0, gap_ * exponential(0));
  }

  void run_until(double days) {
    scheduler_.run_until(
        Tick{} + Duration::days(days), [this](const Event& event) -> auto& { return records_[event.row().value]; },
        [this](const Event& event) {
          if (event.row().value == 0) return arrive();
          if (const auto next = pool_.release(scheduler_.now())) begin(static_cast<std::uint32_t>(*next));
        },
        [](const engine::Event&) {});
  }
  [[nodiscard]] std::uint32_t present() const { return pool_.busy(); }
  [[nodiscard]] ServiceStatistics close_window() { return pool_.close_window(scheduler_.now()); }

 private:
  void arrive() {
    const std::uint32_t customer = ++customers_;
    ASSERT_LT(customer, records_.size());
    plan(0, gap_ * exponential(customer));
    if (pool_.request(scheduler_.now(), customer).started) begin(customer);
  }
  void begin(std::uint32_t customer) {
    random::Stream stream(key_, Identity{customer}, 1, 0);
    plan(customer, random::lognormal(stream, std::log(mean_service) - sigma * sigma / 2, sigma));
  }
  double exponential(std::uint32_t customer) {
    random::Stream stream(key_, Identity{customer}, 0, 0);
    return random::exponential(stream);
  }
  void plan(std::uint32_t row, double days) {
    scheduler_.schedule(records_[row], Identity{row}, Row{row}, 0, 0, scheduler_.now() + Duration::days(days));
  }

  random::PreparedKey key_;
  ServerPool pool_;
  double gap_;
  Scheduler<BucketRing> scheduler_;
  std::vector<SlotGenerations<1>> records_;
  std::uint32_t customers_ = 0;
};

/// The part of a lognormal service that falls into its first t days, on average: the integral of its survival.
double mean_within(double t) {
  const boost::math::normal normal;
  const double z = (std::log(t / mean_service) + sigma * sigma / 2) / sigma;
  return t * cdf(complement(normal, z)) + mean_service * cdf(normal, z - sigma);
}

TEST(InfiniteServer, HoldsAPoissonStockOnItsWayAndInItsSteadyState) {
  constexpr double false_alarm = 1e-6;  // each of three comparisons
  constexpr double gap = 1;
  constexpr int replications = 4000;
  constexpr std::array<double, 3> moments{3, 15, 300};
  constexpr std::size_t cells = 40;
  std::array<std::vector<double>, moments.size()> counts;
  counts.fill(std::vector<double>(cells, 0));
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    Station station(std::nullopt, gap, 1000, {32, replication});
    for (std::size_t which = 0; which < moments.size(); ++which) {
      station.run_until(moments[which]);
      counts[which][std::min<std::size_t>(station.present(), cells - 1)] += 1;
    }
    const auto statistics = station.close_window();
    ASSERT_EQ(statistics.waited, 0U);
    ASSERT_EQ(statistics.mean_queue, 0.0);
  }
  for (std::size_t which = 0; which < moments.size(); ++which) {
    const boost::math::poisson stock(mean_within(moments[which]) / gap);
    statistical::expect_counts(
        counts[which], [&](std::size_t persons) { return pdf(stock, static_cast<double>(persons)); }, false_alarm,
        "stock");
  }
  EXPECT_NEAR(mean_within(moments.back()), mean_service, 0.01) << "the last moment is in the steady state";
}

TEST(SingleServer, WaitsAsPollaczekAndKhinchineSay) {
  constexpr double false_alarm = 1e-4;  // each of two comparisons
  constexpr double load = 0.7;
  constexpr std::uint32_t replications = 24;
  std::vector<double> waits;
  std::vector<double> queues;
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    Station station(1, mean_service / load, 250000, {33, replication});
    station.run_until(1e5);
    (void)station.close_window();
    station.run_until(2.6e6);
    const auto seen = station.close_window();
    waits.push_back(seen.mean_wait);
    queues.push_back(seen.mean_queue);
  }
  const double second_moment = mean_service * mean_service * std::exp(sigma * sigma);
  const double wait = load / mean_service * second_moment / (2 * (1 - load));
  statistical::expect_mean(waits, wait, false_alarm, 0.05, "wait");
  statistical::expect_mean(queues, load / mean_service * wait, false_alarm, 0.05, "queue, by Little's law");
}

}  // namespace
}  // namespace throughgate::engine
