#include "justice/services/programme_places.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/date.hpp"
#include "justice/services/programme_effects.hpp"

namespace throughgate::justice {
namespace {

constexpr auto community = ProgrammeSetting::community;
constexpr auto custody = ProgrammeSetting::custody;
constexpr Values<2> as_ever{1, 1};
const Tick start = start_of({2009, 1, 1});

/// Twenty places in the community and ten in custody, two and one in each of ten equal regions.
struct Groups {
  explicit Groups(double scale = 1, const Values<10>& region_share = equal_regions())
      : places(model, region_share, scale, start) {}

  static Values<10> equal_regions() {
    Values<10> share;
    share.fill(0.1);
    return share;
  }
  static ProgrammeModel plain_programmes() {
    ProgrammeModel programmes;
    programmes.places = {20, 10};
    return programmes;
  }
  ProgrammePlaces::Answer ask(std::uint64_t token, ProgrammeSetting setting = community, unsigned region = 0) {
    return places.request(setting, region, token, now);
  }
  /// How many of ten who ask are given a place.
  int started_of_ten(ProgrammeSetting setting, unsigned region) {
    int started = 0;
    for (std::uint64_t token = 0; token < 10; ++token) started += ask(token, setting, region).started ? 1 : 0;
    return started;
  }
  std::vector<std::uint64_t> started() {
    std::vector<std::uint64_t> tokens;
    while (places.any_started()) tokens.push_back(places.take_started());
    return tokens;
  }

