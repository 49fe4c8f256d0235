#pragma once
/// Reoffending of no country: what its tests share.

#include "base/date.hpp"
#include "justice/pathway/reoffending.hpp"
#include "world.hpp"

namespace throughgate::justice {

inline constexpr int exponential_family = 0;
inline constexpr int weibull_family = 1;
inline constexpr double half_life_months = 24;
/// As in the pathway: what is left of a threshold that counts as reached.
inline constexpr float reached = 1e-6F;
inline const Tick start = start_of({2009, 1, 1});

inline ReoffendingModel plain_reoffending(int family) {
  ReoffendingModel model = plain_model().reoffending;
  model.family = family;
  model.contact_elasticity.fill(-1);
  return model;
}

inline ProceedingsModel everyone_convicted() {
  ProceedingsModel model;
  model.proven.fill(1);
  return model;
}

/// Without needs; programmes fade by half in `half_life_months`.
inline Reoffending made_of(const ReoffendingModel& model) {
  return {model, model.needs, everyone_convicted(), half_life_months};
}

}  // namespace throughgate::justice
