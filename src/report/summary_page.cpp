#include "report/summary_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/responses.hpp"
#include "report/answer.hpp"
#include "report/html.hpp"
#include "report/response_catalogue.hpp"

namespace throughgate::report {
namespace {

using analysis::Comparison;
using analysis::ComparisonRow;
using recording::Dataset;

constexpr const char* style_sheet = R"css(
body{font-family:Arial,Helvetica,sans-serif;color:#0b0c0c;background:#fff;line-height:1.5;margin:0 auto;max-width:60rem;padding:1rem}
h1,h2,h3{color:#12436D;line-height:1.2}
.answer{border-left:.5rem solid #12436D;padding:.1rem 0 .1rem 1rem;font-size:1.15rem}
.warning{border-left:.5rem solid #801650;padding:.1rem 0 .1rem 1rem}
table{border-collapse:collapse;margin:1rem 0;width:100%}
caption{text-align:left;font-weight:bold;padding-bottom:.5rem}
th,td{border-bottom:1px solid #b1b4b6;padding:.4rem .8rem .4rem 0;text-align:left;vertical-align:top}
td{font-variant-numeric:tabular-nums}
tbody th{font-weight:normal}
figure{margin:1rem 0}
figcaption{font-weight:bold}
svg text{font-size:14px;fill:#0b0c0c}
.scroll{overflow-x:auto}
dt{font-weight:bold}
dd{margin:0 0 .5rem;overflow-wrap:anywhere}
)css";

std::string paragraph(const std::string& text, const std::string& css_class = "") {
  if (text.empty()) return "";
  return (css_class.empty() ? "<p>" : "<p class=\"" + css_class + "\">") + escaped(text) + "</p>\n";
}

std::string joined(const std::vector<std::string>& words, const std::string& separator) {
  return fmt::format("{}", fmt::join(words, separator));
}

std::string question(const Comparison& comparison) {
  const auto alternatives = comparison.alternatives();
  if (alternatives.empty()) return fmt::format("What happens under {}?", comparison.reference);
  return fmt::format("What would change if {} became {}?", comparison.reference, joined(alternatives, ", or "));
}

std::string answer_section(const Comparison& comparison) {
  std::string html;
  for (const std::string& option : comparison.alternatives()) {
    const auto sentences = answer_of(comparison, option);
    if (comparison.alternatives().size() > 1) html += "<h3>" + escaped(option) + "</h3>\n";
    html += paragraph(joined(sentences, " "), "answer") + paragraph(largest_changes(comparison, option));
  }
  for (const std::string& warning : comparison.warnings) html += paragraph(warning, "warning");
  if (!comparison.complete) {
    html += paragraph("This file is incomplete: some replications failed or the run was interrupted.", "warning");
  }
  return html;
}

/// Responses that move on one scale are drawn together; a chart has its own scale.
struct ChartPlan {
  const char* subject;
  std::vector<const char*> responses;
};

const std::array<ChartPlan, 2> chart_plans{
    ChartPlan{"reoffending and caseloads",
              {"reoffending_committed_1y", "proven_reoffending_1y", "reoffences_per_100", "prison_population",
               "recalls_per_year", "probation_caseload", "crown_court_backlog"}},
    ChartPlan{"services and cost",
              {"contact_intensity", "contact_share", "probation_cost", "prison_cost", "overhead_cost", "total_cost"}}};

/// The plan's responses of an option as percent changes of the reference's mean.
std::vector<IntervalBar> bars_of(const Comparison& comparison, const ChartPlan& plan, const std::string& option) {
  std::vector<IntervalBar> bars;
  for (const char* response : plan.responses) {
    const ComparisonRow* row = comparison.find(response, option);
    const ComparisonRow* reference = comparison.find(response, comparison.reference);
    if (row == nullptr || reference == nullptr || reference->mean == 0 || !row->difference.lower) continue;
    const double percent = 100 / std::abs(reference->mean);
    bars.push_back({view_of(response, row->unit).title, percent * *row->difference.mean,
                    percent * *row->difference.lower, percent * *row->difference.upper});
  }
  return bars;
}

std::string chart_with_table(const Comparison& comparison, const ChartPlan& plan, const std::string& option,
                             const std::string& id) {
  const auto bars = bars_of(comparison, plan, option);
  if (bars.empty()) return "";
  const auto told = std::ranges::count_if(bars, [](const auto& bar) { return bar.lower > 0 || bar.upper < 0; });
  const std::string title = fmt::format("{} against {}, {}: {} of {} responses change by more than chance", option,
                                        comparison.reference, plan.subject, told, bars.size());
  HtmlTable table{fmt::format("Figures of the chart: {}, change against {}", plan.subject, comparison.reference),
                  {"Response", "Change", "95% interval"},
                  {}};
  for (const IntervalBar& bar : bars) {
    table.rows.push_back(
        {bar.label, fmt::format("{:+.2f}%", bar.mean), fmt::format("{:+.2f}% to {:+.2f}%", bar.lower, bar.upper)});
  }
  const std::string description =
      "Change against the reference in percent: a dot for the mean, a line for its 95% interval. The table below holds "
      "the figures.";
  return interval_chart(id, title, description, bars) + to_html(table);
}

std::string chart_section(const Comparison& comparison) {
  std::string html;
  int number = 0;
  for (const std::string& option : comparison.alternatives()) {
    for (const ChartPlan& plan : chart_plans) {
      html += chart_with_table(comparison, plan, option, fmt::format("chart-{}", ++number));
    }
  }
  return html;
}

std::string mean_text(const ResponseView& view, const ComparisonRow* row) {
  return row == nullptr ? "-" : formats_of(view, *row).value.value(row->mean);
}

/// The rows of one group; nothing when it has none.
std::string group_table(const Comparison& comparison, Group group) {
  const auto alternatives = comparison.alternatives();
  HtmlTable table{std::string(title_of(group)), {"Response", comparison.reference + ", mean"}, {}};
  for (const std::string& option : alternatives) {
    table.columns.push_back(option + ", mean");
    table.columns.push_back(option + ", difference (95% interval)");
  }
  std::string last;
  for (const ComparisonRow& row : comparison.rows) {
    const ResponseView view = view_of(row.response, row.unit);
    if (view.group != group || row.response == last || repeats_the_whole(comparison, row.response)) continue;
    last = row.response;
    std::vector<std::string> cells{view.title, mean_text(view, comparison.find(row.response, comparison.reference))};
    for (const std::string& option : alternatives) {
      const ComparisonRow* other = comparison.find(row.response, option);
      cells.push_back(mean_text(view, other));
      cells.push_back(other == nullptr ? "-" : difference_text(view, *other));
    }
    table.rows.push_back(std::move(cells));
  }
  return table.rows.empty() ? "" : to_html(table);
}

std::string attribute_text(const std::vector<recording::Attribute>& attributes, const std::string& name) {
  if (const auto text = analysis::text_attribute(attributes, name)) return *text;
  if (const auto number = analysis::number_attribute(attributes, name)) return fmt::format("{:.15g}", *number);
  return "";
}

std::string sources_table(const Dataset& group) {
  const auto* files = group.dimension("source_file");
  const auto* digests = group.find("source_sha256");
  if (files == nullptr || digests == nullptr) return "";
  HtmlTable table{"Files read", {"File", "SHA-256"}, {}};
  for (std::size_t i = 0; i < files->size(); ++i) {
    table.rows.push_back({files->labels[i], std::get<std::vector<std::string>>(digests->data).at(i)});
  }
  return to_html(table);
}

std::string provenance_section(const Dataset& dataset) {
  std::string html = "<dl>\n";
  const auto add = [&html](const std::string& term, const std::string& text) {
    if (!text.empty()) html += "<dt>" + escaped(term) + "</dt><dd>" + escaped(text) + "</dd>\n";
  };
  add("Made by", attribute_text(dataset.attributes, "history"));
  const auto group = std::ranges::find(dataset.groups, "provenance", &Dataset::name);
  if (group == dataset.groups.end()) return html + "</dl>\n";
  for (const auto& [term, name] :
       {std::pair("Program version", "program_version"), std::pair("Commit", "commit"), std::pair("Seed", "seed"),
        std::pair("Started (UTC)", "started"), std::pair("Ended (UTC)", "ended"), std::pair("Host", "host"),
        std::pair("Threads", "threads"), std::pair("Events", "events")}) {
    add(term, attribute_text(group->attributes, name));
  }
  return html + "</dl>\n" + sources_table(*group);
}

}  // namespace

std::string summary_page(const Dataset& dataset) {
  const Comparison comparison = analysis::compare(dataset);
  const std::string title = comparison.title.empty() ? "Throughgate" : comparison.title;
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
      escaped(title) + "</title>\n<style>" + style_sheet + "</style>\n</head>\n<body>\n<main>\n<h1>" + escaped(title) +
      "</h1>\n";
  html += "<h2>Question</h2>\n" + paragraph(question(comparison));
  html += "<h2>Answer</h2>\n" + answer_section(comparison);
  html += paragraph(
      fmt::format("Means over {} {}: the same offenders and the same luck under every option.", comparison.replications,
                  comparison.probabilistic ? "draws of the uncertain parameters" : "paired replications"));
  html += chart_section(comparison);
  html += "<h2>Responses</h2>\n";
  for (const Group group : every_group) html += group_table(comparison, group);
  html += "<h2>Limits</h2>\n" + paragraph(limits_sentence(comparison.probabilistic)) +
          paragraph(assumption_sentence(dataset));
  html += "<h2>Provenance</h2>\n" + provenance_section(dataset);
  return html + "</main>\n</body>\n</html>\n";
}

}  // namespace throughgate::report
