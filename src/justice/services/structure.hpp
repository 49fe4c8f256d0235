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

/// How posts of practitioners are filled beyond the decision: from a list of surplus staff first, or openly. Zero: as
/// in the base year.
struct RecruitmentRoute {
  double list_weeks{};    ///< added to the time in which a vacant post is filled
  double misfit_share{};  ///< added to the joiners who are not suited to the post
  double idle_pay{};      ///< pounds a year, of surplus staff who wait for a post
};

/// How practitioners are trained.
struct Training {
  double months_factor = 1;  ///< of the time to full productivity
  double skilled_share{};    ///< of practitioners, trained in supervision skills beyond the base year's
};

/// Whether staff are instructed or consulted. Factors of the base year's rates, in every group of staff.
struct ManagementEthos {
  double leaving_factor = 1;
  double sickness_factor = 1;
};

/// What councils and the voluntary sector open to persons, in shares of persons beyond the base year's.
struct LocalPartnership {
  double settled_gain{};   ///< with settled accommodation
  double employed_gain{};  ///< in work
};

/// Whether breach action is driven by a target or left to the officer.
struct EnforcementPractice {
  double action_odds = 1;  ///< factor of the odds that a failure which calls for breach action brings it
};

/// What courts are told before sentence, and by whom it is prescribed.
struct CourtServicePractice {
  double sufficient_odds = 1;  ///< factor of the odds that a report is sufficient
  double fast_for_standard{};  ///< share of standard reports that are fast ones instead; below zero the reverse
  double writing_factor = 1;   ///< of the writers' time for writing
};

/// Whether the parts of an order lie in one hand.
struct OrderIntegration {
  double handovers = 1;  ///< handovers of a case for each provider of its order beyond the first
};

/// Offender supervisors in prison. Factors of the base year's.
struct OffenderSupervisors {
  double posts_factor = 1;
  double cap_factor = 1;        ///< of prisoners a supervisor
  double protected_factor = 1;  ///< of the time protected for that work
  double trained_gain{};        ///< added to the share that is trained for it
};

/// Who writes the policy.
struct ProfessionalVoice {
  double probation_share{};  ///< of headquarters posts, with a probation background
};

/// Cases split by risk between two providers, each with records of its own.
struct InformationBoundary {
  double upper_tiers{};   ///< top tiers of risk of serious harm that another provider holds; 0: one provider
  double delay_weeks{};   ///< until the record, or a case whose risk has risen, has arrived on the other side
  double lost_share{};    ///< of crossings, at which part of the record is lost beyond what is lost inside one body
  double missed_share{};  ///< of cases whose risk has risen, that never reach the other provider
};

/// How far ahead money is promised.
struct PlanningHorizon {
  double places_variation{};  ///< coefficient of variation of programme places between financial years
};

/// Procurement, IT and estates, bought together or apart.
struct SharedServices {
  double cost_per_year{};  ///< pounds beyond the base year's; a saving is below zero
};

/// Who buys services, and what buying costs.
struct Commissioning {
  double contracted_per_year{};  ///< pounds, value of what is bought beyond the base year's
  double transaction_share{};    ///< of that value, spent on buying
};

/// The change to this structure from another.
struct TransitionCost {
  double one_off{};          ///< pounds, once, at the date of change
  double dip_share{};        ///< of practitioners' productive time, lost at the date of change
  double recovery_months{};  ///< in which that comes back, evenly
  double leavers_share{};    ///< of practitioners, who leave in the year after it beside the others
  double gap_weeks{};        ///< in which staff wait for authority: no breach action, no recall but on a charge
};

struct Structure {
  Layers layers;
  RecruitmentRules recruitment;  ///< but for the time of decisions, which stands in the layers
  CentralRequests central_requests;
  ThroughTheGate through_the_gate;
  RecruitmentRoute recruitment_route;
  Training training;
  ManagementEthos ethos;
  LocalPartnership local_partnership;
  EnforcementPractice enforcement;
  CourtServicePractice court_service;
  OrderIntegration order_integration;
  OffenderSupervisors offender_supervisors;
  ProfessionalVoice professional_voice;
  InformationBoundary information_boundary;
  PlanningHorizon planning;
  SharedServices shared_services;
  Commissioning commissioning;
  TransitionCost transition;
};

/// How the structure fills posts, with the time of decisions.
[[nodiscard]] inline RecruitmentRules recruitment_of(const Structure& structure) {
  RecruitmentRules rules = structure.recruitment;
  rules.decision_weeks = structure.layers.decision_weeks;
  return rules;
}

/// The same for groups that a change to this structure unsettles: those of probation.
[[nodiscard]] inline RecruitmentRules unsettled_recruitment_of(const Structure& structure) {
  RecruitmentRules rules = recruitment_of(structure);
  rules.dip_share = structure.transition.dip_share;
  rules.recovery_months = structure.transition.recovery_months;
  rules.leavers_share = structure.transition.leavers_share;
  return rules;
}

}  // namespace throughgate::justice
