#pragma once
/// What a prediction may know: nothing that was observed in the years that it predicts.

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "scenario/parameter_document.hpp"

namespace throughgate::scenario {

/// The last day of `2009`, `2009-03`, `2010-Q2`, `2009-08-01`, or of what stands behind the `/` of a span of these;
/// nothing for another form.
[[nodiscard]] std::optional<Date> last_day_of_period(const std::string& period);

/// Whether a figure of another time or place may stand in for it: not a stock, a flow or a level of reoffending.
[[nodiscard]] bool may_be_borrowed(const Parameter& parameter);

/// Adds a problem for each parameter that was observed on `from` or later and is not borrowed, or is borrowed and may
/// not be.
void check_foreknowledge(const ParameterDocument& document, const Date& from, Problems& problems);

/// A parameter from the years that are predicted.
struct Borrowed {
  std::string path;  ///< with `structure.` before those of a structure
  std::string period;
  std::string unit;
};

/// Of those that are marked so, the ones observed on `from` or later, in order of path.
[[nodiscard]] std::vector<Borrowed> borrowed_from(const ParameterDocument& document, const Date& from);

}  // namespace throughgate::scenario
