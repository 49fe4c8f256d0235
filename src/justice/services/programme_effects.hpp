#pragma once
/// What programmes do to whoever had one, relative to the mean of the base year.

#include <cmath>

#include "justice/services/programme_places_model.hpp"

namespace throughgate::justice {

[[nodiscard]] constexpr std::size_t programme_cell(ProgrammeSetting setting, ExpectedDisposal expected) {
  return static_cast<std::size_t>(setting) * expected_disposal_labels.size() + static_cast<std::size_t>(expected);
}

/// Log hazard ratio that takes the mean of the base year out of the effects to come.
[[nodiscard]] inline double programme_centre(const ProgrammeModel& model, ProgrammeSetting setting,
                                             ExpectedDisposal expected) {
  const auto row = static_cast<std::size_t>(setting);
  const std::size_t cell = programme_cell(setting, expected);
  return -(std::log(model.completed_effect[row]) * model.base_completed[cell] +
           std::log(model.dropped_effect[row]) * model.base_dropped[cell]);
}

/// Factor of the chance of release at a hearing of the Parole Board.
[[nodiscard]] inline double parole_factor(const ProgrammeModel& model, bool completed, ExpectedDisposal expected) {
  const double mean = model.base_completed[programme_cell(ProgrammeSetting::custody, expected)];
  return std::pow(model.parole_ratio, (completed ? 1.0 : 0.0) - mean);
}

}  // namespace throughgate::justice
