#pragma once
/// Unit costs in base-year prices, and how they are discounted.

#include "justice/people/population_model.hpp"

namespace throughgate::justice {

/// The only list of cost accounts; the ledger, the results and the report follow it.
enum class Account : std::uint8_t {
  probation_staff,
  probation_reports,
  probation_requirements,
  programme_staff,
  probation_fixed,
  approved_premises,
  recruitment,
  prison_officers,
  prison_fixed,
  prison_places,
  custody_programmes,
  police_cells,
  recall,
  parole,
  crown_court,
  magistrates_court,
  headquarters,
  regional_offices,
  consultants,
  shared_services,
  contracting,
  idle_staff,
  transition,
  reoffence_victims,
  reoffence_justice
};
inline constexpr std::array<std::string_view, 25> account_labels{"probation_staff",
                                                                 "probation_reports",
                                                                 "probation_requirements",
                                                                 "programme_staff",
                                                                 "probation_fixed",
                                                                 "approved_premises",
                                                                 "recruitment",
                                                                 "prison_officers",
                                                                 "prison_fixed",
                                                                 "prison_places",
                                                                 "custody_programmes",
                                                                 "police_cells",
                                                                 "recall",
                                                                 "parole",
                                                                 "crown_court",
                                                                 "magistrates_court",
                                                                 "headquarters",
                                                                 "regional_offices",
                                                                 "consultants",
                                                                 "shared_services",
                                                                 "contracting",
                                                                 "idle_staff",
                                                                 "transition",
                                                                 "reoffence_victims",
                                                                 "reoffence_justice"};

struct LedgerModel {
  double probation_fixed_per_year{};  ///< estates, administration, everything not counted elsewhere
  Values<3> report{};                 ///< a report, by type, the writer's pay apart
  Values<6> requirement{};            ///< an order that holds it
  double prison_fixed_per_year{};
  double prison_place_marginal{};  ///< a prisoner-year
  double custody_programme{};      ///< one begun
  double approved_premises_bed{};  ///< a year
  double police_cell_night{};
  double recall{};
  double parole_hearing{};
  double crown_sitting_day{};
  double magistrates_hearing{};
  Values<9> victim{};           ///< a reoffence, by offence group: part borne by victims and society
  double police_per_offence{};  ///< justice cost not simulated
  double actual_to_proven{};    ///< offences committed for each one proven
  double discount_rate{};       ///< a year
};

}  // namespace throughgate::justice
