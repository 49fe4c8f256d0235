#pragma once
/// Parameters of custody: places, release, early release, indeterminate sentences.

#include "justice/people/population_model.hpp"

namespace throughgate::justice {

struct PlacesModel {
  double operational_capacity{};
  double operational_growth_per_year{};
  double in_use_cna{};
  double cna_growth_per_year{};
  double crowded_per_excess{};  ///< prisoners held two or three to a place for each prisoner above in-use CNA
  double police_cells{};        ///< most places in police cells before receptions queue
};

/// Who takes what the law of release leaves open.
struct EarlyReleaseModel {
  Values<9> curfew_take_up{};  ///< share of those eligible for home detention curfew, by offence group
  double end_of_custody_take_up{};
  double parole_chance{};  ///< release of a determinate prisoner by the Parole Board at the first hearing
};

struct IndeterminateModel {
  double first_hearing_months{};  ///< mean delay from tariff expiry to the first hearing
  double hearing_interval_months{};
  double release_chance_life{};
  double release_chance_ipp{};
};

struct CustodyModel {
  PlacesModel places;
  EarlyReleaseModel early;
  IndeterminateModel indeterminate;
};

}  // namespace throughgate::justice
