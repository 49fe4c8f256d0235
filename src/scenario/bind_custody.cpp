#include "scenario/bind_model.hpp"

namespace throughgate::scenario {

using namespace justice;

namespace {

void bind_places(Binder& binder, PlacesModel& places) {
  binder.number("custody.operational_capacity.initial", "place", positive,
                "useable operational capacity at the base date", places.operational_capacity);
  binder.number("custody.operational_capacity.growth_per_year", "year-1", {-0.5, 0.5},
                "relative growth of operational capacity", places.operational_growth_per_year);
  binder.number("custody.in_use_cna.initial", "place", positive,
                "in-use certified normal accommodation at the base date", places.in_use_cna);
  binder.number("custody.in_use_cna.growth_per_year", "year-1", {-0.5, 0.5}, "relative growth of in-use accommodation",
                places.cna_growth_per_year);
  binder.number("custody.crowded_per_excess", "1", not_negative,
                "prisoners held two or three to a place for each prisoner above in-use accommodation",
                places.crowded_per_excess);
  binder.number("custody.police_cells", "place", not_negative, "places in police cells before receptions queue",
                places.police_cells);
}

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
  bind_places(binder, custody.places);
  bind_early_release(binder, custody.early);
  auto& indeterminate = custody.indeterminate;
  binder.number("custody.indeterminate.first_hearing", "month", not_negative,
                "mean delay from tariff expiry to the first hearing", indeterminate.first_hearing_months);
  binder.number("custody.indeterminate.hearing_interval", "month", positive, "time between hearings",
                indeterminate.hearing_interval_months);
  binder.share("custody.indeterminate.release_chance_life", "release at a hearing, life",
               indeterminate.release_chance_life);
  binder.share("custody.indeterminate.release_chance_ipp", "release at a hearing, imprisonment for public protection",
               indeterminate.release_chance_ipp);

  binder.row("licence.recall_per_month", "month-1", not_negative, Sum::free, length_band_labels,
             "recalls without a new charge, by length of sentence", licence.recall_per_month);
  binder.share("licence.recall_on_charge", "charges on licence that bring recall", licence.recall_on_charge);
  binder.share("licence.fixed_term_share", "fixed-term recalls", licence.fixed_term_share);
  binder.days("licence.standard_stay", "mean stay of a standard recall", licence.standard_mean_days);
  binder.number("licence.standard_shape", "1", {0, 3}, "sigma of the lognormal stay", licence.standard_shape);
  binder.number("licence.detection_elasticity", "1", {-2, 2}, "elasticity of recall to contact intensity",
                licence.detection_elasticity);
}

void bind_orders(Binder& binder, CommunityOrderModel& model) {
  binder.table("orders.requirement", "share", share_bounds, Sum::free, order_kind_labels, requirement_labels,
               "orders that hold the requirement", model.requirement);
  binder.row("orders.breach_per_month", "month-1", not_negative, Sum::free, order_kind_labels,
             "breach proceedings begun", model.breach_per_month);
  binder.number("orders.drug_rehabilitation_breach", "1", positive, "hazard ratio of breach under drug rehabilitation",
                model.drug_rehabilitation_breach);
  binder.days("orders.breach_hearing", "breach action to enforcement hearing", model.breach_hearing_days);
  binder.table("orders.breach_outcome", "share", share_bounds, Sum::one, order_kind_labels, breach_outcome_labels,
               "outcome of an enforcement hearing", model.breach_outcome);
  binder.row("orders.custody_after_breach", "month", positive, Sum::free, order_kind_labels,
             "mean custodial term after breach", model.custody_months);
  binder.share("orders.custody_after_breach_spread", "half-width of the uniform spread around that mean, relative",
               model.custody_spread);
  binder.number("orders.early_end_per_month", "month-1", not_negative,
                "orders ended early for good progress or other reasons", model.early_end_per_month);
  binder.share("orders.early_end_completed", "of those, counted as completed", model.early_end_completed);
  binder.number("orders.detection_elasticity", "1", {-2, 2}, "elasticity of breach to contact intensity",
                model.detection_elasticity);
}

}  // namespace throughgate::scenario
