#include "scenario/bind_model.hpp"

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
  binder.share("reoffending.serious_share", "charged cases of supervised persons that are serious further offences",
               model.serious_share);
  bind_effects(binder, model);
}

void bind_services(Binder& binder, SupervisionModel& supervision, CourtServiceModel& court_service) {
  auto& workforce = supervision.workforce;
  binder.number("workforce.posts", "post", positive, "offender managers and probation service officers",
                workforce.posts);
  binder.row("workforce.region_share", "share", share_bounds, Sum::one, region_labels, "those posts by region",
             workforce.region_share);
  binder.number("workforce.posts_growth_per_year", "year-1", {-0.5, 0.5}, "relative growth of those posts",
                workforce.posts_growth_per_year);
  binder.number("workforce.leaving_per_year", "year-1", {0, 2}, "officers who leave, a year",
                workforce.leaving_per_year);
  binder.number("workforce.weeks_to_fill", "week", positive, "time in which a vacant post is filled",
                workforce.weeks_to_fill);
  binder.number("workforce.training_months", "month", not_negative, "time to full productivity",
                workforce.training_months);
  binder.share("workforce.training_productivity", "productivity until then", workforce.training_productivity);
  binder.number("workforce.hours_per_year", "hour year-1", positive, "contracted hours of a post",
                workforce.hours_per_year);
  binder.number("workforce.sickness", "day year-1", not_negative, "days lost to sickness", workforce.sickness_days);
  binder.number("workforce.working_days_per_year", "day year-1", positive, "working days of a post",
                workforce.working_days_per_year);
  binder.share("supervision.contact_share", "working time in direct contact, base year", supervision.contact_share);
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

  binder.number("court_service.report_writers", "post", positive, "full-time equivalent report writers",
                court_service.report_writers);
  binder.row("court_service.region_share", "share", share_bounds, Sum::one, region_labels, "those posts by region",
             court_service.region_share);
  binder.number("court_service.writing_minutes_per_day", "minute", positive, "writing time of a writer's day",
                court_service.writing_minutes_per_day);
  binder.number("court_service.working_days_per_year", "day year-1", positive, "working days of a writer",
                court_service.working_days_per_year);
}

}  // namespace throughgate::scenario
