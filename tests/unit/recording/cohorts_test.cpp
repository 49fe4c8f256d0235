#include "recording/cohorts.hpp"

#include <gtest/gtest.h>

#include "base/date.hpp"

namespace throughgate::recording {
namespace {

constexpr Row person{5};
const Tick released = start_of({2009, 6, 1});
constexpr std::uint8_t all_and_custody = 3;

struct Followed : testing::Test {
  Cohorts cohorts{2009, 4};
  void SetUp() override { cohorts.index_event(released, person, all_and_custody); }
  [[nodiscard]] const CohortSums& sums(Cohort cohort = Cohort::all) const { return cohorts.of(0, cohort); }
  [[nodiscard]] static Tick day(int days) { return released + Duration::days(days); }
};

TEST_F(Followed, AreProvenReoffendersWhenTheOffenceIsWithinAYearAndItsConvictionWithinSixMonthsMore) {
  cohorts.convicted(day(548), person, day(365), 2);
  EXPECT_EQ(sums().proven, 1);
  EXPECT_EQ(sums().offences, 2);
  EXPECT_EQ(sums(Cohort::custody).proven, 1);
  EXPECT_EQ(sums(Cohort::court_order).persons, 0);
}

TEST_F(Followed, AreNotProvenByAnOffenceAfterAYear) {
  cohorts.convicted(day(400), person, day(365) + Duration::minutes(1), 1);
  EXPECT_EQ(sums().proven, 0);
  EXPECT_EQ(sums().offences, 0);
  EXPECT_EQ(sums().reconvicted, 1);
}

TEST_F(Followed, AreNotProvenByAConvictionAfterEighteenMonths) {
  cohorts.convicted(day(548) + Duration::minutes(1), person, day(100), 1);
  EXPECT_EQ(sums().proven, 0);
  EXPECT_EQ(sums().reconvicted, 1);
}

TEST_F(Followed, AreReconvictedWithinTwoYearsOnly) {
  cohorts.convicted(day(730) + Duration::minutes(1), person, day(100), 1);
  EXPECT_EQ(sums().reconvicted, 0);
  cohorts.convicted(day(730), person, day(600), 1);
  EXPECT_EQ(sums().reconvicted, 1);
}

TEST_F(Followed, AreNotReoffendersByAnOffenceBeforeTheIndexEvent) {
  cohorts.convicted(day(10), person, released - Duration::minutes(1), 3);
  EXPECT_EQ(sums().proven + sums().reconvicted + sums().offences, 0);
}

TEST_F(Followed, CommitWithinAYearWhateverTheDateOfConviction) {
  cohorts.committed(day(365) + Duration::minutes(1), person);
  EXPECT_EQ(sums().committed, 0);
  cohorts.committed(day(365), person);
  cohorts.committed(day(365), person);
  EXPECT_EQ(sums().committed, 1);
}

TEST_F(Followed, CountOnceHoweverOftenTheyReoffendButEveryOffenceCounts) {
  cohorts.convicted(day(100), person, day(50), 2);
  cohorts.convicted(day(200), person, day(150), 3);
  EXPECT_EQ(sums().proven, 1);
  EXPECT_EQ(sums().reconvicted, 1);
  EXPECT_EQ(sums().offences, 5);
}

TEST_F(Followed, EnterACohortOnceAYearAndTheOthersWhenTheyFirstQualify) {
  cohorts.index_event(day(30), person, all_and_custody);
  EXPECT_EQ(sums().persons, 1);
  const std::uint8_t all_and_order = 1U | 8U;
  cohorts.index_event(day(60), person, all_and_order);
  EXPECT_EQ(sums().persons, 1);
  EXPECT_EQ(sums(Cohort::court_order).persons, 1);
  cohorts.index_event(day(250), person, all_and_custody);
  EXPECT_EQ(cohorts.of(1, Cohort::all).persons, 1) << "of the next year";
  cohorts.convicted(day(300), person, day(260), 1);
  EXPECT_EQ(sums().proven, 1);
  EXPECT_EQ(sums(Cohort::court_order).proven, 1);
  EXPECT_EQ(cohorts.of(1, Cohort::all).proven, 1);
}

TEST_F(Followed, LeaveNothingToTheNextHolderOfTheirRow) {
  cohorts.left(person);
  cohorts.convicted(day(100), person, day(50), 1);
  cohorts.committed(day(50), person);
  EXPECT_EQ(sums().persons, 1);
  EXPECT_EQ(sums().proven + sums().reconvicted + sums().committed + sums().offences, 0);
}

TEST(Cohorts, FreeTheEntriesOfThoseWhoLeaveAndOfThoseFollowedToTheEnd) {
  Cohorts cohorts(2009, 40);
  Tick now = start_of({2009, 1, 1});
  cohorts.index_event(now, person, all_and_custody);
  cohorts.left(person);
  const std::size_t few = [&] {
    for (int turn = 0; turn < 5; ++turn) {
      now = now + Duration::days(800);
      cohorts.index_event(now, person, all_and_custody);
    }
    return cohorts.bytes();
  }();
  for (int turn = 0; turn < 10; ++turn) {
    now = now + Duration::days(800);
    cohorts.index_event(now, person, all_and_custody);
  }
  for (int turn = 0; turn < 3000; ++turn) {
    cohorts.left(person);
    cohorts.index_event(now, person, all_and_custody);
  }
  EXPECT_EQ(cohorts.bytes(), few);
}

}  // namespace
}  // namespace throughgate::recording
