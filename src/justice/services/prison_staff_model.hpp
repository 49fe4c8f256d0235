#pragma once
/// Parameters of prison officers and offender supervisors, and of what their shortage does.

#include "justice/services/staff_model.hpp"

namespace throughgate::justice {

struct PrisonStaffModel {
  StaffGroupModel officers;
  /// Offender supervisors: officers on other duties, to which they return where their posts go.
  StaffGroupModel supervisors{.surplus_returns = true};
  double supervisor_posts_factor = 1;    ///< their posts relative to the base year's practice: a structure's
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
