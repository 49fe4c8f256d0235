#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <set>

#include "analysis/claims.hpp"
#include "cli/arguments.hpp"
#include "cli/execution.hpp"
#include "cli/json_output.hpp"
#include "cli/usage_error.hpp"
#include "cli/verbs.hpp"
#include "report/claims_text.hpp"

namespace throughgate::cli {
namespace {

constexpr std::uint32_t most_draws = 1'000'000;
constexpr std::uint32_t usual_draws = 100;

struct ClaimArguments {
  RunArguments run;
  std::vector<std::string> ids;  ///< empty for every claim
  std::uint32_t draws = usual_draws;
};

std::vector<scenario::Claim> wanted_claims(const scenario::Scenario& scenario, const ClaimArguments& arguments) {
  std::vector<std::string> ids;
  for (const auto& claim : scenario.claims) ids.push_back(claim.id);
  if (ids.empty()) throw UsageError(fmt::format("{} has no `claims`", arguments.run.scenario));
  for (const auto& id : arguments.ids) {
    if (std::ranges::find(ids, id) != ids.end()) continue;
    const std::string nearest = nearest_name(id, ids);
    throw UsageError(fmt::format("--claim {}: there are {}{}", id, fmt::join(ids, ", "),
                                 nearest.empty() ? "" : " (did you mean " + nearest + "?)"));
  }
  if (arguments.ids.empty()) return scenario.claims;
  std::vector<scenario::Claim> wanted;
  std::ranges::copy_if(scenario.claims, std::back_inserter(wanted), [&arguments](const auto& claim) {
    return std::ranges::find(arguments.ids, claim.id) != arguments.ids.end();
  });
  return wanted;
}

/// The options that the claims name, and the reference; what each claim makes of them.
ProbabilisticArguments plan_of(const scenario::Scenario& scenario, const std::vector<scenario::Claim>& claims,
                               const ClaimArguments& arguments) {
  std::set<std::size_t> options{scenario.reference};
  for (const auto& claim : claims) {
    options.insert(claim.option);
    if (claim.against) options.insert(*claim.against);
  }
  ProbabilisticArguments plan;
  plan.wanted = true;
  plan.draws = arguments.draws;
  plan.purpose = DrawPurpose::claims;
  plan.options.assign(options.begin(), options.end());
  const auto place_of = [&plan](std::size_t option) {
    return static_cast<std::size_t>(std::ranges::find(plan.options, option) - plan.options.begin());
  };
  for (const auto& claim : claims) {
    experiment::Contrast contrast{claim.id, claim.metric, place_of(claim.option), std::nullopt};
    if (claim.against) contrast.against = place_of(*claim.against);
    plan.contrasts.push_back(std::move(contrast));
  }
  return plan;
}

/// Names of the uncertain parameters that act in the claim's options.
std::set<std::string> acting_in(const scenario::LoadedScenario& loaded, const scenario::Claim& claim) {
  std::vector<std::size_t> options{claim.option};
  if (claim.against) options.push_back(*claim.against);
  std::set<std::string> names;
  for (const auto& parameter : acting_parameters(loaded, options)) names.insert(parameter.name);
  return names;
}

Json json_of(const std::vector<analysis::JudgedClaim>& judged, const Execution& execution) {
  Json rows = Json::array();
  for (const auto& one : judged) {
    Json row{{"id", one.claim->id},
             {"claim", one.claim->text},
             {"source", one.claim->source},
             {"option", one.option},
             {"against", one.against.empty() ? Json() : Json(one.against)},
             {"metric", fmt::format("{}", fmt::join(one.claim->metric, " + "))},
             {"unit", one.unit},
             {"side", scenario::side_names()[static_cast<std::size_t>(one.claim->side)]},
             {"threshold", one.claim->threshold},
             {"estimate", one.estimate},
             {"lower", one.lower},
             {"upper", one.upper},
             {"probability", one.probability},
             {"verdict", analysis::verdict_name(one.verdict)},
             {"needs_more_runs", one.needs_more_runs},
             {"chance_share", one.chance},
             {"decided_by", nullptr},
             {"elicited", nullptr},
             {"break_even", nullptr}};
    if (one.decided_by) {
      row["decided_by"] = one.decided_by->parameter;
      row["elicited"] = one.decided_by->grade == "M";
      if (one.decided_by->break_even) row["break_even"] = *one.decided_by->break_even;
    }
    row["beside"] = Json::array();
    for (const auto& figure : one.claim->beside) {
      row["beside"].push_back(
          {{"label", figure.label}, {"value", figure.value}, {"unit", figure.unit}, {"source", figure.source}});
    }
    rows.push_back(std::move(row));
  }
  Json json{{"claims", std::move(rows)}};
  json["draws"] = execution.replications;
  json["wall_seconds"] = execution.wall_seconds;
  return json;
}

ExitCode judge_claims(const ClaimArguments& arguments, const std::string& command_line, Console& console) {
  console.set_quiet(arguments.run.quiet);
  const auto loaded = load(arguments.run);
  const scenario::Scenario& scenario = loaded.scenario();
  const auto claims = wanted_claims(scenario, arguments);
  std::vector<std::set<std::string>> acting;
  for (const auto& claim : claims) acting.push_back(acting_in(loaded, claim));
  std::vector<analysis::JudgedClaim> judged;
  const Execution execution = execute_probabilistic(loaded, arguments.run, plan_of(scenario, claims, arguments),
                                                    command_line, console, [&](recording::Dataset& dataset) {
                                                      judged = analysis::judge(dataset, claims, acting);
                                                      for (auto& one : judged) {
                                                        one.option = scenario.options[one.claim->option].name;
                                                        if (one.claim->against)
                                                          one.against = scenario.options[*one.claim->against].name;
                                                      }
                                                      dataset.groups.push_back(analysis::claims_group(judged));
                                                    });
  if (execution.replications == 0) return execution.exit_code;
  if (arguments.run.json) {
    console.print(json_line(json_of(judged, execution)));
    return execution.exit_code;
  }
  std::string text = scenario.name + "\n\n";
  for (const std::string& line : report::claim_lines(judged)) text += line + '\n';
  console.print(text + '\n' + closing_lines(execution));
  return execution.exit_code;
}

}  // namespace

void add_claims(CLI::App& program, Invocation& invocation) {
  const auto arguments = std::make_shared<ClaimArguments>();
  CLI::App& command =
      *program.add_subcommand("claims", "Judges the published claims of a scenario over draws of what is not known");
  declare(command, arguments->run);
  command.add_option("--claim", arguments->ids,
                     "Only the claim of this id, and the options that it names (repeatable)");
  command
      .add_option("--draws", arguments->draws,
                  fmt::format("Draws of the uncertain parameters (default: {})", usual_draws))
      ->check(CLI::Range(2U, most_draws));
  command.callback([&invocation, arguments] {
    invocation.action = [&invocation, arguments](Console& console) {
      return judge_claims(*arguments, invocation.command_line, console);
    };
  });
}

}  // namespace throughgate::cli
