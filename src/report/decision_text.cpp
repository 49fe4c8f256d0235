#include "report/decision_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/numbers.hpp"

namespace throughgate::report {

namespace {

using analysis::Appraisal;
using analysis::Decision;
using analysis::InformationValue;
using analysis::Perspective;

constexpr std::size_t shown = 3;

std::string pounds(double amount) { return NumberFormat(Style::money, std::abs(amount)).value(amount); }
std::string signed_pounds(double amount) { return NumberFormat(Style::money, std::abs(amount)).difference(amount); }
std::string percent(double share) { return fmt::format("{:.0f}%", 100 * share); }

std::string estimate(const analysis::Estimate& one) {
  return fmt::format("{} (standard error {})", pounds(one.value), pounds(one.standard_error));
}

std::string drawn(const Appraisal& appraisal) {
  const std::string each = appraisal.replications == 1 ? "one replication each"
                                                       : fmt::format("{} replications each", appraisal.replications);
  return fmt::format(
      "{} draws of {} uncertain parameters, {}. Chance made {} of the variance between draws; it is taken out below.",
      appraisal.draws, appraisal.parameters, each, percent(appraisal.chance_share));
}

std::string benefit_of(const Appraisal& appraisal, const Decision& decision) {
  if (decision.perspective == Perspective::society) {
    return "Net benefit to society: the present cost of exchequer, victims and society that is saved over the horizon.";
  }
  if (!appraisal.value_per_reoffence) {
    return "Net benefit to the exchequer: its present cost that is saved over the horizon (the scenario declares no "
           "value "
           "of a reoffence avoided).";
  }
  return fmt::format(
      "Net benefit to the exchequer: {} for each reoffence avoided, less its present cost over the horizon.",
      pounds(*appraisal.value_per_reoffence));
}

void add_options(const Appraisal& appraisal, const Decision& decision, std::vector<std::string>& lines) {
  for (std::size_t option = 0; option < appraisal.options.size(); ++option) {
    const std::string benefit =
        option == appraisal.reference ? "the reference" : "expected " + signed_pounds(decision.net_benefit[option]);
    lines.push_back(fmt::format("  {}: {}; best in {} of draws; expected loss if chosen {}", appraisal.options[option],
                                benefit, percent(decision.probability_best[option]),
                                pounds(decision.expected_loss[option])));
  }
}

/// The largest few; one below twice its error may be nothing.
void add_information(const std::string& title, const std::vector<InformationValue>& values,
                     std::vector<std::string>& lines) {
  lines.push_back(title);
  for (std::size_t i = 0; i < std::min(shown, values.size()); ++i) {
    if (values[i].value.value <= 0) {
      lines.emplace_back(i == 0 ? "  nothing of them alone" : "  nothing of any other");
      return;
    }
    const bool may_be_nothing = values[i].value.value <= 2 * values[i].value.standard_error;
    lines.push_back(fmt::format("  {}: {}{}", values[i].name, estimate(values[i].value),
                                may_be_nothing ? ", not told from nothing" : ""));
  }
}

std::string number(double value) { return fmt::format("{:.4g}", value); }

void add_swings(const Decision& decision, std::vector<std::string>& lines) {
  lines.push_back("What moves the expected net benefit most (the parameter at its 5% and 95% quantile):");
  for (std::size_t i = 0; i < std::min(shown, decision.swings.size()); ++i) {
    const auto& one = decision.swings[i];
    const std::string turn = one.swing.break_even ? fmt::format("; breaks even at {}", number(*one.swing.break_even))
                                                  : std::string("; no break-even inside its range");
    lines.push_back(fmt::format("  {} from {} to {}: {} from {} to {}{}", one.parameter, number(one.at_low),
                                number(one.at_high), one.option, signed_pounds(one.swing.low),
                                signed_pounds(one.swing.high), turn));
  }
}

void add_incremental(const Appraisal& appraisal, std::vector<std::string>& lines) {
  for (const auto& one : appraisal.incremental) {
    const std::string ratio =
        one.ratio && one.cost > 0 ? fmt::format("; {} for each reoffence avoided", pounds(*one.ratio)) : std::string();
    lines.push_back(fmt::format(
        "{} against {}: {} to the exchequer and {} reoffences avoided, expected, discounted{}; dearer with fewer "
        "reoffences in {} of draws, cheaper with fewer in {}, dearer with more in {}, cheaper with more in {}.",
        one.option, appraisal.options[appraisal.reference], signed_pounds(one.cost), grouped(one.reoffences_avoided, 0),
        ratio, percent(one.quadrants[0]), percent(one.quadrants[1]), percent(one.quadrants[2]),
        percent(one.quadrants[3])));
  }
}

}  // namespace

std::vector<std::string> decision_lines(const Appraisal& appraisal) {
  std::vector<std::string> lines{drawn(appraisal)};
  add_incremental(appraisal, lines);
  for (const Decision& decision : appraisal.decisions) {
    lines.emplace_back();
    lines.push_back(benefit_of(appraisal, decision));
    add_options(appraisal, decision, lines);
    lines.push_back(
        fmt::format("Better by expected net benefit: {}, with a chance of {}. Knowing every parameter would be "
                    "worth {} (EVPI).",
                    appraisal.options[decision.best], percent(decision.probability_best[decision.best]),
                    estimate(decision.perfect_information)));
    add_information("Worth most to find out (EVPPI):", decision.single, lines);
    if (decision.perspective != Perspective::exchequer) continue;
    add_information("Groups of parameters:", decision.groups, lines);
    add_swings(decision, lines);
  }
  return lines;
}

}  // namespace throughgate::report
