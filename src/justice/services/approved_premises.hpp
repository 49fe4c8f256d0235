#pragma once
/// Beds in approved premises, for released persons of the highest tier: taken when there is one, never waited for.

#include <cmath>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

#include "base/tick.hpp"
#include "engine/time_weighted.hpp"
#include "justice/people/population_model.hpp"

namespace throughgate::justice {

struct ApprovedPremisesModel {
  double beds{};       ///< national
  double stay_days{};  ///< mean; a bed stays booked to its end, whatever becomes of the person
};

class ApprovedPremises {
 public:
  ApprovedPremises(const ApprovedPremisesModel& model, double scale, Tick start)
      : model_(&model), scale_(scale), occupied_(start) {}
  void adopt(const ApprovedPremisesModel& model) { model_ = &model; }

  /// Whether there was a bed, which is then taken for so long.
  bool take(Tick now, double days, bool finite) {
    free_until(now);
    if (finite && static_cast<double>(leaving_.size()) >= std::round(model_->beds * scale_)) return false;
    leaving_.push(now + Duration::days(days));
    occupied_.add(now, 1);
    return true;
  }

  /// What the burn-in held was `times` too little.
  void rescale(Tick now, double times) {
    free_until(now);
    Leaving held;
    double carried = 0.5;
    for (; !leaving_.empty(); leaving_.pop()) {
      for (carried += times; carried >= 1; --carried) held.push(leaving_.top());
    }
    leaving_ = std::move(held);
    occupied_ = engine::TimeWeighted(now, static_cast<double>(leaving_.size()));
  }

  /// Persons, mean of the month that ends, at the scale of the run.
  [[nodiscard]] double close_month(Tick now) {
    free_until(now);
    return occupied_.close_window(now);
  }
  [[nodiscard]] const ApprovedPremisesModel& model() const { return *model_; }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [model, scale, occupied, leaving] = *this;
    std::vector<Tick> ticks;
    for (auto rest = leaving; !rest.empty(); rest.pop()) ticks.push_back(rest.top());
    state(occupied, ticks);
    leaving = Leaving(std::greater<>{}, std::move(ticks));
  }

 private:
  using Leaving = std::priority_queue<Tick, std::vector<Tick>, std::greater<>>;

  void free_until(Tick now) {
    while (!leaving_.empty() && leaving_.top() <= now) {
      occupied_.add(leaving_.top(), -1);
      leaving_.pop();
    }
  }

  const ApprovedPremisesModel* model_;
  double scale_;
  engine::TimeWeighted occupied_;
  Leaving leaving_;
};

}  // namespace throughgate::justice
