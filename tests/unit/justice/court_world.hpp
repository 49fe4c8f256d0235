#pragma once
/// A person's cases in the courts, step by step. Numbers are of no country.

#include "justice/pathway/proceedings.hpp"
#include "world.hpp"

namespace throughgate::justice {

inline constexpr double relisting_days = 40;

/// Everything else comes at once. Of every group half end in custody and a tenth each in the other disposals.
inline Model court_model() {
  Model model = plain_model();
  auto& proceedings = model.proceedings;
  proceedings.most_open_cases = 3;
  proceedings.proven.fill(1);
  proceedings.relisting = {relisting_days, relisting_days};
  proceedings.crown.minutes_contested = 600;
  proceedings.crown.minutes_ineffective = 30;
  proceedings.reports.mix = {0.5, 0.25, 0.25};
  proceedings.reports.adjournment_days = {21, 10, 0};
  model.reoffending.other_group.fill(1);
  for (std::size_t group = 0; group < offence_group_labels.size(); ++group) {
    for (std::size_t which = 0; which < disposal_labels.size(); ++which)
      model.sentencing.disposal[group * disposal_labels.size() + which] = which == 5 ? 0.5 : 0.1;
    model.sentencing.length_band[group * length_band_labels.size()] = 1;
  }
  model.sentencing.custody_odds.fill(1);
  model.sentencing.court_order_odds.fill(1);
  model.sentencing.on_order_custody_odds = 1;
  return model;
}

struct CourtWorld : World {
  explicit CourtWorld(const Model& the_model = court_model())
      : World(the_model),
        sentencing(model.sentencing, model.sentencing, model.proceedings.reports, model.proceedings.reports),
        proceedings(model.proceedings, model.reoffending, sentencing, model.proceedings) {}

  /// A contested case in the first place, ready for its next step.
  Case& contested(Court court, unsigned number = 0) {
    if (cold().cases[0] == no_index) cold().cases[0] = people.cases.take();
    Case& one = people.cases[cold().cases[0]];
    one = Case{};
    one.number = static_cast<std::uint16_t>(number);
    one.offence = one.listed = one.received = now;
    one.court = court;
    one.proven = true;
    one.in_crown = court == Court::crown;
    one.stage = court == Court::crown ? CaseStage::preparation : CaseStage::magistrates_trial;
    return one;
  }
  [[nodiscard]] Case& first_case() { return people.cases[cold().cases[0]]; }
  void step() { proceedings.step(context(), 0); }
  /// Sittings without end on one day: how many cases are heard.
  int sit() {
    int heard = 0;
    courts.serve_day(
        now, false,
        [&](CaseToken) {
          proceedings.heard(context(), 0);
          ++heard;
        },
        [](CaseToken) {}, [](CaseToken) {});
    return heard;
  }
  [[nodiscard]] double minutes_sat() { return courts.close_month(now)[hot().region].sitting_minutes; }

  Sentencing sentencing;
  Proceedings proceedings;
};

}  // namespace throughgate::justice
