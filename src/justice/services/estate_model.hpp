#pragma once
/// Parameters of the prison estate by function: places, who is held where, and what follows when places run out.

#include "justice/people/population_model.hpp"

namespace throughgate::justice {

/// The six functions of men's establishments, then the women's.
inline constexpr std::array<std::string_view, 7> establishment_labels{
    "local", "category_b", "category_c", "open", "high_security", "young_offender", "female"};
inline constexpr std::size_t male_establishment_count = 6;

inline constexpr std::array<std::string_view, 5> prisoner_class_labels{"remand", "under_12_months", "12_months_or_more",
                                                                       "indeterminate", "recalled"};

/// In the order in which they act. Crowding, the first, is the difference of the two kinds of places.
struct OverflowModel {
  double early_release_occupancy{};    ///< prisoners for each place of operational capacity from which the scheme runs
  double early_release_take_up{};      ///< share of those it may release
  double early_release_least_days{};   ///< shortest term that it may release from
  double early_release_most_months{};  ///< longest
  double early_release_days{};         ///< before the automatic release date; 0: no scheme
  double police_cells{};               ///< most places in police cells before receptions queue
  int queue{};                         ///< whether receptions queue when these are full too
};
inline constexpr std::array<std::string_view, 2> overflow_queue_labels{"off", "on"};

struct EstateModel {
  double operational_capacity{};
  double operational_growth_per_year{};
  double in_use_cna{};
  double cna_growth_per_year{};
  Values<7> operational_share{};  ///< of the operational capacity, by function
  Values<7> cna_share{};          ///< of the in-use certified normal accommodation, by function
  Table<5, 6> allocation{};       ///< men of each class over the functions, before any is full
  double crowded_per_excess{};    ///< prisoners held two or three to a place for each prisoner of a function above its
                                  ///< in-use certified normal accommodation
  OverflowModel overflow;
};

}  // namespace throughgate::justice
