#include "scenario/bind_model.hpp"
#include "scenario/bind_staff.hpp"

namespace throughgate::scenario {

using namespace justice;

namespace {

void bind_actuarial(Binder& binder, ActuarialModel& actuarial) {
  binder.row("reoffending.actuarial.constant", "1", unbounded, Sum::free, horizon_labels, "constant of the score",
             actuarial.constant);
  binder.number("reoffending.actuarial.history_slope", "1", unbounded,
                "slope on ln((1 + previous sanctions) / (10 + age - age at first sanction))", actuarial.history_slope);
  binder.number("reoffending.actuarial.first_sanction", "1", unbounded, "added without previous sanctions",
                actuarial.first_sanction);
  binder.number("reoffending.actuarial.repeat_sanction", "1", unbounded, "added with previous sanctions",
                actuarial.repeat_sanction);
  binder.row("reoffending.actuarial.male_age", "1", unbounded, Sum::free, age_labels, "age term, men",
             actuarial.male_age);
  binder.row("reoffending.actuarial.female_age", "1", unbounded, Sum::free, age_labels, "age term, women",
             actuarial.female_age);
  binder.row("reoffending.actuarial.offence", "1", unbounded, Sum::free, offence_group_labels, "offence term",
             actuarial.offence);
}

void bind_effects(Binder& binder, ReoffendingModel& model) {
  binder.row("reoffending.disposal_effect", "1", {-2, 2}, Sum::free, expected_disposal_labels,
             "log hazard ratio of the disposal received", model.disposal_effect);
  binder.row("reoffending.contact_elasticity", "1", {-2, 2}, Sum::free, tier_labels,
             "elasticity of the hazard to contact intensity", model.contact_elasticity);
  binder.number("reoffending.through_gate.effect", "1", {0.2, 5},
                "hazard ratio where one manager and a full record meet", model.through_gate_effect);
  binder.number("reoffending.through_gate.incomplete_record", "1", {0.2, 5},
                "hazard ratio where the record is incomplete", model.incomplete_record_effect);
  binder.number("reoffending.through_gate.lasting", "month", not_negative, "time after release in which both act",
                model.through_gate_months);
  auto& needs = model.needs;
  binder.row("reoffending.needs.unsettled", "share", share_bounds, Sum::free, needs_labels,
             "persons without settled accommodation, by expected disposal", needs.unsettled);
  binder.row("reoffending.needs.employed", "share", share_bounds, Sum::free, needs_labels,
             "persons in work, by expected disposal", needs.employed);
  binder.number("reoffending.needs.unsettled_effect", "1", {0.2, 5},
                "hazard ratio without settled accommodation, against with", needs.unsettled_effect);
  binder.number("reoffending.needs.employed_effect", "1", {0.2, 5}, "hazard ratio in work, against out of it",
                needs.employed_effect);
  binder.number("reoffending.supervision_cap.low", "1", {0, 1}, "least product of all supervision effects",
                model.supervision_floor);
  binder.number("reoffending.supervision_cap.high", "1", {1, 10}, "greatest product of all supervision effects",
                model.supervision_ceiling);
}

}  // namespace

void bind_reoffending(Binder& binder, ReoffendingModel& model) {
  bind_actuarial(binder, model.actuarial);
  binder.row("reoffending.level", "1", unbounded, Sum::free, expected_disposal_labels,
             "shift of the score at both horizons, by expected disposal", model.level);
  binder.number("reoffending.two_year_level", "1", unbounded, "further shift at two years", model.two_year_level);
  binder.choice("reoffending.family", family_labels, "family of the baseline hazard", model.family);
  binder.number("reoffending.frailty_variance", "1", {0, 10}, "variance of the gamma frailty", model.frailty_variance);
  binder.number("reoffending.susceptible_margin", "1", {0, 1},
                "c of the susceptible share p2 + (1 - p2) c; 1: nobody is immune", model.susceptible_margin);
  binder.row("reoffending.further_offences", "offence", not_negative, Sum::free, offence_group_labels,
             "mean proven offences beyond the first in a case", model.further_offences);
  binder.row("reoffending.same_group", "share", share_bounds, Sum::free, offence_group_labels,
             "further offence of the same group", model.same_group);
  binder.row("reoffending.other_group", "share", share_bounds, Sum::one, offence_group_labels,
             "group of the further offence otherwise", model.other_group);
  binder.row("reoffending.serious_share", "share", share_bounds, Sum::free, tier_labels,
             "charged cases of supervised persons that are serious further offences", model.serious_share);
  binder.number("reoffending.unseen_risk_effect", "1", {0.2, 5},
                "ratio of the serious share while what is known of a person's risk lags behind",
                model.unseen_risk_effect);
  binder.number("reoffending.unseen_risk_months", "month", not_negative,
                "for which it does where a record is lost or a risen risk is not passed on", model.unseen_risk_months);
  bind_effects(binder, model);
}

void bind_services(Binder& binder, SupervisionModel& supervision, CourtServiceModel& court_service) {
  bind_staff_group(binder, "workforce", supervision.workforce);
  bind_staff_pay(binder, "workforce", supervision.workforce);
  binder.share("supervision.contact_share", "working time in direct contact, base year", supervision.contact_share);
  binder.number("supervision.skill_effect", "1", {0.2, 5},
                "hazard ratio under practitioners trained in supervision skills, against others",
                supervision.skill_effect);
  binder.number("supervision.rising", "year-1", not_negative,
                "cases of the lower tiers whose risk of serious harm rises past them", supervision.rising_per_year);
  binder.share("supervision.request_share", "working time answering data, audit and target requests, base year",
               supervision.request_share);
  binder.row("supervision.tier_minutes", "1", not_negative, Sum::free, tier_labels, "minutes needed relative to tier 2",
             supervision.tier_minutes);
  binder.row("supervision.kind_weight", "1", not_negative, Sum::free, supervision_labels,
             "minutes needed relative to a court order", supervision.kind_weight);
  binder.table("supervision.tier_share", "share", share_bounds, Sum::one, supervision_labels, tier_labels,
               "persons by risk of serious harm tier", supervision.tier_share);
  binder.row("base_year.need", "1", positive, Sum::free, region_labels,
             "weighted caseload at the base year (generated by backtest --write-base-year)", supervision.base_need);

  bind_staff_group(binder, "report_writers", court_service.writers);
  bind_staff_pay(binder, "report_writers", court_service.writers);
  binder.row("court_service.region_share", "share", share_bounds, Sum::one, region_labels, "sittings by region",
             court_service.region_share);
  binder.share("court_service.writing_share", "writers' working time spent writing", court_service.writing_share);
}

}  // namespace throughgate::scenario
