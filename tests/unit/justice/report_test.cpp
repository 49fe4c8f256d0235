/// What becomes of a case when its pre-sentence report is read.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "court_world.hpp"

namespace throughgate::justice {
namespace {

/// Shares are tested at five standard errors: a false alarm in 1.7 million each.
constexpr double standard_errors = 5;

/// Every case has a report, half of them poor in the base year.
struct Read : CourtWorld {
  static Model reporting(double poor_odds) {
    Model model = court_model();
    model.proceedings.reports.requested.fill(1);
    model.proceedings.reports.poor_custody_odds = poor_odds;
    model.proceedings.reports.sufficient.fill(0.5);
    return model;
  }
  explicit Read(double poor_odds) : CourtWorld(reporting(poor_odds)) {}

  /// At conviction, the report asked for.
  Disposal convicted(unsigned number) {
    contested(Court::magistrates, number);
    step();
    EXPECT_TRUE(told(Happening::report_requested));
    return first_case().disposal;
  }
  Disposal read(bool poor) {
    first_case().poor_report = poor;
    proceedings.report_written(context(), 0);
    EXPECT_TRUE(told(Happening::report_done));
    return first_case().disposal;
  }
};

TEST(Report, MakesTheDisposalBeDecidedAgainWithTheSameDrawMonotoneInTheOdds) {
  Read world(3);
  int changed = 0;
  for (unsigned number = 0; number < 2000; ++number) {
    const Disposal before = world.convicted(number);
    const Disposal expected = world.first_case().expected;
    const Disposal good = world.read(false);
    const Disposal poor = world.read(true);
    EXPECT_LE(good, before);
    EXPECT_GE(poor, before);
    EXPECT_EQ(world.first_case().expected, expected) << "the base year's mark is not the report's to change";
    EXPECT_EQ(world.read(false), good) << "whatever was read before";
    changed += good != poor ? 1 : 0;
  }
  EXPECT_GT(changed, 200);
}

TEST(Report, GivesCustodyTheOddsOfItsQuality) {
  Read world(3);
  constexpr int cases = 20000;
  std::array<int, 2> custody{};
  for (unsigned number = 0; number < cases; ++number) {
    world.convicted(number);
    for (const bool poor : {false, true}) custody[poor ? 1 : 0] += world.read(poor) == Disposal::custody ? 1 : 0;
  }
  // Half of the reports of the base year are poor: three to one is the root of three either way.
  for (const bool poor : {false, true}) {
    const double share = with_odds(0.5, poor ? std::sqrt(3.0) : 1 / std::sqrt(3.0));
    EXPECT_NEAR(static_cast<double>(custody[poor ? 1 : 0]) / cases, share,
                standard_errors * std::sqrt(share * (1 - share) / cases));
  }
}

TEST(Report, LeavesTheDisposalAsItWasWhereItsQualityDoesNothing) {
  Read world(1);
  for (unsigned number = 0; number < 500; ++number) {
    const Disposal before = world.convicted(number);
    EXPECT_EQ(world.read(number % 2 == 0), before);
  }
}

TEST(Report, IsPoorInItsShareAndReadNotBeforeTheLeastTimeOfItsType) {
  Read world(2);
  constexpr int cases = 10000;
  int poor = 0;
  for (unsigned number = 0; number < cases; ++number) {
    world.convicted(number);
    poor += world.first_case().poor_report ? 1 : 0;
    if (number >= 50) continue;
    const std::uint8_t type = world.first_case().report;
    world.read(false);
    const double days = world.model.proceedings.reports.adjournment_days[type];
    EXPECT_EQ(world.scheduled(Slot::first_case), world.now + std::max(Duration::days(days), Duration::minutes(1)));
  }
  EXPECT_NEAR(static_cast<double>(poor) / cases, 0.5, standard_errors * std::sqrt(0.25 / cases));
}

}  // namespace
}  // namespace throughgate::justice
