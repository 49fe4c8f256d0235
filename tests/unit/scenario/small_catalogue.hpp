#pragma once
/// A model and a structure of a handful of parameters, one of each kind, for the tests of this layer.

#include <array>
#include <string>
#include <string_view>

#include "scenario/scenario_loader.hpp"

namespace throughgate::scenario::test {

inline constexpr std::array<std::string_view, 3> disposals{"discharge", "fine", "custody"};
inline constexpr std::array<std::string_view, 2> regions{"north", "south"};
inline constexpr std::array<std::string_view, 2> courts{"crown", "magistrates"};
inline constexpr std::array<std::string_view, 2> sitting_policies{"fixed_days", "follows_receipts"};

struct SmallModel {
  double capacity = 0;
  double take_up = 0;
  int first_day = 0;
  std::array<double, 3> mix{};
  std::array<double, 3> term{};
  std::array<double, 4> receipts{};
  int sitting = -1;
  double ratio = 0;
};

struct SmallStructure {
  double posts = 0;
  double share = 0;
};

inline void bind(Binder& binder, SmallModel& model) {
  binder.number("custody.operational_capacity.initial", "place", positive, "places at the base date", model.capacity);
  binder.share("custody.hdc.take_up", "released early of those eligible", model.take_up);
  binder.date("custody.hdc.first_day", "first day of home detention curfew", model.first_day);
  binder.row("sentencing.mix", "share", share_bounds, Sum::one, disposals, "disposals of one year", model.mix);
  binder.row("sentencing.term", "day", not_negative, Sum::free, disposals, "length by disposal", model.term);
  binder.table("court.receipts", "case year-1", not_negative, Sum::free, regions, courts, "cases received",
               model.receipts);
  binder.choice("court.sitting", sitting_policies, "how sitting days follow receipts", model.sitting);
  binder.number("court.ratio", "1", unbounded, "receipts to disposals", model.ratio);
}

inline void bind(Binder& binder, SmallStructure& structure) {
  binder.number("layers.headquarters.posts", "post", not_negative, "posts at headquarters", structure.posts);
  binder.share("layers.regional.share", "work done in regions", structure.share);
}

inline Binders small_binders() {
  return {[](Binder& binder) {
            SmallModel model;
            bind(binder, model);
          },
          [](Binder& binder) {
            SmallStructure structure;
            bind(binder, structure);
          }};
}

inline std::string test_folder() { return std::string(THROUGHGATE_SOURCE_DIR) + "/tests/unit/scenario"; }
inline std::string small_scenario() { return test_folder() + "/valid/scenarios/small.yaml"; }

}  // namespace throughgate::scenario::test
