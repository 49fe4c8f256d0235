#pragma once
/// Contact intensity by region: what officers can give against what the caseload needs, relative to the base year.
/// Persons feel the workforce only through this index.

#include <array>
#include <cstdint>
#include <vector>

#include "base/tick.hpp"
#include "justice/people/offender.hpp"
#include "justice/services/staff.hpp"
#include "justice/services/structure.hpp"
#include "justice/services/supervision_model.hpp"

namespace throughgate::justice {

struct SupervisionMonth {
  std::array<double, region_count> intensity{};  ///< index, base year = 1
  std::array<double, region_count> need{};       ///< weighted caseload, national level
  StaffMonth staff;                              ///< offender managers and probation service officers
  double contact_share = 0;
  std::array<double, tier_count> need_by_tier{};  ///< weighted caseload, national level
  double request_time = 0;                        ///< of working time, lost to requests beyond the base year's
};

/// What the person is supervised as: order of `supervision_labels`; `none` beyond.
inline constexpr unsigned not_supervised = 3;
/// Prisoners of these standings are supervised before release.
inline constexpr std::uint16_t supervised_in_custody =
    Standing::serving_12_or_more | Standing::serving_indeterminate | Standing::recalled;
[[nodiscard]] constexpr unsigned supervision_kind(Standing standing) {
  if (standing.any(Standing::outside)) return not_supervised;
  if (standing.any(Standing::court_order)) return 0;
  if (standing.any(Standing::in_prison)) return standing.any(supervised_in_custody) ? 2 : not_supervised;
  return standing.any(Standing::licence) ? 1 : not_supervised;
}

/// Contact below this acts as this: a power of nothing would be infinite. Far below what any region can reach.
inline constexpr double least_intensity = 0.05;

/// A model of supervision and the structure in which it works.
struct SupervisionSetting {
  const SupervisionModel* model;
  const Structure* structure;
};

class Supervision {
 public:
  /// `base`: of the base year. The index is relative to what it supplies.
  Supervision(const SupervisionModel& model, const Structure& structure, SupervisionSetting base, double scale);

  /// `now`: the date of the change.
  void adopt(const SupervisionModel& model, const Structure& structure, Tick now);

  /// Keeps the weighted caseload as persons move.
  void moved(unsigned region, unsigned tier_before, Standing before, unsigned tier_after, Standing after) {
    const unsigned old_kind = supervision_kind(before);
    const unsigned new_kind = supervision_kind(after);
    if (old_kind != not_supervised) --caseload_[region][old_kind][tier_before];
    if (new_kind != not_supervised) ++caseload_[region][new_kind][tier_after];
  }

  /// The month begins: leavers leave, posts are filled, the index is set. `need_elsewhere` replaces the own caseload
  /// when coupling is off (national level, by region).
  SupervisionMonth review(Tick now, Tick base, const std::array<double, region_count>* need_elsewhere);

  [[nodiscard]] const std::array<double, region_count>& intensity() const { return intensity_; }
  [[nodiscard]] double need(unsigned region) const;
  /// Persons in custody who are supervised before release, national level.
  [[nodiscard]] double supervised_in_custody() const;

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [now, base, scale, base_minutes, caseload, officers, intensity] = *this;
    state(caseload, officers, intensity);
  }

 private:
  [[nodiscard]] double need_of_tier(unsigned tier) const;

  SupervisionSetting now_;
  SupervisionSetting base_;
  double scale_;
  std::array<double, region_count> base_minutes_{};  ///< supplied a year
  std::array<std::array<std::array<std::int64_t, tier_count>, 3>, region_count> caseload_{};
  StaffGroup officers_;
  std::array<double, region_count> intensity_{};
};

}  // namespace throughgate::justice
