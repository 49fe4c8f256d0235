#include "report/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "report/response_catalogue.hpp"

namespace throughgate::report {
namespace {

using analysis::Comparison;
using analysis::ComparisonRow;

bool told_from_chance(const analysis::Difference& difference) {
  return difference.lower && difference.upper && (*difference.lower > 0 || *difference.upper < 0);
}

bool exactly_zero(const analysis::Difference& difference) {
  return difference.mean == 0.0 && difference.lower.value_or(0) == 0.0 && difference.upper.value_or(0) == 0.0;
}

/// `subject` verb phrase with the difference, its interval and the two means.
std::string sentence(const Comparison& comparison, const std::string& response, const std::string& subject,
                     const std::string& option) {
  const ComparisonRow* row = comparison.find(response, option);
  const ComparisonRow* reference = comparison.find(response, comparison.reference);
  if (row == nullptr || reference == nullptr || !row->difference.mean) return "";
  const ResponseView view = view_of(response, row->unit);
  const NumberFormat levels(view.style, std::max(std::abs(row->mean), std::abs(reference->mean)), view.unit);
  const std::string against = fmt::format("{} under {}, {} under {}", levels.value(row->mean), option,
                                          levels.value(reference->mean), comparison.reference);
  if (exactly_zero(row->difference)) return fmt::format("{} is the same: {}.", subject, against);
  if (!row->difference.lower) {
    return fmt::format("{} differs by {} in a single replication, which says nothing of chance: {}.", subject,
                       difference_text(view, *row), against);
  }
  if (!told_from_chance(row->difference)) {
    return fmt::format("{} shows no difference that can be told from {}, {}: {}.", subject,
                       comparison.probabilistic ? "none" : "chance", difference_text(view, *row), against);
  }
  return fmt::format("{} is {}, {}: {}.", subject, *row->difference.mean < 0 ? "lower" : "higher",
                     difference_text(view, *row), against);
}

double relative_change(const Comparison& comparison, const ComparisonRow& row) {
  const ComparisonRow* reference = comparison.find(row.response, comparison.reference);
  if (reference == nullptr || reference->mean == 0 || !row.difference.mean) return 0;
  return *row.difference.mean / std::abs(reference->mean);
}

const std::vector<std::string>* texts(const recording::Dataset& group, const std::string& name) {
  const recording::Variable* variable = group.find(name);
  return variable == nullptr ? nullptr : std::get_if<std::vector<std::string>>(&variable->data);
}

}  // namespace

std::vector<std::string> answer_of(const Comparison& comparison, const std::string& option) {
  std::vector<std::string> sentences;
  const bool committed = comparison.find("reoffending_committed_1y", option) != nullptr;
  sentences.push_back(committed
                          ? sentence(comparison, "reoffending_committed_1y", "Reoffending within a year", option)
                          : sentence(comparison, "proven_reoffending_1y", "Proven reoffending within a year", option));
  sentences.push_back(sentence(comparison, "total_cost", "The exchequer's cost a year", option));
  std::erase(sentences, "");
  return sentences;
}

std::string largest_changes(const Comparison& comparison, const std::string& option) {
  std::vector<const ComparisonRow*> moved;
  for (const ComparisonRow& row : comparison.rows) {
    // Posts are the change itself; a spread is no size.
    const bool of_people = view_of(row.response, row.unit).group != Group::cost &&
                           row.response != "posts_above_practice" && !row.response.ends_with("_variation");
    if (row.option == option && of_people && told_from_chance(row.difference)) moved.push_back(&row);
  }
  const auto size = [&](const ComparisonRow* row) { return -std::abs(relative_change(comparison, *row)); };
  std::ranges::stable_sort(moved, {}, size);
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, moved.size()); ++i) {
    const double change = relative_change(comparison, *moved[i]);
    if (change == 0) break;
    text += fmt::format("{}{} {:+.1f}%", text.empty() ? "Largest changes: " : "; ",
                        view_of(moved[i]->response, moved[i]->unit).title, 100 * change);
  }
  return text.empty() ? "" : text + ".";
}

/// Whether an option passes through more than what held before it and itself.
bool several_changes(const recording::Dataset& provenance) {
  const auto* options = texts(provenance, "stage_option");
  if (options == nullptr) return false;
  return std::ranges::any_of(*options, [&](const auto& option) { return std::ranges::count(*options, option) > 2; });
}

std::string assumption_sentence(const recording::Dataset& dataset) {
  const auto group = std::ranges::find(dataset.groups, "provenance", &recording::Dataset::name);
  if (group == dataset.groups.end()) return "";
  const auto* values = texts(*group, "parameter_value");
  const auto* grades = texts(*group, "parameter_grade");
  const auto* parameter = group->dimension("parameter");
  const auto* option = group->dimension("option");
  if (values == nullptr || grades == nullptr || parameter == nullptr || option == nullptr) return "";
  const std::size_t width = parameter->size();
  std::size_t differing = 0;
  std::size_t assumed = 0;
  for (std::size_t i = 0; i < width; ++i) {
    std::set<std::string> different;
    bool remembered = false;
    for (std::size_t o = 0; o < option->size(); ++o) {
      different.insert(values->at(o * width + i));
      remembered = remembered || grades->at(o * width + i) == "M";
    }
    if (different.size() < 2) continue;
    ++differing;
    assumed += remembered ? 1U : 0U;
  }
  if (option->size() < 2) return "";
  return fmt::format("The options differ in {} parameters; {} of these rest on memory or assumption (grade M).{}",
                     differing, assumed,
                     several_changes(*group) ? " Of an option that changes more than once the last "
                                               "structure counts here."
                                             : "");
}

std::string limits_sentence(bool probabilistic) {
  const std::string origin =
      "No causal measurement of these structures exists: the differences follow from the mechanisms and parameters "
      "of the model. ";
  if (probabilistic) {
    return origin +
           "The intervals hold 95% of the draws: the uncertainty of the parameters, and the chance of a run. What the "
           "model leaves out is in none of them.";
  }
  return origin +
         "The intervals (95%) hold the chance of a finite number of replications only, not the uncertainty of the "
         "parameters.";
}

}  // namespace throughgate::report
