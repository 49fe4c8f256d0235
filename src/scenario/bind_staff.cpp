#include "scenario/bind_staff.hpp"

namespace throughgate::scenario {

using namespace justice;

namespace {

constexpr Bounds elasticity_bounds{0, 3};

void bind_posts(Binder& binder, const std::string& prefix, StaffGroupModel& group) {
  binder.number(prefix + ".posts", "post", positive, "posts of the group, full-time equivalent", group.posts);
  binder.row(prefix + ".region_share", "share", share_bounds, Sum::one, region_labels, "those posts by region",
             group.region_share);
  binder.number(prefix + ".posts_growth_per_year", "year-1", {-0.5, 0.5}, "relative growth of those posts",
                group.posts_growth_per_year);
  binder.number(prefix + ".leaving_per_year", "year-1", {0, 2}, "staff who leave, a year, at base-year workload",
                group.leaving_per_year);
  binder.number(prefix + ".leaving_workload", "1", elasticity_bounds, "elasticity of leaving to workload",
                group.leaving_workload_elasticity);
  binder.number(prefix + ".weeks_to_fill", "week", positive, "time in which a vacant post is filled",
                group.weeks_to_fill);
}

void bind_productivity(Binder& binder, const std::string& prefix, StaffGroupModel& group) {
  binder.share(prefix + ".unsuitable_share", "joiners who are not suited to the post", group.unsuitable_share);
  binder.share(prefix + ".unsuitable_productivity", "their productivity", group.unsuitable_productivity);
  binder.number(prefix + ".training_months", "month", not_negative, "time to full productivity", group.training_months);
  binder.share(prefix + ".training_productivity", "productivity until then", group.training_productivity);
  binder.number(prefix + ".hours_per_year", "hour year-1", positive, "contracted hours of a post",
                group.hours_per_year);
  binder.number(prefix + ".sickness", "day year-1", not_negative, "days lost to sickness, at base-year workload",
                group.sickness_days);
  binder.number(prefix + ".sickness_workload", "1", elasticity_bounds, "elasticity of sickness to workload",
                group.sickness_workload_elasticity);
  binder.number(prefix + ".working_days_per_year", "day year-1", positive, "working days of a post",
                group.working_days_per_year);
}

}  // namespace

void bind_staff_group(Binder& binder, const std::string& prefix, StaffGroupModel& group) {
  bind_posts(binder, prefix, group);
  bind_productivity(binder, prefix, group);
}

void bind_staff_pay(Binder& binder, const std::string& prefix, StaffGroupModel& group) {
  binder.number(prefix + ".pay", "GBP year-1", not_negative, "pay of one in post, with on-costs", group.pay);
  binder.number(prefix + ".recruitment_cost", "GBP", not_negative, "cost of filling a post", group.recruitment_cost);
}

void bind_prison_staff(Binder& binder, PrisonStaffModel& model) {
  bind_staff_group(binder, "prison_staff.officers", model.officers);
  bind_staff_pay(binder, "prison_staff.officers", model.officers);
  bind_staff_group(binder, "prison_staff.supervisors", model.supervisors);
  bind_staff_pay(binder, "prison_staff.supervisors", model.supervisors);
  binder.number("prison_staff.supervisor_cap", "1", positive,
                "prisoners an offender supervisor in post, above which no more are taken", model.supervisor_cap);
  binder.number("prison_staff.protected_share", "share", {0.01, 1},
                "supervisors' time that is protected for that work, where no officer is short", model.protected_share);
  binder.number("prison_staff.cross_deployed_per_shortage", "1", not_negative,
                "share of protected time lost for each unit of relative shortage of officers",
                model.cross_deployed_per_shortage);
  binder.number("prison_staff.regime_lost_per_shortage", "1", not_negative,
                "share of programme sessions lost for each unit of relative shortage of officers",
                model.regime_lost_per_shortage);
  binder.share("prison_staff.supervisors_trained_share", "supervisors trained for that work",
               model.supervisors_trained_share);
  binder.number("prison_staff.full_support_caseload", "1", not_negative,
                "prisoners a supervisor up to which support is full", model.full_support_caseload);
  binder.number("prison_staff.no_support_caseload", "1", positive,
                "prisoners a supervisor from which there is no support", model.no_support_caseload);
  binder.number("prison_staff.support_effect", "1", {0.2, 5},
                "hazard ratio after release with full support of a supervisor, against none", model.support_effect);
  binder.number("base_year.prisoners", "person", positive, "prisoners, mean of the base year", model.base_prisoners);
  binder.number("base_year.supervised_prisoners", "person", positive,
                "prisoners eligible for a supervisor, mean of the base year", model.base_eligible);
}

void bind_recruitment(Binder& binder, RecruitmentRules& rules) {
  binder.number("recruitment.frozen_months", "month", {0, 11},
                "months at the end of each financial year in which nobody is taken on", rules.frozen_months_per_year);
  binder.share("recruitment.seconded_share", "staff in post who are on loan", rules.seconded_share);
  binder.number("recruitment.secondees_leaving", "month-1", {0, 1}, "staff on loan who are called back, a month",
                rules.secondees_leaving_per_month);
}

}  // namespace throughgate::scenario
