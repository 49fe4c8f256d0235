#pragma once
/// One person and the services around them, for handlers called by hand. Numbers are of no country.

#include <utility>

#include "base/date.hpp"
#include "justice/pathway/context.hpp"

namespace throughgate::justice {

inline Model plain_model() {
  Model model;
  model.population.entrants.region_share.fill(0.1);
  model.custody.released_after_share = 0.5;
  model.custody.licence_from_months = 12;
  model.custody.hdc = {.take_up = {},
                       .window_days = 135,
                       .least_served_days = 30,
                       .served_share = 0.25,
                       .least_term_days = 84,
                       .most_term_months = 48};
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
  model.reoffending.supervision_floor = 0.01;
  model.reoffending.supervision_ceiling = 100;
  return model;
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
        row(people.add(Identity::of(400, 1, 7))) {}

  [[nodiscard]] Context context() {
    transition.clear();
    return {model, structure, people, courts, supervision, key, now, row, transition};
  }
  [[nodiscard]] Hot& hot() { return people.hot(row); }
  [[nodiscard]] Cold& cold() { return people.cold(row); }
  [[nodiscard]] Record& record() { return people.record(row); }
  [[nodiscard]] bool told(Happening happening) const {
    bool found = false;
    for (const auto& occurrence : transition.occurrences()) found |= occurrence.happening == happening;
    return found;
  }

  Tick now = start_of({2009, 3, 2});
  Model model;
  Structure structure = plain_structure();
  Population people;
  CourtService courts;
  Supervision supervision;
  random::PreparedKey key = random::StreamKey{11, 0};
  Row row;
  Transition transition;
};

}  // namespace throughgate::justice
