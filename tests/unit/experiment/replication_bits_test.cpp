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
                          std::uint32_t replication, const ServiceTrajectory* trajectory = nullptr) {
  return run_replication(*prepared, option, replication, trajectory, go_on).tables;
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
  const auto trajectory = reference_trajectory(*prepared, 0, go_on);
  expect_equal_bits(tables(prepared, 0, 0, trajectory.get()), tables(prepared, 1, 0, trajectory.get()));
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

TEST(Replication, StopsWithInterruptedWhenTheFlagIsSet) {
  const auto prepared = prepare(null_check(), QueueKind::bucket_ring);
  const std::atomic<bool> stop{true};
  EXPECT_THROW(run_replication(*prepared, 0, 0, nullptr, stop), Interrupted);
  EXPECT_THROW(reference_trajectory(*prepared, 0, stop), Interrupted);
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
