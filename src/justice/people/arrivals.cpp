#include "justice/people/arrivals.hpp"

#include <cmath>

#include "base/date.hpp"

namespace throughgate::justice {

Arrivals::Arrivals(const PopulationModel& model, double scale)
    : model_(model),
      scale_(scale),
      group_(model.entrants.offence_group),
      age_(model.entrants.age),
      history_(model.entrants.history) {}

Tick Arrivals::month_begin(int month) { return month_start(month); }

std::uint64_t Arrivals::how_many(const random::PreparedKey& key, int month, std::uint32_t region) const {
  auto stream = draw(key, Identity::of_service(static_cast<std::uint32_t>(month), region), Process::entrants, 0);
  const double years = years_between(model_.trends.from_day, day_index(month_begin(month)));
  const double per_year = model_.entrants.per_year * std::pow(1 + model_.trends.entrants, years);
  return random::poisson(stream, per_year / months_per_year * model_.entrants.region_share[region]);
}

bool Arrivals::kept(const random::PreparedKey& key, Identity identity, std::array<std::uint32_t, 4>& block) const {
  if (scale_ >= 1) return true;
  constexpr std::uint32_t together = 4;
  const std::uint32_t place = identity.number() % together;
  if (place == 0) {
    auto stream = draw(key, identity, Process::kept, 0);
    for (auto& word : block) word = stream.word();
  }
  return block[place] * 0x1p-32 < scale_;
}

void Arrivals::describe(random::Stream& stream, Tick tick, std::uint32_t region, Hot& hot, Cold& cold) const {
  const auto& entrants = model_.entrants;
  hot.region = static_cast<std::uint8_t>(region);
  hot.flags.bits = Flags::entering;
  hot.hazard_settled = tick;
  cold.sex = stream.uniform() < entrants.female_share ? Sex::female : Sex::male;
  cold.group = static_cast<OffenceGroup>(group_(stream));
  const std::size_t band = age_(stream);
  const double low = age_band_edges[band];
  const double age = low + (age_band_edges[band + 1] - low) * stream.uniform();
  cold.birth_day = static_cast<std::int16_t>(day_index(tick) - static_cast<int>(age * days_in_year));
  const std::size_t history = history_(stream);
  cold.sanctions = static_cast<std::uint16_t>(std::lround(entrants.sanctions_in_band[history]));
  const double first = history == 0 ? age : std::min(age, entrants.age_at_first_sanction);
  cold.first_sanction_age = static_cast<std::uint8_t>(first);
  cold.ever_in_custody = stream.uniform() < entrants.ever_in_custody[history];
  if (stream.uniform() < entrants.drug_need) hot.flags.add(Flags::drug_need);
}

Tick Arrivals::leaving(const random::PreparedKey& key, const Hot& hot, const Cold& cold, Tick now, Tick end) const {
  auto stream = draw(key, hot.identity, Process::death, 0);
  double left = random::exponential(stream);
  const auto& mortality = model_.mortality;
  const auto& rates = cold.sex == Sex::male ? mortality.male : mortality.female;
  double age = (day_index(now) - cold.birth_day) / days_in_year;
  const double age_at_end = (day_index(end) - cold.birth_day) / days_in_year;
  while (age < age_at_end) {
    const std::size_t band = age_band(static_cast<int>(age));
    const double rate = rates[band] + mortality.removal_per_year;
    const bool last = band + 1 == age_labels.size();
    const double until = last ? age_at_end : std::min<double>(age_band_edges[band + 1], age_at_end);
    const double needed = rate > 0 ? left / rate : 1e9;
    if (needed < until - age) {
      const double birth_minutes = cold.birth_day * static_cast<double>(Duration::minutes_per_day);
      const double minutes =
          birth_minutes + (age + needed) * days_in_year * static_cast<double>(Duration::minutes_per_day);
      return std::max(now + Duration::minutes(1), Tick{0} + Duration::minutes(static_cast<std::int64_t>(minutes)));
    }
    left -= (until - age) * rate;
    age = std::max(until, std::nextafter(age, 1e9));
  }
  return Tick::never();
}

}  // namespace throughgate::justice
