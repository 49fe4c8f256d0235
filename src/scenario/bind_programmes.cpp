#include <string>

#include "scenario/bind_model.hpp"

namespace throughgate::scenario {

using namespace justice;

void bind_programmes(Binder& binder, ProgrammeModel& model) {
  binder.row("programmes.places", "place", not_negative, Sum::free, programme_setting_labels,
             "places of accredited programmes, persons at a time", model.places);
  binder.row("programmes.lead", "day", not_negative, Sum::free, programme_setting_labels,
             "order or reception to the waiting list", model.lead_days);
  binder.row("programmes.duration", "month", positive, Sum::free, programme_setting_labels, "length of a programme",
             model.duration_months);
  binder.row("programmes.drop_out", "share", share_bounds, Sum::free, programme_setting_labels, "starters who drop out",
             model.drop_out);
  binder.row("programmes.custody_share", "share", share_bounds, Sum::free, length_band_labels,
             "receptions put down for a programme", model.custody_share);
  for (std::size_t setting = 0; setting < programme_setting_labels.size(); ++setting) {
    const std::string label(programme_setting_labels[setting]);
    binder.number("programmes.completed_effect." + label, "1", {0.2, 5},
                  "hazard ratio after completion, before it fades", model.completed_effect[setting]);
    binder.number("programmes.dropped_effect." + label, "1", {0.2, 5},
                  "hazard ratio after dropping out, before it fades", model.dropped_effect[setting]);
  }
  binder.number(
      "programmes.voice_elasticity", "1", {0, 3},
      "elasticity of what programmes in the community do to the share of headquarters posts held by people with "
      "a probation background",
      model.voice_elasticity);
  binder.number("programmes.half_life", "month", positive, "time in which the effects of programmes fade by half",
                model.half_life_months);
  binder.number("programmes.parole_ratio", "1", {0.2, 20},
                "chance of release at a hearing with a programme completed, against none", model.parole_ratio);
  binder.table("base_year.programme_completed", "share", share_bounds, Sum::free, programme_setting_labels,
               expected_disposal_labels,
               "orders, and releases, with a programme completed in the base year (generated)", model.base_completed);
  binder.table("base_year.programme_dropped", "share", share_bounds, Sum::free, programme_setting_labels,
               expected_disposal_labels, "the same, dropped out of (generated)", model.base_dropped);
  binder.share("base_year.programme_completed_at_hearings",
               "hearings of indeterminate prisoners with a programme completed in the base year (generated)",
               model.base_completed_at_hearings);
}

}  // namespace throughgate::scenario
