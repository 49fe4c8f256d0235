#pragma once
/// Parameters of the requirements of court orders: who delivers them, with how many places, how long.

#include "justice/people/population_model.hpp"

namespace throughgate::justice {

/// The order of bits in an order's set of requirements.
inline constexpr std::array<std::string_view, 6> requirement_labels{
    "supervision", "unpaid_work", "accredited_programme", "drug_rehabilitation", "curfew", "other_requirement"};
inline constexpr std::size_t requirement_count = requirement_labels.size();
enum class Requirement : std::uint8_t {
  supervision,
  unpaid_work,
  accredited_programme,
  drug_rehabilitation,
  curfew,
  other_requirement
};
[[nodiscard]] constexpr std::uint8_t requirement_bit(Requirement which) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(which));
}

/// Who is paid to deliver.
inline constexpr std::array<std::string_view, 4> provider_labels{"probation", "contractor", "health", "voluntary"};

struct RequirementPlacesModel {
  std::array<int, requirement_count> provider{};  ///< index of `provider_labels`
  Values<6> places{};                             ///< persons at a time, nationally; 0: without limit
  Values<6> duration_months{};                    ///< of delivery; 0: as long as the order
  Values<6> lead_days{};                          ///< order to first session where a place is free
};

}  // namespace throughgate::justice
