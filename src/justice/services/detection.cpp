#include "justice/services/detection.hpp"

#include <algorithm>
#include <cmath>

#include "base/month_table.hpp"
#include "justice/services/supervision.hpp"

namespace throughgate::justice {

bool DetectionClock::month_began(Tick now, const Intensity& intensity, double elasticity) {
  constexpr double margin = 1.02;  // so that a bound is seldom raised
  const int month = months().of(now);
  if (months_.empty()) {
    first_ = month;
    bound_.fill(1.0);
  }
  Month next{now, {}, {}};
  bool raised = false;
  for (unsigned region = 0; region < region_count; ++region) {
    next.weight[region] = std::pow(std::max(intensity[region], least_intensity), elasticity);
    next.days[region] = at(now, region);
    rose_[region] = next.weight[region] > bound_[region];
    if (rose_[region]) bound_[region] = next.weight[region] * margin;
    raised |= rose_[region];
  }
  months_.push_back(next);
  end_ = months().start(month + 1);
  return raised;
}

double DetectionClock::at(Tick tick, unsigned region) const {
  if (months_.empty() || tick <= months_.front().start) return (tick - Tick{}).as_days();
  const auto last = static_cast<int>(months_.size()) - 1;
  const Month& month = months_[static_cast<std::size_t>(std::clamp(months().of(tick) - first_, 0, last))];
  return month.days[region] + month.weight[region] * (tick - month.start).as_days();
}

Tick DetectionClock::soonest(Tick from, double weighted_days, unsigned region) const {
  constexpr Duration one_minute = Duration::minutes(1);  // rounded up: the moment has come when it is reached
  const double weight = months_.empty() ? 1.0 : months_.back().weight[region];
  weighted_days = std::max(weighted_days, 0.0);
  if (from < end_) {
    const Tick exact = from + Duration::days(weighted_days / weight) + one_minute;
    if (exact <= end_) return exact;
    weighted_days = std::max(weighted_days - weight * (end_ - from).as_days(), 0.0);
    from = end_;
  }
  return from + Duration::days(weighted_days / bound_[region]) + one_minute;
}

double DetectionClock::most_between(Tick from, Tick until, unsigned region) const {
  if (months_.empty()) return (until - from).as_days();
  const Tick turn = std::clamp(end_, from, until);
  return months_.back().weight[region] * (turn - from).as_days() + bound_[region] * (until - turn).as_days();
}

}  // namespace throughgate::justice
