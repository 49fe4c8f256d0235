#include "analysis/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "analysis/intervals.hpp"
#include "analysis/moments.hpp"
#include "analysis/responses.hpp"
#include "justice/people/vocabulary.hpp"

namespace throughgate::analysis {
namespace {

Difference difference_between(std::span<const double> option, std::span<const double> reference, bool probabilistic) {
  std::vector<double> differences;
  std::vector<double> paired_option;
  std::vector<double> paired_reference;
  for (std::size_t i = 0; i < option.size(); ++i) {
    if (std::isnan(option[i]) || std::isnan(reference[i])) continue;
    differences.push_back(option[i] - reference[i]);
    paired_option.push_back(option[i]);
    paired_reference.push_back(reference[i]);
  }
  Difference difference;
  if (differences.empty()) return difference;
  const Moments moments = moments_of(differences);
  difference.mean = moments.mean;
  const auto interval = probabilistic ? quantile_interval(differences) : mean_interval(moments);
  if (interval) {
    difference.lower = interval->lower;
    difference.upper = interval->upper;
  }
  if (moments.variance && *moments.variance > 0) {
    const double unpaired = *moments_of(paired_option).variance + *moments_of(paired_reference).variance;
    difference.variance_reduction = unpaired / *moments.variance;
  }
  return difference;
}

ComparisonRow row_of(const Response& response, const std::vector<std::string>& options, std::size_t option,
                     std::size_t reference, bool probabilistic) {
  const Moments moments = moments_of(response.values[option]);
  ComparisonRow row;
  row.response = response.name;
  row.unit = response.unit;
  row.long_name = response.long_name;
  row.option = options[option];
  row.mean = moments.mean;
  row.standard_deviation = moments.standard_deviation();
  row.difference = option == reference
                       ? Difference{0.0, 0.0, 0.0, std::nullopt}
                       : difference_between(response.values[option], response.values[reference], probabilistic);
  return row;
}

/// The whole, or a cohort: finer breakdowns differ by chance too often to be warned of.
bool is_of_a_cohort(const std::string& response) {
  const std::size_t bracket = response.find('[');
  if (bracket == std::string::npos) return true;
  const std::string label = response.substr(bracket + 1, response.size() - bracket - 2);
  return std::ranges::find(justice::cohort_labels, label) != justice::cohort_labels.end();
}

/// Committed offences are what happens; proven ones depend on detection and on the court's delay as well.
void warn_of_opposite_signs(Comparison& comparison) {
  const std::string proven = "proven_reoffending_1y";
  for (const ComparisonRow& row : comparison.rows) {
    if (row.response.substr(0, row.response.find('[')) != proven || !is_of_a_cohort(row.response)) continue;
    const std::string committed = "reoffending_committed_1y" + row.response.substr(proven.size());
    const ComparisonRow* other = comparison.find(committed, row.option);
    if (other == nullptr || !row.difference.mean || !other->difference.mean) continue;
    if (*row.difference.mean * *other->difference.mean < 0) {
      comparison.warnings.push_back(
          fmt::format("{}: {} and {} differ from the reference in opposite directions; proven reoffending also moves "
                      "with detection and court delay, so read the committed one.",
                      row.option, row.response, committed));
    }
  }
}

/// The exchequer's cost for each reoffence avoided: a ratio of mean differences, so it has no value by replication.
/// Told only where reoffences fall by more than chance; elsewhere the ratio means nothing.
void add_cost_per_reoffence_avoided(Comparison& comparison) {
  for (const std::string& option : comparison.alternatives()) {
    const ComparisonRow* money = comparison.find("net_present_value", option);
    const ComparisonRow* reoffences = comparison.find("discounted_reoffences", option);
    if (money == nullptr || reoffences == nullptr || !money->difference.mean) continue;
    const Difference& avoided = reoffences->difference;
    if (!avoided.mean || !avoided.lower || !avoided.upper || *avoided.upper >= 0) continue;
    ComparisonRow row;
    row.response = "cost_per_reoffence_avoided";
    row.unit = "GBP";
    row.long_name = "exchequer's present cost for each reoffence avoided, against the reference";
    row.option = option;
    row.mean = *money->difference.mean / *avoided.mean;
    row.difference.mean = row.mean;
    comparison.rows.push_back(std::move(row));
  }
}

}  // namespace

const ComparisonRow* Comparison::find(const std::string& response, const std::string& option) const {
  const auto found = std::ranges::find_if(
      rows, [&](const ComparisonRow& row) { return row.response == response && row.option == option; });
  return found == rows.end() ? nullptr : &*found;
}

std::vector<std::string> Comparison::alternatives() const {
  std::vector<std::string> names;
  std::ranges::copy_if(options, std::back_inserter(names), [this](const auto& name) { return name != reference; });
  return names;
}

Comparison compare(const recording::Dataset& dataset) {
  Comparison comparison;
  comparison.options = option_names(dataset);
  const std::size_t reference = reference_option(dataset);
  comparison.reference = comparison.options[reference];
  comparison.title = text_attribute(dataset.attributes, "title").value_or("");
  comparison.complete = number_attribute(dataset.attributes, "complete").value_or(1) != 0;
  const auto* sample = sample_dimension(dataset);
  comparison.replications = sample == nullptr ? 0 : sample->size();
  comparison.probabilistic = sample != nullptr && sample->name == "draw";
  for (const Response& response : responses_of(dataset)) {
    for (std::size_t option = 0; option < comparison.options.size(); ++option) {
      // A mean needs a spread beside it, where more than one replication was run.
      const auto needed = std::min<std::size_t>(2, response.values[option].size());
      if (moments_of(response.values[option]).count < needed) continue;
      comparison.rows.push_back(row_of(response, comparison.options, option, reference, comparison.probabilistic));
    }
  }
  add_cost_per_reoffence_avoided(comparison);
  warn_of_opposite_signs(comparison);
  return comparison;
}

}  // namespace throughgate::analysis
