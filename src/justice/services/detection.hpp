#pragma once
/// Time as supervision sees it: what contact intensity does to the hazard that a failure is found, or that someone is
/// recalled. A constant hazard per weighted day is met exactly, whatever the coming months bring.

#include <array>
#include <vector>

#include "base/tick.hpp"
#include "justice/people/vocabulary.hpp"

namespace throughgate::justice {

/// Days weighted by (contact intensity, base year = 1) ^ elasticity, by region. Constant inside a month; months are
/// appended as they begin, and before the first the weight is 1.
class DetectionClock {
 public:
  using Intensity = std::array<double, region_count>;

  /// True where a weight rose above what was looked ahead with: whoever waits in that region must be looked at anew.
  bool month_began(Tick now, const Intensity& intensity, double elasticity);

  /// Weighted days since 1970, up to the end of the present month.
  [[nodiscard]] double at(Tick tick, unsigned region) const;
  /// When `weighted_days` (at least 0) more from `from` on (now or later) have passed at the soonest; exact when it
  /// lies in the present month.
  [[nodiscard]] Tick soonest(Tick from, double weighted_days, unsigned region) const;
  /// The most that can pass between two moments, neither before now.
  [[nodiscard]] double most_between(Tick from, Tick until, unsigned region) const;
  [[nodiscard]] bool rose(unsigned region) const { return rose_[region]; }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [first, end, months, bound, rose] = *this;
    state(first, end, months, bound, rose);
  }

 private:
  struct Month {
    Tick start;
    Intensity weight;
    Intensity days;  ///< weighted, at the start
  };
  int first_ = 0;
  Tick end_ = Tick::never();  ///< of the present month
  std::vector<Month> months_;
  Intensity bound_{};  ///< a weight not exceeded so far
  std::array<bool, region_count> rose_{};
};

/// One clock a process: each has an elasticity of its own.
struct Detection {
  DetectionClock failures;
  DetectionClock recalls;

  bool month_began(Tick now, const DetectionClock::Intensity& intensity, double of_failures, double of_recalls) {
    const bool raised = failures.month_began(now, intensity, of_failures);
    return recalls.month_began(now, intensity, of_recalls) || raised;
  }
  template <class State>
  void transfer(State& state) {
    auto& [of_failures, of_recalls] = *this;
    state(of_failures, of_recalls);
  }
};

}  // namespace throughgate::justice
