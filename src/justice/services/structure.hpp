#pragma once
/// A structure of the services: a set of mechanisms. Each acts through something that a person or a
/// member of staff experiences; none is a multiplier of an outcome.

#include "justice/services/staff_model.hpp"

namespace throughgate::justice {

/// Posts and money above the practitioners, and how long a decision to fill a post takes to pass them.
struct Layers {
  double headquarters_posts{};
  double headquarters_pay{};  ///< a post, a year, with on-costs
  Values<10> regional_posts{};
  double regional_pay{};
  double consultants_per_year{};
  double decision_weeks{};  ///< added to the time in which a vacant practitioner post is filled
};

/// Working time that practitioners lose to data, audit and competing targets.
struct CentralRequests {
  Values<10> working_time_share{};  ///< by region
};

/// Who holds the case across release, and whether the record is there at the first appointment.
struct ThroughTheGate {
  double same_manager_share{};
  double complete_record_share{};
};

/// The change to this structure from another.
struct TransitionCost {
  double one_off{};  ///< pounds, once, at the date of change
};

struct Structure {
  Layers layers;
  RecruitmentRules recruitment;  ///< but for the time of decisions, which stands in the layers
  CentralRequests central_requests;
  ThroughTheGate through_the_gate;
  TransitionCost transition;
};

/// How the structure fills posts, with the time of decisions.
[[nodiscard]] inline RecruitmentRules recruitment_of(const Structure& structure) {
  RecruitmentRules rules = structure.recruitment;
  rules.decision_weeks = structure.layers.decision_weeks;
  return rules;
}

}  // namespace throughgate::justice
