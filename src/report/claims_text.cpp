#include "report/claims_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "report/numbers.hpp"
#include "report/response_catalogue.hpp"

namespace throughgate::report {

namespace {

using analysis::JudgedClaim;

/// Above this share of the spread it is told.
constexpr double much_chance = 0.5;

std::string side_text(const scenario::Claim& claim, const std::string& threshold) {
  constexpr std::array<const char*, 4> words{"at least ", "at most ", "above ", "below "};
  return words[static_cast<std::size_t>(claim.side)] + threshold;
}

std::string metric_text(const JudgedClaim& one) {
  std::vector<std::string> titles;
  for (const auto& response : one.claim->metric) titles.push_back(view_of(response, one.unit).title);
  return fmt::format("{}", fmt::join(titles, " + "));
}

NumberFormat format_of(const JudgedClaim& one) {
  const ResponseView view = view_of(one.claim->metric.front(), one.unit);
  const double magnitude =
      std::max({std::abs(one.estimate), std::abs(one.lower), std::abs(one.upper), std::abs(one.claim->threshold)});
  return {view.style, magnitude, view.unit};
}

std::string estimate_text(const JudgedClaim& one) {
  const NumberFormat format = format_of(one);
  if (one.against.empty()) {
    return fmt::format("{} of {}: {} ({}); claimed {}", metric_text(one), one.option, format.value(one.estimate),
                       format.range(one.lower, one.upper), side_text(*one.claim, format.value(one.claim->threshold)));
  }
  return fmt::format("{}, {} less {}: {} ({}); claimed {}", metric_text(one), one.option, one.against,
                     format.difference(one.estimate), format.interval(one.lower, one.upper),
                     side_text(*one.claim, format.difference(one.claim->threshold)));
}

std::string decider_text(const JudgedClaim& one) {
  if (!one.decided_by) return "no single unknown is told from none";
  const analysis::Decider& decider = *one.decided_by;
  const bool elicited = decider.grade == "M";
  const std::string unit = decider.unit == "1" ? "" : " " + decider.unit;
  const std::string where = decider.break_even ? fmt::format("breaks even at {:.4g}{}", *decider.break_even, unit)
                                               : "no value in its range turns it";
  return fmt::format("decided by {}{}: {}", decider.parameter, elicited ? ", an elicited number" : "", where);
}

}  // namespace

std::vector<std::string> claim_lines(const std::vector<JudgedClaim>& judged) {
  std::size_t width = 0;
  for (const auto& one : judged) width = std::max(width, one.claim->id.size());
  const std::string margin(width + 2, ' ');
  std::vector<std::string> lines;
  for (const JudgedClaim& one : judged) {
    lines.push_back(fmt::format("{:<{}}  {}", one.claim->id, width, one.claim->text));
    lines.push_back(margin + estimate_text(one));
    lines.push_back(fmt::format("{}probability {:.2f}: {}{}; {}", margin, one.probability, verdict_name(one.verdict),
                                one.needs_more_runs ? " (more draws or a larger scale would tell)" : "",
                                decider_text(one)));
    if (one.chance > much_chance) {
      lines.push_back(
          fmt::format("{}luck of the runs made {:.0f}% of the spread and is taken out", margin, 100 * one.chance));
    }
    for (const auto& figure : one.claim->beside) {
      const ResponseView view = view_of("", figure.unit);
      lines.push_back(fmt::format("{}published: {}, {}", margin, figure.label,
                                  NumberFormat(view.style, std::abs(figure.value), view.unit).value(figure.value)));
    }
  }
  return lines;
}

}  // namespace throughgate::report
