#pragma once
/// CF times (`days since 2009-01-01`) as ISO 8601 text.

#include <optional>
#include <string>
#include <string_view>

namespace throughgate::results {

class TimeAxis {
 public:
  /// Nothing when the units are not `day since DATE` or `days since DATE`, with DATE at midnight.
  [[nodiscard]] static std::optional<TimeAxis> from_units(std::string_view units);

  /// `2010-04-01` for a whole day, else `2010-04-01T09:30:00`, to the second; empty for NaN.
  [[nodiscard]] std::string iso(double days) const;

 private:
  explicit TimeAxis(int origin) : origin_(origin) {}

  int origin_;  ///< days since 1970-01-01
};

}  // namespace throughgate::results
