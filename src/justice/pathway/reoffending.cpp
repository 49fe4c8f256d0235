#include "justice/pathway/reoffending.hpp"

#include <algorithm>
#include <cmath>

#include "base/date.hpp"

namespace throughgate::justice {

namespace {

constexpr double minutes_per_day = static_cast<double>(Duration::minutes_per_day);
constexpr double least_risk = 1e-4;
constexpr double greatest_risk = 0.985;
/// p2 stays above p1 by this much at least, so that two parameters can be solved.
constexpr double least_gain = 1e-3;
/// Left of the threshold of a person who cannot reoffend in this spell.
constexpr float immune = 1e30F;

double logistic(double z) { return 1 / (1 + std::exp(-z)); }

}  // namespace

bool ContactFactors::append(const std::array<double, region_count>& intensity, const ReoffendingModel& model) {
  Month month;
  bool raised = false;
  for (unsigned region = 0; region < region_count; ++region) {
    for (unsigned tier = 0; tier < tier_count; ++tier) {
      const double factor = std::pow(std::max(intensity[region], 0.05), model.contact_elasticity[tier]);
      const std::size_t index = region * tier_count + tier;
      month[index] = std::clamp(factor, model.supervision_floor, model.supervision_ceiling);
      if (month[index] > bound_[index]) {
        constexpr double margin = 1.02;
        bound_[index] = month[index] * margin;
        raised = true;
      }
    }
  }
  months_.push_back(month);
  return raised;
}

Reoffending::Reoffending(const ReoffendingModel& model, const ProceedingsModel& proceedings)
    : model_(model), family_(static_cast<engine::HazardFamily>(model.family)) {
  for (std::size_t group = 0; group < proceedings.proven.size(); ++group) {
    charged_per_proven_[group] = 1 / std::max(proceedings.proven[group], 0.01);
  }
}

double Reoffending::risk(const Cold& cold, int age, unsigned years) const {
  const auto& actuarial = model_.actuarial;
  const double previous = cold.sanctions;
  const double career = std::max(0, age - static_cast<int>(cold.first_sanction_age));
  const auto& age_term = cold.sex == Sex::male ? actuarial.male_age : actuarial.female_age;
  double z = actuarial.constant[years - 1] + actuarial.history_slope * std::log((1 + previous) / (10 + career));
  z += previous > 0 ? actuarial.repeat_sanction : actuarial.first_sanction;
  z += age_term[age_band(age)] + actuarial.offence[static_cast<std::size_t>(cold.group)];
  z += model_.level[static_cast<std::size_t>(cold.expected)];
  if (years == 2) z += model_.two_year_level;
  return std::clamp(logistic(z), least_risk, greatest_risk);
}

void Reoffending::start_spell(const random::PreparedKey& key, Tick now, Hot& hot, Cold& cold) const {
  ++hot.spell;
  hot.offence_in_spell = 0;
  hot.at_risk = 0;
  hot.hazard_settled = now;
  const int age = std::max(18, static_cast<int>((day_index(now) - cold.birth_day) / days_in_year));
  const double p1 = risk(cold, age, 1);
  const double p2 = std::max(risk(cold, age, 2), p1 + least_gain);
  const double variance = model_.frailty_variance;
  const double margin = model_.susceptible_margin;
  const double susceptible = margin >= 1 ? 1.0 : p2 + (1 - p2) * std::max(margin, 1e-3);
  const auto solved = engine::solve(family_, p1, p2, {variance, susceptible});
  hot.shape_a = solved.a;
  hot.shape_b = solved.b;
  hot.personal = static_cast<float>(std::exp(model_.disposal_effect[static_cast<std::size_t>(cold.received)]));
  auto stream = draw(key, hot.identity, Process::spell, static_cast<std::uint32_t>(hot.spell) << 8);
  double frailty = variance > 0 ? random::gamma(stream, 1 / variance, variance) : 1.0;
  if (susceptible < 1 && stream.uniform() >= susceptible) frailty = 0;
  cold.frailty = static_cast<float>(frailty * charged_per_proven_[static_cast<std::size_t>(cold.group)]);
  hot.remaining = 0;
  next_threshold(key, hot, cold);
}

void Reoffending::next_threshold(const random::PreparedKey& key, Hot& hot, const Cold& cold) const {
  const std::uint32_t occurrence = (static_cast<std::uint32_t>(hot.spell) << 8) + 1U + hot.offence_in_spell;
  auto stream = draw(key, hot.identity, Process::spell, occurrence);
  const double threshold = random::exponential(stream);
  if (hot.offence_in_spell < 254) ++hot.offence_in_spell;
  hot.remaining = cold.frailty > 0 ? std::max(hot.remaining, 0.0F) + static_cast<float>(threshold / static_cast<double>(cold.frailty))
                                   : immune;
}

void Reoffending::renew_threshold(const random::PreparedKey& key, Hot& hot, const Cold& cold) const {
  if (hot.remaining >= immune) return;
  auto stream = draw(key, hot.identity, Process::repeat, 0);
  hot.remaining = static_cast<float>(random::exponential(stream) / static_cast<double>(cold.frailty));
}

double Reoffending::multiplier(const Exposure& exposure, double gate, double contact) const {
  const double effects = std::clamp(gate * contact, model_.supervision_floor, model_.supervision_ceiling);
  return static_cast<double>(exposure.personal) * effects;
}

double Reoffending::between(const Hot& hot, double from_minutes, double to_minutes) const {
  const auto baseline = shape(hot);
  const double before = from_minutes > 0 ? engine::cumulative_hazard(baseline, from_minutes / minutes_per_day) : 0;
  return engine::cumulative_hazard(baseline, to_minutes / minutes_per_day) - before;
}

void Reoffending::settle(Tick now, Hot& hot, const Exposure& exposure, const ContactFactors& factors) const {
  if (!exposure.at_risk || now <= hot.hazard_settled) {
    hot.hazard_settled = now;
    return;
  }
  double consumed = 0;
  Tick from = hot.hazard_settled;
  double age = hot.at_risk;
  while (from < now) {
    const int month = month_index(from);
    Tick until = now;
    if (exposure.supervised) until = std::min(until, month_start(month + 1));
    const bool gated = from < exposure.gate_until;
    if (gated) until = std::min(until, exposure.gate_until);
    const double minutes = static_cast<double>((until - from).count);
    const double gate = gated ? static_cast<double>(exposure.gate_effect) : 1.0;
    const double contact = exposure.supervised ? factors.at(month, hot.region, exposure.tier) : 1.0;
    consumed += between(hot, age, age + minutes) * multiplier(exposure, gate, contact);
    age += minutes;
    from = until;
  }
  hot.at_risk = static_cast<std::uint32_t>(age);
  hot.hazard_settled = now;
  hot.remaining -= static_cast<float>(consumed);
}

NextOffence Reoffending::next_offence(Tick now, const Hot& hot, const Exposure& exposure,
                                      const ContactFactors& factors) const {
  if (!exposure.at_risk || hot.remaining >= immune) return {};
  const double left = std::max(0.0, static_cast<double>(hot.remaining));
  const double consumed = between(hot, 0, hot.at_risk);
  const bool gated = now < exposure.gate_until;
  const double gate = gated ? static_cast<double>(exposure.gate_effect) : 1.0;
  const auto reach = [&](double factor) {
    const double days = engine::days_at_hazard(shape(hot), consumed + left / factor);
    const double minutes = std::max(1.0, std::ceil(days * minutes_per_day - static_cast<double>(hot.at_risk)));
    return now + Duration::minutes(minutes < 4e9 ? static_cast<std::int64_t>(minutes) : Duration::longest().count);
  };
  const int month = month_index(now);
  const double contact = exposure.supervised ? factors.at(month, hot.region, exposure.tier) : 1.0;
  const Tick soonest = reach(multiplier(exposure, gate, contact));
  Tick constant_until = Tick::never();
  if (exposure.supervised) constant_until = month_start(month + 1);
  if (gated) constant_until = std::min(constant_until, exposure.gate_until);
  if (soonest <= constant_until) return {soonest, true};
  const double greatest_contact = exposure.supervised ? factors.bound(hot.region, exposure.tier) : 1.0;
  const Tick bounded = reach(multiplier(exposure, std::max(gate, 1.0), greatest_contact));
  return {std::max(bounded, constant_until), false};
}

}  // namespace throughgate::justice
