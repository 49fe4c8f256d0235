#pragma once
/// Parameters of prison officers and offender supervisors, and of what their shortage does.

#include "justice/services/staff_model.hpp"

namespace throughgate::justice {

struct PrisonStaffModel {
  StaffGroupModel officers;
  StaffGroupModel supervisors;           ///< offender supervisors
  double supervisors_added = 0;          ///< share of their posts beyond the base year's: a structure's
  double supervisor_cap{};               ///< prisoners a supervisor in post: no more are taken
  double protected_share{};              ///< of a supervisor's time, where no officer is short
  double cross_deployed_per_shortage{};  ///< share of protected time lost for each unit of shortage of officers
  double regime_lost_per_shortage{};     ///< share of programme sessions lost for each unit of that shortage
  double supervisors_trained_share{};
  double full_support_caseload{};  ///< prisoners a supervisor up to which support is full
  double no_support_caseload{};    ///< and from which there is none
  double support_effect{};         ///< hazard ratio after release with full support, against none
  double base_prisoners{};         ///< national, mean of the base year
  double base_eligible{};          ///< of them, for a supervisor
};

}  // namespace throughgate::justice
