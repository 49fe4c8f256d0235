#pragma once
/// Parameters of court orders: requirements, breach, how orders end.

#include "justice/people/population_model.hpp"

namespace throughgate::justice {

inline constexpr std::array<std::string_view, 6> requirement_labels{
    "supervision", "unpaid_work", "accredited_programme", "drug_rehabilitation", "curfew", "other_requirement"};

struct CommunityOrderModel {
  Table<2, 6> requirement{};            ///< share of orders that hold it, by order kind
  Values<2> breach_per_month{};         ///< breach proceedings begun, by order kind
  double drug_rehabilitation_breach{};  ///< hazard ratio of breach for persons on drug rehabilitation
  double breach_hearing_days{};         ///< breach action to enforcement hearing
  Table<2, 3> breach_outcome{};         ///< by order kind
  Values<2> custody_months{};           ///< term after breach, by order kind
  double custody_spread{};              ///< half-width of the uniform spread around it, relative
  double early_end_per_month{};         ///< ended early for good progress or other reasons
  double early_end_completed{};         ///< share of those counted as completed
  double detection_elasticity{};        ///< of breach to contact intensity
};

}  // namespace throughgate::justice
