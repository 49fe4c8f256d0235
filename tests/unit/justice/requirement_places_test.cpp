#include "justice/services/requirement_places.hpp"

#include <gtest/gtest.h>

#include "justice/people/sampling.hpp"

namespace throughgate::justice {
namespace {

constexpr auto unpaid_work = static_cast<std::size_t>(Requirement::unpaid_work);
constexpr auto curfew = static_cast<std::size_t>(Requirement::curfew);
constexpr unsigned london = 6;
constexpr unsigned wales = 9;

/// Unpaid work for 600 at a time, delivered in five months after 14 days: 120 begin a month, 12 in each of ten equal
/// regions. Curfews have no limit of places and a lead of two days.
RequirementPlacesModel plain_places() {
  RequirementPlacesModel model;
  model.places[unpaid_work] = 600;
  model.duration_months[unpaid_work] = 5;
  model.lead_days[unpaid_work] = 14;
  model.duration_months[curfew] = 3;
  model.lead_days[curfew] = 2;
  return model;
}

struct Providers {
  explicit Providers(double scale = 1, const Values<10>& region_share = equal_regions(),
                     const RequirementPlacesModel& the_model = plain_places())
      : model(the_model), places(model, region_share, scale) {}

  static Values<10> equal_regions() {
    Values<10> share;
    share.fill(0.1);
    return share;
  }
  void orders(int number, unsigned region = london, std::size_t requirement = unpaid_work) {
    for (int order = 0; order < number; ++order) (void)places.start(region, requirement);
  }
  /// Months of waiting, the lead apart.
  [[nodiscard]] double months(unsigned region = london) const {
    return (places.wait_days(region, unpaid_work) - 14) / days_in_month;
  }

  RequirementPlacesModel model;
  RequirementPlaces places;
};

constexpr double rounding = 1e-9;

TEST(RequirementPlaces, MakeNobodyWaitWhileThereArePlacesToSpare) {
  Providers providers;
  for (int month = 0; month < 24; ++month) {
    for (int order = 0; order < 12; ++order) {
      EXPECT_DOUBLE_EQ(providers.places.start(london, unpaid_work), 14) << "the lead alone";
    }
    providers.places.close_month(true);
  }
}

TEST(RequirementPlaces, MakeWaitForTheBacklogOverTheThroughputAfterTheLead) {
  Providers providers;
  providers.orders(30);
  EXPECT_NEAR(providers.months(), 0, rounding) << "the month is not over";
  providers.places.close_month(true);
  EXPECT_NEAR(providers.months(), 18.0 / 12, rounding);
  EXPECT_NEAR(providers.places.start(london, unpaid_work), 14 + 1.5 * days_in_month, rounding);
  providers.orders(23);
  providers.places.close_month(true);
  EXPECT_NEAR(providers.months(), 30.0 / 12, rounding) << "as many more as began beyond the throughput";
}

TEST(RequirementPlaces, WorkTheBacklogOffAtTheirThroughputAndNoFurther) {
  Providers providers;
  providers.orders(42);
  for (const double months : {2.5, 1.5, 0.5, 0.0, 0.0}) {
    providers.places.close_month(true);
    EXPECT_NEAR(providers.months(), months, rounding);
  }
  providers.orders(18);
  providers.places.close_month(true);
  EXPECT_NEAR(providers.months(), 0.5, rounding) << "places that were empty are not made up for";
}

TEST(RequirementPlaces, MakeNobodyWaitWhereTheyAreNotFinite) {
  Providers providers;
  for (int month = 0; month < 12; ++month) {
    providers.orders(100);
    providers.places.close_month(false);
    EXPECT_NEAR(providers.months(), 0, rounding);
  }
  providers.orders(100);
  providers.places.close_month(true);
  EXPECT_GT(providers.months(), 1);
  providers.places.close_month(false);
  EXPECT_NEAR(providers.months(), 0, rounding) << "a backlog is forgotten";
}

TEST(RequirementPlaces, AreThinnedByTheScaleOfTheRun) {
  Providers whole(1);
  Providers tenth(0.1);
  whole.orders(40);
  tenth.orders(4);
  whole.places.close_month(true);
  tenth.places.close_month(true);
  EXPECT_NEAR(tenth.months(), whole.months(), rounding);
  EXPECT_GT(tenth.months(), 2);
}

TEST(RequirementPlaces, AreSharedOutOverRegionsEachWithABacklogOfItsOwn) {
  Values<10> share = Providers::equal_regions();
  share[london] = 0.15;
  share[wales] = 0.05;
  Providers providers(1, share);
  for (const unsigned region : {london, wales}) providers.orders(18, region);
  providers.places.close_month(true);
  EXPECT_NEAR(providers.months(london), 0, rounding) << "18 a month";
  EXPECT_NEAR(providers.months(wales), 12.0 / 6, rounding);
  EXPECT_NEAR(providers.months(0), 0, rounding);
}

TEST(RequirementPlaces, AreWithoutLimitWhereTheModelGivesNone) {
  Providers providers;
  providers.orders(100000, london, curfew);
  providers.places.close_month(true);
  EXPECT_DOUBLE_EQ(providers.places.start(london, curfew), 2);
  EXPECT_NEAR(providers.months(), 0, rounding) << "nor does one requirement wait for another's places";
}

TEST(RequirementPlaces, FollowTheModelThatIsAdopted) {
  Providers providers;
  providers.orders(36);
  providers.places.close_month(true);
  EXPECT_NEAR(providers.months(), 2, rounding);
  RequirementPlacesModel doubled = plain_places();
  doubled.places[unpaid_work] *= 2;
  providers.places.adopt(doubled);
  EXPECT_NEAR(providers.months(), 1, rounding);
}

}  // namespace
}  // namespace throughgate::justice
