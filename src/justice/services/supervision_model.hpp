#pragma once
/// Parameters of the people who supervise, and of the minutes that supervision needs.

#include "justice/people/population_model.hpp"

namespace throughgate::justice {

struct WorkforceModel {
  double posts{};  ///< offender managers and probation service officers, full-time equivalent
  Values<10> region_share{};
  double posts_growth_per_year{};
  double leaving_per_year{};
  double weeks_to_fill{};
  double training_months{};        ///< time to full productivity
  double training_productivity{};  ///< mean productivity meanwhile
  double hours_per_year{};
  double sickness_days{};
  double working_days_per_year{};
};

struct SupervisionModel {
  WorkforceModel workforce;
  double contact_share{};    ///< of working time, in the base year
  double request_share{};    ///< of working time answering data, audit and target requests, in the base year
  Values<4> tier_minutes{};  ///< a month, relative to tier 2 = 1 (only changes matter)
  Values<3> kind_weight{};   ///< court order, licence, pre-release
  Table<3, 4> tier_share{};  ///< by supervision kind
  Values<10> base_need{};    ///< weighted caseload by region at base year (generated)
};

}  // namespace throughgate::justice
