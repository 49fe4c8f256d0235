#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <vector>

#include "engine/binary_heap.hpp"
#include "engine/bucket_ring.hpp"
#include "engine/scheduler.hpp"

namespace throughgate::engine {
namespace {

QueueExpectation any_expectation() {
  return {*rc::gen::element<std::size_t>(1, 100, 10000, 10000000),
          Duration::minutes(*rc::gen::element<std::int64_t>(0, 1, 60, 100000, 8000000))};
}

/// Delays of every scale: the same tick, a bucket, the ring, beyond it.
rc::Gen<std::uint32_t> any_delay() {
  return rc::gen::oneOf(rc::gen::just<std::uint32_t>(0), rc::gen::inRange<std::uint32_t>(0, 5),
                        rc::gen::inRange<std::uint32_t>(0, 2000), rc::gen::inRange<std::uint32_t>(0, 1000000),
                        rc::gen::inRange<std::uint32_t>(0, 100000000));
}

template <class Queue>
std::vector<Event> pending(const Queue& queue) {
  std::vector<Event> events;
  queue.for_each([&events](const Event& event) { events.push_back(event); });
  std::ranges::sort(events);
  return events;
}

TEST(QueueProperty, RingAndHeapPopTheSameUnderAnyProgramOfPushesAndPops) {
  EXPECT_TRUE(rc::check([] {
    BucketRing ring(any_expectation());
    BinaryHeap heap;
    Tick now{};
    const int steps = *rc::gen::inRange(1, 400);
    for (int step = 0; step < steps; ++step) {
      const int action = *rc::gen::inRange(0, 8);
      if (action < 5) {
        const Event event =
            Event::of(now + Duration::minutes(*any_delay()), *rc::gen::inRange(0U, 3U),
                      Identity{*rc::gen::inRange<std::uint64_t>(0, 4)}, *rc::gen::inRange(0U, 3U), 0, Row{0});
        ring.push(event);
        heap.push(event);
      } else if (action < 7 && !heap.empty()) {
        const Event event = ring.pop();
        RC_ASSERT(event == heap.pop());
        now = event.tick();
      } else {
        const Tick until = now + Duration::minutes(*any_delay());
        Event from_ring;
        Event from_heap;
        bool more = true;
        while (more) {
          more = ring.pop_before(until, from_ring);
          RC_ASSERT(more == heap.pop_before(until, from_heap));
          RC_ASSERT(from_ring == from_heap);
        }
        now = until;
      }
      RC_ASSERT(ring.size() == heap.size());
    }
    RC_ASSERT(pending(ring) == pending(heap));
    RC_ASSERT(pending(ring).size() == heap.size());
    while (!heap.empty()) RC_ASSERT(ring.pop() == heap.pop());
    RC_ASSERT(ring.empty());
  }));
}

/// A small world whose handlers schedule, replace and cancel by a fixed rule of what was executed so far.
template <class Queue>
struct World {
  static constexpr std::uint32_t people = 12;
  struct Person {
    Identity identity;
    SlotGenerations<4> generations;
  };

  World(std::uint64_t seed, QueueExpectation expectation) : scheduler(Tick{1000}, expectation), state(seed) {
    for (std::uint32_t i = 0; i < people; ++i) persons.push_back({Identity{(i * 7) % people}, {}});
    for (int i = 0; i < 20; ++i) act();
  }

  std::uint64_t next() { return state = state * 6364136223846793005U + 1442695040888963407U; }

  void act() {
    const std::uint64_t bits = next();
    const auto row = static_cast<std::uint32_t>((bits >> 33) % people);
    const auto slot = static_cast<unsigned>((bits >> 48) % 4);
    const auto delay = static_cast<std::int64_t>((bits >> 20) & ((1U << ((bits >> 52) % 22)) - 1U));
    Person& person = persons[row];
    if ((bits >> 58) % 5 == 0) {
      scheduler.cancel(person.generations, slot);
    } else {
      scheduler.schedule(person.generations, person.identity, Row{row}, slot, static_cast<unsigned>((bits >> 45) % 3),
                         scheduler.now() + Duration::minutes(delay));
    }
  }

  std::vector<Event> run(Duration length) {
    std::vector<Event> executed;
    scheduler.run_until(
        scheduler.now() + length,
        [this](const Event& event) -> auto& { return persons[event.row().index()].generations; },
        [&](const Event& event) {
          executed.push_back(event);
          state ^= event.high + event.low;
          if (executed.size() < 3000) {
            act();
            act();
          }
        },
        [](const engine::Event&) {});
    return executed;
  }

  Scheduler<Queue> scheduler;
  std::vector<Person> persons;
  std::uint64_t state;
};

TEST(QueueProperty, AWorldRunsTheSameOnRingAndHeap) {
  EXPECT_TRUE(rc::check([] {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    World<BucketRing> with_ring(seed, any_expectation());
    World<BinaryHeap> with_heap(seed, {});
    for (int month = 0; month < 4; ++month) {
      const Duration length = Duration::minutes(*rc::gen::inRange(1, 200000));
      RC_ASSERT(with_ring.run(length) == with_heap.run(length));
    }
    RC_ASSERT(with_ring.scheduler.counts().stale == with_heap.scheduler.counts().stale);
  }));
}

TEST(QueueProperty, ABranchedWorldRunsAsItsOriginal) {
  EXPECT_TRUE(rc::check([] {
    World<BucketRing> world(*rc::gen::arbitrary<std::uint64_t>(), any_expectation());
    (void)world.run(Duration::days(*rc::gen::inRange(0, 30)));
    World<BucketRing> branch = world;
    RC_ASSERT(world.run(Duration::days(60)) == branch.run(Duration::days(60)));
  }));
}

}  // namespace
}  // namespace throughgate::engine
