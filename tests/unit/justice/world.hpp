#pragma once
/// One person and the services around them, for handlers called by hand. Numbers are of no country.

#include <optional>
#include <utility>

#include "base/date.hpp"
#include "justice/pathway/context.hpp"
#include "justice/people/release_law.hpp"

namespace throughgate::justice {

inline Model plain_model() {
  Model model;
  model.population.entrants.region_share.fill(0.1);
  model.custody.indeterminate = {
      .first_hearing_months = 6, .hearing_interval_months = 18, .release_chance_life = 0, .release_chance_ipp = 0};
  model.supervision.workforce = {.posts = 1000,
                                 .region_share = {},
                                 .posts_growth_per_year = 0,
                                 .leaving_per_year = 0.12,
                                 .weeks_to_fill = 20,
                                 .training_months = 6,
                                 .training_productivity = 0.5,
                                 .hours_per_year = 1500,
                                 .sickness_days = 10,
                                 .working_days_per_year = 220};
  model.supervision.workforce.region_share.fill(0.1);
  model.supervision.contact_share = 0.25;
  model.supervision.request_share = 0.2;
  model.supervision.tier_minutes = {0.5, 1, 2, 4};
  model.supervision.kind_weight = {1, 1, 0.5};
  model.supervision.base_need.fill(100);
  model.reoffending.needs.unsettled_effect = model.reoffending.needs.employed_effect = 1;
  model.licence.unsettled_recall = 1;
  model.licence.reason = {1, 0, 0, 0};
  model.population.entrants.drug_need = 1;
  model.proceedings.remand.sex_odds = {1, 1};
  model.sentencing.sex_custody_odds = {1, 1};
  model.sentencing.length_weight.fill(1);
  auto& reports = model.proceedings.reports;
  reports.poor_custody_odds = reports.poor_breach = reports.poor_reoffending = 1;
  reports.sufficient.fill(1);
  reports.breach.fill(1);
  model.programmes.completed_effect = model.programmes.dropped_effect = {1, 1};
  model.programmes.half_life_months = 24;
  model.programmes.parole_ratio = 1;
  model.programmes.duration_months = {3, 2};
  model.prison_staff.support_effect = 1;
  model.approved_premises = {.beds = 10, .stay_days = 70};
  model.reoffending.supervision_floor = 0.01;
  model.reoffending.supervision_ceiling = 100;
  return model;
}

/// Under 12 months half and free, from 12 months half and a licence, curfew in the 135 days before: no country's law.
inline ReleaseLaw plain_law() {
  ReleaseRule under;
  under.name = "under 12 months";
  under.types = 1U << static_cast<unsigned>(SentenceType::determinate);
  under.term = {0, 12};
  under.release = {1, 2};
  under.unconditional = true;
  under.licence = LicenceEnd::none;
  under.curfew = 0;
  ReleaseRule over = under;
  over.name = "12 months or more";
  over.term = {12, TermSpan{}.under};
  over.unconditional = false;
  over.licence = LicenceEnd::expiry;
  CurfewScheme curfew;
  curfew.least_custodial_days = 42;
  curfew.least_served_days = 30;
  curfew.share = {1, 2};
  curfew.term = {0, 48};
  curfew.served_days_alone = curfew.barred_term = {0, 0};
  curfew.windows = {{0, 135}};
  ReleaseLaw law;
  law.rules = {under, over};
  law.curfews = {curfew};
  law.discharge_term_days = 1000000;
  return law;
}

inline Structure plain_structure() {
  Structure structure;
  structure.layers.decision_weeks = 3;
  structure.central_requests.working_time_share.fill(0.2);
  return structure;
}

struct World {
  explicit World(const Model& the_model = plain_model())
      : model(the_model),
        people(),
        courts(model.proceedings.crown, model.court_service, 1, now),
        supervision(model.supervision, structure, {&model.supervision, &structure}, 1),
        requirements(model.orders.places, model.supervision.workforce.region_share, 1),
        programmes(model.programmes, model.supervision.workforce.region_share, 1, now),
        premises(model.approved_premises, 1, now),
        row(people.add(Identity::of(400, 1, 7))) {}

  [[nodiscard]] Context context() {
    transition.clear();
    return {model,    structure,          people, courts,         supervision, detection, requirements, programmes,
            premises, custody_conditions, key,    authority_from, now,         row,       transition};
  }
  [[nodiscard]] Hot& hot() { return people.hot(row); }
  [[nodiscard]] Cold& cold() { return people.cold(row); }
  [[nodiscard]] Record& record() { return people.record(row); }
  [[nodiscard]] bool told(Happening happening) const {
    bool found = false;
    for (const auto& occurrence : transition.occurrences()) found |= occurrence.happening == happening;
    return found;
  }
  /// The label of what was told last; nothing where it was not told.
  [[nodiscard]] std::optional<unsigned> label_of(Happening happening) const {
    std::optional<unsigned> label;
    for (const auto& occurrence : transition.occurrences()) {
      if (occurrence.happening == happening) label = occurrence.label;
    }
    return label;
  }
  /// The hand-over of the last event by this route; nothing where there is none.
  [[nodiscard]] std::optional<HandOver> handed(Route route) const {
    for (std::size_t index = 0; index < transition.hand_overs(); ++index) {
      if (transition.hand_over_at(index).route == route) return transition.hand_over_at(index);
    }
    return {};
  }
  /// What the last event wished for the slot; never where it wished for nothing.
  [[nodiscard]] Tick scheduled(Slot slot) {
    for (const auto& next : transition.last_of_each_slot()) {
      if (next.slot == slot) return next.tick;
    }
    return Tick::never();
  }
  /// Another person in the place of this one, of whom nothing is known yet.
  void next_person(unsigned number) {
    people.remove(row);
    row = people.add(Identity::of(400, 1, number));
  }

  Tick authority_from;
  Tick now = start_of({2009, 3, 2});
  Model model;
  Structure structure = plain_structure();
  ReleaseLaw law = plain_law();
  Population people;
  CourtService courts;
  Supervision supervision;
  Detection detection;
  RequirementPlaces requirements;
  ProgrammePlaces programmes;
  ApprovedPremises premises;
  CustodyConditions custody_conditions;
  random::PreparedKey key = random::StreamKey{11, 0};
  Row row;
  Transition transition;
};

}  // namespace throughgate::justice
