#include "justice/pathway/custody.hpp"

#include <algorithm>
#include <cmath>

#include "base/date.hpp"

namespace throughgate::justice {

namespace {

constexpr Duration one_minute = Duration::minutes(1);

std::uint16_t serving_bit(LengthBand band) {
  if (band == LengthBand::indeterminate) return Standing::serving_indeterminate;
  return band >= LengthBand::from_12m_to_4y ? Standing::serving_12_or_more : Standing::serving_under_12;
}

}  // namespace

void Custody::remand(const Context& context, unsigned kind) const {
  Hot& hot = context.hot();
  Cold& cold = context.cold();
  if (hot.standing.any(Standing::serving | Standing::recalled)) return;
  if (kind == 0 && hot.standing.any(Standing::in_prison)) return;
  const bool was_untried = hot.standing.any(Standing::remand_untried);
  if (was_untried) {
    const double days = (context.now - cold.remand_since).as_days();
    cold.credit_days += static_cast<std::uint32_t>(days);
    context.transition.tell(Happening::remand_left, 0, days);
    context.transition.cancel(Slot::custody);
  }
  hot.standing.remove(Standing::remand);
  hot.standing.add(Standing::in_prison | (kind == 0 ? Standing::remand_untried : Standing::remand_unsentenced));
  cold.remand_since = context.now;
  context.transition.tell(Happening::remand_received, kind);
}

void Custody::leave_remand(const Context& context) const {
  Hot& hot = context.hot();
  Cold& cold = context.cold();
  if (!hot.standing.any(Standing::remand)) return;
  const double days = (context.now - cold.remand_since).as_days();
  context.transition.tell(Happening::remand_left, hot.standing.any(Standing::remand_untried) ? 0 : 1, days);
  cold.credit_days += static_cast<std::uint32_t>(days);
  hot.standing.remove(Standing::remand);
}

void Custody::bail(const Context& context) const {
  Hot& hot = context.hot();
  if (!hot.standing.any(Standing::remand)) return;
  leave_remand(context);
  if (hot.standing.any(Standing::serving | Standing::recalled)) return;
  hot.standing.remove(Standing::in_prison);
  context.transition.cancel(Slot::custody);
}

void Custody::receive(const Context& context, const HandOver& sentence) const {
  Hot& hot = context.hot();
  Cold& cold = context.cold();
  leave_remand(context);
  const bool serving = hot.standing.any(Standing::serving | Standing::recalled);
  Record& record = context.record();
  if (!serving) {
    record.entered_custody = context.now;
    record.band = sentence.band;
    record.hearings = 0;
    context.transition.tell(Happening::received, static_cast<unsigned>(sentence.band));
  } else {
    record.band = std::max(record.band, sentence.band);
  }
  record.imposed = context.now;
  if (sentence.band == LengthBand::indeterminate) {
    serve_indeterminate(context, sentence, record);
  } else if (!hot.standing.any(Standing::serving_indeterminate)) {
    serve_determinate(context, sentence, record);
  }
  cold.credit_days = 0;
  cold.ever_in_custody = true;
  hot.standing.remove(Standing::serving | Standing::licence);
  hot.standing.add(Standing::in_prison | serving_bit(record.band));
  context.transition.cancel(Slot::licence);
  context.transition.cancel(Slot::recall);
  context.transition.schedule(Slot::custody, record.release);
}

Tick Custody::early_release(const Context& context, const Record& record, double term, double credit) const {
  const auto& hdc = model_.hdc;
  const auto& ecl = model_.ecl;
  const Cold& cold = context.cold();
  auto stream = context.stream(Process::release, cold.sentences);
  const double curfew_draw = chance(stream);
  const double licence_draw = chance(stream);
  const double term_months = term / days_in_month;
  if (term >= hdc.least_term_days && term_months < hdc.most_term_months) {
    const double served = std::max(hdc.least_served_days, std::ceil(hdc.served_share * term));
    const Tick earliest = context.now + Duration::days(std::max(1.0, served - credit));
    const Tick curfew = std::max(earliest, record.automatic_release - Duration::days(hdc.window_days));
    if (curfew < record.automatic_release) {
      context.transition.tell(Happening::hdc_eligible);
      if (curfew_draw < hdc.take_up[static_cast<std::size_t>(cold.group)]) return curfew;
    }
  }
  const Tick last = day_start(ecl.last_release + 1);
  const Tick early =
      std::max(context.now + Duration::days(1), record.automatic_release - Duration::days(ecl.days_early));
  if (term_months < ecl.most_term_months && early < last && licence_draw < ecl.take_up) return early;
  return record.automatic_release;
}

void Custody::serve_determinate(const Context& context, const HandOver& sentence, Record& record) const {
  const double term = static_cast<double>(sentence.term_days);
  const double credit = context.cold().credit_days;
  const bool serving = context.hot().standing.any(Standing::serving | Standing::recalled);
  const double to_serve = std::max(0.0, std::ceil(term * model_.released_after_share) - credit);
  const Tick automatic = context.now + Duration::days(to_serve) + one_minute;
  const bool licensed = term / days_in_month >= model_.licence_from_months;
  const Tick licence_end = licensed ? context.now + Duration::days(std::max(0.0, term - credit)) : Tick{};
  // An unexpired licence of an earlier sentence runs on beside the new term.
  const bool earlier = serving || context.hot().standing.any(Standing::licence);
  record.licence_end = earlier ? std::max(record.licence_end, licence_end) : licence_end;
  const bool recalled = context.hot().standing.any(Standing::recalled);
  if (serving && (recalled ? record.release : record.automatic_release) >= automatic) return;
  record.automatic_release = automatic;
  record.release = serving ? record.automatic_release : early_release(context, record, term, credit);
  record.early = record.release < record.automatic_release;
  record.fixed_term = false;
  if (serving) context.hot().standing.remove(Standing::recalled);
}

void Custody::serve_indeterminate(const Context& context, const HandOver& sentence, Record& record) const {
  const double tariff = std::max(0.0, static_cast<double>(sentence.term_days) - context.cold().credit_days);
  auto stream = context.stream(Process::release, context.cold().sentences);
  record.life = sentence.label != 0;
  record.tariff_end = context.now + Duration::days(tariff);
  const double delay = model_.indeterminate.first_hearing_months * days_in_month * random::exponential(stream);
  record.automatic_release = record.licence_end = Tick::never();
  record.release = record.tariff_end + Duration::days(delay) + one_minute;
  context.hot().standing.remove(Standing::recalled);
}

void Custody::hearing(const Context& context, Record& record) const {
  const auto& indeterminate = model_.indeterminate;
  auto stream =
      context.stream(Process::release, 0x10000U + (std::uint32_t{context.cold().sentences} << 8) + record.hearings);
  if (record.hearings < 255) ++record.hearings;
  const double release_chance = record.life ? indeterminate.release_chance_life : indeterminate.release_chance_ipp;
  const bool released = chance(stream) < release_chance;
  context.transition.tell(Happening::parole_hearing, released ? 1 : 0);
  if (released) return release(context, record);
  record.release = context.now + Duration::days(indeterminate.hearing_interval_months * days_in_month);
  context.transition.schedule(Slot::custody, record.release);
}

void Custody::decide(const Context& context) const {
  Hot& hot = context.hot();
  if (!hot.standing.any(Standing::serving | Standing::recalled)) {
    context.transition.hand_over({.route = Route::bail});
    return;
  }
  Record& record = context.record();
  if (hot.standing.any(Standing::recalled)) {
    hot.standing.remove(Standing::recalled | Standing::serving | Standing::in_prison);
    context.transition.tell(Happening::re_released, static_cast<unsigned>(record.band));
    if (record.licence_end > context.now) context.transition.hand_over({.route = Route::licence, .label = 1});
    return;
  }
  if (hot.standing.any(Standing::serving_indeterminate)) return hearing(context, record);
  release(context, record);
}

void Custody::release(const Context& context, Record& record) const {
  Hot& hot = context.hot();
  ++context.cold().releases;
  if (record.early) {
    const Duration early = record.automatic_release - context.now;
    const bool curfew = early > Duration::days(model_.ecl.days_early + 1);
    context.transition.tell(Happening::early_release, curfew ? 0 : 1);
    if (curfew) record.licence_end = std::max(record.licence_end, record.automatic_release);
    record.early = false;
  }
  hot.standing.remove(Standing::serving | Standing::in_prison);
  context.transition.tell(Happening::released, static_cast<unsigned>(record.band));
  context.transition.new_spell = true;
  if (record.licence_end > context.now) context.transition.hand_over({.route = Route::licence});
}

}  // namespace throughgate::justice
