#pragma once
/// Parameters of accredited programmes, in the community and in custody.

#include "justice/people/population_model.hpp"

namespace throughgate::justice {

inline constexpr std::array<std::string_view, 3> programme_end_labels{"completed", "dropped_out", "cut_short"};

struct ProgrammeModel {
  Values<2> places{};            ///< at a time, nationally, by setting
  Values<2> lead_days{};         ///< order or reception to being put on the waiting list
  Values<2> duration_months{};   ///< of a programme that is completed
  Values<2> drop_out{};          ///< share of starters; they leave at a uniform moment of it
  Values<5> custody_share{};     ///< of receptions put down for one, by length band
  Values<2> completed_effect{};  ///< hazard ratio after completion, before it fades
  Values<2> dropped_effect{};    ///< hazard ratio after dropping out, before it fades
  double half_life_months{};     ///< of the log of both
  double voice_elasticity{};  ///< of the log of completion, in the community, to `professional_voice.probation_share`
  Values<2> fit{1, 1};        ///< factor of the log of completion, by setting: what a structure makes of it
  double parole_ratio{};      ///< chance of release at a hearing with a programme completed, against none
  // Of the base year (generated), by setting and expected disposal: effects are centred on them.
  Table<2, 4> base_completed{};  ///< share of orders, of releases
  Table<2, 4> base_dropped{};
  double base_completed_at_hearings{};  ///< share of hearings of indeterminate prisoners
};

}  // namespace throughgate::justice
