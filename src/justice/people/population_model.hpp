#pragma once
/// Parameters of who enters, who leaves, and of the loads that are not simulated one by one.

#include <array>

#include "justice/people/vocabulary.hpp"

namespace throughgate::justice {

template <std::size_t N>
using Values = std::array<double, N>;
template <std::size_t Rows, std::size_t Columns>
using Table = std::array<double, Rows * Columns>;

inline constexpr std::array<std::string_view, 2> under_18_labels{"remand", "sentenced"};

/// Exogenous series: rows added to the totals that contain them.
struct ExogenousModel {
  double non_recordable_sentenced_per_year{};
  double under_18_sentenced_per_year{};
  double under_18_custody_per_year{};  ///< part of the former that receives custody
  Values<2> under_18_prisoners{};
  Values<5> under_18_receptions_per_year{};
  double non_criminal_prisoners{};
};

/// Adults entering at their first charge in an adult court, and the burn-in that makes the opening stock.
struct EntrantModel {
  double per_year{};
  double female_share{};
  Values<10> region_share{};
  Values<9> offence_group{};
  Values<7> age{};
  Values<5> history{};
  Values<5> ever_in_custody{};
  Values<5> sanctions_in_band{};  ///< previous sanctions given to a person of the band
  double age_at_first_sanction{};
  double drug_need{};  ///< share who need drug treatment
  double burn_in_years{};
  double burn_in_share{};  ///< of the run's scale; its persons are repeated to it
  double burn_in_least_scale{};
};

/// Stocks at the base date, to which the burn-in's components are thinned or repeated.
struct OpeningStockModel {
  Values<2> remand{};     ///< untried, unsentenced (adults)
  Values<5> sentenced{};  ///< by length band, recalled persons not counted
  double recalled{};
  double court_orders{};
  double licence{};
  double crown_backlog{};  ///< cases waiting (committed or sent for trial)
};
inline constexpr std::array<std::string_view, 2> remand_labels{"untried", "unsentenced"};

struct MortalityModel {
  Values<7> male{};  ///< deaths a year by age band
  Values<7> female{};
  double removal_per_year{};  ///< removed or emigrated, a year
};

/// What changes by itself from a day on. No change in the base model: a prediction estimates it on the years before.
struct TrendModel {
  int from_day{};     ///< days since 1970
  double entrants{};  ///< relative growth a year
};

struct PopulationModel {
  TrendModel trends;
  ExogenousModel exogenous;
  EntrantModel entrants;
  OpeningStockModel opening;
  MortalityModel mortality;
};

}  // namespace throughgate::justice
