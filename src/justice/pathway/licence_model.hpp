#pragma once
/// Parameters of licence and recall.

#include "justice/people/population_model.hpp"

namespace throughgate::justice {

/// Why a person was recalled. Labels of Happening::recalled, from bit 1.
enum class RecallReason : std::uint8_t { charge, non_compliance, residence, contact, other };
inline constexpr std::array<std::string_view, 5> recall_reason_labels{"charge", "non_compliance", "residence",
                                                                      "contact", "other"};

struct LicenceModel {
  Values<5> recall_per_month{};  ///< recall without a new charge, by length band of the sentence
  Values<4> reason{};            ///< of recalls without a new charge, by `recall_reason_labels` after the first
  double unsettled_recall{};     ///< hazard ratio of recall without settled accommodation, against with
  double recall_on_charge{};     ///< share of charges on licence that bring recall
  double fixed_term_share{};
  double standard_mean_days{};
  double standard_shape{};        ///< sigma of the lognormal stay
  double detection_elasticity{};  ///< of recall to contact intensity
};

}  // namespace throughgate::justice
