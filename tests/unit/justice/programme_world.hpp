#pragma once
/// Persons of one region in accredited programmes, step by step. Numbers are of no country.

#include <optional>

#include "justice/pathway/programmes.hpp"
#include "justice/people/sampling.hpp"
#include "world.hpp"

namespace throughgate::justice {

inline constexpr auto community = ProgrammeSetting::community;
inline constexpr auto custody = ProgrammeSetting::custody;
inline constexpr std::uint16_t on_order = Standing::community_order;
inline constexpr std::uint16_t serving = Standing::in_prison | Standing::serving_12_or_more;
inline constexpr Duration one_minute = Duration::minutes(1);

/// Label of Happening::programme_ended.
constexpr unsigned ended(ProgrammeEnd how, ProgrammeSetting setting) {
  return static_cast<unsigned>(how) + 3U * static_cast<unsigned>(setting);
}

/// One place in each region and setting; nobody drops out unless a test says so.
inline Model programme_model() {
  Model model = plain_model();
  auto& programmes = model.programmes;
  programmes.places = {10, 10};
  programmes.lead_days = {20, 30};
  programmes.duration_months = {3, 2};
  programmes.completed_effect = {0.75, 0.5};
  programmes.dropped_effect = {1.25, 1.5};
  programmes.half_life_months = 24;
  model.orders.breach_outcome = {1, 0, 0, 1, 0, 0};
  return model;
}

struct ProgrammeWorld : World {
  explicit ProgrammeWorld(const Model& the_model = programme_model()) : World(the_model), process(model.programmes) {}

  /// Places are as many as the model has.
  void open() { programmes.month_begins(now, true, {1, 1}); }
  void be(std::uint16_t standing) { hot().standing.bits = standing; }
  /// Another person beside those who are there.
  Row join(unsigned number, std::uint16_t standing) {
    row = people.add(Identity::of(400, 2, number));
    be(standing);
    return row;
  }
  void put_down(ProgrammeSetting setting) { process.put_down(context(), setting); }
  /// The next step at its time.
  void step() {
    now = record().programme_next;
    process.step(context());
  }
  /// Put down and onto the list, or to a start where there is a place.
  void ask(ProgrammeSetting setting) {
    put_down(setting);
    step();
  }
  [[nodiscard]] bool is_in_programme() { return hot().flags.any(Flags::in_programme); }
  /// Who has been given a place; nobody where there is none.
  [[nodiscard]] std::optional<Row> next_started() {
    if (!programmes.any_started()) return {};
    return CaseToken::unpacked(programmes.take_started()).row;
  }

  Programmes process;
};

}  // namespace throughgate::justice
