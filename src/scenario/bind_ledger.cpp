#include "scenario/bind_model.hpp"
#include "scenario/bind_staff.hpp"

namespace throughgate::scenario {

using namespace justice;

void bind_ledger(Binder& binder, LedgerModel& model) {
  binder.number("costs.probation_fixed", "GBP year-1", not_negative, "probation spending not counted elsewhere",
                model.probation_fixed_per_year);
  binder.row("costs.report", "GBP", not_negative, Sum::free, report_labels, "a pre-sentence report", model.report);
  binder.row("costs.requirement", "GBP", not_negative, Sum::free, requirement_labels, "an order with the requirement",
             model.requirement);
  binder.number("costs.prison_fixed", "GBP year-1", not_negative, "prison spending that does not vary with prisoners",
                model.prison_fixed_per_year);
  binder.number("costs.prison_place_marginal", "GBP year-1", not_negative, "a prisoner more, a year",
                model.prison_place_marginal);
  binder.number("costs.custody_programme", "GBP", not_negative, "an accredited programme begun in custody",
                model.custody_programme);
  binder.number("costs.approved_premises_bed", "GBP year-1", not_negative, "a bed in approved premises",
                model.approved_premises_bed);
  binder.number("costs.police_cell_night", "GBP", not_negative, "a prisoner-night in a police cell",
                model.police_cell_night);
  binder.number("costs.recall", "GBP", not_negative, "processing a recall", model.recall);
  binder.number("costs.parole_hearing", "GBP", not_negative, "an oral hearing of the Parole Board",
                model.parole_hearing);
  binder.number("costs.crown_sitting_day", "GBP", not_negative, "a Crown Court sitting day", model.crown_sitting_day);
  binder.number("costs.magistrates_hearing", "GBP", not_negative, "a hearing in a magistrates' court",
                model.magistrates_hearing);
  binder.row("costs.victim", "GBP", not_negative, Sum::free, offence_group_labels,
             "a crime, part borne by victims and society", model.victim);
  binder.number("costs.police_per_offence", "GBP", not_negative, "police cost of an offence, not simulated",
                model.police_per_offence);
  binder.number("costs.actual_to_proven", "1", {1, 100}, "offences committed for each one proven",
                model.actual_to_proven);
  binder.number("costs.discount_rate", "year-1", {0, 0.2}, "social time preference rate", model.discount_rate);
}

void bind_trends(Binder& binder, Model& model) {
  binder.date("trends.from", "from which the trends count", model.population.trends.from_day);
  binder.number("trends.entrants", "year-1", {-0.5, 0.5}, "growth of the entrants", model.population.trends.entrants);
  binder.number("trends.reoffending", "year-1", {-0.5, 0.5},
                "shift of the score a year, by the start of the spell, at both horizons",
                model.reoffending.level_per_year);
  model.reoffending.level_from_day = model.population.trends.from_day;
}

void bind_model(Binder& binder, Model& model) {
  bind_population(binder, model.population);
  bind_proceedings(binder, model.proceedings);
  bind_sentencing(binder, model.sentencing);
  bind_custody(binder, model.custody, model.licence);
  bind_orders(binder, model.orders);
  bind_reoffending(binder, model.reoffending);
  bind_services(binder, model.supervision, model.court_service);
  bind_estate(binder, model.estate);
  bind_programmes(binder, model.programmes);
  bind_staff_group(binder, "programme_staff", model.programme_staff);
  bind_staff_pay(binder, "programme_staff", model.programme_staff);
  bind_prison_staff(binder, model.prison_staff);
  binder.number("approved_premises.beds", "place", not_negative, "beds in approved premises",
                model.approved_premises.beds);
  binder.days("approved_premises.stay", "mean stay in approved premises", model.approved_premises.stay_days);
  bind_ledger(binder, model.ledger);
  bind_trends(binder, model);
}

}  // namespace throughgate::scenario
