#pragma once
/// Parameters of reoffending: OGRS3, levels by stratum, family, effects.

#include "justice/people/population_model.hpp"

namespace throughgate::justice {

inline constexpr std::array<std::string_view, 4> family_labels{"exponential", "weibull", "lognormal", "loglogistic"};
inline constexpr std::array<std::string_view, 2> horizon_labels{"one_year", "two_years"};

struct ActuarialModel {
  Values<2> constant{};  ///< one year, two years
  double history_slope{};
  double first_sanction{};   ///< added without, and
  double repeat_sanction{};  ///< with previous sanctions
  Values<7> male_age{};
  Values<7> female_age{};
  Values<9> offence{};
};

/// Where the base year's person lives and works, by `needs_labels`, and what it does to the hazard.
struct NeedsModel {
  Values<2> unsettled{};
  Values<2> employed{};
  double unsettled_effect{};  ///< hazard ratio without settled accommodation, against with
  double employed_effect{};   ///< hazard ratio in work, against out of it
};
inline constexpr std::array<std::string_view, 2> needs_labels{"community", "custody"};
/// By what the person was expected to receive, not by what was received: that acts through its own effect alone.
[[nodiscard]] constexpr std::size_t needs_row(ExpectedDisposal expected) {
  return expected >= ExpectedDisposal::custody_under_12_months ? 1 : 0;
}

struct ReoffendingModel {
  ActuarialModel actuarial;
  Values<4> level{};        ///< logit shift at both horizons, by expected disposal
  double two_year_level{};  ///< further shift at two years
  double level_per_year{};  ///< further shift at both, for each year from `level_from_day` to the start of a spell
  int level_from_day{};     ///< days since 1970
  int family{};
  double frailty_variance{};
  double susceptible_margin{};        ///< c in pi = p2 + (1 - p2) c; 1 means that nobody is immune
  Values<9> further_offences{};       ///< mean offences proven beyond the first in a case, by group
  Values<9> same_group{};             ///< chance that a further offence is of the person's own group
  Values<9> other_group{};            ///< otherwise by these shares
  Values<4> disposal_effect{};        ///< log hazard ratio of the disposal received, by the same four classes
  Values<4> contact_elasticity{};     ///< of the hazard to contact intensity, by tier
  double through_gate_effect{};       ///< hazard ratio in the first 12 months where one manager and a full record meet
  double incomplete_record_effect{};  ///< hazard ratio where the record is incomplete at the first appointment
  double through_gate_months{};
  double supervision_floor{};  ///< cap of the product of supervision effects
  double supervision_ceiling{};
  double skill = 1;             ///< hazard ratio of trained supervision, relative to the base year's: a structure's
  Values<4> serious_share{};    ///< of charged cases of supervised persons that are serious further offences, by tier
  double unseen_risk_effect{};  ///< ratio of the serious share while what is known of the risk lags behind
  double unseen_risk_months{};  ///< for which it does where a record is lost or a risen risk is not passed on
  NeedsModel needs;
};

}  // namespace throughgate::justice
