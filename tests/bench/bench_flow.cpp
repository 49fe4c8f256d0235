#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <chrono>
#include <memory>

#include "engine/binary_heap.hpp"
#include "engine/bucket_ring.hpp"
#include "flow.hpp"

namespace throughgate::bench {
namespace {

double peak_memory_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024;
}

/// Argument: thousands of pending events at the start. Setting up is not timed.
template <class Queue>
void flow(benchmark::State& state) {
  const double pending = 1000.0 * static_cast<double>(state.range(0));
  const double scale = pending / 10000;
  const double days = std::max(200.0, 1e5 / scale);
  auto simulation = std::make_unique<Flow<Queue>>(scale, random::StreamKey{1, 0});
  std::uint64_t events = 0;
  double seconds = 0;
  Tick until{};
  for (auto _ : state) {
    const std::uint64_t before = simulation->counts().executed;
    until = until + Duration::days(days);
    const auto start = std::chrono::steady_clock::now();
    simulation->run_until(until);
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    state.SetIterationTime(elapsed.count());
    seconds += elapsed.count();
    events += simulation->counts().executed - before;
  }
  const FlowMeans means = simulation->close_window();
  state.counters["events_per_second"] = static_cast<double>(events) / seconds;
  state.counters["ns_per_event"] = 1e9 * seconds / static_cast<double>(events);
  state.counters["pending"] = static_cast<double>(simulation->pending());
  state.counters["bytes_per_offender"] = static_cast<double>(simulation->memory_bytes()) / pending;
  state.counters["peak_memory_bytes"] = peak_memory_bytes();
  state.counters["court"] = means.court / scale;
  state.counters["custody"] = means.custody / scale;
  state.counters["licence"] = means.licence / scale;
  state.counters["community"] = means.community / scale;
  state.counters["at_risk"] = means.at_risk / scale;
}

BENCHMARK(flow<engine::BucketRing>)->Arg(10)->Arg(100)->Arg(1000)->Arg(10000)->UseManualTime()->Iterations(3);
BENCHMARK(flow<engine::BinaryHeap>)->Arg(10)->Arg(100)->Arg(1000)->UseManualTime()->Iterations(3);

}  // namespace
}  // namespace throughgate::bench

BENCHMARK_MAIN();
