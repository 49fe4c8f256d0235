#include "experiment/checkpoint.hpp"

#include <gtest/gtest.h>

#include "experiment/course.hpp"
#include "parting_options.hpp"

namespace throughgate::experiment {
namespace {

using Prepared = std::shared_ptr<const PreparedScenario>;

std::shared_ptr<const CheckpointPlan> plan(const scenario::LoadedScenario& loaded, const Prepared& prepared,
                                           const Date& at) {
  return std::make_shared<const CheckpointPlan>(plan_checkpoint(loaded, *prepared, start_of(at)));
}

SavedStates saved(const scenario::LoadedScenario& loaded, const Prepared& prepared, const Date& at) {
  return save_states(*prepared, plan(loaded, prepared, at), 0, go_on);
}

ReplicationOutcome from(const SavedStates& states, const Prepared& prepared, std::size_t option) {
  return run_replication(*prelude_of(prepared, {option}, 0, go_on, &states), option, go_on);
}

/// Every option that can start from the state of the date does, with the bits of a run from the beginning.
void expect_same_bits_from(const scenario::LoadedScenario& loaded, const Prepared& saving, const Prepared& going_on,
                           const Date& at) {
  const SavedStates states = saved(loaded, saving, at);
  for (const std::size_t option : {0U, 1U}) {
    ASSERT_NE(states.of(option), nullptr) << option;
    const auto outcome = from(states, going_on, option);
    EXPECT_GT(outcome.statistics.shared_events, 0U);
    expect_equal_bits(tables(going_on, option, 0), outcome.tables);
  }
}

TEST(Checkpoint, GivesOptionsThatStartFromItTheBitsOfARunFromTheBeginning) {
  const auto loaded = parting();
  const auto prepared = prepare(loaded, QueueKind::bucket_ring);
  for (const Date at : {Date{2009, 1, 1}, Date{2009, 7, 1}, Date{2009, 11, 17}, Date{2010, 4, 1}}) {
    expect_same_bits_from(loaded, prepared, prepared, at);
  }
}

TEST(Checkpoint, GivesTheSameBitsWhereEveryPlaceIsTakenAndPersonsWaitForOne) {
  const auto loaded = parting({"custody.operational_capacity.initial=78000"});
  const auto prepared = prepare(loaded, QueueKind::bucket_ring);
  const auto& waiting =
      std::get<std::vector<double>>(tables(prepared, 0, 0).find("awaiting_place_population_at")->data);
  ASSERT_GT(waiting[6], 0);
  expect_same_bits_from(loaded, prepared, prepared, {2009, 7, 1});
}

TEST(Checkpoint, GivesTheSameBitsWithoutCoupling) {
  const auto loaded = parting({"coupling=off"});
  const auto prepared = prepare(loaded, QueueKind::bucket_ring);
  expect_same_bits_from(loaded, prepared, prepared, {2009, 11, 17});
}

TEST(Checkpoint, IsReadWithEitherFutureEventList) {
  const auto loaded = parting();
  const auto ring = prepare(loaded, QueueKind::bucket_ring);
  const auto heap = prepare(loaded, QueueKind::binary_heap);
  expect_same_bits_from(loaded, ring, heap, {2009, 7, 1});
  expect_same_bits_from(loaded, heap, ring, {2009, 7, 1});
}

TEST(Checkpoint, MayBeSavedFromACourseThatStartedFromOne) {
  const auto loaded = parting();
  const auto prepared = prepare(loaded, QueueKind::bucket_ring);
  SavedStates states = saved(loaded, prepared, {2009, 7, 1});
  Course<engine::BucketRing> course(setup_of(*prepared, 0, 0, nullptr), prepared->reporting);
  course.restore(*states.of(0));
  states.courses.begin()->second = course.state();
  for (const std::size_t option : {0U, 1U}) {
    expect_equal_bits(tables(prepared, option, 0), from(states, prepared, option).tables);
  }
}

TEST(Checkpoint, GivesTheSameBitsWhereTheScenarioBeginsInMidMonth) {
  const auto loaded = parting({"start=2009-01-12", "reporting.from=2009-02-01", "coupling=off"});
  const auto prepared = prepare(loaded, QueueKind::bucket_ring);
  expect_same_bits_from(loaded, prepared, prepared, {2009, 1, 20});
}

TEST(Checkpoint, IsNotForAnOptionThatChangedBeforeItsDate) {
  const auto loaded = parting();
  const auto prepared = prepare(loaded, QueueKind::bucket_ring);
  const SavedStates states = saved(loaded, prepared, {2010, 4, 2});
  EXPECT_NE(states.of(0), nullptr);
  EXPECT_EQ(states.of(1), nullptr);
  const auto prelude = prelude_of(prepared, {0, 1}, 0, go_on, &states);
  for (const std::size_t option : {0U, 1U}) {
    expect_equal_bits(tables(prepared, option, 0), run_replication(*prelude, option, go_on).tables);
  }
}

TEST(Checkpoint, NamesACourseByWhatHoldsBeforeTheChange) {
  const auto courses = [](const std::vector<std::string>& words) {
    const auto loaded = parting(words);
    return plan_checkpoint(loaded, *prepare(loaded, QueueKind::bucket_ring), start_of({2009, 7, 1})).courses;
  };
  const auto usual = courses({});
  EXPECT_EQ(usual[0], usual[1]);
  EXPECT_EQ(courses({"reporting.from=2010-02-01"}), usual);
  EXPECT_NE(courses({"custody.operational_capacity.initial=83000"})[0], usual[0]);
}

TEST(Checkpoint, OfOtherTypesOrDamagedIsRefused) {
  const auto loaded = parting();
  const auto prepared = prepare(loaded, QueueKind::bucket_ring);
  SavedStates states = saved(loaded, prepared, {2009, 7, 1});
  StateBytes& bytes = states.courses.begin()->second;
  bytes.pop_back();
  EXPECT_THROW(from(states, prepared, 0), std::runtime_error);
  bytes.push_back(0);
  bytes.push_back(0);
  EXPECT_THROW(from(states, prepared, 0), std::runtime_error);
}

}  // namespace
}  // namespace throughgate::experiment
