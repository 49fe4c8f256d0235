#include "justice/services/prison_staff.hpp"

#include <algorithm>

namespace throughgate::justice {

namespace {
/// 1 up to the caseload of full support, 0 from that of none, linear between.
double support_at(double caseload, const PrisonStaffModel& model) {
  if (caseload <= model.full_support_caseload) return 1;
  if (caseload >= model.no_support_caseload) return 0;
  return (model.no_support_caseload - caseload) / (model.no_support_caseload - model.full_support_caseload);
}

/// Of two loads, relative to each other; nothing to do is no load, whoever is there to do it.
double relative_load(double need, double base_need, double supply) { return need > 0 ? need / base_need / supply : 0; }

std::array<double, region_count> everywhere(double workload) {
  std::array<double, region_count> all{};
  all.fill(workload);
  return all;
}
}  // namespace

PrisonStaff::PrisonStaff(const PrisonStaffModel& model, const RecruitmentRules& rules,
                         const PrisonStaffModel& base_model, const RecruitmentRules& base_rules)
    : now_(model),
      base_(base_model),
      officers_(model.officers, rules, base_model.officers, base_rules),
      supervisors_(model.supervisors, rules, base_model.supervisors, base_rules) {
  base_month_.officers.total = officers_.base_total();
  base_month_.supervisors.total = supervisors_.base_total();
  serve(base_, base_.base_prisoners, base_.base_eligible, base_month_);
}

void PrisonStaff::adopt(const PrisonStaffModel& model, const RecruitmentRules& rules, Tick now) {
  now_ = model;
  officers_.adopt(model.officers, rules, now);
  supervisors_.adopt(model.supervisors, rules, now);
}

void PrisonStaff::serve(const PrisonStaffModel& model, double prisoners, double eligible,
                        PrisonStaffMonth& month) const {
  const double officers = month.officers.total.minutes / officers_.base_total().minutes;
  const double a_prisoner = prisoners > 0 ? officers / (prisoners / base_.base_prisoners) : 1;
  month.shortage = std::max(0.0, 1 - a_prisoner);
  month.regime = std::clamp(1 - model.regime_lost_per_shortage * month.shortage, 0.0, 1.0);
  month.protected_share =
      model.protected_share * std::clamp(1 - model.cross_deployed_per_shortage * month.shortage, 0.0, 1.0);

  month.slots = model.supervisor_cap * month.supervisors.total.in_post;
  month.coverage = eligible > month.slots ? month.slots / eligible : 1;
  const double worked =
      supervisors_.base_total().productive * month.supervisors.total.minutes / supervisors_.base_total().minutes;
  const double effective = worked * month.protected_share / base_.protected_share;
  const double covered = eligible * month.coverage;
  month.caseload = covered > 0 ? covered / effective : 0;
  // A supervisor without training is taken to give no support; whoever has none has none.
  month.support = support_at(month.caseload, model) * month.coverage * model.supervisors_trained_share;
}

PrisonStaffMonth PrisonStaff::review(Tick now, Tick base, double prisoners, double eligible) {
  PrisonStaffMonth month;
  month.officers = officers_.review(now, base, everywhere(officers_workload_));
  month.supervisors = supervisors_.review(now, base, everywhere(supervisors_workload_));
  serve(now_, prisoners, eligible, month);
  officers_workload_ =
      relative_load(prisoners, base_.base_prisoners, month.officers.total.minutes / officers_.base_total().minutes);
  supervisors_workload_ = relative_load(eligible * month.coverage, base_.base_eligible * base_month_.coverage,
                                        month.supervisors.total.minutes / supervisors_.base_total().minutes);
  return month;
}

}  // namespace throughgate::justice
