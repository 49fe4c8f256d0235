#pragma once
/// The closed lists of the domain, each with the labels that files use. Order is part of the file formats.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace throughgate::justice {

enum class Sex : std::uint8_t { male, female };
inline constexpr std::array<std::string_view, 2> sex_labels{"male", "female"};

enum class OffenceGroup : std::uint8_t { violence, sexual, robbery, burglary, theft, fraud, drugs, motoring, other };
inline constexpr std::array<std::string_view, 9> offence_group_labels{
    "violence", "sexual", "robbery", "burglary", "theft", "fraud", "drugs", "motoring", "other"};

/// Previous sanctions, in bands.
inline constexpr std::array<std::string_view, 5> history_labels{"none", "1_to_2", "3_to_6", "7_to_14", "15_or_more"};
[[nodiscard]] constexpr std::size_t history_band(unsigned previous_sanctions) {
  if (previous_sanctions == 0) return 0;
  if (previous_sanctions <= 2) return 1;
  if (previous_sanctions <= 6) return 2;
  return previous_sanctions <= 14 ? 3 : 4;
}

/// Age bands of OGRS3 (adults).
inline constexpr std::array<std::string_view, 7> age_labels{"18_to_20", "21_to_24", "25_to_29",  "30_to_34",
                                                            "35_to_39", "40_to_49", "50_or_more"};
inline constexpr std::array<int, 8> age_band_edges{18, 21, 25, 30, 35, 40, 50, 75};
[[nodiscard]] constexpr std::size_t age_band(int age_in_years) {
  std::size_t band = 0;
  while (band + 1 < age_labels.size() && age_in_years >= age_band_edges[band + 1]) ++band;
  return band;
}

inline constexpr std::array<std::string_view, 10> region_labels{
    "north_east", "north_west", "yorkshire_and_humber", "east_midlands", "west_midlands",
    "east",       "london",     "south_east",           "south_west",    "wales"};
inline constexpr std::size_t region_count = region_labels.size();

enum class Court : std::uint8_t { magistrates, crown };
inline constexpr std::array<std::string_view, 2> court_labels{"magistrates", "crown"};

enum class Disposal : std::uint8_t { discharge, fine, other, community_order, suspended_sentence_order, custody };
inline constexpr std::array<std::string_view, 6> disposal_labels{
    "discharge", "fine", "other", "community_order", "suspended_sentence_order", "custody"};
inline constexpr std::size_t disposal_count = disposal_labels.size();

/// Bands of the length of a sentence of immediate custody; the last is indeterminate.
enum class LengthBand : std::uint8_t { up_to_6m, from_6m_to_12m, from_12m_to_4y, from_4y, indeterminate };
inline constexpr std::array<std::string_view, 5> length_band_labels{"up_to_6m", "6m_to_under_12m", "12m_to_under_4y",
                                                                    "4y_or_more", "indeterminate"};

/// What base-year sentencing would have given: the third part of a person's stratum.
enum class ExpectedDisposal : std::uint8_t {
  fine_or_discharge,
  court_order,
  custody_under_12_months,
  custody_12_months_or_more
};
inline constexpr std::array<std::string_view, 4> expected_disposal_labels{
    "fine_or_discharge", "court_order", "custody_under_12_months", "custody_12_months_or_more"};

/// Court orders, and the outcomes of a breach hearing.
enum class OrderKind : std::uint8_t { community_order, suspended_sentence_order };
inline constexpr std::array<std::string_view, 2> order_kind_labels{"community_order", "suspended_sentence_order"};
enum class BreachOutcome : std::uint8_t { continued, revoked_to_custody, revoked_otherwise };
inline constexpr std::array<std::string_view, 3> breach_outcome_labels{"continued", "revoked_to_custody",
                                                                       "revoked_otherwise"};

/// Where an accredited programme is held.
enum class ProgrammeSetting : std::uint8_t { community, custody };
inline constexpr std::array<std::string_view, 2> programme_setting_labels{"community", "custody"};

/// Risk of serious harm tiers; the fourth is under MAPPA.
inline constexpr std::array<std::string_view, 4> tier_labels{"tier_1", "tier_2", "tier_3", "tier_4"};
inline constexpr std::size_t tier_count = tier_labels.size();

/// What a person is supervised under, for tiers, minutes and costs.
inline constexpr std::array<std::string_view, 3> supervision_labels{"court_order", "licence", "pre_release"};

inline constexpr std::array<std::string_view, 3> report_labels{"standard", "fast", "oral"};

/// Cohorts of the reoffending measures.
inline constexpr std::array<std::string_view, 4> cohort_labels{"all", "custody", "custody_under_12_months",
                                                               "court_order"};

}  // namespace throughgate::justice
