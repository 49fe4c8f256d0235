#include "justice/services/staff.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <limits>

#include "base/date.hpp"
#include "justice/people/sampling.hpp"

namespace throughgate::justice {
namespace {

const Tick base = start_of({2009, 1, 1});
constexpr std::size_t london = 6;

/// Numbers of no country: a hundredth of those in post leave in a month.
StaffGroupModel plain_group() {
  StaffGroupModel model{.posts = 1000,
                        .region_share = {},
                        .posts_growth_per_year = 0,
                        .leaving_per_year = 0.12,
                        .weeks_to_fill = 20,
                        .unsuitable_share = 0,
                        .unsuitable_productivity = 0.5,
                        .training_months = 5,
                        .training_productivity = 0.6,
                        .hours_per_year = 1500,
                        .sickness_days = 10,
                        .sickness_workload_elasticity = 0,
                        .leaving_workload_elasticity = 0,
                        .working_days_per_year = 200,
                        .pay = 30000,
                        .recruitment_cost = 1000};
  model.region_share.fill(0.1);
  return model;
}

constexpr RecruitmentRules open_rules{
    .decision_weeks = 3, .frozen_months_per_year = 0, .seconded_share = 0, .secondees_leaving_per_month = 0};

struct Service {
  StaffGroupModel model = plain_group();
  RecruitmentRules rules = open_rules;
  double workload = 1;
  StaffGroup group{model, rules, plain_group(), open_rules};
  int month = month_index(base);
  StaffMonth review() {
    std::array<double, region_count> everywhere{};
    everywhere.fill(workload);
    return group.review(month_start(month++), base, everywhere);
  }
  void adopt() { group.adopt(model, rules, month_start(month)); }
  /// The last of so many months.
  StaffMonth after(int months) {
    for (int passed = 1; passed < months; ++passed) review();
    return review();
  }
  [[nodiscard]] double supply(const StaffMonth& reviewed) const {
    return reviewed.total.minutes / group.base_total().minutes;
  }
};

/// A service that was changed before it opened.
Service opened_with(const std::function<void(Service&)>& change) {
  Service service;
  change(service);
  service.group = StaffGroup(service.model, service.rules, plain_group(), open_rules);
  return service;
}

constexpr double leaving = 0.01;
const double filled = days_in_month / 7 / 23;
const double steady_in_post = 1000 * filled / (1 - 0.99 * (1 - filled));

TEST(StaffGroup, StandsStillInItsSteadyState) {
  Service service;
  for (int month = 0; month < 120; ++month) {
    const StaffMonth reviewed = service.review();
    EXPECT_NEAR(reviewed.total.in_post, steady_in_post, 1e-9) << month;
    EXPECT_NEAR(reviewed.total.left, steady_in_post * leaving, 1e-9);
    EXPECT_NEAR(reviewed.total.joined, reviewed.total.left, 1e-9);
    EXPECT_NEAR(reviewed.total.vacancies, 1000 - steady_in_post, 1e-9);
  }
}

TEST(StaffGroup, SuppliesTheBaseYearsMinutesInEveryRegionWhereNothingDiffers) {
  Service service = opened_with([](Service& one) {
    one.model.sickness_workload_elasticity = 0.5;
    one.model.leaving_workload_elasticity = 0.5;
  });
  for (int month = 0; month < 120; ++month) {
    const StaffMonth reviewed = service.review();
    for (unsigned region = 0; region < region_count; ++region) {
      EXPECT_NEAR(reviewed.regions[region].minutes / service.group.base_minutes(region), 1, 1e-12) << month;
    }
  }
}

TEST(StaffGroup, CountsTrainingAndSicknessAsByHand) {
  Service service;
  const StaffMonth reviewed = service.review();
  const double in_training = steady_in_post * leaving / (1 - 0.99 * 0.8);
  EXPECT_NEAR(reviewed.total.in_training, in_training, 1e-9);
  EXPECT_NEAR(reviewed.total.productive, steady_in_post - in_training * 0.4, 1e-9);
  EXPECT_NEAR(reviewed.total.minutes, (steady_in_post - in_training * 0.4) * 1500 * 60 * 0.95, 1e-3);
  EXPECT_DOUBLE_EQ(reviewed.weeks_to_fill, 23);
  EXPECT_NEAR(reviewed.sickness_days, 10, 1e-12);
  EXPECT_NEAR(reviewed.pay, steady_in_post * 30000, 1e-3);
  EXPECT_NEAR(reviewed.recruitment_cost, steady_in_post * leaving * 1000, 1e-6);
}

TEST(StaffGroup, ReplacesLeaversAsByHandWhereDecisionsTakeLonger) {
  Service service;
  service.review();
  service.rules.decision_weeks += 20;
  service.adopt();
  const double slowly = days_in_month / 7 / 43;
  double in_post = steady_in_post;
  double in_training = steady_in_post * leaving / (1 - 0.99 * 0.8);
  for (int month = 0; month < 240; ++month) {
    const double joined = (1000 - in_post * 0.99) * slowly;
    in_post = in_post * 0.99 + joined;
    in_training = in_training * 0.99 * 0.8 + joined;
    const StaffMonth reviewed = service.review();
    ASSERT_NEAR(reviewed.total.in_post, in_post, 1e-9) << month;
    ASSERT_NEAR(reviewed.total.in_training, in_training, 1e-9) << month;
    ASSERT_NEAR(reviewed.total.joined, joined, 1e-9) << month;
  }
  EXPECT_NEAR(in_post, 1000 * slowly / (1 - 0.99 * (1 - slowly)), 0.01);
}

TEST(StaffGroup, LosesStaffWhileRecruitmentIsFrozenAndFillsAgainFromApril) {
  Service service;
  service.rules.frozen_months_per_year = 2;
  double earlier = service.review().total.in_post;
  service.adopt();
  for (const int month : {2, 3}) {
    const StaffMonth frozen = service.review();
    EXPECT_EQ(frozen.total.joined, 0) << month;
    EXPECT_NEAR(frozen.total.in_post, earlier * 0.99, 1e-9) << month;
    earlier = frozen.total.in_post;
  }
  for (int month = 4; month <= 12; ++month) {
    const StaffMonth open = service.review();
    EXPECT_GT(open.total.in_post, earlier) << month;
    earlier = open.total.in_post;
  }
  EXPECT_NEAR(earlier, steady_in_post, steady_in_post * 0.01);
  EXPECT_GT(service.review().total.joined, 0) << "January is no part of a freeze of two months";
}

TEST(StaffGroup, TakesOnThePartOfAMonthThatIsNotFrozen) {
  Service service;
  service.rules.frozen_months_per_year = 1.25;
  const double before = service.review().total.in_post;
  service.adopt();
  EXPECT_NEAR(service.review().total.joined, (1000 - before * 0.99) * filled * 0.75, 1e-9);
  EXPECT_EQ(service.review().total.joined, 0);
}

TEST(StaffGroup, OpensInTheCycleOfItsOwnFreezeWhateverTheMonth) {
  for (int start = 0; start < 12; ++start) {
    Service service = opened_with([](Service& one) {
      one.rules.frozen_months_per_year = 3.5;
      one.model.unsuitable_share = 0.2;
    });
    service.month += start;
    std::array<StaffMonth, 12> year;
    for (StaffMonth& month : year) month = service.review();
    for (const StaffMonth& earlier : year) {
      const StaffMonth later = service.review();
      EXPECT_NEAR(later.total.in_post, earlier.total.in_post, 1e-9) << start;
      EXPECT_NEAR(later.total.in_training, earlier.total.in_training, 1e-9) << start;
      EXPECT_NEAR(later.total.joined, earlier.total.joined, 1e-9) << start;
      EXPECT_NEAR(later.total.minutes / earlier.total.minutes, 1, 1e-12) << start;
    }
  }
}

TEST(StaffGroup, IsMeasuredAgainstTheMeanYearOfABaseThatFreezes) {
  RecruitmentRules rules = open_rules;
  rules.frozen_months_per_year = 3;
  StaffGroup group(plain_group(), rules, plain_group(), rules);
  std::array<double, region_count> workload{};
  workload.fill(1);
  double sum = 0;
  for (int month = 0; month < 12; ++month) {
    sum += group.review(month_start(month_index(base) + month), base, workload).regions[london].minutes;
  }
  EXPECT_NEAR(sum / 12 / group.base_minutes(london), 1, 1e-12);
}

TEST(StaffGroup, HasFewerInPostWhereSecondeesAreCalledBack) {
  Service service = opened_with([](Service& one) {
    one.rules.seconded_share = 0.2;
    one.rules.secondees_leaving_per_month = 0.05;
  });
  const double lost = 0.01 + 0.99 * 0.2 * 0.05;
  const double in_post = 1000 * filled / (1 - (1 - lost) * (1 - filled));
  EXPECT_LT(in_post, steady_in_post - 5);
  EXPECT_NEAR(service.review().total.in_post, in_post, 1e-9);
  EXPECT_NEAR(service.after(60).total.in_post, in_post, 1e-9);
  Service unmoved = opened_with([](Service& one) { one.rules.seconded_share = 0.2; });
  EXPECT_NEAR(unmoved.after(12).total.in_post, steady_in_post, 1e-9) << "secondees who stay are as others";
}

TEST(StaffGroup, IsSickByWorkloadWithItsElasticity) {
  Service service = opened_with([](Service& one) { one.model.sickness_workload_elasticity = 0.5; });
  service.workload = 1.44;
  const StaffMonth reviewed = service.review();
  EXPECT_NEAR(reviewed.sickness_days, 12, 1e-9);
  EXPECT_NEAR(service.supply(reviewed), (1 - 12.0 / 200) / (1 - 10.0 / 200), 1e-12);
  service.workload = 0.25;
  EXPECT_NEAR(service.review().sickness_days, 5, 1e-9);
  Service indifferent;
  indifferent.workload = 3;
  EXPECT_NEAR(indifferent.supply(indifferent.review()), 1, 1e-12);
}

TEST(StaffGroup, IsAtWorkForHalfOfTheTimeAtLeast) {
  Service service = opened_with([](Service& one) { one.model.sickness_workload_elasticity = 3; });
  service.workload = std::numeric_limits<double>::infinity();
  EXPECT_NEAR(service.review().sickness_days, 100, 1e-9);
  service.workload = 0;
  EXPECT_NEAR(service.review().sickness_days, 0, 1e-9);
}

TEST(StaffGroup, LeavesByWorkloadOfItsOwnRegionWithItsElasticity) {
  StaffGroupModel model = plain_group();
  model.leaving_workload_elasticity = 1;
  StaffGroup group(model, open_rules, plain_group(), open_rules);
  std::array<double, region_count> workload{};
  workload.fill(1);
  const double before = group.review(base, base, workload).regions[london].in_post;
  workload[london] = 2;
  const StaffMonth reviewed = group.review(start_of({2009, 2, 1}), base, workload);
  EXPECT_NEAR(reviewed.regions[london].left, before * 0.02, 1e-12);
  EXPECT_NEAR(reviewed.regions[london - 1].left, before * 0.01, 1e-12);
}

TEST(StaffGroup, ProducesLessWhereJoinersAreUnsuitedAsTheyReplaceTheOthers) {
  Service service;
  service.review();
  service.model.unsuitable_share = 0.2;
  service.adopt();
  const StaffMonth first = service.review();
  EXPECT_NEAR(first.total.unsuited, first.total.joined * 0.2, 1e-9);
  double earlier = first.total.productive;
  for (int month = 0; month < 60; ++month) {
    const double productive = service.review().total.productive;
    EXPECT_LT(productive, earlier);
    earlier = productive;
  }
  const StaffMonth last = service.after(2000);
  EXPECT_NEAR(last.total.in_post, steady_in_post, 1e-9);
  EXPECT_NEAR(last.total.unsuited, steady_in_post * 0.2, 1e-4);
  EXPECT_NEAR(service.supply(last), 1 - 0.2 * 0.5, 1e-6);
}

TEST(StaffGroup, OpensWithTheUnsuitedWhoHaveJoinedItBefore) {
  Service service = opened_with([](Service& one) { one.model.unsuitable_share = 0.2; });
  EXPECT_NEAR(service.supply(service.review()), 0.9, 1e-12);
  EXPECT_NEAR(service.supply(service.after(60)), 0.9, 1e-12);
}

TEST(StaffGroup, FollowsTheGrowthOfItsPosts) {
  Service service = opened_with([](Service& one) { one.model.posts_growth_per_year = 0.1; });
  EXPECT_NEAR(service.review().posts, 1000, 1e-9);
  const StaffMonth later = service.after(24);
  const double years = (start_of({2011, 1, 1}) - base).as_days() / days_in_year;
  EXPECT_NEAR(later.posts, 1000 * std::pow(1.1, years), 1e-9);
  EXPECT_GT(later.total.in_post, steady_in_post * 1.15);
  EXPECT_LT(later.total.in_post, steady_in_post * 1.21);

  Service shrinking;
  shrinking.review();
  shrinking.model.posts *= 0.5;
  shrinking.adopt();
  const StaffMonth fewer = shrinking.review();
  EXPECT_EQ(fewer.total.joined, 0) << "nobody is taken on where more are in post than there are posts";
  EXPECT_NEAR(fewer.total.in_post, steady_in_post * 0.99, 1e-9);
  EXPECT_EQ(fewer.total.vacancies, 0);
}

TEST(StaffGroup, IsMeasuredAgainstTheBaseYearNotAgainstTheOptionItself) {
  Service more = opened_with([](Service& one) { one.model.posts *= 1.2; });
  EXPECT_NEAR(more.supply(more.review()), 1.2, 1e-12);
  Service shorter = opened_with([](Service& one) { one.model.hours_per_year *= 0.5; });
  EXPECT_NEAR(shorter.supply(shorter.review()), 0.5, 1e-12);
}

TEST(Unrest, TakesProductiveTimeThatComesBackEvenly) {
  Service service;
  const double steady = service.supply(service.review());
  service.rules.dip_share = 0.12;
  service.rules.recovery_months = 6;
  service.adopt();
  for (int month = 0; month < 10; ++month) {
    const double lost = month < 6 ? 0.12 * (1 - month / 6.0) : 0;
    EXPECT_NEAR(service.supply(service.review()), steady * (1 - lost), 1e-12) << month;
  }
}

TEST(Unrest, MakesMoreLeaveForAYear) {
  Service service;
  const double in_post = service.review().total.in_post;
  service.rules.leavers_share = 0.06;
  service.adopt();
  const StaffMonth first = service.review();
  EXPECT_NEAR(first.total.left, in_post * (leaving + 0.06 / 12), 1e-9);
  const StaffMonth last = service.after(11);
  EXPECT_GT(last.total.vacancies, first.total.vacancies);
  const double before = last.total.in_post;
  EXPECT_NEAR(service.review().total.left, before * leaving, 1e-9);
}

TEST(Unrest, IsNotWhereAStructureHasAlwaysBeen) {
  const Service plain = opened_with([](Service&) {});
  Service unsettled = opened_with([](Service& service) {
    service.rules.dip_share = 0.2;
    service.rules.recovery_months = 12;
    service.rules.leavers_share = 0.1;
  });
  Service other = plain;
  EXPECT_EQ(unsettled.review().total.minutes, other.review().total.minutes);
}

}  // namespace
}  // namespace throughgate::justice
