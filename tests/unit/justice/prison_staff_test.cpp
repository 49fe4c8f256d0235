#include "justice/services/prison_staff.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "base/date.hpp"

namespace throughgate::justice {
namespace {

const Tick base = start_of({2009, 1, 1});

StaffGroupModel plain_group(double posts) {
  StaffGroupModel model{.posts = posts,
                        .region_share = {},
                        .posts_growth_per_year = 0,
                        .leaving_per_year = 0,
                        .weeks_to_fill = 20,
                        .unsuitable_share = 0,
                        .unsuitable_productivity = 0.5,
                        .training_months = 0,
                        .training_productivity = 0.5,
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

/// Numbers of no country. Nobody leaves: 20,000 officers for 80,000 prisoners, 1,000 supervisors for 30,000 of them.
PrisonStaffModel plain_prison() {
  PrisonStaffModel model;
  model.officers = plain_group(20000);
  model.supervisors = plain_group(1000);
  model.supervisor_cap = 100;
  model.protected_share = 0.5;
  model.cross_deployed_per_shortage = 2;
  model.regime_lost_per_shortage = 3;
  model.supervisors_trained_share = 1;
  model.full_support_caseload = 20;
  model.no_support_caseload = 80;
  model.base_prisoners = 80000;
  model.base_eligible = 30000;
  return model;
}

constexpr RecruitmentRules open_rules{
    .decision_weeks = 3, .frozen_months_per_year = 0, .seconded_share = 0, .secondees_leaving_per_month = 0};

PrisonStaffModel changed_by(const std::function<void(PrisonStaffModel&)>& change) {
  PrisonStaffModel model = plain_prison();
  change(model);
  return model;
}

struct Prison {
  explicit Prison(const std::function<void(PrisonStaffModel&)>& change = [](PrisonStaffModel&) {})
      : model(changed_by(change)) {}
  PrisonStaffModel model;
  RecruitmentRules rules = open_rules;
  PrisonStaff staff{model, rules, plain_prison(), open_rules};
  double prisoners = 80000;
  double eligible = 30000;
  int month = month_index(base);
  PrisonStaffMonth review() { return staff.review(month_start(month++), base, prisoners, eligible); }
};

/// The first month with so many persons for a supervisor.
PrisonStaffMonth month_with(double eligible) {
  Prison prison;
  prison.eligible = eligible;
  return prison.review();
}

TEST(PrisonStaff, GivesTheBaseYearsSupportAndRegimeWhereNothingDiffers) {
  Prison prison;
  for (int month = 0; month < 60; ++month) {
    const PrisonStaffMonth reviewed = prison.review();
    EXPECT_NEAR(reviewed.shortage, 0, 1e-12) << month;
    EXPECT_NEAR(reviewed.support, prison.staff.base_support(), 1e-12) << month;
    EXPECT_NEAR(reviewed.regime, prison.staff.base_regime(), 1e-12) << month;
    EXPECT_NEAR(reviewed.officers.total.minutes / prison.staff.base_month().officers.total.minutes, 1, 1e-12);
  }
  EXPECT_NEAR(prison.staff.base_month().caseload, 30, 1e-9);
  EXPECT_NEAR(prison.staff.base_support(), 50.0 / 60, 1e-12);
  EXPECT_NEAR(prison.staff.base_regime(), 1, 1e-12);
}

TEST(PrisonStaff, CrossDeploysSupervisorsAndCutsTheRegimeWhereOfficersAreFewer) {
  Prison prison([](PrisonStaffModel& model) { model.officers.posts *= 0.9; });
  const PrisonStaffMonth reviewed = prison.review();
  EXPECT_NEAR(reviewed.shortage, 0.1, 1e-12);
  EXPECT_NEAR(reviewed.protected_share, 0.5 * (1 - 2 * 0.1), 1e-12);
  EXPECT_NEAR(reviewed.regime, 1 - 3 * 0.1, 1e-12);
  EXPECT_NEAR(reviewed.caseload, 30 / 0.8, 1e-9);
  EXPECT_NEAR(reviewed.support, (80 - 37.5) / 60, 1e-12);
  EXPECT_LT(reviewed.support, prison.staff.base_support());
}

TEST(PrisonStaff, CountsOfficersForEachPrisonerAndNoSurplus) {
  Prison prison;
  prison.prisoners = 100000;
  EXPECT_NEAR(prison.review().shortage, 0.2, 1e-12);
  prison.prisoners = 70000;
  const PrisonStaffMonth spare = prison.review();
  EXPECT_EQ(spare.shortage, 0);
  EXPECT_EQ(spare.regime, 1);
  EXPECT_EQ(spare.protected_share, 0.5);
  prison.prisoners = 0;
  EXPECT_EQ(prison.review().shortage, 0);
}

TEST(PrisonStaff, LosesAllProtectedTimeAndTheWholeRegimeButNoMore) {
  Prison prison([](PrisonStaffModel& model) { model.officers.posts *= 0.4; });
  const PrisonStaffMonth reviewed = prison.review();
  EXPECT_EQ(reviewed.protected_share, 0);
  EXPECT_EQ(reviewed.regime, 0);
  EXPECT_EQ(reviewed.support, 0);
}

TEST(PrisonStaff, SupportsFullyAtTheLowCaseloadAndNotAtAllAtTheHighOne) {
  EXPECT_EQ(month_with(0).support, 1);
  EXPECT_NEAR(month_with(20000).support, 1, 1e-12);
  EXPECT_NEAR(month_with(20000).caseload, 20, 1e-9);
  EXPECT_NEAR(month_with(80000).support, 0, 1e-12);
  EXPECT_EQ(month_with(90000).support, 0);
  double earlier = 1;
  for (int caseload = 21; caseload < 80; ++caseload) {
    const double support = month_with(1000.0 * caseload).support;
    EXPECT_NEAR(support, (80 - caseload) / 60.0, 1e-12);
    EXPECT_LT(support, earlier);
    earlier = support;
  }
}

TEST(PrisonStaff, LeavesPrisonersWithoutASupervisorAboveTheCap) {
  Prison prison([](PrisonStaffModel& model) { model.supervisor_cap = 20; });
  const PrisonStaffMonth reviewed = prison.review();
  EXPECT_NEAR(reviewed.slots, 20000, 1e-9);
  EXPECT_NEAR(reviewed.coverage, 2.0 / 3, 1e-12);
  EXPECT_NEAR(reviewed.caseload, 20, 1e-9);
  EXPECT_NEAR(reviewed.support, 2.0 / 3, 1e-9) << "full support for two of three";
  prison.eligible = 20000;
  EXPECT_EQ(prison.review().coverage, 1);
}

TEST(PrisonStaff, SupportsThroughTrainedSupervisorsAlone) {
  Prison prison([](PrisonStaffModel& model) { model.supervisors_trained_share = 0.4; });
  EXPECT_NEAR(prison.review().support, prison.staff.base_support() * 0.4, 1e-12);
}

TEST(PrisonStaff, MeasuresProtectedTimeAgainstTheBaseYears) {
  Prison prison([](PrisonStaffModel& model) { model.protected_share = 0.75; });
  EXPECT_NEAR(prison.review().caseload, 20, 1e-9);
}

TEST(PrisonStaff, FeelsTheWorkloadOfTheMonthBefore) {
  Prison prison([](PrisonStaffModel& model) {
    model.officers.sickness_workload_elasticity = 1;
    model.supervisors.sickness_workload_elasticity = 1;
  });
  prison.prisoners = 88000;
  prison.eligible = 60000;
  const PrisonStaffMonth first = prison.review();
  EXPECT_NEAR(first.officers.sickness_days, 10, 1e-9);
  const PrisonStaffMonth second = prison.review();
  EXPECT_NEAR(second.officers.sickness_days, 11, 1e-9);
  EXPECT_NEAR(second.supervisors.sickness_days, 20, 1e-9);
  EXPECT_GT(second.shortage, first.shortage);
}

TEST(PrisonStaff, LosesRegimeMonthByMonthWhereAStructureFreezesRecruitment) {
  Prison prison([](PrisonStaffModel& model) { model.officers.leaving_per_year = 0.12; });
  prison.model.officers.leaving_per_year = 0.12;
  const double before = prison.review().regime;
  prison.rules.frozen_months_per_year = 11;
  prison.staff.adopt(prison.model, prison.rules, start_of({2009, 1, 1}));
  const double february = prison.review().regime;
  EXPECT_LT(february, before);
  EXPECT_LT(prison.review().regime, february);
}

TEST(PrisonStaff, FollowsTheGrowthOfOfficersPosts) {
  Prison prison([](PrisonStaffModel& model) { model.officers.posts_growth_per_year = -0.05; });
  prison.model.officers.leaving_per_year = 0.5;
  prison.review();
  prison.staff.adopt(prison.model, prison.rules, start_of({2009, 1, 1}));
  for (int month = 0; month < 24; ++month) prison.review();
  EXPECT_GT(prison.review().shortage, 0.08);
}

}  // namespace
}  // namespace throughgate::justice
