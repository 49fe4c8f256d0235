#pragma once
/// What responses are called for people, in which group they are shown, and how their numbers are written.

#include <array>
#include <string>
#include <string_view>

#include "analysis/comparison.hpp"
#include "report/numbers.hpp"

namespace throughgate::report {

enum class Group { reoffending, prison, court, probation, staff, cost, other };

inline constexpr std::array<Group, 7> every_group{Group::reoffending, Group::prison, Group::court, Group::probation,
                                                  Group::staff,       Group::cost,   Group::other};

/// `Reoffending`, `Prison`, ...
[[nodiscard]] std::string_view title_of(Group group);

struct ResponseView {
  std::string title;  ///< `Persons in prison`, with the breakdown's label after a comma
  Group group = Group::other;
  Style style = Style::count;
  std::string unit;  ///< written after numbers; empty where the style or the title says it
};

/// A response that the catalogue does not know gets its own name, the group `other`, and a style from its unit.
[[nodiscard]] ResponseView view_of(std::string_view response, std::string_view unit);

/// Whether tables for people leave the response out: `NAME[all]` beside NAME, and reoffending by sex, age, history,
/// region or length, which stand in the file.
[[nodiscard]] bool repeats_the_whole(const analysis::Comparison& comparison, const std::string& response);

/// The format for a response's value, and the one for its differences.
struct RowFormats {
  NumberFormat value;
  NumberFormat difference;
};
[[nodiscard]] RowFormats formats_of(const ResponseView& view, const analysis::ComparisonRow& row);

/// `+0.42 points (+0.1 to +0.7)`; without an interval only the difference; `not known` without a difference.
[[nodiscard]] std::string difference_text(const ResponseView& view, const analysis::ComparisonRow& row);

}  // namespace throughgate::report
