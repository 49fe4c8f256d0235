#include "scenario/bind_model.hpp"

namespace throughgate::scenario {

using namespace justice;

void bind_population(Binder& binder, PopulationModel& model) {
  auto& exogenous = model.exogenous;
  binder.number("exogenous.non_recordable_sentenced_per_year", "person year-1", not_negative,
                "persons sentenced for non-recordable summary offences, not simulated",
                exogenous.non_recordable_sentenced_per_year);
  binder.number("exogenous.under_18_sentenced_per_year", "person year-1", not_negative,
                "persons under 18 sentenced, not simulated", exogenous.under_18_sentenced_per_year);
  binder.number("exogenous.under_18_custody_per_year", "person year-1", not_negative,
                "persons under 18 sentenced to custody", exogenous.under_18_custody_per_year);
  binder.row("exogenous.under_18_prisoners", "person", not_negative, Sum::free, under_18_labels,
             "persons under 18 in prison service establishments", exogenous.under_18_prisoners);
  binder.row("exogenous.under_18_receptions_per_year", "reception year-1", not_negative, Sum::free, length_band_labels,
             "sentenced receptions of persons under 18", exogenous.under_18_receptions_per_year);
  binder.number("exogenous.non_criminal_prisoners", "person", not_negative,
                "non-criminal prisoners and fine defaulters", exogenous.non_criminal_prisoners);

  auto& entrants = model.entrants;
  binder.number("entrants.per_year", "person year-1", not_negative, "adults first charged in an adult court",
                entrants.per_year);
  binder.share("entrants.female_share", "women among entrants", entrants.female_share);
  binder.row("entrants.region_share", "share", share_bounds, Sum::one, region_labels, "entrants by region",
             entrants.region_share);
  binder.row("entrants.offence_group", "share", share_bounds, Sum::one, offence_group_labels,
             "entrants by offence group", entrants.offence_group);
  binder.row("entrants.age", "share", share_bounds, Sum::one, age_labels, "entrants by age", entrants.age);
  binder.row("entrants.history", "share", share_bounds, Sum::one, history_labels, "entrants by previous sanctions",
             entrants.history);
  binder.row("entrants.ever_in_custody", "share", share_bounds, Sum::free, history_labels,
             "entrants with custody before, by previous sanctions", entrants.ever_in_custody);
  binder.row("entrants.sanctions_in_band", "sanction", not_negative, Sum::free, history_labels,
             "previous sanctions of an entrant of the band", entrants.sanctions_in_band);
  binder.number("entrants.age_at_first_sanction", "year", {10, 40},
                "age at first sanction of entrants with previous sanctions", entrants.age_at_first_sanction);
  binder.share("entrants.drug_need", "entrants who need drug treatment", entrants.drug_need);
  binder.number("entrants.burn_in_years", "year", {1, 30}, "years of unrecorded entrants before the base date",
                entrants.burn_in_years);
  binder.number("entrants.burn_in_share", "share", {0.01, 1},
                "persons of the burn-in for each of the run; they are repeated to its scale", entrants.burn_in_share);
  binder.number("entrants.burn_in_least_scale", "share", {0, 1}, "scale below which the burn-in is not thinned further",
                entrants.burn_in_least_scale);

  auto& opening = model.opening;
  binder.row("opening.remand", "person", not_negative, Sum::free, remand_labels, "adults on remand at the base date",
             opening.remand);
  binder.row("opening.sentenced", "person", not_negative, Sum::free, length_band_labels,
             "sentenced adults in prison at the base date, the recalled not counted", opening.sentenced);
  binder.number("opening.recalled", "person", not_negative, "recalled prisoners at the base date", opening.recalled);
  binder.number("opening.court_orders", "person", not_negative, "persons on court orders at the base date",
                opening.court_orders);
  binder.number("opening.licence", "person", not_negative, "persons on licence at the base date", opening.licence);
  binder.number("opening.crown_backlog", "case", not_negative, "Crown Court trial cases outstanding at the base date",
                opening.crown_backlog);

  auto& mortality = model.mortality;
  binder.row("mortality.male", "year-1", {0, 1}, Sum::free, age_labels, "deaths of men a person-year", mortality.male);
  binder.row("mortality.female", "year-1", {0, 1}, Sum::free, age_labels, "deaths of women a person-year",
             mortality.female);
  binder.number("mortality.removal_per_year", "year-1", {0, 1}, "removals and emigrations a person-year",
                mortality.removal_per_year);
}

}  // namespace throughgate::scenario
