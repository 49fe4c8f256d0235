#pragma once
/// Parameters of the disposal, its length, and what a conviction does to sentences already running.

#include "justice/people/population_model.hpp"

namespace throughgate::justice {

struct SentencingModel {
  Table<9, disposal_count> disposal{};  ///< share by offence group, at history 3_to_6
  Values<5> custody_odds{};             ///< odds multiplier by history
  Values<5> court_order_odds{};         ///< the same, community and suspended sentence orders
  Values<2> sex_custody_odds{};         ///< the same, by sex
  double on_order_custody_odds{};       ///< odds multiplier for a person on an order, licence or in custody
  Table<9, 5> length_band{};            ///< share by offence group, given custody
  Table<2, 5> length_weight{};          ///< multiplies those shares before they are made one again, by sex
  Values<9> listed_offence{};           ///< share of custody that is for listed (Schedule 15) offences
  double consecutive{};                 ///< share of sentences on those serving that follow the one being served
  Values<5> band_low_months{};
  Values<5> band_high_months{};
  Values<5> band_mean_months{};  ///< for indeterminate: the tariff
  double life_share{};           ///< of indeterminate sentences
  double life_tariff_months{};
  double ipp_tariff_months{};
  double tariff_shape{};            ///< sigma of the lognormal tariff
  Values<2> order_mean_months{};    ///< community order, suspended sentence order (supervision period)
  Values<2> order_spread_months{};  ///< half-width of the uniform spread around the mean
  Values<disposal_count> order_revoked_on_conviction{};  ///< running order ended, by the new disposal
  double suspended_activated{};                          ///< suspended sentence activated by a conviction in its period
};

}  // namespace throughgate::justice
