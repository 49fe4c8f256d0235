#pragma once
/// The parameters of groups of staff, and of how a structure recruits: see binder.hpp.

#include <string>

#include "justice/services/prison_staff_model.hpp"
#include "justice/services/staff_model.hpp"
#include "scenario/binder.hpp"

namespace throughgate::scenario {

/// `prefix`: the group's path, such as `workforce` or `prison_staff.officers`.
void bind_staff_group(Binder& binder, const std::string& prefix, justice::StaffGroupModel& group);
/// Pay and recruitment of a group that the ledger charges.
void bind_staff_pay(Binder& binder, const std::string& prefix, justice::StaffGroupModel& group);
/// `prison_staff.officers`, `prison_staff.supervisors` and what their shortage does.
void bind_prison_staff(Binder& binder, justice::PrisonStaffModel& model);
/// Of a structure. The time of decisions is `layers.decision_time` and is bound with the layers.
void bind_recruitment(Binder& binder, justice::RecruitmentRules& rules);

}  // namespace throughgate::scenario
