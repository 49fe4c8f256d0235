#include "engine/bucket_ring.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/binary_heap.hpp"
#include "random/samplers.hpp"

namespace throughgate::engine {
namespace {

random::Stream stream(std::uint32_t occurrence) { return {random::StreamKey{1, 0}, Identity{1}, 1, occurrence}; }

Event event_at(std::uint32_t tick, std::uint64_t identity) {
  return Event::of(Tick{tick}, 0, Identity{identity}, 0, 0, Row{0});
}

template <class Queue>
std::vector<Event> drained(Queue& queue) {
  std::vector<Event> events;
  while (!queue.empty()) events.push_back(queue.pop());
  return events;
}

TEST(BucketRing, PopsInTotalOrderWhateverTheOrderOfPushes) {
  random::Stream draws = stream(0);
  for (const std::uint32_t range : {1U, 50U, 100000U, 4000000000U}) {
    std::vector<Event> events;
    for (std::uint64_t i = 0; i < 20000; ++i) {
      events.push_back(event_at(static_cast<std::uint32_t>(draws.uniform() * range), draws() >> 24));
    }
    BucketRing ring({1000, Duration::days(1)});
    for (const Event& event : events) ring.push(event);
    std::ranges::sort(events);
    EXPECT_EQ(drained(ring), events) << range;
  }
}

TEST(BucketRing, KeepsOrderWhenEverythingFallsOnOneTick) {
  BucketRing ring({100000, Duration::days(1)});
  std::vector<Event> events;
  random::Stream draws = stream(1);
  for (int i = 0; i < 50000; ++i) events.push_back(event_at(777, draws() >> 24));
  for (const Event& event : events) ring.push(event);
  std::ranges::sort(events);
  EXPECT_EQ(drained(ring), events);
}

TEST(BucketRing, TakesPushesIntoTheBucketThatIsOpen) {
  BucketRing ring({1000, Duration::days(1000)});
  ring.push(event_at(1000, 5));
  ring.push(event_at(1001, 5));
  EXPECT_EQ(ring.pop(), event_at(1000, 5));
  ring.push(event_at(1000, 9));
  ring.push(event_at(1000, 3));  // earlier in order than what was popped: it comes next
  EXPECT_EQ(ring.pop(), event_at(1000, 3));
  EXPECT_EQ(ring.pop(), event_at(1000, 9));
  EXPECT_EQ(ring.pop(), event_at(1001, 5));
  EXPECT_TRUE(ring.empty());
}

TEST(BucketRing, StopsBeforeTheTickItIsGiven) {
  BucketRing ring;
  ring.push(event_at(500, 1));
  Event event;
  EXPECT_FALSE(ring.pop_before(Tick{500}, event));
  EXPECT_EQ(ring.size(), 1U);
  ring.push(event_at(400, 1));
  EXPECT_TRUE(ring.pop_before(Tick{500}, event));
  EXPECT_EQ(event, event_at(400, 1));
  EXPECT_FALSE(ring.pop_before(Tick{500}, event));
  EXPECT_TRUE(ring.pop_before(Tick{501}, event));
  EXPECT_FALSE(ring.pop_before(Tick::never(), event));
}

TEST(BucketRing, ReachesEventsFarBeyondItsRing) {
  BucketRing ring({1000000, Duration::minutes(10)});
  ring.push(event_at(0xFFFFFFFE, 1));
  ring.push(event_at(3000000000, 1));
  ring.push(event_at(5, 1));
  EXPECT_EQ(ring.pop(), event_at(5, 1));
  ring.push(event_at(6, 1));
  EXPECT_EQ(ring.pop(), event_at(6, 1));
  EXPECT_EQ(ring.pop(), event_at(3000000000, 1));
  EXPECT_EQ(ring.pop(), event_at(0xFFFFFFFE, 1));
  EXPECT_TRUE(ring.empty());
}

TEST(BucketRing, IsCopiedWithEverythingPending) {
  BucketRing ring({100, Duration::days(10)});
  random::Stream draws = stream(2);
  for (std::uint64_t i = 0; i < 5000; ++i) ring.push(event_at(1000 + (draws.word() >> 10), i));
  for (int i = 0; i < 100; ++i) (void)ring.pop();
  BucketRing copy = ring;
  const std::vector<Event> original = drained(ring);
  EXPECT_EQ(drained(copy), original);
  EXPECT_EQ(original.size(), 4900U);
}

/// Pops and pushes with exponential delays, from a queue that expected something else entirely.
std::uint64_t width_after_holding(std::size_t pending, double mean_days, QueueExpectation expectation) {
  BucketRing ring(expectation);
  BinaryHeap heap;
  random::Stream draws = stream(3);
  const auto push = [&](Tick now, std::uint64_t identity) {
    const Event event =
        Event::of(now + Duration::days(mean_days * random::exponential(draws)), 0, Identity{identity}, 0, 0, Row{0});
    ring.push(event);
    heap.push(event);
  };
  for (std::uint64_t i = 0; i < pending; ++i) push(Tick{}, i);
  for (std::size_t i = 0; i < 6 * pending + 40000; ++i) {
    const Event event = ring.pop();
    EXPECT_EQ(event, heap.pop());
    push(event.tick(), event.identity().bits);
  }
  return ring.bucket_minutes();
}

TEST(BucketRing, TunesItsWidthToWhatItSees) {
  const QueueExpectation right{20000, Duration::days(100)};
  const double good = std::log2(static_cast<double>(width_after_holding(20000, 100, right)));
  for (const QueueExpectation wrong : {QueueExpectation{10, Duration::days(3000)}, {10000000, Duration::days(1)}}) {
    EXPECT_NE(BucketRing(wrong).bucket_minutes(), BucketRing(right).bucket_minutes());
    const double tuned = std::log2(static_cast<double>(width_after_holding(20000, 100, wrong)));
    EXPECT_NEAR(tuned, good, 2.0);
  }
}

TEST(BucketRing, FollowsAQueueThatFillsUp) {
  BucketRing ring({16, Duration::days(100)});
  BinaryHeap heap;
  random::Stream draws = stream(4);
  const std::uint64_t narrow_enough = BucketRing({60000, Duration::days(100)}).bucket_minutes() * 8;
  EXPECT_GT(ring.bucket_minutes(), narrow_enough);
  Tick now{};
  for (std::uint64_t i = 0; i < 60000; ++i) {  // two pushes for one pop
    for (int k = 0; k < 2; ++k) {
      const Event event =
          Event::of(now + Duration::days(100 * random::exponential(draws)), 0, Identity{i}, 0, 0, Row{0});
      ring.push(event);
      heap.push(event);
    }
    const Event event = ring.pop();
    ASSERT_EQ(event, heap.pop());
    now = event.tick();
  }
  EXPECT_LE(ring.bucket_minutes(), narrow_enough);
  EXPECT_EQ(drained(ring), drained(heap));
}

}  // namespace
}  // namespace throughgate::engine
