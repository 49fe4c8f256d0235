#include "scenario/response_names.hpp"

#include <algorithm>

#include "justice/people/vocabulary.hpp"
#include "justice/services/ledger_model.hpp"

namespace throughgate::scenario {

const std::vector<std::string>& response_names() {
  static const std::vector<std::string> names{
      // stocks
      "prison_population", "remand_population", "sentenced_population", "recall_population", "determinate_population",
      "indeterminate_population", "probation_caseload", "court_order_caseload", "licence_caseload",
      "pre_release_caseload", "crown_court_backlog", "awaiting_place_population", "police_cell_population", "held",
      "crowded",
      // flows a year
      "persons_sentenced_per_year", "sentenced_receptions_per_year", "sentenced_receptions_per_year_by_band",
      "recalls_per_year", "breaches_per_year", "crown_court_receipts_per_year", "crown_court_disposals_per_year",
      "serious_further_offences_per_year", "serious_further_offences_per_1000", "expected_serious_offences_per_year",
      "programme_completions_per_year", "crown_court_sitting_days", "custody_after_breach_per_year",
      "hdc_eligible_per_year", "reports_per_year", "requirements_per_year", "emergency_releases_per_year",
      "approved_premises_entries_per_year", "programme_starts_per_year", "case_crossings_per_year",
      "lost_records_per_year", "reallocations_per_year", "missed_escalations_per_year", "posts_above_practice",
      "programme_places",
      // shares and waits
      "custody_rate", "crowding_share", "contact_share", "contact_intensity", "order_completion_share",
      "same_manager_share", "complete_record_share", "vacancy_share", "time_to_fill", "parole_release_share",
      "hdc_share", "ever_in_custody_share", "drr_completion_share", "reconviction_ratio_2y_1y", "psr_wait",
      "charge_to_first_listing", "first_listing_to_completion", "programme_wait", "remand_stay",
      "released_unsupervised_share", "occupancy", "reception_wait", "sickness", "officer_shortage",
      "supervisor_support", "approved_premises_occupancy", "seamless_release_share", "contact_intensity_last_year",
      "contact_intensity_variation", "programme_places_variation",
      // reoffending
      "proven_reoffending_1y", "reoffending_committed_1y", "reconviction_2y", "reoffences_per_100",
      "discounted_reoffences",
      // money a year
      "probation_cost", "prison_cost", "court_cost", "overhead_cost", "transition_cost", "police_cost", "total_cost",
      "society_cost", "practitioner_time_cost", "supervision_cost", "cost", "payments_per_year",
      "social_cost_of_reoffending",
      // money over the horizon
      "net_present_value", "society_net_present_value", "net_benefit", "cost_per_reoffence_avoided"};
  return names;
}

std::vector<std::string> response_labels(std::string_view name) {
  std::vector<std::string> labels;
  const auto add = [&labels](const auto& list) { labels.insert(labels.end(), list.begin(), list.end()); };
  if (name == "cost") add(justice::account_labels);
  if (name == "proven_reoffending_1y" || name == "reoffending_committed_1y" || name == "reconviction_2y" ||
      name == "reoffences_per_100") {
    add(justice::cohort_labels);
    add(justice::sex_labels);
    add(justice::age_labels);
    add(justice::history_labels);
    add(justice::region_labels);
    add(justice::length_band_labels);
  }
  return labels;
}

std::string_view response_name(std::string_view response) { return response.substr(0, response.find('[')); }

bool is_response(std::string_view response) {
  const std::string_view name = response_name(response);
  const auto& names = response_names();
  if (std::find(names.begin(), names.end(), name) == names.end()) return false;
  if (name.size() == response.size()) return true;
  const std::string_view label = response.substr(name.size());
  return label.size() > 2 && label.find(']') == label.size() - 1 && label.find('[', 1) == std::string_view::npos;
}

}  // namespace throughgate::scenario
