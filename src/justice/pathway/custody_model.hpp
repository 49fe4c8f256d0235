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

struct HomeDetentionCurfewModel {
  Values<9> take_up{};  ///< share of the eligible released, by offence group
  double window_days{};
  double least_served_days{};
  double served_share{};  ///< of the term
  double least_term_days{};
  double most_term_months{};
};

struct EndOfCustodyModel {
  double days_early{};
  double take_up{};
  int last_release{};  ///< days since 1970-01-01
  double most_term_months{};
};

struct IndeterminateModel {
  double first_hearing_months{};  ///< mean delay from tariff expiry to the first hearing
  double hearing_interval_months{};
  double release_chance_life{};
  double release_chance_ipp{};
};

struct CustodyModel {
  PlacesModel places;
  HomeDetentionCurfewModel hdc;
  EndOfCustodyModel ecl;
  IndeterminateModel indeterminate;
  double released_after_share{};  ///< of a determinate term
  double licence_from_months{};   ///< terms this long or longer leave on licence
};

}  // namespace throughgate::justice