  Tick now = start;
  ProgrammeModel model = plain_programmes();
  ProgrammePlaces places;
};

TEST(ProgrammePlaces, AreWithoutLimitUntilServicesAreFinite) {
  Groups groups;
  EXPECT_EQ(groups.started_of_ten(community, 0), 10);
  groups.places.month_begins(start, false, as_ever);
  EXPECT_EQ(groups.started_of_ten(custody, 3), 10);
}

TEST(ProgrammePlaces, AreThoseOfTheSettingInTheRegion) {
  Groups groups;
  groups.places.month_begins(start, true, as_ever);
  for (unsigned region = 0; region < region_count; ++region) {
    EXPECT_EQ(groups.started_of_ten(community, region), 2);
    EXPECT_EQ(groups.started_of_ten(custody, region), 1);
  }
}

TEST(ProgrammePlaces, FollowRegionShareScaleAndSessions) {
  Values<10> share = Groups::equal_regions();
  share[0] = 0.2;
  const auto community_places = [&](double scale, double sessions) {
    Groups groups(scale, share);
    groups.places.month_begins(start, true, {sessions, 1});
    EXPECT_EQ(groups.started_of_ten(custody, 1), std::max(1, static_cast<int>(std::round(scale))))
        << "the other setting";
    return groups.started_of_ten(community, 0);
  };
  EXPECT_EQ(community_places(1, 1), 4);
  EXPECT_EQ(community_places(2, 1), 8);
  EXPECT_EQ(community_places(1, 0.5), 2);
  EXPECT_EQ(community_places(1, 1.5), 6);
  EXPECT_EQ(community_places(0.001, 1), 1) << "one at least";
}

TEST(ProgrammePlaces, GoToWhoeverWaitedFirstWhenTheyAreGivenUp) {
  Groups groups;
  groups.places.month_begins(start, true, as_ever);
  EXPECT_TRUE(groups.ask(11).started);
  EXPECT_TRUE(groups.ask(12).started);
  for (const std::uint64_t token : {21U, 22U, 23U}) EXPECT_FALSE(groups.ask(token).started);
  EXPECT_FALSE(groups.places.any_started());
  for (const std::uint64_t token : {21U, 22U, 23U}) {
    groups.places.give_up(community, 0, groups.now);
    EXPECT_EQ(groups.started(), std::vector<std::uint64_t>{token});
  }
  groups.places.give_up(community, 0, groups.now);
  EXPECT_FALSE(groups.places.any_started()) << "nobody waits";
  EXPECT_TRUE(groups.ask(31).started);
}

TEST(ProgrammePlaces, PassOverWhoeverLeftTheLine) {
  Groups groups;
  groups.places.month_begins(start, true, as_ever);
  groups.ask(11);
  groups.ask(12);
  const auto first = groups.ask(21);
  const auto second = groups.ask(22);
  groups.ask(23);
  groups.places.withdraw(community, 0, static_cast<std::uint32_t>(second.ticket.number), groups.now);
  groups.places.withdraw(community, 0, static_cast<std::uint32_t>(first.ticket.number), groups.now);
  groups.places.give_up(community, 0, groups.now);
  EXPECT_EQ(groups.started(), std::vector<std::uint64_t>{23});
}

TEST(ProgrammePlaces, HaveALineForEachSettingAndRegion) {
  Groups groups;
  groups.places.month_begins(start, true, as_ever);
  for (std::uint64_t token = 1; token <= 3; ++token) {
    groups.ask(token, community, 0);
    groups.ask(10 + token, custody, 0);
    groups.ask(20 + token, community, 5);
  }
  groups.places.give_up(community, 5, groups.now);
  EXPECT_EQ(groups.started(), std::vector<std::uint64_t>{23});
  groups.places.give_up(custody, 0, groups.now);
  EXPECT_EQ(groups.started(), std::vector<std::uint64_t>{12});
}

TEST(ProgrammePlaces, AddedByMoreSessionsGoToThoseWhoWaitAndTakenAwayByFewerLeaveThoseWhoAttend) {
  Groups groups;
  groups.places.month_begins(start, true, as_ever);
  for (std::uint64_t token = 1; token <= 5; ++token) groups.ask(token);
  groups.places.month_begins(start, true, {2, 1});
  EXPECT_EQ(groups.started().size(), 2U);
  groups.places.month_begins(start, true, {0.5, 1});
  for (int left = 0; left < 3; ++left) {
    groups.places.give_up(community, 0, groups.now);
    EXPECT_FALSE(groups.places.any_started()) << "above the one place that is left";
  }
  groups.places.give_up(community, 0, groups.now);
  EXPECT_EQ(groups.started(), std::vector<std::uint64_t>{5});
}

TEST(ProgrammePlaces, TellOfTheMonthWhoAttendedWaitedAndBegan) {
  Groups groups;
  groups.places.month_begins(start, true, as_ever);
  groups.ask(1);
  groups.ask(2);
  groups.ask(3);
  groups.now = start + Duration::days(10);
  groups.places.give_up(community, 0, groups.now);
  groups.now = start + Duration::days(30);
  const auto months = groups.places.close_month(groups.now);
  EXPECT_DOUBLE_EQ(months[0].places, 20);
  EXPECT_DOUBLE_EQ(months[0].attending, 2);
  EXPECT_NEAR(months[0].waiting, 10.0 / 30, 1e-12);
  EXPECT_DOUBLE_EQ(months[0].started, 3);
  EXPECT_DOUBLE_EQ(months[0].waited_days, 10);
  EXPECT_DOUBLE_EQ(months[1].places, 10);
  EXPECT_DOUBLE_EQ(months[1].started, 0);
}

TEST(ProgrammePlaces, AreEmptyAndWithoutLimitWhenCleared) {
  Groups groups;
  groups.places.month_begins(start, true, as_ever);
  for (std::uint64_t token = 1; token <= 4; ++token) groups.ask(token);
  groups.places.give_up(community, 0, groups.now);
  groups.places.clear(groups.now);
  EXPECT_FALSE(groups.places.any_started());
  EXPECT_EQ(groups.started_of_ten(community, 0), 10);
}

TEST(ParoleFactor, IsOneInTheMeanOverTheHearingsOfTheBaseYearAndTheRatioBetweenThoseWithAndWithout) {
  ProgrammeModel model;
  model.parole_ratio = 2;
  for (const double share : {0.0, 0.25, 0.8, 1.0}) {
    model.base_completed_at_hearings = share;
    const double with = parole_factor(model, true);
    const double without = parole_factor(model, false);
    EXPECT_NEAR(with / without, 2, 1e-12);
    EXPECT_NEAR(share * with + (1 - share) * without, 1, 1e-12);
  }
}

}  // namespace
}  // namespace throughgate::justice
