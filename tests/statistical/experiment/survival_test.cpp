// Times at risk and times to death against the survival that they must have, by Kolmogorov and Smirnov. The persons are
// those of the model's own code: spells are started, looked at and settled as the pathway does it.

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "../../unit/experiment/replication_world.hpp"
#include "../random/tolerances.hpp"
#include "justice/people/sampling.hpp"

namespace throughgate::experiment {
namespace {

using justice::ContactFactors;
using justice::Exposure;
using justice::Regime;

constexpr double false_alarm = 1e-6;  // each of seven comparisons
constexpr std::uint32_t persons = 20000;
constexpr double never = std::numeric_limits<double>::infinity();
const Tick start = start_of({2009, 3, 11});
const Tick end = start_of({2012, 3, 1});
const random::PreparedKey key = random::StreamKey{41, 0};

/// Frailty, immunity, an effect of the disposal; four of five charges are proven.
Parts mixture_of(int family) {
  Parts parts;
  auto& model = parts.model.reoffending;
  model.family = family;
  model.frailty_variance = 0.8;
  model.susceptible_margin = 0.6;
  model.contact_elasticity.fill(-1);
  model.supervision_floor = 0.01;
  model.supervision_ceiling = 100;
  model.disposal_effect.fill(0);
  model.needs.unsettled_effect = model.needs.employed_effect = 1;
  parts.model.proceedings.proven.fill(0.8);
  return parts;
}

/// Everybody of one kind, thirty years old.
struct Someone {
  explicit Someone(std::uint32_t number) {
    hot.identity = Identity::of(400, 3, number);
    hot.region = london;
    hot.tier = 1;
    hot.standing.add(justice::Standing::community_order);
    cold.birth_day = static_cast<std::int16_t>(day_index(start) - static_cast<int>(30.5 * justice::days_in_year));
    cold.group = justice::OffenceGroup::theft;
    cold.sanctions = 6;
    cold.first_sanction_age = 17;
    cold.expected = cold.received = justice::ExpectedDisposal::court_order;
  }
  justice::Hot hot;
  justice::Cold cold;
};

/// The next charged offence, looked for as the pathway does; never beyond the end of the months that have factors.
Tick next_offence(const justice::Reoffending& reoffending, Someone& one, const ContactFactors& factors) {
  constexpr float reached = 1e-6F;  // as in the pathway
  Tick now = one.hot.hazard_settled;
  while (true) {
    now = reoffending.next_offence(now, one.hot, Exposure::of(one.hot, one.cold), factors).tick;
    if (now >= end) return Tick::never();
    reoffending.settle(now, one.hot, Exposure::of(one.hot, one.cold), factors);
    if (one.hot.remaining <= reached) return now;
  }
}

struct Mixture {
  engine::HazardShape shape;
  engine::HazardMixture mixture;
  std::array<double, 2> risks;
};

/// The mixture that the spells of these persons are drawn from.
Mixture closed_form(const Regime& regime) {
  const auto& model = regime.model.reoffending;
  const auto risks = regime.reoffending.risks(Someone(0).cold, 30);
  const engine::HazardMixture mixture{model.frailty_variance, risks[1] + (1 - risks[1]) * model.susceptible_margin};
  return {engine::solve(static_cast<engine::HazardFamily>(model.family), risks[0], risks[1], mixture), mixture, risks};
}

TEST(AtRiskClock, GivesTheMarginalSurvivalUnderHazardsThatChangeByMonthAndAtTheGate) {
  constexpr double gate_days = 200;
  constexpr double gate_effect = 0.6;
  constexpr double disposal_effect = 0.25;
  for (const int family : {1, 2, 3}) {
    Parts parts = mixture_of(family);
    parts.model.reoffending.disposal_effect.fill(disposal_effect);
    const Regime regime(parts.model, parts.structure, parts.common());
    const auto form = closed_form(regime);

    ContactFactors factors(month_index(start));
    std::vector<double> intensity;  // by month
    for (int month = month_index(start); month_start(month) < end; ++month) {
      intensity.push_back(1 + 0.5 * std::sin(static_cast<double>(intensity.size())));
      std::array<double, justice::region_count> all;
      all.fill(intensity.back());
      factors.append(all, parts.model.reoffending);
    }
    // The hazard of a person of frailty one, with all its effects, accumulated over so many days at risk.
    const auto accumulated = [&](double days) {
      double sum = 0;
      double from = 0;
      for (std::size_t month = 0; month < intensity.size() && from < days; ++month) {
        const double month_end = (month_start(month_index(start) + static_cast<int>(month) + 1) - start).as_days();
        while (from < std::min(month_end, days)) {
          const bool gated = from < gate_days;
          const double until = std::min({month_end, days, gated ? gate_days : days});
          sum += (cumulative_hazard(form.shape, until) - cumulative_hazard(form.shape, from)) *
                 (gated ? gate_effect : 1.0) / intensity[month];
          from = until;
        }
      }
      return sum * std::exp(disposal_effect) / 0.8;
    };

    std::vector<double> days;
    for (std::uint32_t number = 0; number < persons; ++number) {
      Someone one(number);
      regime.reoffending.start_spell(key, start, one.hot, one.cold, 0);
      one.cold.gate_effect = static_cast<float>(gate_effect);
      one.cold.gate_until = start + Duration::days(gate_days);
      const Tick tick = next_offence(regime.reoffending, one, factors);
      days.push_back(tick.is_never() ? never : (tick - start).as_days());
    }
    const double v = form.mixture.frailty_variance;
    statistical::expect_distribution(
        days, [&](double t) { return form.mixture.susceptible_share * (1 - std::pow(1 + v * accumulated(t), -1 / v)); },
        (end - start).as_days() - 1, false_alarm, "days to the first charged offence");
  }
}

TEST(AtRiskClock, GivesTheActuarysRisksToOffencesThatWillBeProven) {
  for (const int family : {1, 2, 3}) {
    const Parts parts = mixture_of(family);
    const Regime regime(parts.model, parts.structure, parts.common());
    const auto form = closed_form(regime);
    EXPECT_NEAR(1 - marginal_survival(form.shape, form.mixture, 365), form.risks[0], 1e-5);
    EXPECT_NEAR(1 - marginal_survival(form.shape, form.mixture, 730), form.risks[1], 1e-5);
    std::vector<double> days;
    for (std::uint32_t number = 0; number < persons; ++number) {
      Someone one(persons + number);
      regime.reoffending.start_spell(key, start, one.hot, one.cold, 0);
      random::Stream luck(key, one.hot.identity, 999, 0);
      Tick tick = next_offence(regime.reoffending, one, ContactFactors{});
      while (!tick.is_never() && !random::bernoulli(luck, 0.8)) {
        regime.reoffending.next_threshold(key, one.hot, one.cold);
        tick = next_offence(regime.reoffending, one, ContactFactors{});
      }
      days.push_back(tick.is_never() ? never : (tick - start).as_days());
    }
    statistical::expect_distribution(
        days, [&](double t) { return 1 - marginal_survival(form.shape, form.mixture, t); }, (end - start).as_days() - 1,
        false_alarm, "days to the first proven offence");
  }
}

TEST(Exit, HasThePiecewiseExponentialSurvivalOfTheAgeBands) {
  Parts parts;
  auto& mortality = parts.model.population.mortality;
  mortality.male = {0.01, 0.02, 0.005, 0.03, 0.01, 0.02, 0.05};  // high enough to be seen
  mortality.removal_per_year = 0.004;
  const justice::Arrivals arrivals(parts.model.population, 1);
  const auto hazard = [&](double age) {
    double sum = 0;
    for (std::size_t band = 0; band < justice::age_labels.size(); ++band) {
      const double from = std::max(30.5, static_cast<double>(justice::age_band_edges[band]));
      const bool last = band + 1 == justice::age_labels.size();
      const double until = last ? age : std::min<double>(age, justice::age_band_edges[band + 1]);
      if (until > from) sum += (until - from) * (mortality.male[band] + mortality.removal_per_year);
    }
    return sum;
  };
  std::vector<double> years;
  for (std::uint32_t number = 0; number < persons; ++number) {
    Someone one(number);
    const Tick tick = arrivals.leaving(key, one.hot, one.cold, start, start_of({2049, 3, 11}));
    years.push_back(tick.is_never() ? never : (tick - start).as_days() / justice::days_in_year);
  }
  statistical::expect_distribution(
      years, [&](double t) { return -std::expm1(-hazard(30.5 + t)); }, 39.9, false_alarm, "years to death or removal");
}

}  // namespace
}  // namespace throughgate::experiment
