#pragma once
/// What the lifetimes say without a family.

#include <cstddef>
#include <vector>

#include "calibration/microdata.hpp"

namespace throughgate::calibration {

/// The product-limit estimate (Kaplan and Meier 1958) at the times at which the event came.
struct KaplanMeier {
  std::vector<double> time;
  std::vector<std::size_t> at_risk;  ///< just before
  std::vector<std::size_t> events;
  std::vector<double> survival;        ///< just after
  std::vector<double> standard_error;  ///< of the survival (Greenwood)
  double last_time = 0;                ///< of anybody, with or without the event

  /// Survival at a time, and its standard error; constant between events.
  [[nodiscard]] double at(double when) const;
  [[nodiscard]] double standard_error_at(double when) const;
};
[[nodiscard]] KaplanMeier kaplan_meier(const Microdata& data);

/// Events per unit of time at risk in intervals of equal length up to the last time.
struct HazardByInterval {
  std::vector<double> from;  ///< of each interval; it ends where the next one starts
  double width = 0;
  std::vector<std::size_t> events;
  std::vector<double> exposure;  ///< time at risk
};
[[nodiscard]] HazardByInterval hazard_by_interval(const Microdata& data, std::size_t intervals);

/// The chance of a follow-up that ends as late after the last event as this one, if the longest lifetime that can be
/// lay beyond the end of the follow-up: above 5% the share that never has the event rests on the family (Maller and
/// Zhou 1994, Journal of the American Statistical Association 89).
[[nodiscard]] double follow_up_too_short(const Microdata& data);

}  // namespace throughgate::calibration
