#pragma once
/// Time to the next charged offence: a unit-exponential threshold that an accumulated hazard must reach.
/// A change of the hazard re-times the event exactly, from what is left of the threshold.

#include <cstdint>

#include <cmath>

#include "base/tick.hpp"
#include "random/fast_math.hpp"

namespace throughgate::engine {

enum class HazardFamily : std::uint8_t { exponential, weibull, lognormal, loglogistic };

/// A baseline by its cumulative hazard H(t), t in days at risk.
///   exponential  H = t / b                              (a is not used)
///   weibull      H = (t / b)^a
///   lognormal    H = -log(1 - Phi((log t - a) / b))     (a is the mean of the log, b its standard deviation)
///   loglogistic  H = log(1 + (t / b)^a)
struct HazardShape {
  HazardFamily family = HazardFamily::exponential;
  float a = 1;
  float b = 1;

  friend bool operator==(const HazardShape&, const HazardShape&) = default;
};

namespace detail {
/// x^y, quick where the quick form holds.
inline double power(double x, double y) {
  constexpr double least_normal = 1e-300;
  constexpr double greatest = 1e300;
  if (!(x > least_normal && x < greatest)) return std::pow(x, y);
  const double exponent = y * random::fast_log(x);
  constexpr double safe = 690;
  return exponent > -safe && exponent < safe ? random::fast_exp(exponent) : std::pow(x, y);
}

}  // namespace detail
[[nodiscard]] double cumulative_hazard_of_others(const HazardShape& shape, double days);
[[nodiscard]] double days_at_hazard_of_others(const HazardShape& shape, double hazard);
[[nodiscard]] inline double cumulative_hazard(const HazardShape& shape, double days) {
  if (shape.family != HazardFamily::weibull) return cumulative_hazard_of_others(shape, days);
  return days > 0 ? detail::power(days / static_cast<double>(shape.b), static_cast<double>(shape.a)) : 0;
}
/// The days at risk at which the cumulative hazard reaches `hazard`; infinite when it never does.
[[nodiscard]] inline double days_at_hazard(const HazardShape& shape, double hazard) {
  if (shape.family != HazardFamily::weibull) return days_at_hazard_of_others(shape, hazard);
  return hazard > 0 ? static_cast<double>(shape.b) * detail::power(hazard, 1 / static_cast<double>(shape.a)) : 0;
}

/// The mixture a shape stands in: frailty of the given variance (gamma, mean 1), and the share that can reoffend.
struct HazardMixture {
  double frailty_variance = 0;   ///< 0: none
  double susceptible_share = 1;  ///< 1: nobody is immune
};

/// Marginal survival at `days`: 1 - pi + pi (1 + v H)^(-1/v).
[[nodiscard]] double marginal_survival(const HazardShape& shape, const HazardMixture& mixture, double days);

/// The share of the susceptible among those who survived `days` without event (opening stock).
[[nodiscard]] double susceptible_among_survivors(const HazardShape& shape, const HazardMixture& mixture, double days);

/// The shape of the susceptible person of frailty 1 whose mixture has marginal risks `p1` by day `t1` and `p2` by
/// day `t2`: with pi the susceptible share, H(t) = ((1 - p_t/pi)^-v - 1) / v, or -log(1 - p_t/pi) without frailty.
/// The exponential has one parameter and meets `p1` only.
/// Throws std::domain_error unless 0 < p1 < p2 < pi <= 1, v >= 0 and 0 < t1 < t2.
[[nodiscard]] HazardShape solve(HazardFamily family, double p1, double p2, const HazardMixture& mixture = {},
                                double t1 = 365, double t2 = 730);

/// One person's progress through a spell: 16 bytes. What is left of the threshold is a double, so hundreds of
/// re-timings lose nothing; time at risk is whole minutes; the multiplier is kept in single precision and used at
/// that precision both to consume and to predict. Time that is not at risk is simply not given to `advance`.
class HazardClock {
 public:
  HazardClock() = default;
  /// A spell that starts with `threshold` left, after `at_risk` of it (opening stock: by lack of memory what is left
  /// is a unit exponential again).
  explicit HazardClock(double threshold, Duration at_risk = {})
      : remaining_(threshold), at_risk_minutes_(static_cast<std::uint32_t>(at_risk.count)) {}

  [[nodiscard]] double remaining() const { return remaining_; }
  [[nodiscard]] Duration at_risk() const { return Duration::minutes(at_risk_minutes_); }
  [[nodiscard]] double multiplier() const { return static_cast<double>(multiplier_); }

  /// The factor on the baseline hazard from now on (frailty and effects); 0 or more.
  void set_multiplier(double multiplier) { multiplier_ = static_cast<float>(multiplier); }

  /// Consumes `elapsed` of time at risk under the present multiplier.
  void advance(const HazardShape& shape, Duration elapsed);

  /// Time at risk until the threshold is reached under the present multiplier, rounded up to a minute;
  /// `Duration::longest()` when it is never reached.
  [[nodiscard]] Duration time_to_next(const HazardShape& shape) const;

  /// After an event: the next one comes when the hazard has grown by `unit_exponential` more. Nothing is reset, and
  /// what was consumed beyond the last threshold by rounding counts.
  void add_threshold(double unit_exponential) { remaining_ += unit_exponential; }

 private:
  double remaining_ = 0;
  std::uint32_t at_risk_minutes_ = 0;
  float multiplier_ = 1;
};

static_assert(sizeof(HazardClock) == 16);

}  // namespace throughgate::engine
