#include "report/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace throughgate::report {
namespace {

constexpr double label_width = 300;
constexpr double plot_width = 420;
constexpr double row_height = 28;
constexpr double margin = 24;

/// Position of a percent change on the plot, for an axis from -limit to +limit.
double x_of(double change, double limit) { return label_width + plot_width * (change + limit) / (2 * limit); }

std::string bar_svg(const IntervalBar& bar, double y, double limit) {
  const bool chance = bar.lower <= 0 && bar.upper >= 0;
  const char* colour = chance ? "#28A197" : bar.mean < 0 ? "#12436D" : "#F46A25";
  std::string svg = fmt::format("<text x=\"{:.0f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n", label_width - 12,
                                y + 5, escaped(bar.label));
  svg +=
      fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" stroke-width=\"3\"/>\n",
                  x_of(bar.lower, limit), y, x_of(bar.upper, limit), y, colour);
  svg += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"6\" fill=\"{}\"/>\n", x_of(bar.mean, limit), y, colour);
  return svg;
}

std::string axis_svg(double limit, double bottom) {
  std::string svg = fmt::format(
      "<line x1=\"{0:.1f}\" y1=\"8\" x2=\"{0:.1f}\" y2=\"{1:.1f}\" stroke=\"#0b0c0c\" stroke-width=\"1\"/>\n",
      x_of(0, limit), bottom);
  for (const double change : {-limit, 0.0, limit}) {
    const char* anchor = change < 0 ? "start" : change > 0 ? "end" : "middle";
    const std::string text = change == 0 ? "no change" : fmt::format("{:+.3g}%", change);
    svg += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x_of(change, limit),
                       bottom + 18, anchor, text);
  }
  return svg;
}

/// 1, 2 or 5 times a power of ten, at least `value`.
double round_limit(double value) {
  if (!(value > 0)) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (step * power >= value) return step * power;
  }
  return 10 * power;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    switch (letter) {
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '&':
        result += "&amp;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += letter;
    }
  }
  return result;
}

std::string to_html(const HtmlTable& table) {
  std::string html = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + escaped(table.caption) +
                     "\"><table>\n<caption>" + escaped(table.caption) + "</caption>\n<thead><tr>";
  for (const std::string& column : table.columns) html += "<th scope=\"col\">" + escaped(column) + "</th>";
  html += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    html += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      html += i == 0 ? "<th scope=\"row\">" + escaped(row[i]) + "</th>" : "<td>" + escaped(row[i]) + "</td>";
    }
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table></div>\n";
}

std::string interval_chart(const std::string& id, const std::string& title, const std::string& description,
                           const std::vector<IntervalBar>& bars) {
  double largest = 0;
  for (const IntervalBar& bar : bars) largest = std::max({largest, std::abs(bar.lower), std::abs(bar.upper)});
  const double limit = round_limit(largest);
  const double bottom = 8 + row_height * static_cast<double>(bars.size());
  std::string svg = fmt::format(
      "<figure><figcaption>{2}</figcaption>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
      "aria-label=\"Chart\"><svg role=\"img\" aria-labelledby=\"{0}-title {0}-description\" "
      "viewBox=\"0 0 {3:.0f} {4:.0f}\" width=\"{3:.0f}\" height=\"{4:.0f}\" "
      "xmlns=\"http://www.w3.org/2000/svg\">\n<title id=\"{0}-title\">{2}</title>\n"
      "<desc id=\"{0}-description\">{1}</desc>\n",
      id, escaped(description), escaped(title), label_width + plot_width + margin, bottom + margin);
  svg += axis_svg(limit, bottom);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    svg += bar_svg(bars[i], 8 + row_height * (static_cast<double>(i) + 0.5), limit);
  }
  return svg + "</svg></div></figure>\n";
}

}  // namespace throughgate::report
