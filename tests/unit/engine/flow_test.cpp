// The benchmark's workload as a check of the kernel: the same events, to the bit, whatever the queue.

#include "../../bench/flow.hpp"

#include <gtest/gtest.h>

#include "engine/binary_heap.hpp"
#include "engine/bucket_ring.hpp"

namespace throughgate::bench {
namespace {

struct Outcome {
  std::uint64_t digest = 0xcbf29ce484222325U;  // FNV-1a, a word at a time
  std::uint64_t executed = 0;
  double at_risk = 0;

  void take(std::uint64_t word) { digest = (digest ^ word) * 0x100000001b3U; }
  bool operator==(const Outcome&) const = default;
};

template <class Queue>
Outcome run(random::StreamKey key, double days, int pieces = 1) {
  Flow<Queue> flow(0.1, key);
  Outcome outcome;
  for (int piece = 1; piece <= pieces; ++piece) {
    flow.run_until(Tick{} + Duration::days(days * piece / pieces), [&](const engine::Event& event) {
      outcome.take(event.high);
      outcome.take(event.low);
    });
  }
  outcome.executed = flow.counts().executed;
  outcome.at_risk = flow.close_window().at_risk;
  return outcome;
}

TEST(Flow, IsTheSameToTheBitForEveryQueue) {
  const auto ring = run<engine::BucketRing>({7, 1}, 3000);
  EXPECT_EQ(ring, run<engine::BinaryHeap>({7, 1}, 3000));
  EXPECT_GT(ring.executed, 10000U);
}

TEST(Flow, IsTheSameHoweverTheRunIsCut) {
  EXPECT_EQ(run<engine::BucketRing>({7, 1}, 1000), run<engine::BucketRing>({7, 1}, 1000, 100));
}

TEST(Flow, DiffersBetweenReplicationsAndSeeds) {
  const auto base = run<engine::BucketRing>({7, 1}, 300);
  EXPECT_NE(base.digest, run<engine::BucketRing>({7, 2}, 300).digest);
  EXPECT_NE(base.digest, run<engine::BucketRing>({8, 1}, 300).digest);
}

}  // namespace
}  // namespace throughgate::bench
