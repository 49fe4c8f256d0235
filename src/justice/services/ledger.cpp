#include "justice/services/ledger.hpp"

#include <numeric>

namespace throughgate::justice {

namespace {

constexpr double nights_per_year = 365.25;

constexpr std::size_t at(Account account) { return static_cast<std::size_t>(account); }

void overheads(Costs& costs, const Structure& structure, double years) {
  const auto& layers = structure.layers;
  const double regional = std::accumulate(layers.regional_posts.begin(), layers.regional_posts.end(), 0.0);
  costs[at(Account::headquarters)] = layers.headquarters_posts * layers.headquarters_pay * years;
  costs[at(Account::regional_offices)] = regional * layers.regional_pay * years;
  costs[at(Account::consultants)] = layers.consultants_per_year * years;
  const auto& commissioning = structure.commissioning;
  costs[at(Account::shared_services)] = structure.shared_services.cost_per_year * years;
  costs[at(Account::contracting)] = commissioning.contracted_per_year * commissioning.transaction_share * years;
  costs[at(Account::idle_staff)] = structure.recruitment_route.idle_pay * years;
}

void reoffences(Costs& costs, const LedgerModel& model, const MonthlyVolumes& volumes) {
  for (std::size_t group = 0; group < volumes.reoffences.size(); ++group) {
    const double committed = volumes.reoffences[group] * model.actual_to_proven;
    costs[at(Account::reoffence_victims)] += committed * model.victim[group];
    costs[at(Account::reoffence_justice)] += committed * model.police_per_offence;
  }
}

}  // namespace

Costs costs_of_month(const LedgerModel& model, const Structure& structure, const MonthlyVolumes& volumes) {
  Costs costs{};
  costs[at(Account::probation_staff)] = volumes.probation_pay * volumes.years;
  costs[at(Account::approved_premises)] = volumes.approved_premises_beds * model.approved_premises_bed * volumes.years;
  costs[at(Account::custody_programmes)] = volumes.custody_programmes * model.custody_programme;
  costs[at(Account::recruitment)] = volumes.recruitment;
  costs[at(Account::prison_officers)] = volumes.prison_officer_pay * volumes.years + volumes.prison_recruitment;
  costs[at(Account::probation_fixed)] = model.probation_fixed_per_year * volumes.years;
  costs[at(Account::probation_reports)] = volumes.writers_pay * volumes.years;
  costs[at(Account::programme_staff)] = volumes.programme_staff_pay * volumes.years;
  for (std::size_t type = 0; type < volumes.reports.size(); ++type) {
    costs[at(Account::probation_reports)] += volumes.reports[type] * model.report[type];
  }
  for (std::size_t requirement = 0; requirement < volumes.requirements.size(); ++requirement) {
    costs[at(Account::probation_requirements)] += volumes.requirements[requirement] * model.requirement[requirement];
  }
  costs[at(Account::prison_fixed)] = model.prison_fixed_per_year * volumes.years;
  costs[at(Account::prison_places)] =
      (volumes.prisoners - volumes.police_cells) * model.prison_place_marginal * volumes.years;
  costs[at(Account::police_cells)] = volumes.police_cells * nights_per_year * volumes.years * model.police_cell_night;
  costs[at(Account::recall)] = volumes.recalls * model.recall;
  costs[at(Account::parole)] = volumes.parole_hearings * model.parole_hearing;
  costs[at(Account::crown_court)] = volumes.crown_sitting_days * model.crown_sitting_day;
  costs[at(Account::magistrates_court)] = volumes.magistrates_hearings * model.magistrates_hearing;
  costs[at(Account::transition)] = volumes.transition;
  overheads(costs, structure, volumes.years);
  reoffences(costs, model, volumes);
  return costs;
}

CostGroup cost_group(Account account) {
  switch (account) {
    case Account::probation_staff:
    case Account::probation_reports:
    case Account::probation_requirements:
    case Account::programme_staff:
    case Account::probation_fixed:
    case Account::approved_premises:
    case Account::recruitment:
      return CostGroup::probation;
    case Account::custody_programmes:
    case Account::prison_officers:
    case Account::prison_fixed:
    case Account::prison_places:
    case Account::police_cells:
    case Account::recall:
    case Account::parole:
      return CostGroup::prison;
    case Account::crown_court:
    case Account::magistrates_court:
      return CostGroup::court;
    case Account::headquarters:
    case Account::regional_offices:
    case Account::consultants:
    case Account::shared_services:
    case Account::contracting:
    case Account::idle_staff:
      return CostGroup::overhead;
    case Account::transition:
      return CostGroup::transition;
    case Account::reoffence_justice:
      return CostGroup::police;
    case Account::reoffence_victims:
      return CostGroup::victims;
  }
  return CostGroup::count;
}

Payer payer(Account account) {
  switch (cost_group(account)) {
    case CostGroup::court:
      return Payer::courts;
    case CostGroup::police:
      return Payer::police;
    case CostGroup::victims:
      return Payer::society;
    default:
      return Payer::agency;
  }
}

}  // namespace throughgate::justice
