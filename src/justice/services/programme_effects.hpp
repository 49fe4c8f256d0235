#pragma once
/// What programmes do to whoever had one, relative to the mean of the base year.

#include <algorithm>
#include <cmath>

#include "justice/people/sampling.hpp"
#include "justice/services/programme_places_model.hpp"

namespace throughgate::justice {

[[nodiscard]] constexpr std::size_t programme_cell(ProgrammeSetting setting, ExpectedDisposal expected) {
  return static_cast<std::size_t>(setting) * expected_disposal_labels.size() + static_cast<std::size_t>(expected);
}

/// Mean over the first year of what is left of an effect that begins after so many months and then fades.
[[nodiscard]] inline double mean_of_first_year(double begins_months, double half_life_months) {
  constexpr double year = 12;
  const double acting = std::max(0.0, year - begins_months);
  const double rate = std::log(2.0) / half_life_months;
  return -std::expm1(-rate * acting) / rate / year;
}

/// Log hazard ratio that takes the mean of the base year's first year out of the effects to come. In the community
/// they begin with the end of the programme, after custody with the release.
[[nodiscard]] inline double programme_centre(const ProgrammeModel& model, ProgrammeSetting setting,
                                             ExpectedDisposal expected) {
  const auto row = static_cast<std::size_t>(setting);
  const std::size_t cell = programme_cell(setting, expected);
  const bool custody = setting == ProgrammeSetting::custody;
  const double begins = custody ? 0 : model.lead_days[row] / days_in_month + model.duration_months[row];
  return -mean_of_first_year(begins, model.half_life_months) *
         (std::log(model.completed_effect[row]) * model.base_completed[cell] +
          std::log(model.dropped_effect[row]) * model.base_dropped[cell]);
}

/// Factor of the chance of release at a hearing of the Parole Board; its mean over the base year's hearings is 1.
[[nodiscard]] inline double parole_factor(const ProgrammeModel& model, bool completed) {
  const double share = model.base_completed_at_hearings;
  return (completed ? model.parole_ratio : 1.0) / (1 - share + share * model.parole_ratio);
}

}  // namespace throughgate::justice
