#pragma once
/// Building blocks of a page: escaped text, tables, the interval chart.

#include <string>
#include <string_view>
#include <vector>

namespace throughgate::report {

/// `<`, `>`, `&`, `"` and `'` as entities.
[[nodiscard]] std::string escaped(std::string_view text);

struct HtmlTable {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  ///< plain text; the first cell of a row is its header
};

/// A table with caption, column and row headers; it scrolls sideways on narrow screens.
[[nodiscard]] std::string to_html(const HtmlTable& table);

/// One line of the interval chart: percent change with its interval.
struct IntervalBar {
  std::string label;
  double mean = 0;
  double lower = 0;
  double upper = 0;
};

/// An inline SVG of intervals around zero, with title and description. `id` makes the ids unique on the page.
[[nodiscard]] std::string interval_chart(const std::string& id, const std::string& title,
                                         const std::string& description, const std::vector<IntervalBar>& bars);

}  // namespace throughgate::report
