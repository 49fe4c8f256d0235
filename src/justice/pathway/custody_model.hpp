#pragma once
/// Parameters of custody: release, early release, indeterminate sentences.

#include "justice/people/population_model.hpp"

namespace throughgate::justice {

/// Who takes what the law of release leaves open.
struct EarlyReleaseModel {
  Values<9> curfew_take_up{};  ///< share of those eligible for home detention curfew, by offence group
  double end_of_custody_take_up{};
  double parole_chance{};  ///< release of a determinate prisoner by the Parole Board at the first hearing
};

struct IndeterminateModel {
  double first_hearing_months{};  ///< mean delay from tariff expiry to the first hearing
  double hearing_interval_months{};
  double release_chance_life{};  ///< at a hearing that is held
  double release_chance_ipp{};
  double dossier_incomplete{};  ///< share of hearings without a complete dossier
  double deferred{};            ///< share of hearings put off with a complete one
  double deferred_added{};      ///< further share where it is incomplete
  double deferral_months{};
};

struct CustodyModel {
  EarlyReleaseModel early;
  IndeterminateModel indeterminate;
};

}  // namespace throughgate::justice
