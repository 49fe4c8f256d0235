#include <string>

#include "scenario/bind_model.hpp"

namespace throughgate::scenario {

using namespace justice;

namespace {

void bind_early_release(Binder& binder, EarlyReleaseModel& early) {
  binder.row("custody.hdc.take_up", "share", share_bounds, Sum::free, offence_group_labels,
             "eligible prisoners released on home detention curfew", early.curfew_take_up);
  binder.share("custody.ecl.take_up", "eligible prisoners released on end of custody licence",
               early.end_of_custody_take_up);
  binder.share("custody.parole_release_chance", "determinate prisoners released at their first parole hearing",
               early.parole_chance);
}

}  // namespace

void bind_custody(Binder& binder, CustodyModel& custody, LicenceModel& licence) {
  bind_early_release(binder, custody.early);
  auto& indeterminate = custody.indeterminate;
  binder.number("custody.indeterminate.first_hearing", "month", not_negative,
                "mean delay from tariff expiry to the first hearing", indeterminate.first_hearing_months);
  binder.number("custody.indeterminate.hearing_interval", "month", positive, "time between hearings",
                indeterminate.hearing_interval_months);
  binder.share("custody.indeterminate.dossier_incomplete", "hearings without a complete dossier",
               indeterminate.dossier_incomplete);
  binder.share("custody.indeterminate.deferred", "hearings put off with a complete dossier", indeterminate.deferred);
  binder.share("custody.indeterminate.deferred_added", "further hearings put off where the dossier is incomplete",
               indeterminate.deferred_added);
  binder.number("custody.indeterminate.deferral", "month", not_negative, "length of that delay",
                indeterminate.deferral_months);
  binder.share("custody.indeterminate.release_chance_life", "release at a hearing, life",
               indeterminate.release_chance_life);
  binder.share("custody.indeterminate.release_chance_ipp", "release at a hearing, imprisonment for public protection",
               indeterminate.release_chance_ipp);

  binder.row("licence.recall_per_month", "month-1", not_negative, Sum::free, length_band_labels,
             "recalls without a new charge, by length of sentence", licence.recall_per_month);
  binder.row("licence.recall_reason", "share", share_bounds, Sum::one, Labels(recall_reason_labels).subspan(1),
             "reasons of recalls without a new charge", licence.reason);
  binder.number("licence.unsettled_recall", "1", {0.2, 10},
                "hazard ratio of recall without settled accommodation, against with", licence.unsettled_recall);
  binder.share("licence.recall_on_charge", "charges on licence that bring recall", licence.recall_on_charge);
  binder.share("licence.fixed_term_share", "fixed-term recalls", licence.fixed_term_share);
  binder.days("licence.standard_stay", "mean stay of a standard recall", licence.standard_mean_days);
  binder.number("licence.standard_shape", "1", {0, 3}, "sigma of the lognormal stay", licence.standard_shape);
  binder.number("licence.detection_elasticity", "1", {-2, 2}, "elasticity of recall to contact intensity",
                licence.detection_elasticity);
}

namespace {

void bind_requirements(Binder& binder, RequirementPlacesModel& places) {
  for (std::size_t which = 0; which < requirement_count; ++which) {
    binder.choice("orders.requirements.provider." + std::string(requirement_labels[which]), provider_labels,
                  "who is paid to deliver it", places.provider[which]);
  }
  binder.row("orders.requirements.places", "place", not_negative, Sum::free, requirement_labels,
             "persons at a time; 0: without limit", places.places);
  binder.row("orders.requirements.duration", "month", not_negative, Sum::free, requirement_labels,
             "length of delivery; 0: as long as the order", places.duration_months);
  binder.row("orders.requirements.lead", "day", not_negative, Sum::free, requirement_labels,
             "order to first session where a place is free", places.lead_days);
}

void bind_enforcement(Binder& binder, EnforcementModel& enforcement) {
  binder.row("orders.enforcement.failures_per_month", "month-1", not_negative, Sum::free, requirement_labels,
             "failures to comply without acceptable excuse while the requirement runs", enforcement.failures_per_month);
  binder.number("orders.enforcement.tolerated", "1", {0, 20},
                "failures that still count after which the next calls for breach action", enforcement.tolerated);
  binder.number("orders.enforcement.warning_lasts", "month", not_negative, "time for which a failure counts",
                enforcement.warning_lasts_months);
  binder.share("orders.enforcement.acted_on", "failures that call for it on which breach action is taken",
               enforcement.acted_on);
  binder.days("orders.breach_hearing", "breach action to enforcement hearing", enforcement.hearing_days);
}

}  // namespace

void bind_orders(Binder& binder, CommunityOrderModel& model) {
  binder.table("orders.requirement", "share", share_bounds, Sum::free, order_kind_labels, requirement_labels,
               "orders that hold the requirement", model.requirement);
  bind_requirements(binder, model.places);
  bind_enforcement(binder, model.enforcement);
  binder.table("orders.breach_outcome", "share", share_bounds, Sum::one, order_kind_labels, breach_outcome_labels,
               "outcome of an enforcement hearing", model.breach_outcome);
  binder.row("orders.custody_after_breach", "month", positive, Sum::free, order_kind_labels,
             "mean custodial term after breach", model.custody_months);
  binder.share("orders.custody_after_breach_spread", "half-width of the uniform spread around that mean, relative",
               model.custody_spread);
  binder.number("orders.early_end_per_month", "month-1", not_negative,
                "orders ended early for good progress or other reasons", model.early_end_per_month);
  binder.share("orders.early_end_completed", "of those, counted as completed", model.early_end_completed);
  binder.number("orders.handover_effect", "1", {0.2, 5},
                "hazard ratio of failures to comply for each handover between providers of an order",
                model.handover_effect);
  binder.number("orders.detection_elasticity", "1", {-2, 2}, "elasticity of breach to contact intensity",
                model.detection_elasticity);
}

}  // namespace throughgate::scenario
