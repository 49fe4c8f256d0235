#include "justice/services/estate_model.hpp"
#include "scenario/bind_model.hpp"

namespace throughgate::scenario {

using namespace justice;

namespace {

void bind_overflow(Binder& binder, OverflowModel& overflow) {
  binder.number("custody.overflow.early_release.occupancy", "share", {0, 2},
                "prisoners for each place of operational capacity from which the emergency early release scheme runs",
                overflow.early_release_occupancy);
  binder.days("custody.overflow.early_release.days",
              "release before the automatic date under the emergency scheme; 0: no scheme",
              overflow.early_release_days);
  binder.number("custody.police_cells", "place", not_negative, "places in police cells before receptions queue",
                overflow.police_cells);
  binder.share("custody.overflow.early_release.take_up", "those it may release who are released",
               overflow.early_release_take_up);
  binder.days("custody.overflow.early_release.shortest_term", "shortest term that it may release from",
              overflow.early_release_least_days);
  binder.number("custody.overflow.early_release.longest_term", "month", not_negative,
                "longest term that it may release from", overflow.early_release_most_months);
  binder.choice("custody.overflow.queue", overflow_queue_labels,
                "whether receptions queue when prisons and police cells are full", overflow.queue);
}

}  // namespace

void bind_estate(Binder& binder, EstateModel& model) {
  const Labels male_establishment_labels = Labels(establishment_labels).first(male_establishment_count);
  binder.number("custody.operational_capacity.initial", "place", positive,
                "useable operational capacity at the base date", model.operational_capacity);
  binder.number("custody.operational_capacity.growth_per_year", "year-1", {-0.5, 0.5},
                "relative growth of operational capacity", model.operational_growth_per_year);
  binder.number("custody.in_use_cna.initial", "place", positive,
                "in-use certified normal accommodation at the base date", model.in_use_cna);
  binder.number("custody.in_use_cna.growth_per_year", "year-1", {-0.5, 0.5}, "relative growth of in-use accommodation",
                model.cna_growth_per_year);
  binder.row("custody.estate.operational_share", "share", share_bounds, Sum::one, establishment_labels,
             "operational capacity by function of establishment", model.operational_share);
  binder.row("custody.estate.cna_share", "share", share_bounds, Sum::one, establishment_labels,
             "in-use certified normal accommodation by function of establishment", model.cna_share);
  binder.table("custody.estate.allocation", "share", share_bounds, Sum::one, prisoner_class_labels,
               male_establishment_labels, "men of each class over the functions, before any is full", model.allocation);
  binder.number("custody.crowded_per_excess", "1", not_negative,
                "prisoners held two or three to a place for each prisoner of a function above its in-use accommodation",
                model.crowded_per_excess);
  bind_overflow(binder, model.overflow);
}

}  // namespace throughgate::scenario
