#include "report/response_catalogue.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace throughgate::report {
namespace {

struct Entry {
  std::string_view name;
  Group group;
  Style style;
  std::string_view title;
};

constexpr Entry entries[] = {
    {"proven_reoffending_1y", Group::reoffending, Style::percent, "Proven reoffending within a year"},
    {"reoffending_committed_1y", Group::reoffending, Style::percent, "Reoffending committed within a year"},
    {"reconviction_2y", Group::reoffending, Style::percent, "Reconviction within two years"},
    {"reoffences_per_100", Group::reoffending, Style::count, "Reoffences per 100 offenders"},
    {"reconviction_ratio_2y_1y", Group::reoffending, Style::ratio, "Two-year to one-year reconviction"},
    {"serious_further_offences_per_year", Group::reoffending, Style::count, "Serious further offences a year"},
    {"expected_serious_offences_per_year", Group::reoffending, Style::count,
     "Serious further offences expected of charged cases, a year"},
    {"serious_further_offences_per_1000", Group::reoffending, Style::count,
     "Serious further offences per 1,000 caseload-years"},
    {"case_crossings_per_year", Group::probation, Style::count, "Cases that cross to another provider, a year"},
    {"lost_records_per_year", Group::probation, Style::count, "Records lost in part at a crossing, a year"},
    {"reallocations_per_year", Group::probation, Style::count, "Cases taken over because their risk rose, a year"},
    {"missed_escalations_per_year", Group::probation, Style::count, "Risen risks that nobody passes on, a year"},
    {"discounted_reoffences", Group::reoffending, Style::count, "Reoffences over the horizon, discounted"},
    {"prison_population", Group::prison, Style::count, "Persons in prison"},
    {"remand_population", Group::prison, Style::count, "Persons on remand"},
    {"sentenced_population", Group::prison, Style::count, "Sentenced persons in prison"},
    {"recall_population", Group::prison, Style::count, "Recalled persons in prison"},
    {"determinate_population", Group::prison, Style::count, "Persons serving determinate sentences"},
    {"indeterminate_population", Group::prison, Style::count, "Persons serving indeterminate sentences"},
    {"sentenced_receptions_per_year", Group::prison, Style::count, "Sentenced receptions a year"},
    {"recalls_per_year", Group::prison, Style::count, "Recalls a year"},
    {"crowding_share", Group::prison, Style::percent, "Prisoners in crowded cells"},
    {"occupancy", Group::prison, Style::percent, "Prisoners for each place of operational capacity"},
    {"held", Group::prison, Style::count, "Prisoners held"},
    {"crowded", Group::prison, Style::count, "Prisoners crowded"},
    {"police_cell_population", Group::prison, Style::count, "Prisoners in police cells"},
    {"awaiting_place_population", Group::prison, Style::count, "Sentenced persons waiting for a place"},
    {"reception_wait", Group::prison, Style::days, "Wait for a place in prison"},
    {"emergency_releases_per_year", Group::prison, Style::count, "Emergency releases a year"},
    {"hdc_eligible_per_year", Group::prison, Style::count, "Eligible for curfew, a year"},
    {"released_unsupervised_share", Group::prison, Style::percent, "Released without supervision"},
    {"programme_completed_at_hearings", Group::prison, Style::percent, "Parole hearings after a programme"},
    {"approved_premises_entries_per_year", Group::probation, Style::count, "Entries to approved premises a year"},
    {"approved_premises_occupancy", Group::probation, Style::percent, "Beds taken in approved premises"},
    {"programme_starts_per_year", Group::probation, Style::count, "Programmes begun a year"},
    {"requirements_per_year", Group::probation, Style::count, "Requirements begun a year"},
    {"reports_per_year", Group::court, Style::count, "Pre-sentence reports a year"},
    {"parole_release_share", Group::prison, Style::percent, "Parole hearings that release"},
    {"hdc_share", Group::prison, Style::percent, "Eligible prisoners released on curfew"},
    {"remand_stay", Group::prison, Style::days, "Mean stay on remand"},
    {"crown_court_backlog", Group::court, Style::count, "Crown Court backlog"},
    {"crown_court_receipts_per_year", Group::court, Style::count, "Crown Court receipts a year"},
    {"crown_court_disposals_per_year", Group::court, Style::count, "Crown Court disposals a year"},
    {"crown_court_sitting_days", Group::court, Style::count, "Crown Court sitting days a year"},
    {"persons_sentenced_per_year", Group::court, Style::count, "Persons sentenced a year"},
    {"disposals_per_year", Group::court, Style::count, "Disposals a year"},
    {"custody_rate", Group::court, Style::percent, "Sentenced to immediate custody"},
    {"psr_wait", Group::court, Style::days, "Wait for a pre-sentence report"},
    {"charge_to_first_listing", Group::court, Style::days, "Charge to first listing"},
    {"first_listing_to_completion", Group::court, Style::days, "First listing to completion"},
    {"probation_caseload", Group::probation, Style::count, "Probation caseload"},
    {"court_order_caseload", Group::probation, Style::count, "Court order caseload"},
    {"licence_caseload", Group::probation, Style::count, "Licence caseload"},
    {"pre_release_caseload", Group::probation, Style::count, "Pre-release caseload"},
    {"breaches_per_year", Group::probation, Style::count, "Breaches a year"},
    {"custody_after_breach_per_year", Group::probation, Style::count, "To custody after a breach, a year"},
    {"order_completion_share", Group::probation, Style::percent, "Orders completed, of those ended"},
    {"drr_completion_share", Group::probation, Style::percent, "Drug rehabilitation requirements completed"},
    {"programme_completions_per_year", Group::probation, Style::count, "Programme completions a year"},
    {"programme_wait", Group::probation, Style::days, "Wait for a programme"},
    {"ever_in_custody_share", Group::probation, Style::percent, "Court orders ever in custody"},
    {"same_manager_share", Group::probation, Style::percent, "Released to the same manager"},
    {"complete_record_share", Group::probation, Style::percent, "Released with a complete record"},
    {"seamless_release_share", Group::probation, Style::percent, "Released to the same manager, record complete"},
    {"programme_places", Group::probation, Style::count, "Places of programmes"},
    {"programme_places_variation", Group::probation, Style::percent, "Places of programmes, spread between months"},
    {"posts_above_practice", Group::staff, Style::count, "Posts at headquarters and in regions"},
    {"contact_intensity_last_year", Group::staff, Style::ratio, "Contact intensity in the last year"},
    {"contact_intensity_variation", Group::staff, Style::percent, "Contact intensity, spread between months"},
    {"contact_share", Group::staff, Style::percent, "Staff time in direct contact"},
    {"contact_intensity", Group::staff, Style::ratio, "Contact intensity"},
    {"vacancy_share", Group::staff, Style::percent, "Vacant posts"},
    {"time_to_fill", Group::staff, Style::days, "Time to fill a post"},
    {"sickness", Group::staff, Style::days, "Sickness of a practitioner, a year"},
    {"officer_shortage", Group::staff, Style::percent, "Shortage of prison officers' time"},
    {"supervisor_support", Group::staff, Style::percent, "Support of offender supervisors"},
    {"prisoners_at_review", Group::staff, Style::count, "Prisoners when staff are reviewed"},
    {"supervised_prisoners", Group::staff, Style::count, "Prisoners supervised before release"},
    {"probation_cost", Group::cost, Style::money, "Probation, a year"},
    {"prison_cost", Group::cost, Style::money, "Prison, a year"},
    {"court_cost", Group::cost, Style::money, "Court, a year"},
    {"overhead_cost", Group::cost, Style::money, "Overhead, a year"},
    {"transition_cost", Group::cost, Style::money, "Transition, a year"},
    {"police_cost", Group::cost, Style::money, "Police work on reoffences, a year"},
    {"total_cost", Group::cost, Style::money, "Exchequer in all, a year"},
    {"cost", Group::cost, Style::money, "Account, a year"},
    {"payments_per_year", Group::cost, Style::money, "Paid a year"},
    {"supervision_cost", Group::cost, Style::money, "Practitioners' pay, a year"},
    {"practitioner_time_cost", Group::cost, Style::money, "Practitioners' time lost to requests, priced, a year"},
    {"society_cost", Group::cost, Style::money, "Exchequer and society, a year"},
    {"society_net_present_value", Group::cost, Style::money, "Exchequer and society, net present cost"},
    {"social_cost_of_reoffending", Group::cost, Style::money, "Cost of reoffending to victims and society, a year"},
    {"net_present_value", Group::cost, Style::money, "Exchequer net present cost"},
    {"net_benefit", Group::cost, Style::money, "Net benefit"},
    {"cost_per_reoffence_avoided", Group::cost, Style::money, "Cost per reoffence avoided"},
};

Style style_of_unit(std::string_view unit) {
  if (unit.find("GBP") != std::string_view::npos) return Style::money;
  if (unit == "day") return Style::days;
  if (unit == "share") return Style::percent;
  return Style::count;
}

std::string with_spaces(std::string_view label) {
  std::string text(label);
  std::ranges::replace(text, '_', ' ');
  return text;
}

double magnitude_of(const analysis::Difference& difference) {
  double largest = std::abs(difference.mean.value_or(0));
  for (const auto& bound : {difference.lower, difference.upper}) {
    if (bound && std::isfinite(*bound)) largest = std::max(largest, std::abs(*bound));
  }
  return largest;
}

}  // namespace

