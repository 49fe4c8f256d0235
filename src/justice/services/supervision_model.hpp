#pragma once
/// Parameters of the people who supervise, and of the minutes that supervision needs.

#include "justice/services/staff_model.hpp"

namespace throughgate::justice {

struct SupervisionModel {
  StaffGroupModel workforce;  ///< offender managers and probation service officers
  double contact_share{};     ///< of working time, in the base year
  double request_share{};     ///< of working time answering data, audit and target requests, in the base year
  Values<4> tier_minutes{};   ///< a month, relative to tier 2 = 1 (only changes matter)
  Values<3> kind_weight{};    ///< court order, licence, pre-release
  Table<3, 4> tier_share{};   ///< by supervision kind
  Values<10> base_need{};     ///< weighted caseload by region at base year (generated)
  double rising_per_year{};   ///< cases of the lower tiers whose risk of serious harm rises
  double skill_effect{};      ///< hazard ratio under practitioners trained in supervision skills, against others
};

}  // namespace throughgate::justice
