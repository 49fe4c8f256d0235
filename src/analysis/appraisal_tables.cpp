/// The appraisal as a group of the results file.

#include <fmt/format.h>

#include <limits>
#include <utility>

#include "analysis/appraisal.hpp"

namespace throughgate::analysis {

namespace {

using recording::column;
using recording::Dataset;
using recording::Dimension;
using recording::Variable;

/// One number an option from each perspective.
Variable by_option(const Appraisal& appraisal, const std::string& name, std::vector<double> Decision::*field,
                   const std::string& units, const std::string& long_name) {
  std::vector<double> values;
  for (const Decision& decision : appraisal.decisions) {
    values.insert(values.end(), (decision.*field).begin(), (decision.*field).end());
  }
  return column(name, {"perspective", "option"}, std::move(values), units, long_name);
}

/// Value and standard error of what could be known, from each perspective: name beside name.
void add_information(const Appraisal& appraisal, std::vector<InformationValue> Decision::*field,
                     const std::string& dimension, const std::string& name, Dataset& group) {
  if (appraisal.decisions.empty() || (appraisal.decisions.front().*field).empty()) return;
  Dimension labels{dimension, {}, {}, {{"long_name", "what could be found out"}}};
  for (const auto& one : appraisal.decisions.front().*field) labels.labels.push_back(one.name);
  std::vector<double> values;
  std::vector<double> errors;
  for (const Decision& decision : appraisal.decisions) {
    for (const std::string& label : labels.labels) {
      for (const auto& one : decision.*field) {
        if (one.name != label) continue;
        values.push_back(one.value.value);
        errors.push_back(one.value.standard_error);
      }
    }
  }
  group.dimensions.push_back(std::move(labels));
  group.variables.push_back(column(name, {"perspective", dimension}, std::move(values), "GBP",
                                   "expected value of partial perfect information over the horizon"));
  group.variables.push_back(column(fmt::format("{}_standard_error", name), {"perspective", dimension},
                                   std::move(errors), "GBP", fmt::format("standard error of {}", name)));
}

void add_acceptability(const Appraisal& appraisal, Dataset& group) {
  const Acceptability& curve = appraisal.acceptability;
  if (curve.value.empty()) return;
  group.dimensions.push_back(
      {"reoffence_value", {}, curve.value, {{"units", "GBP"}, {"long_name", "value of a reoffence avoided"}}});
  std::vector<double> chance;
  for (const auto& of_value : curve.chance) chance.insert(chance.end(), of_value.begin(), of_value.end());
  std::vector<std::int32_t> frontier(curve.frontier.begin(), curve.frontier.end());
  group.variables.push_back(column("acceptability", {"reoffence_value", "option"}, std::move(chance), "1",
                                   "chance that the option has the highest net benefit (exchequer)"));
  group.variables.push_back(column("acceptability_frontier", {"reoffence_value"}, std::move(frontier), "1",
                                   "position, from 0, of the option with the highest expected net benefit"));
  group.variables.push_back(column("evpi_by_value", {"reoffence_value"}, curve.perfect_information, "GBP",
                                   "expected value of perfect information over the horizon (exchequer)"));
}

void add_incremental(const Appraisal& appraisal, Dataset& group) {
  Dimension alternative{"alternative", {}, {}, {{"long_name", "option but the reference"}}};
  Dimension quadrant{
      "quadrant",
      {"dearer_fewer_reoffences", "cheaper_fewer_reoffences", "dearer_more_reoffences", "cheaper_more_reoffences"},
      {},
      {{"long_name", "quadrant of the cost-effectiveness plane"}}};
  std::vector<double> cost;
  std::vector<double> avoided;
  std::vector<double> ratio;
  std::vector<double> shares;
  for (const Incremental& one : appraisal.incremental) {
    alternative.labels.push_back(one.option);
    cost.push_back(one.cost);
    avoided.push_back(one.reoffences_avoided);
    ratio.push_back(one.ratio.value_or(std::numeric_limits<double>::quiet_NaN()));
    shares.insert(shares.end(), one.quadrants.begin(), one.quadrants.end());
  }
  group.dimensions.push_back(std::move(alternative));
  group.dimensions.push_back(std::move(quadrant));
  group.variables.push_back(column("incremental_cost", {"alternative"}, std::move(cost), "GBP",
                                   "expected present cost to the exchequer less the reference's"));
  group.variables.push_back(column("reoffences_avoided", {"alternative"}, std::move(avoided), "1",
                                   "expected discounted reoffences fewer than the reference's"));
  group.variables.push_back(column("icer", {"alternative"}, std::move(ratio), "GBP",
                                   "incremental cost-effectiveness ratio; none where no reoffence is avoided"));
  group.variables.push_back(
      column("quadrant_share", {"alternative", "quadrant"}, std::move(shares), "1", "share of draws in each quadrant"));
}

}  // namespace

Dataset decision_group(const Appraisal& appraisal) {
  Dataset group;
  group.name = "decision";
  group.attributes = {{"draws", static_cast<std::int64_t>(appraisal.draws)},
                      {"replications", static_cast<std::int64_t>(appraisal.replications)},
                      {"uncertain_parameters", static_cast<std::int64_t>(appraisal.parameters)},
                      {"share_of_chance_between_draws", appraisal.chance_share}};
  group.dimensions = {{"perspective", {"exchequer", "society"}, {}, {{"long_name", "whose money counts"}}},
                      {"option", appraisal.options, {}, {{"long_name", "alternative of the comparison"}}}};
  group.variables.push_back(by_option(appraisal, "expected_net_benefit", &Decision::net_benefit, "GBP",
                                      "expected net benefit over the horizon, against the reference"));
  group.variables.push_back(by_option(appraisal, "probability_best", &Decision::probability_best, "1",
                                      "chance that the option has the highest net benefit"));
  group.variables.push_back(by_option(appraisal, "expected_loss", &Decision::expected_loss, "GBP",
                                      "expected loss against the best option of each draw"));
  std::vector<double> value;
  std::vector<double> error;
  for (const Decision& decision : appraisal.decisions) {
    value.push_back(decision.perfect_information.value);
    error.push_back(decision.perfect_information.standard_error);
  }
  group.variables.push_back(column("evpi", {"perspective"}, std::move(value), "GBP",
                                   "expected value of perfect information over the horizon"));
  group.variables.push_back(
      column("evpi_standard_error", {"perspective"}, std::move(error), "GBP", "standard error of evpi"));
  add_information(appraisal, &Decision::single, "known_parameter", "evppi", group);
  add_information(appraisal, &Decision::groups, "known_group", "evppi_of_group", group);
  add_acceptability(appraisal, group);
  add_incremental(appraisal, group);
  return group;
}

}  // namespace throughgate::analysis
