// One hold: pop the next event and push it back with a new delay. Times the future event list alone.

#include <benchmark/benchmark.h>

#include <array>

#include "engine/binary_heap.hpp"
#include "engine/bucket_ring.hpp"
#include "random/samplers.hpp"

namespace throughgate::bench {
namespace {

/// Delays like those of the workload `flow`: a quarter are hearings of a day, the rest hundreds of days.
std::array<Duration, 8192> delays() {
  std::array<Duration, 8192> result{};
  random::Stream stream(random::StreamKey{7, 0}, Identity{0}, 0, 0);
  for (Duration& delay : result) {
    const double mean = stream.uniform() < 0.27 ? 1.0 : 300.0;
    delay = Duration::days(mean * random::exponential(stream));
  }
  return result;
}

template <class Queue>
void hold(benchmark::State& state) {
  const auto pending = static_cast<std::uint64_t>(state.range(0)) * 1000;
  const auto table = delays();
  Queue queue({pending, Duration::days(220)});
  std::size_t next = 0;
  const auto push = [&](Tick now, Identity identity) {
    queue.push(engine::Event::of(now + table[next++ & 8191], 0, identity, 0, 0, Row{0}));
  };
  for (std::uint64_t i = 0; i < pending; ++i) push(Tick{}, Identity{i});
  for (std::uint64_t i = 0; i < 2 * pending; ++i) {
    const engine::Event event = queue.pop();
    push(event.tick(), event.identity());
  }
  for (auto _ : state) {
    const engine::Event event = queue.pop();
    push(event.tick(), event.identity());
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["bytes_per_event"] = static_cast<double>(queue.memory_bytes()) / static_cast<double>(pending);
}

BENCHMARK(hold<engine::BucketRing>)->RangeMultiplier(10)->Range(10, 10000);
BENCHMARK(hold<engine::BinaryHeap>)->RangeMultiplier(10)->Range(10, 10000);

}  // namespace
}  // namespace throughgate::bench

BENCHMARK_MAIN();
