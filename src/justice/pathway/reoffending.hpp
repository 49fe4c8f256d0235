#pragma once
/// Reoffending: actuarial risk, the spell's baseline, and the exact time of the next charged offence.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/hazard_clock.hpp"
#include "justice/pathway/proceedings_model.hpp"
#include "justice/pathway/reoffending_model.hpp"
#include "justice/people/offender.hpp"
#include "justice/people/sampling.hpp"

namespace throughgate::justice {

/// Hazard ratio of contact intensity by month, region and tier. Months are appended as they begin; inside a month it
/// is constant. `bound` is never below any of the months so far: a time found with it is never late.
class ContactFactors {
 public:
  explicit ContactFactors(int first_month = 0) : first_month_(first_month) {}

  /// True where a bound had to rise: persons of that region and tier must be re-timed.
  bool append(const std::array<double, region_count>& intensity, const ReoffendingModel& model);

  [[nodiscard]] double at(int month, unsigned region, unsigned tier) const {
    if (months_.empty() || month < first_month_) return 1.0;
    const auto index = std::min(static_cast<std::size_t>(month - first_month_), months_.size() - 1);
    return months_[index][region * tier_count + tier];
  }
  /// Whether any month so far had a factor other than 1.
  [[nodiscard]] bool varies(unsigned region, unsigned tier) const { return varies_[region * tier_count + tier]; }
  [[nodiscard]] bool rose(unsigned region, unsigned tier) const { return rose_[region * tier_count + tier]; }
  [[nodiscard]] double bound(unsigned region, unsigned tier) const { return bound_[region * tier_count + tier]; }
  [[nodiscard]] std::size_t bytes() const { return months_.capacity() * sizeof(Month); }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [first_month, months, bound, varies, rose] = *this;
    state(months, bound, varies, rose);
  }

 private:
  using Month = std::array<double, region_count * tier_count>;
  int first_month_;
  std::vector<Month> months_;
  Month bound_ = filled_with_one();
  std::array<bool, region_count * tier_count> varies_{};
  std::array<bool, region_count * tier_count> rose_{};
  static Month filled_with_one() {
    Month month;
    month.fill(1.0);
    return month;
  }
};

/// The part of a person that decides the multiplier of the hazard; compared before and after an event.
struct Exposure {
  bool at_risk = false;
  bool supervised = false;
  std::uint8_t tier = 0;
  float personal = 1;
  float gate_effect = 1;
  Tick gate_until;
  float fading_log = 0;
  Tick fading_since;

  friend bool operator==(const Exposure&, const Exposure&) = default;
  [[nodiscard]] static Exposure of(const Hot& hot, const Cold& cold) {
    return {hot.standing.at_risk(), hot.standing.supervised(), hot.tier,        hot.personal,
            cold.gate_effect,       cold.gate_until,           cold.fading_log, cold.fading_since};
  }
};

/// When to look at the person's hazard again.
struct NextOffence {
  Tick tick = Tick::never();
  bool certain = false;  ///< the offence happens then, whatever the coming months bring
};

class Reoffending {
 public:
  /// Proven shares by group turn proven risk into charged hazard: hazard of charges = proven / P(conviction).
  /// `base_needs`: shares of the base year, on which the effects of needs are centred.
  /// `half_life_months`: in which the effects of programmes fade by half. `alike`: where the table of shapes is taken
  /// from, if it is the same.
  Reoffending(const ReoffendingModel& model, const NeedsModel& base_needs, const ProceedingsModel& proceedings,
              double half_life_months, const Reoffending* alike = nullptr);

  /// What the actuarial scale sums up for a person: the risks, and so the shape of the hazard, follow from it.
  [[nodiscard]] double score(const Cold& cold, int age) const;
  /// OGRS3 probabilities of a proven reoffence within one and two years, shifted to the person's stratum.
  [[nodiscard]] std::array<double, 2> risks(const Cold& cold, int age) const;

  /// Closes the spell and begins the next: covariates are refreshed, frailty and threshold drawn. `lasting` is a log
  /// hazard ratio of what the person received, beside the disposal's own.
  void start_spell(const random::PreparedKey& key, Tick now, Hot& hot, Cold& cold, double lasting) const;

  /// Draws the needs of a spell; returns their log hazard ratio relative to the base year's mean. The same needs
  /// however often: who asks before the spell starts finds those that it will have.
  double refresh_needs(const random::PreparedKey& key, unsigned spell, Hot& hot, const Cold& cold) const;

  /// Threshold of the next offence of the same spell: the hazard is never reset inside it.
  void next_threshold(const random::PreparedKey& key, Hot& hot, const Cold& cold) const;

  /// What is left of the threshold of a repeated person, drawn anew: by lack of memory a unit exponential. `within`
  /// is given for a person who is held only because an offence falls into that time at risk: the draw is then
  /// conditional on it.
  void renew_threshold(const random::PreparedKey& key, Hot& hot, const Cold& cold,
                       std::optional<Duration> within) const;

  /// Consumes the hazard from the last settling to `now` under `exposure`. Returns the baseline's cumulative hazard at
  /// the end, or `unknown` where nobody was at risk.
  double settle(Tick now, Hot& hot, const Exposure& exposure, const ContactFactors& factors) const;

  /// The threshold is reached now, as was foretold.
  static void reach(Tick now, Hot& hot) {
    hot.at_risk += static_cast<std::uint32_t>((now - hot.hazard_settled).count);
    hot.hazard_settled = now;
    hot.remaining = 0;
  }

  /// `consumed`: what `settle` has just returned, if it did.
  [[nodiscard]] NextOffence next_offence(Tick now, const Hot& hot, const Exposure& exposure,
                                         const ContactFactors& factors, double consumed = unknown) const;
  static constexpr double unknown = -1;

  [[nodiscard]] const ReoffendingModel& model() const { return model_; }

 private:
  [[nodiscard]] engine::HazardShape shape(const Hot& hot) const { return {family_, hot.shape_a, hot.shape_b}; }
  /// The hazard of susceptible persons of average frailty who have the score, and their share.
  struct ScoreShape {
    float a = 1;
    float log_b = 0;
    float susceptible = 1;
  };
  [[nodiscard]] std::array<double, 2> risks_at(double score) const;
  [[nodiscard]] ScoreShape solve(const std::array<double, 2>& risks) const;
  [[nodiscard]] bool has_shapes_of(const ReoffendingModel& model) const;
  [[nodiscard]] std::shared_ptr<const std::vector<ScoreShape>> solve_all() const;
  [[nodiscard]] ScoreShape shape_at(double score) const;
  [[nodiscard]] double multiplier(const Exposure& exposure, double gate, double contact, double fading) const;
  /// What is left of programmes in the month, constant inside it.
  [[nodiscard]] double fading(const Exposure& exposure, int month) const;
  /// Cumulative hazard at an age of the spell, for a person of multiplier 1.
  [[nodiscard]] double baseline(const Hot& hot, double minutes) const;

  ReoffendingModel model_;
  NeedsModel base_needs_;
  double log_unsettled_;
  double log_employed_;
  double half_life_minutes_;
  engine::HazardFamily family_;
  std::array<double, 9> charged_per_proven_{};
  static constexpr double least_score = -16;
  static constexpr double greatest_score = 16;
  static constexpr std::size_t score_steps = 8192;
  /// At score_steps + 1 scores in equal distance.
  std::shared_ptr<const std::vector<ScoreShape>> shapes_;
};

}  // namespace throughgate::justice
