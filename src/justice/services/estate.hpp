#pragma once
/// The prison estate by function: who is held where, how crowded, and whether there is room. Persons have no
/// establishment of their own: classes are spread over functions in fixed shares, until places run out.

#include <array>
#include <cstdint>

#include "base/tick.hpp"
#include "engine/time_weighted.hpp"
#include "justice/people/offender.hpp"
#include "justice/services/estate_model.hpp"

namespace throughgate::justice {

/// What a person is held as: order of `prisoner_class_labels`; `none` beyond.
enum class PrisonerClass : std::uint8_t { remand, under_12_months, from_12_months, indeterminate, recalled, none };
inline constexpr std::size_t prisoner_class_count = prisoner_class_labels.size();
static_assert(static_cast<std::size_t>(PrisonerClass::none) == prisoner_class_count);

[[nodiscard]] constexpr PrisonerClass prisoner_class(Standing standing) {
  if (standing.any(Standing::outside) || !standing.any(Standing::in_prison)) return PrisonerClass::none;
  if (standing.any(Standing::recalled)) return PrisonerClass::recalled;
  if (standing.any(Standing::serving_indeterminate)) return PrisonerClass::indeterminate;
  if (standing.any(Standing::serving_12_or_more)) return PrisonerClass::from_12_months;
  return standing.any(Standing::serving_under_12) ? PrisonerClass::under_12_months : PrisonerClass::remand;
}

/// Means of a month, persons at national level.
struct EstateMonth {
  double prisoners = 0;  ///< police cells included
  Values<7> held{};      ///< by function; with the police cells the prisoners
  Values<7> crowded{};   ///< of those held, two or three to a place made for fewer
  double crowded_in_all = 0;
  double police_cells = 0;
  double operational_capacity = 0;  ///< of the first of the month, in force throughout
  double occupancy = 0;             ///< prisoners for each place of it
};

/// A month runs from `month_begins` to `close_month`; means are of that time. `adopt` is called in between: after the
/// one month is closed, before the next begins.
class Estate {
 public:
  /// Prisoners who are no individuals, national persons: under-18s fill young offenders' places, the non-criminal local
  /// ones. `scale` is that of the persons: each stands for 1 / `scale`. Capacity grows from `start`; months may begin
  /// before it.
  Estate(const EstateModel& model, double under_18_prisoners, double non_criminal_prisoners, double scale, Tick start);

  void adopt(const EstateModel& model) { model_ = &model; }

  /// Keeps the counts; called after every event of a person, so it returns at once where the class stays.
  void moved(Tick now, Sex sex, Standing before, Standing after) {
    if (((before.bits ^ after.bits) & class_bits) == 0) return;
    const PrisonerClass old_class = prisoner_class(before);
    const PrisonerClass new_class = prisoner_class(after);
    if (old_class == new_class) return;
    Side& side = sides_[static_cast<std::size_t>(sex)];
    if (old_class != PrisonerClass::none) count(side, now, old_class, -1);
    if (new_class != PrisonerClass::none) count(side, now, new_class, +1);
    side.beyond.set(now, beyond(side));
  }

  /// Places of the date. Before the start they are those of the start.
  void month_begins(Tick now);
  [[nodiscard]] EstateMonth close_month(Tick now) const;

  /// National level, police cells included.
  [[nodiscard]] double held() const;
  /// National level. Places of women and of men do not stand in for each other; more than there are cells are told too.
  [[nodiscard]] double in_police_cells() const { return beyond(sides_[0]) + beyond(sides_[1]); }
  /// Whether another person can be held, in a police cell at the worst.
  [[nodiscard]] bool has_room() const { return held() < operational_capacity_ + model_->overflow.police_cells; }
  [[nodiscard]] bool early_release_runs() const {
    const OverflowModel& overflow = model_->overflow;
    return overflow.early_release_days > 0 && held() >= overflow.early_release_occupancy * operational_capacity_;
  }

  /// Individuals at the scale of the run.
  [[nodiscard]] std::int64_t persons(Sex sex, PrisonerClass held_as) const {
    return sides_[static_cast<std::size_t>(sex)].persons[static_cast<std::size_t>(held_as)];
  }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [model, under_18, non_criminal, scale, start, sides, capacity, places, accommodation] = *this;
    state(sides, capacity, places, accommodation);
  }

 private:
  /// The estate of one sex.
  struct Side {
    std::array<std::int64_t, prisoner_class_count> persons{};
    std::array<engine::TimeWeighted, prisoner_class_count> over_time{};  ///< of those persons
    std::int64_t in_all = 0;
    double exogenous = 0;
    double places = 0;            ///< operational capacity
    engine::TimeWeighted beyond;  ///< prisoners without one of these places
  };
  static constexpr std::uint16_t class_bits =
      Standing::in_prison | Standing::outside | Standing::serving | Standing::recalled;

  static void count(Side& side, Tick now, PrisonerClass held_as, int by) {
    const auto index = static_cast<std::size_t>(held_as);
    side.persons[index] += by;
    side.over_time[index].add(now, by);
    side.in_all += by;
  }
  [[nodiscard]] double prisoners(const Side& side) const {
    return static_cast<double>(side.in_all) / scale_ + side.exogenous;
  }
  [[nodiscard]] double beyond(const Side& side) const {
    const double excess = prisoners(side) - side.places;
    return excess > 0 ? excess : 0;
  }
  [[nodiscard]] Values<6> men_by_function(Tick now) const;
  void tell_crowding(EstateMonth& month) const;

  const EstateModel* model_;
  double under_18_prisoners_;
  double non_criminal_prisoners_;
  double scale_;
  Tick start_;
  std::array<Side, 2> sides_{};  ///< order of `Sex`
  double operational_capacity_ = 0;
  Values<7> operational_places_{};
  Values<7> accommodation_{};  ///< in-use certified normal accommodation
};

}  // namespace throughgate::justice
