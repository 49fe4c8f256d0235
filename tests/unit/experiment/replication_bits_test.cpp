#include <gtest/gtest.h>

#include <cmath>

#include "replication_world.hpp"

namespace throughgate::experiment {
namespace {

const std::atomic<bool> go_on{false};

/// Same variables, same bits; NaN equals NaN.
void expect_equal_bits(const recording::Dataset& left, const recording::Dataset& right) {
  ASSERT_EQ(left.variables.size(), right.variables.size());
  std::size_t numbers = 0;
  for (std::size_t index = 0; index < left.variables.size(); ++index) {
    const auto& one = left.variables[index];
    const auto& other = right.variables[index];
    ASSERT_EQ(one.name, other.name);
    ASSERT_EQ(one.data.index(), other.data.index());
    const auto* values = std::get_if<std::vector<double>>(&one.data);
    if (values == nullptr) {
      EXPECT_TRUE(one.data == other.data) << one.name;
      continue;
    }
    const auto& others = std::get<std::vector<double>>(other.data);
    ASSERT_EQ(values->size(), others.size()) << one.name;
    for (std::size_t place = 0; place < values->size(); ++place) {
      const bool both_absent = std::isnan((*values)[place]) && std::isnan(others[place]);
      EXPECT_TRUE(both_absent || (*values)[place] == others[place]) << one.name << " " << place;
      numbers += both_absent ? 0 : 1;
    }
  }
  EXPECT_GT(numbers, 500U);
}

recording::Dataset tables(const std::shared_ptr<const PreparedScenario>& prepared, std::size_t option,
                          std::uint32_t replication, const Prelude* prelude = nullptr) {
  return run_replication(*prepared, option, replication, prelude, go_on).tables;
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
  const auto prelude = prelude_of(*prepared, {0, 1}, 0, go_on);
  expect_equal_bits(tables(prepared, 0, 0, prelude.get()), tables(prepared, 1, 0, prelude.get()));
  EXPECT_THROW(tables(prepared, 0, 0), std::logic_error);
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

/// Options that part in the second year, one of them at once, and their shared past.
scenario::LoadedScenario parting(const std::vector<std::string>& more = {}) {
  std::vector<std::string> changes{"scale=0.004", "end=2012-01-01", "reporting.until=2012-01-01"};
  changes.insert(changes.end(), more.begin(), more.end());
  return load_small("merged-vs-separate.yaml", changes);
}

TEST(Replication, HasTheSameBitsWhenItsPastIsSharedWithOtherOptions) {
  for (const QueueKind queue : {QueueKind::bucket_ring, QueueKind::binary_heap}) {
    const auto prepared = prepare(parting(), queue);
    const auto prelude = prelude_of(*prepared, {0, 1}, 0, go_on);
    ASSERT_NE(prelude, nullptr);
    for (const std::size_t option : {0U, 1U}) {
      expect_equal_bits(tables(prepared, option, 0), tables(prepared, option, 0, prelude.get()));
    }
  }
}

TEST(Replication, HasTheSameBitsWhenItsPastIsSharedWithoutCoupling) {
  const auto prepared = prepare(parting({"coupling=off"}), QueueKind::bucket_ring);
  const auto shared = prelude_of(*prepared, {0, 1}, 0, go_on);
  for (const std::size_t option : {0U, 1U}) {
    const auto alone = prelude_of(*prepared, {option}, 0, go_on);
    expect_equal_bits(tables(prepared, option, 0, alone.get()), tables(prepared, option, 0, shared.get()));
  }
}

TEST(Replication, ExecutesWhatIsSharedOnce) {
  const auto prepared = prepare(parting(), QueueKind::bucket_ring);
  const auto prelude = prelude_of(*prepared, {0, 1}, 0, go_on);
  const auto first = run_replication(*prepared, 0, 0, prelude.get(), go_on).statistics;
  const auto second = run_replication(*prepared, 1, 0, prelude.get(), go_on).statistics;
  EXPECT_EQ(first.events, run_replication(*prepared, 0, 0, nullptr, go_on).statistics.events);
  EXPECT_EQ(first.shared_events, 0U);
  EXPECT_GT(second.shared_events, second.events / 3);
  EXPECT_EQ(prelude_of(*prepared, {1}, 0, go_on), nullptr);
}

TEST(Replication, StopsWithInterruptedWhenTheFlagIsSet) {
  const auto prepared = prepare(null_check(), QueueKind::bucket_ring);
  const std::atomic<bool> stop{true};
  EXPECT_THROW(run_replication(*prepared, 0, 0, nullptr, stop), Interrupted);
  EXPECT_THROW(prelude_of(*prepare(parting(), QueueKind::bucket_ring), {0, 1}, 0, stop), Interrupted);
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