bool left_to_the_file(std::string_view response) {
  constexpr std::array<std::string_view, 4> measures{"proven_reoffending_1y", "reoffending_committed_1y",
                                                     "reconviction_2y", "reoffences_per_100"};
  constexpr std::array<std::string_view, 4> cohorts{"all", "custody", "custody_under_12_months", "court_order"};
  const std::size_t bracket = response.find('[');
  if (bracket == std::string_view::npos) return false;
  const std::string_view label = response.substr(bracket + 1, response.size() - bracket - 2);
  const bool measure = std::ranges::find(measures, response.substr(0, bracket)) != measures.end();
  return measure && std::ranges::find(cohorts, label) == cohorts.end();
}

bool repeats_the_whole(const analysis::Comparison& comparison, const std::string& response) {
  if (left_to_the_file(response)) return true;
  constexpr std::string_view all = "[all]";
  if (!response.ends_with(all)) return false;
  const std::string whole = response.substr(0, response.size() - all.size());
  return std::ranges::find(comparison.rows, whole, &analysis::ComparisonRow::response) != comparison.rows.end();
}

std::string_view title_of(Group group) {
  constexpr std::array<std::string_view, 7> titles{"Reoffending", "Prison", "Court", "Probation",
                                                   "Staff",       "Cost",   "Other"};
  return titles[static_cast<std::size_t>(group)];
}

