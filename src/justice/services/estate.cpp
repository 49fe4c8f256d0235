#include "justice/services/estate.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "justice/people/sampling.hpp"

namespace throughgate::justice {

namespace {

constexpr std::size_t of_men = static_cast<std::size_t>(Sex::male);
constexpr std::size_t of_women = static_cast<std::size_t>(Sex::female);
constexpr std::size_t local_prisons = 0;
constexpr std::size_t young_offender_institutions = 5;
constexpr std::size_t womens_prisons = male_establishment_count;

Values<7> places_by_function(double initial, double growth_per_year, double years, const Values<7>& share) {
  Values<7> places = share;
  for (double& of_function : places) of_function *= initial * std::pow(1 + growth_per_year, years);
  return places;
}

/// Who is held beyond the places of a function goes to those with free places, in proportion to them. Nobody is lost:
/// beyond the places of all, people stay where they are.
void share_free_places(Values<6>& held, const Values<7>& places) {
  double excess = 0;
  double free = 0;
  for (std::size_t function = 0; function < held.size(); ++function) {
    excess += std::max(0.0, held[function] - places[function]);
    free += std::max(0.0, places[function] - held[function]);
  }
  const double transferred = std::min(excess, free);
  if (transferred <= 0) return;
  for (std::size_t function = 0; function < held.size(); ++function) {
    const double over = held[function] - places[function];
    held[function] -= transferred * over / (over > 0 ? excess : free);
  }
}

}  // namespace

Estate::Estate(const EstateModel& model, double under_18_prisoners, double non_criminal_prisoners, double scale,
               Tick start)
    : model_(&model),
      under_18_prisoners_(under_18_prisoners),
      non_criminal_prisoners_(non_criminal_prisoners),
      scale_(scale),
      start_(start) {
  sides_[of_men].exogenous = under_18_prisoners + non_criminal_prisoners;
  month_begins(start);
}

void Estate::month_begins(Tick now) {
  const double years = std::max(0.0, (now - start_).as_days() / days_in_year);
  operational_places_ = places_by_function(model_->operational_capacity, model_->operational_growth_per_year, years,
                                           model_->operational_share);
  accommodation_ = places_by_function(model_->in_use_cna, model_->cna_growth_per_year, years, model_->cna_share);
  sides_[of_women].places = operational_places_[womens_prisons];
  sides_[of_men].places =
      std::accumulate(operational_places_.begin(), operational_places_.begin() + male_establishment_count, 0.0);
  operational_capacity_ = sides_[of_men].places + sides_[of_women].places;
  for (Side& side : sides_) {
    for (std::size_t index = 0; index < prisoner_class_count; ++index) {
      side.over_time[index] = engine::TimeWeighted(now, static_cast<double>(side.persons[index]));
    }
    side.beyond = engine::TimeWeighted(now, beyond(side));
  }
}

double Estate::held() const { return prisoners(sides_[of_men]) + prisoners(sides_[of_women]); }

/// Means of the month so far. Those of classes and of police cells are exact; men in cells come from all functions
/// alike.
Values<6> Estate::men_by_function(Tick now) const {
  const Side& men = sides_[of_men];
  Values<6> held{};
  held[local_prisons] = non_criminal_prisoners_;
  held[young_offender_institutions] = under_18_prisoners_;
  for (std::size_t held_as = 0; held_as < prisoner_class_count; ++held_as) {
    const double persons = men.over_time[held_as].mean(now) / scale_;
    for (std::size_t function = 0; function < male_establishment_count; ++function) {
      held[function] += persons * model_->allocation[held_as * male_establishment_count + function];
    }
  }
  const double in_all = std::accumulate(held.begin(), held.end(), 0.0);
  if (in_all <= 0) return held;
  for (double& of_function : held) of_function *= 1 - men.beyond.mean(now) / in_all;
  share_free_places(held, operational_places_);
  return held;
}

void Estate::tell_crowding(EstateMonth& month) const {
  for (std::size_t function = 0; function < month.held.size(); ++function) {
    const double excess = std::max(0.0, month.held[function] - accommodation_[function]);
    month.crowded[function] = std::min(month.held[function], model_->crowded_per_excess * excess);
    month.crowded_in_all += month.crowded[function];
  }
}

EstateMonth Estate::close_month(Tick now) const {
  EstateMonth month;
  const Values<6> men = men_by_function(now);
  std::copy(men.begin(), men.end(), month.held.begin());
  const Side& women = sides_[of_women];
  double women_held = -women.beyond.mean(now);
  for (const engine::TimeWeighted& of_class : women.over_time) women_held += of_class.mean(now) / scale_;
  month.held[womens_prisons] = women_held;
  month.police_cells = sides_[of_men].beyond.mean(now) + women.beyond.mean(now);
  month.prisoners = std::accumulate(month.held.begin(), month.held.end(), month.police_cells);
  tell_crowding(month);
  month.operational_capacity = operational_capacity_;
  month.occupancy = month.prisoners / operational_capacity_;
  return month;
}

}  // namespace throughgate::justice
