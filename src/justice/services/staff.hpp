#pragma once
/// The monthly balance of one group of staff by region: who leaves, who joins, who is trained, suited and well, and
/// the minutes that come of it. Full-time equivalents at national scale, never thinned.

#include <array>

#include "base/tick.hpp"
#include "justice/services/staff_model.hpp"

namespace throughgate::justice {

/// Of one region, or of all.
struct StaffCount {
  double in_post = 0;
  double in_training = 0;  ///< of those in post
  double unsuited = 0;     ///< of those in post
  double vacancies = 0;
  double left = 0;        ///< in the month
  double joined = 0;      ///< in the month
  double productive = 0;  ///< those in post, weighed by training and fit; absence is not deducted
  double minutes = 0;     ///< worked a year, absence deducted
};

struct StaffMonth {
  std::array<StaffCount, region_count> regions{};
  StaffCount total;
  double posts = 0;
  double weeks_to_fill = 0;     ///< with the time of decisions
  double sickness_days = 0;     ///< a year, mean of those in post
  double pay = 0;               ///< pounds a year, of those in post
  double recruitment_cost = 0;  ///< pounds, of those who joined in the month
};

/// Workload above this acts as this: far beyond what any region can reach.
inline constexpr double greatest_workload = 100;

/// A group and the structure that fills its posts.
struct StaffSetting {
  StaffGroupModel model;
  RecruitmentRules rules;
};

/// Those in post, as they are carried from month to month.
struct StaffStock {
  double in_post = 0;
  double in_training = 0;
  double unsuited = 0;
  double unsuited_in_training = 0;
};

class StaffGroup {
 public:
  /// `base_model`, `base_rules`: of the base year, at its workload.
  StaffGroup(const StaffGroupModel& model, const RecruitmentRules& rules, const StaffGroupModel& base_model,
             const RecruitmentRules& base_rules);

  /// From the next review on. Those in post stay, unless the group's surplus returns to other duties. `now`: the date
  /// of the change.
  void adopt(const StaffGroupModel& model, const RecruitmentRules& rules, Tick now) {
    now_ = {model, rules};
    changed_ = now;
  }

  /// The month that begins at `now`; call once a month, in order. The first finds the steady state of the group's own
  /// model and rules at that workload (of the month in the year, where recruitment freezes), without growth of posts.
  /// `workload`: of the month before, by region, base year = 1, at least 0.
  StaffMonth review(Tick now, Tick base, const std::array<double, region_count>& workload);

  /// Minutes worked a year in the base year: the mean of its months.
  [[nodiscard]] double base_minutes(unsigned region) const { return base_[region].minutes; }
  /// All regions in the base year.
  [[nodiscard]] const StaffCount& base_total() const { return base_total_; }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [now, changed, base, base_total, staffed, stocks] = *this;
    state(changed, staffed, stocks);
  }

 private:
  StaffSetting now_;
  Tick changed_ = Tick::never();
  std::array<StaffCount, region_count> base_{};
  StaffCount base_total_;
  bool staffed_ = false;
  std::array<StaffStock, region_count> stocks_{};
};

}  // namespace throughgate::justice
