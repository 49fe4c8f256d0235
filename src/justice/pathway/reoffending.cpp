#include "justice/pathway/reoffending.hpp"

#include <algorithm>
#include <cmath>

#include "base/date.hpp"
#include "base/month_table.hpp"
#include "justice/services/supervision.hpp"
#include "random/fast_math.hpp"

namespace throughgate::justice {

namespace {

constexpr double minutes_per_day = static_cast<double>(Duration::minutes_per_day);
constexpr double least_risk = 1e-4;
constexpr double greatest_risk = 0.985;
/// p2 stays above p1 by this much at least, so that two parameters can be solved.
constexpr double least_gain = 1e-3;
/// An effect that has faded to this acts no more.
constexpr double least_log_effect = 1e-4;
/// Left of the threshold of a person who cannot reoffend in this spell.
constexpr float immune = 1e30F;

double logistic(double z) { return 1 / (1 + random::fast_exp(-z)); }

}  // namespace

bool ContactFactors::append(const std::array<double, region_count>& intensity, const ReoffendingModel& model) {
  Month month;
  bool raised = false;
  for (unsigned region = 0; region < region_count; ++region) {
    for (unsigned tier = 0; tier < tier_count; ++tier) {
      const double contact = std::pow(std::max(intensity[region], least_intensity), model.contact_elasticity[tier]);
      const double factor = contact * model.skill;
      const std::size_t index = region * tier_count + tier;
      month[index] = std::clamp(factor, model.supervision_floor, model.supervision_ceiling);
      varies_[index] = varies_[index] || month[index] != 1.0;
      rose_[index] = month[index] > bound_[index];
      if (rose_[index]) {
        constexpr double margin = 1.02;
        bound_[index] = month[index] * margin;
        raised = true;
      }
    }
  }
  months_.push_back(month);
  return raised;
}

Reoffending::Reoffending(const ReoffendingModel& model, const NeedsModel& base_needs,
                         const ProceedingsModel& proceedings, double half_life_months, const Reoffending* alike)
    : model_(model),
      base_needs_(base_needs),
      log_unsettled_(std::log(model.needs.unsettled_effect)),
      log_employed_(std::log(model.needs.employed_effect)),
      half_life_minutes_(half_life_months * days_in_month * minutes_per_day),
      family_(static_cast<engine::HazardFamily>(model.family)) {
  for (std::size_t group = 0; group < proceedings.proven.size(); ++group) {
    charged_per_proven_[group] = 1 / std::max(proceedings.proven[group], 0.01);
  }
  shapes_ = alike != nullptr && alike->has_shapes_of(model_) ? alike->shapes_ : solve_all();
}

/// Whether the numbers that `solve` reads are the same.
bool Reoffending::has_shapes_of(const ReoffendingModel& model) const {
  return model.family == model_.family && model.actuarial.constant == model_.actuarial.constant &&
         model.two_year_level == model_.two_year_level && model.frailty_variance == model_.frailty_variance &&
         model.susceptible_margin == model_.susceptible_margin;
}

std::shared_ptr<const std::vector<Reoffending::ScoreShape>> Reoffending::solve_all() const {
  auto shapes = std::make_shared<std::vector<ScoreShape>>();
  shapes->reserve(score_steps + 1);
  std::array<double, 2> last{};
  for (std::size_t step = 0; step <= score_steps; ++step) {
    constexpr double distance = (greatest_score - least_score) / score_steps;
    const auto risks = risks_at(least_score + static_cast<double>(step) * distance);
    // At either end both risks stay what they are.
    shapes->push_back(step > 0 && risks == last ? shapes->back() : solve(risks));
    last = risks;
  }
  return shapes;
}

double Reoffending::score(const Cold& cold, int age) const {
  const auto& actuarial = model_.actuarial;
  const double previous = cold.sanctions;
  const double career = std::max(0, age - static_cast<int>(cold.first_sanction_age));
  const auto& age_term = cold.sex == Sex::male ? actuarial.male_age : actuarial.female_age;
  double z = actuarial.history_slope * random::fast_log((1 + previous) / (10 + career));
  z += previous > 0 ? actuarial.repeat_sanction : actuarial.first_sanction;
  z += age_term[age_band(age)] + actuarial.offence[static_cast<std::size_t>(cold.group)];
  return z + model_.level[static_cast<std::size_t>(cold.expected)];
}

std::array<double, 2> Reoffending::risks(const Cold& cold, int age) const { return risks_at(score(cold, age)); }

std::array<double, 2> Reoffending::risks_at(double z) const {
  const auto& actuarial = model_.actuarial;
  const double p1 = std::clamp(logistic(actuarial.constant[0] + z), least_risk, greatest_risk);
  const double p2 = std::clamp(logistic(actuarial.constant[1] + model_.two_year_level + z), least_risk, greatest_risk);
  return {p1, std::max(p2, p1 + least_gain)};
}

Reoffending::ScoreShape Reoffending::solve(const std::array<double, 2>& risks) const {
  const auto [p1, p2] = risks;
  const double margin = model_.susceptible_margin;
  const double susceptible = margin >= 1 ? 1.0 : p2 + (1 - p2) * std::max(margin, 1e-3);
  const auto solved = engine::solve(family_, p1, p2, {model_.frailty_variance, susceptible});
  // The mean of a lognormal's logarithm is no power of time: it stays as it is.
  return {solved.a, std::log(solved.b), static_cast<float>(susceptible)};
}

/// Between neighbours of the table; beyond its ends the risks are the least and the greatest.
Reoffending::ScoreShape Reoffending::shape_at(double score) const {
  constexpr double steps_per_unit = score_steps / (greatest_score - least_score);
  const double place = std::clamp((score - least_score) * steps_per_unit, 0.0, score_steps - 0.5);
  const auto below = static_cast<std::size_t>(place);
  const auto part = static_cast<float>(place - static_cast<double>(below));
  const ScoreShape& low = (*shapes_)[below];
  const ScoreShape& high = (*shapes_)[below + 1];
  return {low.a + part * (high.a - low.a), low.log_b + part * (high.log_b - low.log_b),
          low.susceptible + part * (high.susceptible - low.susceptible)};
}

double Reoffending::refresh_needs(const random::PreparedKey& key, unsigned spell, Hot& hot, const Cold& cold) const {
  const std::size_t row = needs_row(cold.expected);
  auto stream = draw(key, hot.identity, Process::needs, spell);
  const bool unsettled = chance(stream) < model_.needs.unsettled[row];
  const bool employed = chance(stream) < model_.needs.employed[row];
  hot.flags.set(Flags::unsettled, unsettled);
  hot.flags.set(Flags::employed, employed);
  return log_unsettled_ * ((unsettled ? 1 : 0) - base_needs_.unsettled[row]) +
         log_employed_ * ((employed ? 1 : 0) - base_needs_.employed[row]);
}

void Reoffending::start_spell(const random::PreparedKey& key, Tick now, Hot& hot, Cold& cold, double lasting) const {
  ++hot.spell;
  hot.offence_in_spell = 0;
  hot.at_risk = 0;
  hot.hazard_settled = now;
  const int age = std::max(18, static_cast<int>((day_index(now) - cold.birth_day) / days_in_year));
  const double trend = model_.level_per_year * years_between(model_.level_from_day, day_index(now));
  const ScoreShape solved = shape_at(score(cold, age) + trend);
  hot.shape_a = solved.a;
  hot.shape_b = static_cast<float>(random::fast_exp(static_cast<double>(solved.log_b)));
  const double disposal_effect = model_.disposal_effect[static_cast<std::size_t>(cold.received)];
  hot.personal =
      static_cast<float>(random::fast_exp(disposal_effect + lasting + refresh_needs(key, hot.spell, hot, cold)));
  auto stream = draw(key, hot.identity, Process::spell, static_cast<std::uint32_t>(hot.spell) << 8);
  const double variance = model_.frailty_variance;
  double frailty = variance > 0 ? random::gamma(stream, 1 / variance, variance) : 1.0;
  const auto susceptible = static_cast<double>(solved.susceptible);
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
  hot.remaining = cold.frailty > 0 ? std::max(hot.remaining, 0.0F) +
                                         static_cast<float>(threshold / static_cast<double>(cold.frailty))
                                   : immune;
}

void Reoffending::renew_threshold(const random::PreparedKey& key, Hot& hot, const Cold& cold,
                                  std::optional<Duration> within) const {
  if (hot.remaining >= immune) return;
  auto stream = draw(key, hot.identity, Process::repeat, 0);
  const double frailty = cold.frailty;
  double threshold = random::exponential(stream);
  if (within) {
    const double end = static_cast<double>(hot.at_risk) + static_cast<double>(within->count);
    const double reach =
        (baseline(hot, end) - baseline(hot, hot.at_risk)) * static_cast<double>(hot.personal) * frailty;
    threshold = -std::log1p(stream.uniform() * std::expm1(-reach));
  }
  hot.remaining = static_cast<float>(threshold / frailty);
}

double Reoffending::fading(const Exposure& exposure, int month) const {
  const Tick middle = months().start(month) + Duration::days(days_in_month / 2);
  const double age = static_cast<double>((std::max(middle, exposure.fading_since) - exposure.fading_since).count);
  const double left = static_cast<double>(exposure.fading_log) * std::exp2(-age / half_life_minutes_);
  return std::abs(left) < least_log_effect ? 1.0 : std::exp(left);
}

double Reoffending::multiplier(const Exposure& exposure, double gate, double contact, double fading) const {
  const double effects = std::clamp(gate * contact * fading, model_.supervision_floor, model_.supervision_ceiling);
  return static_cast<double>(exposure.personal) * effects;
}

double Reoffending::baseline(const Hot& hot, double minutes) const {
  return minutes > 0 ? engine::cumulative_hazard(shape(hot), minutes / minutes_per_day) : 0;
}

double Reoffending::settle(Tick now, Hot& hot, const Exposure& exposure, const ContactFactors& factors) const {
  if (!exposure.at_risk || now <= hot.hazard_settled) {
    hot.hazard_settled = now;
    return unknown;
  }
  const bool contacted = exposure.supervised && factors.varies(hot.region, exposure.tier);
  const bool fades = exposure.fading_log != 0;
  Tick from = hot.hazard_settled;
  double age = hot.at_risk;
  double before = baseline(hot, age);
  double consumed = 0;
  while (from < now) {
    Tick until = now;
    double contact = 1;
    double left = 1;
    if (contacted || fades) {
      const int month = months().of(from);
      until = std::min(until, months().start(month + 1));
      if (contacted) contact = factors.at(month, hot.region, exposure.tier);
      if (fades) left = fading(exposure, month);
    }
    const bool gated = from < exposure.gate_until;
    if (gated) until = std::min(until, exposure.gate_until);
    age += static_cast<double>((until - from).count);
    const double after = baseline(hot, age);
    consumed +=
        (after - before) * multiplier(exposure, gated ? static_cast<double>(exposure.gate_effect) : 1.0, contact, left);
    before = after;
    from = until;
  }
  hot.at_risk = static_cast<std::uint32_t>(age);
  hot.hazard_settled = now;
  hot.remaining -= static_cast<float>(consumed);
  return before;
}

NextOffence Reoffending::next_offence(Tick now, const Hot& hot, const Exposure& exposure, const ContactFactors& factors,
                                      double consumed) const {
  if (!exposure.at_risk || hot.remaining >= immune) return {};
  const double left = std::max(0.0, static_cast<double>(hot.remaining));
  if (consumed < 0) consumed = baseline(hot, hot.at_risk);
  const bool gated = now < exposure.gate_until;
  const double gate = gated ? static_cast<double>(exposure.gate_effect) : 1.0;
  const auto reach = [&](double factor) {
    const double days = engine::days_at_hazard(shape(hot), consumed + left / factor);
    const double minutes = std::max(1.0, std::ceil(days * minutes_per_day - static_cast<double>(hot.at_risk)));
    return now + Duration::minutes(minutes < 4e9 ? static_cast<std::int64_t>(minutes) : Duration::longest().count);
  };
  const bool contacted = exposure.supervised && factors.varies(hot.region, exposure.tier);
  const bool monthly = contacted || exposure.fading_log != 0;
  const int month = monthly ? months().of(now) : 0;
  const double contact = contacted ? factors.at(month, hot.region, exposure.tier) : 1.0;
  const double left_of_programmes = exposure.fading_log != 0 ? fading(exposure, month) : 1.0;
  const Tick soonest = reach(multiplier(exposure, gate, contact, left_of_programmes));
  Tick constant_until = Tick::never();
  if (monthly) constant_until = months().start(month + 1);
  if (gated) constant_until = std::min(constant_until, exposure.gate_until);
  if (soonest <= constant_until) return {soonest, true};
  const double greatest_contact = contacted ? factors.bound(hot.region, exposure.tier) : 1.0;
  const Tick bounded =
      reach(multiplier(exposure, std::max(gate, 1.0), greatest_contact, std::max(left_of_programmes, 1.0)));
  return {std::max(bounded, constant_until), false};
}

}  // namespace throughgate::justice
