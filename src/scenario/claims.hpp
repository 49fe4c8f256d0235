#pragma once
/// Published claims as tests of the model.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/located_error.hpp"
#include "scenario/cursor.hpp"

namespace throughgate::scenario {

/// A figure that is shown beside an estimate; nothing is computed from it.
struct PublishedFigure {
  std::string label;
  double value = 0;
  std::string unit;
  std::string source;
};

/// On which side of the threshold the claim holds.
enum class Side { at_least, at_most, above, below };

/// `at_least`, `at_most`, `above`, `below`: the keys of a claim, in the order of `Side`.
[[nodiscard]] const std::vector<std::string>& side_names();

struct Claim {
  std::string id;
  std::string text;  ///< the claim, in our own words
  std::string source;
  Date date;
  std::size_t option = 0;              ///< position among the scenario's options
  std::optional<std::size_t> against;  ///< its value is taken off; nothing: the option's own level is meant
  std::vector<std::string> metric;     ///< responses, `name` or `name[label]`, that are added
  Side side = Side::above;
  double threshold = 0;  ///< in the unit of the metric
  std::vector<PublishedFigure> beside;
  std::string note;
  Position position;

  /// Whether the claim holds at this value of the metric.
  [[nodiscard]] bool holds_at(double value) const;
};

/// The list `claims` of a scenario whose compared options have these names. Problems tell what is wrong.
[[nodiscard]] std::vector<Claim> read_claims(const Cursor& claims, const std::vector<std::string>& options);

}  // namespace throughgate::scenario