ResponseView view_of(std::string_view response, std::string_view unit) {
  const std::size_t bracket = response.find('[');
  const std::string_view name = response.substr(0, bracket);
  std::string label;
  if (bracket != std::string_view::npos) {
    label = with_spaces(response.substr(bracket + 1, response.size() - bracket - 2));
  }
  ResponseView view;
  const auto* found = std::ranges::find(entries, name, &Entry::name);
  if (found == std::end(entries)) found = std::ranges::find(entries, name.substr(0, name.rfind("_by_")), &Entry::name);
  if (found != std::end(entries)) {
    view = {std::string(found->title), found->group, found->style, ""};
  } else {
    view = {with_spaces(name), Group::other, style_of_unit(unit), ""};
    if (view.style == Style::count && unit == "year-1") view.unit = "a year";
    if (view.style == Style::count && unit != "1" && view.unit.empty()) view.unit = unit;
  }
  if (!label.empty()) view.title += ", " + label;
  return view;
}

RowFormats formats_of(const ResponseView& view, const analysis::ComparisonRow& row) {
  return {NumberFormat(view.style, std::abs(row.mean), view.unit),
          NumberFormat(view.style, magnitude_of(row.difference), view.unit)};
}

std::string difference_text(const ResponseView& view, const analysis::ComparisonRow& row) {
  const analysis::Difference& difference = row.difference;
  if (!difference.mean) return "not known";
  const NumberFormat format = formats_of(view, row).difference;
  const std::string text = format.difference(*difference.mean);
  if (!difference.lower || !difference.upper) return text;
  return text + " (" + format.interval(*difference.lower, *difference.upper) + ")";
}

}  // namespace throughgate::report
