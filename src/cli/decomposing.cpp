#include "cli/decomposing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string_view>

#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/text_table.hpp"
#include "cli/usage_error.hpp"
#include "report/response_catalogue.hpp"

namespace throughgate::cli {

namespace {

using analysis::MechanismShare;

/// What the answer of a comparison rests on, and so what is shown.
constexpr std::array<std::string_view, 4> shown_responses{"reoffending_committed_1y", "prison_population", "total_cost",
                                                          "net_benefit"};

std::vector<experiment::MechanismChange> changes_of(const scenario::LoadedScenario& loaded, std::size_t option,
                                                    const DecompositionArguments& decomposition) {
  try {
    return experiment::changes_of(loaded, option,
                                  decomposition.single ? experiment::Grain::single : experiment::Grain::families);
  } catch (const std::invalid_argument& error) {
    throw UsageError(fmt::format("--decompose: {}", error.what()));
  }
}

std::string share_text(const MechanismShare& share, double magnitude) {
  const report::ResponseView view = report::view_of(share.response, share.unit);
  const report::NumberFormat format(view.style, magnitude, view.unit);
  return format.difference(share.share) + " (" + format.interval(share.interval.lower, share.interval.upper) + ")";
}

/// Largest number among the shares of a response, so that all are written alike.
double magnitude_of(const std::vector<MechanismShare>& shares, std::string_view response) {
  double most = 0;
  for (const auto& share : shares) {
    if (share.response == response) most = std::max(most, std::abs(share.share));
  }
  return most;
}

}  // namespace

Decomposed decompose(const scenario::LoadedScenario& loaded, const RunArguments& arguments,
                     const DecompositionArguments& decomposition, Console& console) {
  const scenario::Scenario& scenario = loaded.scenario();
  if (scenario.replications < 2) throw UsageError("--decompose: an interval needs two replications");
  const InterruptGuard interrupt;
  Decomposed result;
  for (std::size_t option = 0; option < scenario.compared(); ++option) {
    if (option == scenario.reference) continue;
    experiment::CoalitionPlan plan{
        option, changes_of(loaded, option, decomposition), {}, arguments.thread_count(), arguments.queue_kind()};
    const std::string& name = scenario.options[option].name;
    if (plan.changes.empty()) {
      console.warn(fmt::format("option {} has every setting of the reference: there is nothing to take apart", name));
      continue;
    }
    if (plan.changes.size() > analysis::most_changes) {
      throw UsageError(fmt::format("--decompose: option {} has more than {} changes", name, analysis::most_changes));
    }
    const auto orders =
        analysis::orders_for(plan.changes.size(), decomposition.pairs, scenario.replications, scenario.seed);
    plan.coalitions = orders.coalitions;
    const auto progress = make_progress(console);
    const auto runs = experiment::run_coalitions(loaded, plan, interrupt.stop(), progress.get());
    for (const auto& failure : runs.failures) console.error(fmt::format("option {}, {}", name, failure.text()));
    result.interrupted = result.interrupted || runs.interrupted;
    result.complete = result.complete && runs.complete();
    if (runs.interrupted) break;
    for (auto& share : analysis::mechanism_shares(runs, orders, plan.changes, name)) {
      result.shares.push_back(std::move(share));
    }
  }
  return result;
}

Json decomposition_json(const std::vector<MechanismShare>& shares) {
  Json rows = Json::array();
  for (const auto& share : shares) {
    rows.push_back({{"response", share.response},
                    {"option", share.option},
                    {"mechanism", share.mechanism},
                    {"share", share.share},
                    {"standard_error", share.standard_error},
                    {"lower", share.interval.lower},
                    {"upper", share.interval.upper}});
  }
  return rows;
}

std::string decomposition_text(const std::vector<MechanismShare>& shares) {
  std::vector<std::string> responses;  // those of them that are known
  std::vector<std::string> header{"Shares of the difference (95% interval)"};
  for (const auto response : shown_responses) {
    const auto found = std::ranges::find(shares, response, &MechanismShare::response);
    if (found == shares.end()) continue;
    responses.emplace_back(response);
    header.push_back(report::view_of(response, found->unit).title);
  }
  TextTable table(std::vector<Align>(header.size(), Align::left));
  table.row(header);
  std::string option;
  for (const auto& first : shares) {
    if (responses.empty() || first.response != responses.front()) continue;
    if (first.option != option) table.heading(option = first.option);
    std::vector<std::string> cells{"  " + first.mechanism};
    for (const std::string& response : responses) {
      const auto same = std::ranges::find_if(shares, [&](const auto& share) {
        return share.response == response && share.option == first.option && share.mechanism == first.mechanism;
      });
      cells.push_back(same == shares.end() ? "-" : share_text(*same, magnitude_of(shares, response)));
    }
    table.row(cells);
  }
  return table.text();
}

}  // namespace throughgate::cli
