#include "experiment/sweep.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <set>
#include <stdexcept>

#include "experiment/sweep_tables.hpp"

namespace throughgate::experiment {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::atomic<bool> never{false};

std::vector<std::uint32_t> first_points(std::uint32_t count) {
  std::vector<std::uint32_t> points(count);
  std::iota(points.begin(), points.end(), 0U);
  return points;
}

PointOutcome outcome_of(std::uint32_t point) {
  PointOutcome outcome;
  outcome.point = point;
  outcome.numbers = {1.0 * point};
  outcome.events = 10;
  return outcome;
}

TEST(Sweep, RunsEachPointOnceWhateverTheThreads) {
  for (const std::size_t threads : {1U, 2U, 5U}) {
    std::multiset<std::uint32_t> kept;
    const auto result = run_sweep(
        first_points(40), threads, [](std::uint32_t point, const auto&) { return outcome_of(point); },
        [&](const PointOutcome& outcome) { kept.insert(outcome.point); }, never, nullptr);
    const auto wanted = first_points(40);
    EXPECT_EQ(kept, (std::multiset<std::uint32_t>(wanted.begin(), wanted.end())));
    EXPECT_EQ(result.finished, 40U);
    EXPECT_EQ(result.events, 400U);
    EXPECT_FALSE(result.interrupted);
    std::size_t by_workers = 0;
    for (const auto& worker : result.by_worker) by_workers += worker.points;
    EXPECT_EQ(by_workers, 40U);
  }
}

TEST(Sweep, RecordsAFailingPointAndGoesOn) {
  std::vector<std::string> failures;
  const auto result = run_sweep(
      first_points(5), 1,
      [](std::uint32_t point, const auto&) {
        auto outcome = outcome_of(point);
        if (point == 2) outcome.failure = "no places";
        return outcome;
      },
      [&](const PointOutcome& outcome) { failures.push_back(outcome.failure); }, never, nullptr);
  EXPECT_EQ(result.finished, 4U);
  EXPECT_EQ(result.failed, 1U);
  EXPECT_THAT(failures, ElementsAre("", "", "no places", "", ""));
}

TEST(Sweep, EndsWhenAPointCannotBeKept) {
  std::size_t begun = 0;
  const auto sweep = [&] {
    return run_sweep(
        first_points(100), 1,
        [&](std::uint32_t point, const auto&) {
          ++begun;
          return outcome_of(point);
        },
        [](const PointOutcome& outcome) {
          if (outcome.point == 3) throw std::runtime_error("disk full");
        },
        never, nullptr);
  };
  EXPECT_THROW((void)sweep(), std::runtime_error);
  EXPECT_EQ(begun, 4U);
}

TEST(Sweep, LosesOnlyThePointsUnderWayWhenItIsStopped) {
  std::atomic<bool> stop{false};
  std::vector<std::uint32_t> kept;
  const auto result = run_sweep(
      first_points(10), 1,
      [&](std::uint32_t point, const std::atomic<bool>& stopped) {
        if (point == 4) stop = true;
        if (stopped) throw Interrupted{};
        return outcome_of(point);
      },
      [&](const PointOutcome& outcome) { kept.push_back(outcome.point); }, stop, nullptr);
  EXPECT_TRUE(result.interrupted);
  EXPECT_THAT(kept, ElementsAre(0, 1, 2, 3));
}

recording::Dataset header(std::size_t points) {
  recording::Dataset dataset;
  dataset.attributes = {{"replications", std::int64_t{1}}};
  recording::Dimension point{"point", {}, {}, {}};
  for (std::size_t i = 0; i < points; ++i) point.values.push_back(static_cast<double>(i) + 1);
  dataset.dimensions = {point, {"option", {"merged", "separate"}, {}, {}}};
  return dataset;
}

/// Tables of a run: each name has one number.
recording::Dataset layout(const std::vector<std::string>& names) {
  recording::Dataset dataset;
  for (const auto& name : names) {
    dataset.variables.push_back({name, {}, std::vector<double>{0.0}, "1", "", "", {}, {}});
  }
  return dataset;
}

const std::vector<double>& values_of(const recording::Dataset& dataset, const std::string& name) {
  return std::get<std::vector<double>>(dataset.find(name)->data);
}

TEST(SweepTables, PutPointsInTheirPlacesWhateverTheOrder) {
  SweepTables tables(header(3));
  tables.add(2, layout({"cost", "crimes"}), std::vector<double>{5, 6, 7, 8});
  tables.add(0, layout({"cost", "crimes"}), std::vector<double>{1, 2, 3, 4});
  tables.add_failure(1, "no places");
  const auto dataset = tables.take("by a test");
  EXPECT_EQ(values_of(dataset, "cost")[0], 1);
  EXPECT_EQ(values_of(dataset, "cost")[1], 3);
  EXPECT_TRUE(std::isnan(values_of(dataset, "cost")[2]));
  EXPECT_EQ(values_of(dataset, "crimes")[5], 8);
  EXPECT_THAT(std::get<std::vector<std::int8_t>>(dataset.find("point_status")->data), ElementsAre(1, 2, 1));
  const auto failures = std::ranges::find(dataset.attributes, "failures", &recording::Attribute::name);
  EXPECT_EQ(std::get<std::string>(failures->value), "point 2: no places");
}

TEST(SweepTables, LeaveOutWhatAPointDoesNotHave) {
  SweepTables tables(header(2));
  tables.add(0, layout({"cost"}), std::vector<double>{1, 2});
  tables.add(1, layout({"cost", "recalls"}), std::vector<double>{3, 4, 5, 6});
  const auto dataset = tables.take("");
  EXPECT_TRUE(std::isnan(values_of(dataset, "recalls")[0]));
  EXPECT_EQ(values_of(dataset, "recalls")[3], 6);
}

TEST(SweepTables, TakeAPointTwiceButOnlyTheSame) {
  SweepTables tables(header(2));
  tables.add_failure(0, "killed");
  tables.add(0, layout({"cost"}), std::vector<double>{1, 2});
  tables.add(0, layout({"cost"}), std::vector<double>{1, 2});
  tables.add_failure(0, "killed again");
  EXPECT_EQ(tables.finished(), 1U);
  try {
    tables.add(0, layout({"cost"}), std::vector<double>{1, 3});
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("point 1 was run twice, and its cost differs"));
  }
}

TEST(SweepTables, RefuseAPointOfAnotherSweep) {
  SweepTables tables(header(2));
  EXPECT_THROW(tables.add(2, layout({"cost"}), std::vector<double>{1, 2}), std::runtime_error);
  EXPECT_THROW(tables.add(0, layout({"cost"}), std::vector<double>{1, 2, 3}), std::runtime_error);
  EXPECT_THROW(tables.add_failure(2, "late"), std::runtime_error);
}

}  // namespace
}  // namespace throughgate::experiment
