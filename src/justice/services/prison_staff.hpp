#pragma once
/// Prison officers and offender supervisors: how far officers fall short of the base year's, the time that this takes
/// from supervisors, the support that a prisoner with a supervisor has, and the programme sessions that are held.

#include "base/tick.hpp"
#include "justice/services/prison_staff_model.hpp"
#include "justice/services/staff.hpp"

namespace throughgate::justice {

struct PrisonStaffMonth {
  StaffMonth officers;
  StaffMonth supervisors;
  double shortage = 0;         ///< of officers' time a prisoner, relative to the base year; at least 0
  double protected_share = 0;  ///< of supervisors' time, left after cross-deployment
  double slots = 0;            ///< prisoners who can have a supervisor
  double coverage = 0;         ///< of the eligible
  double caseload = 0;         ///< prisoners a supervisor, as if protected time were the base year's
  double support = 0;          ///< of an eligible prisoner, 0 to 1
  double regime = 0;           ///< share of programme sessions held
};

class PrisonStaff {
 public:
  /// `base_model`, `base_rules`: of the base year.
  PrisonStaff(const PrisonStaffModel& model, const RecruitmentRules& rules, const PrisonStaffModel& base_model,
              const RecruitmentRules& base_rules);

  /// From the next review on. The base year stays.
  void adopt(const PrisonStaffModel& model, const RecruitmentRules& rules, Tick now);

  /// The month that begins at `now`; call once a month, in order. `prisoners`, `eligible`: national. Staff feel the
  /// workload of the month before; in the first month, the base year's.
  PrisonStaffMonth review(Tick now, Tick base, double prisoners, double eligible);

  /// The base year's, which effects are relative to. No officer is short in it: its regime is 1. Of its staff, the
  /// totals of those in post and of their time are known, none by region.
  [[nodiscard]] double base_support() const { return base_month_.support; }
  [[nodiscard]] double base_regime() const { return base_month_.regime; }
  [[nodiscard]] const PrisonStaffMonth& base_month() const { return base_month_; }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [now, base, officers, supervisors, base_month, officers_workload, supervisors_workload] = *this;
    state(officers, supervisors, officers_workload, supervisors_workload);
  }

 private:
  /// What the staff of `month` give to so many prisoners.
  void serve(const PrisonStaffModel& model, double prisoners, double eligible, PrisonStaffMonth& month) const;

  PrisonStaffModel now_;
  PrisonStaffModel base_;
  StaffGroup officers_;
  StaffGroup supervisors_;
  PrisonStaffMonth base_month_;
  double officers_workload_ = 1;
  double supervisors_workload_ = 1;
};

}  // namespace throughgate::justice
