#include <gtest/gtest.h>

#include "parting_options.hpp"

namespace throughgate::experiment {
namespace {

std::shared_ptr<const Prelude> shared_by_both(const std::shared_ptr<const PreparedScenario>& prepared) {
  return prelude_of(prepared, {0, 1}, 0, go_on);
}

scenario::LoadedScenario null_check() {
  return load_small("null-check.yaml", {"scale=0.004", "end=2011-01-01", "reporting.until=2011-01-01"});
}

TEST(Replication, OfEqualStructuresHasEqualBitsUnderAnyName) {
  const auto prepared = prepare(null_check(), QueueKind::bucket_ring);
  ASSERT_NE(prepared->options[0].name, prepared->options[1].name);
  expect_equal_bits(tables(prepared, 0, 0), tables(prepared, 1, 0));
}

TEST(Replication, OfEqualStructuresHasEqualBitsWithoutCouplingToo) {
  const auto loaded =
      load_small("null-check.yaml", {"scale=0.004", "end=2011-01-01", "reporting.until=2011-01-01", "coupling=off"});
  const auto prepared = prepare(loaded, QueueKind::bucket_ring);
  ASSERT_FALSE(prepared->coupled);
  expect_equal_bits(tables(prepared, 0, 0), tables(prepared, 1, 0));
}

TEST(Replication, DiffersFromTheNextReplication) {
  const auto prepared = prepare(null_check(), QueueKind::bucket_ring);
  const auto first = tables(prepared, 0, 0);
  const auto next = tables(prepared, 0, 1);
  EXPECT_FALSE(first.find("recalls_per_year")->data == next.find("recalls_per_year")->data);
}

TEST(Replication, HasTheSameBitsWithEitherFutureEventList) {
  const auto loaded = null_check();
  const auto ring = prepare(loaded, QueueKind::bucket_ring);
  const auto heap = prepare(loaded, QueueKind::binary_heap);
  expect_equal_bits(tables(ring, 0, 1), tables(heap, 0, 1));
}

TEST(Replication, HasTheSameBitsWhenItsPastIsSharedWithOtherOptions) {
  for (const QueueKind queue : {QueueKind::bucket_ring, QueueKind::binary_heap}) {
    const auto prepared = prepare(parting(), queue);
    const auto prelude = shared_by_both(prepared);
    for (const std::size_t option : {0U, 1U}) {
      expect_equal_bits(tables(prepared, option, 0), run_replication(*prelude, option, go_on).tables);
    }
  }
}

TEST(Replication, HasTheSameBitsWhenItsPastIsSharedWithoutCoupling) {
  const auto prepared = prepare(parting({"coupling=off"}), QueueKind::bucket_ring);
  const auto prelude = shared_by_both(prepared);
  for (const std::size_t option : {0U, 1U}) {
    expect_equal_bits(tables(prepared, option, 0), run_replication(*prelude, option, go_on).tables);
  }
}

TEST(Replication, HasTheSameBitsWhereverItsOptionPartsFromTheOthers) {
  for (const char* from : {"2009-01-01", "2010-04-15", "2011-12-10"}) {
    const auto prepared = prepare(parting_on(from), QueueKind::bucket_ring);
    const auto prelude = shared_by_both(prepared);
    expect_equal_bits(tables(prepared, 1, 0), run_replication(*prelude, 1, go_on).tables);
  }
}

TEST(Replication, ExecutesWhatIsSharedOnce) {
  const auto prepared = prepare(parting(), QueueKind::bucket_ring);
  const auto prelude = shared_by_both(prepared);
  const auto first = run_replication(*prelude, 0, go_on).statistics;
  const auto second = run_replication(*prelude, 1, go_on).statistics;
  const auto alone = run_replication(*prelude_of(prepared, {1}, 0, go_on), 1, go_on).statistics;
  EXPECT_EQ(first.shared_events, 0U);
  EXPECT_EQ(second.events, alone.events);
  EXPECT_GT(second.shared_events, second.events / 3);
  EXPECT_EQ(alone.shared_events, 0U);
}

TEST(Replication, StopsWithInterruptedWhenTheFlagIsSet) {
  const auto prepared = prepare(null_check(), QueueKind::bucket_ring);
  const std::atomic<bool> stop{true};
  EXPECT_THROW(run_replication(*prelude_of(prepared, {0}, 0, stop), 0, stop), Interrupted);
  EXPECT_THROW(prelude_of(prepare(parting(), QueueKind::bucket_ring), {0, 1}, 0, stop), Interrupted);
}

TEST(SeparateStructure, ChangesSomethingAfterItsDateAndNothingBefore) {
  const auto loaded =
      load_small("merged-vs-separate.yaml", {"scale=0.004", "end=2011-01-01", "reporting.until=2011-01-01"});
  const auto prepared = prepare(loaded, QueueKind::bucket_ring);
  const auto merged = tables(prepared, 0, 0);
  const auto separate = tables(prepared, 1, 0);
  const auto& one = std::get<std::vector<double>>(merged.find("contact_share_monthly")->data);
  const auto& other = std::get<std::vector<double>>(separate.find("contact_share_monthly")->data);
  constexpr std::size_t months_before = 15;
  for (std::size_t month = 0; month < months_before; ++month) EXPECT_EQ(one[month], other[month]) << month;
  EXPECT_NE(one.back(), other.back());
}

}  // namespace
}  // namespace throughgate::experiment
