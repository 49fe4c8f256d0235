#pragma once
/// Parameters of court orders: requirements, failures to comply, breach, how orders end.

#include "justice/services/requirement_places_model.hpp"

namespace throughgate::justice {

struct EnforcementModel {
  Values<6> failures_per_month{};  ///< without acceptable excuse, while the requirement runs
  double tolerated{};              ///< failures that still count after which the next calls for breach action
  double warning_lasts_months{};   ///< a failure counts for so long
  double acted_on{};               ///< share of the failures that call for it on which breach action is taken
  double hearing_days{};           ///< breach action to enforcement hearing
};

struct CommunityOrderModel {
  Table<2, 6> requirement{};  ///< share of orders that hold it, by order kind
  RequirementPlacesModel places;
  EnforcementModel enforcement;
  Table<2, 3> breach_outcome{};   ///< by order kind
  Values<2> custody_months{};     ///< term after breach, by order kind
  double custody_spread{};        ///< half-width of the uniform spread around it, relative
  double early_end_per_month{};   ///< ended early for good progress or other reasons
  double early_end_completed{};   ///< share of those counted as completed
  double detection_elasticity{};  ///< of failures found to contact intensity
  double handover_effect{};       ///< hazard ratio of failures for each handover between providers of an order
  double handover_log = 0;        ///< what a structure makes of it: for each provider beyond the first
};

}  // namespace throughgate::justice
