#include "justice/pathway/custody.hpp"

#include <algorithm>
#include <cmath>

#include "base/date.hpp"
#include "justice/services/allocation.hpp"
#include "justice/services/programme_effects.hpp"

namespace throughgate::justice {

namespace {

constexpr Duration one_minute = Duration::minutes(1);

/// Prisons release in the morning; whoever is received today, tomorrow at the soonest.
Tick morning_after(Tick now, int day) { return day_start(std::max(day, day_index(now) + 1)) + Duration::hours(8); }
Tick end_of(int day) { return day_start(day + 1); }

/// Whole days of a determinate term.
int days_of(const HandOver& sentence) { return std::max(1, static_cast<int>(std::lround(sentence.term_days))); }

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
    const double days = (context.now - context.record().remand_since).as_days();
    cold.credit_days += static_cast<std::uint32_t>(days);
    context.transition.tell(Happening::remand_left, 0, days);
    context.transition.cancel(Slot::custody);
  }
  hot.standing.remove(Standing::remand);
  hot.standing.add(Standing::in_prison | (kind == 0 ? Standing::remand_untried : Standing::remand_unsentenced));
  context.record().remand_since = context.now;
  context.transition.tell(Happening::remand_received, kind);
}

void Custody::leave_remand(const Context& context) const {
  Hot& hot = context.hot();
  Cold& cold = context.cold();
  if (!hot.standing.any(Standing::remand)) return;
  const double days = (context.now - context.record().remand_since).as_days();
  context.transition.tell(Happening::remand_left, hot.standing.any(Standing::remand_untried) ? 0 : 1, days);
  cold.credit_days += static_cast<std::uint32_t>(days);
  hot.standing.remove(Standing::remand);
}

bool Custody::held_by_a_case(const Context& context) {
  for (const std::uint32_t index : context.cold().cases) {
    if (index != no_index && context.people.cases[index].held) return true;
  }
  return false;
}

/// Out of prison, on what is left of a licence; or on remand, where another case holds the person.
void Custody::go(const Context& context, Record& record, bool again) const {
  Hot& hot = context.hot();
  hot.standing.remove(Standing::serving | Standing::recalled | Standing::in_prison);
  context.transition.cancel(Slot::custody);
  context.transition.new_spell |= !again;
  if (held_by_a_case(context)) return remand(context, 0);
  if (std::max(record.licence_end, record.supervision_end) > context.now) {
    context.transition.hand_over({.route = Route::licence, .label = static_cast<std::uint8_t>(again ? 1 : 0)});
  }
}

void Custody::bail(const Context& context) const {
  Hot& hot = context.hot();
  Cold& cold = context.cold();
  if (hot.standing.any(Standing::remand) && !held_by_a_case(context)) {
    leave_remand(context);
    hot.standing.remove(Standing::in_prison);
    context.transition.cancel(Slot::custody);
    if (!hot.standing.any(Standing::licence) && cold.record != no_index) {
      const Record& record = context.record();
      const bool licensed = std::max(record.licence_end, record.supervision_end) > context.now;
      if (licensed) context.transition.hand_over({.route = Route::licence, .label = 1});
    }
  }
  if (!cold.has_case() && !hot.standing.any(Standing::in_prison | Standing::awaiting_place)) cold.credit_days = 0;
}

void Custody::begin_term(const Context& context, const HandOver& sentence, Record& record) const {
  const Standing standing = context.hot().standing;
  if (standing.any(Standing::serving)) {
    record.band = std::max(record.band, sentence.band);
    return;
  }
  // A licence for life outlasts a determinate sentence that begins on recall from it.
  const bool lifer = record.band == LengthBand::indeterminate && record.licence_end.is_never();
  record.entered_custody = context.now;
  record.term_days = 0;
  record.programme_end = 0;
  context.transition.hand_over({.route = Route::reception, .band = sentence.band});
  if (!lifer) record.band = sentence.band;
  record.hearings = 0;
  context.transition.tell(Happening::received, static_cast<unsigned>(sentence.band));
}

TermDates Custody::dates_of(const Context& context, const HandOver& sentence) const {
  const int today = day_index(context.now);
  const Sentence term{.offence = std::min(day_index(sentence.offence), today),
                      .sentenced = today,
                      .term = {0, days_of(sentence)},
                      .schedule15 = sentence.listed};
  return term_dates(law_, term, static_cast<int>(context.cold().credit_days));
}

/// Free from the dock: no reception, and so no release from prison, but the licence of the term.
void Custody::leave_court(const Context& context, const HandOver& sentence, const TermDates& dates) const {
  Hot& hot = context.hot();
  Cold& cold = context.cold();
  Record& record = context.record();
  const Tick before = std::max(context.now, std::max(record.licence_end, record.supervision_end));
  set_licence(dates, record);
  const bool longer = std::max(record.licence_end, record.supervision_end) > before;
  if (longer) {
    record.band = sentence.band;
    record.term_days = static_cast<std::uint16_t>(std::min(days_of(sentence), 65535));
  }
  record.expiry = end_of(dates.expiry);
  cold.credit_days = 0;
  cold.ever_in_custody = true;
  ++cold.releases;
  hot.standing.remove(Standing::in_prison);
  context.transition.cancel(Slot::custody);
  context.transition.new_spell = true;
  if (held_by_a_case(context)) return remand(context, 0);
  if (longer) context.transition.hand_over({.route = Route::licence});
}

/// What is left of an earlier licence runs on beside it.
void Custody::set_licence(const TermDates& dates, Record& record) {
  if (dates.licence) record.licence_end = std::max(record.licence_end, end_of(*dates.licence));
  if (dates.supervision) record.supervision_end = std::max(record.supervision_end, end_of(*dates.supervision));
}

void Custody::receive(const Context& context, const HandOver& sentence) const {
  Hot& hot = context.hot();
  Cold& cold = context.cold();
  leave_remand(context);
  Record& record = context.record();
  const bool held = hot.standing.any(Standing::serving | Standing::recalled);
  if (sentence.band == LengthBand::indeterminate) {
    begin_term(context, sentence, record);
    serve_indeterminate(context, sentence, record);
  } else {
    const TermDates dates = dates_of(context, sentence);
    if (!held && dates.release <= day_index(context.now)) return leave_court(context, sentence, dates);
    begin_term(context, sentence, record);
    if (!hot.standing.any(Standing::serving_indeterminate)) serve_determinate(context, sentence, dates, record);
  }
  cold.credit_days = 0;
  cold.ever_in_custody = true;
  hot.standing.remove(Standing::serving | Standing::recalled | Standing::licence);
  hot.standing.add(Standing::in_prison | serving_bit(record.band));
  allocate_tier(context.model.supervision, context.key, hot, hot.standing.any(Standing::court_order) ? 0 : 2);
  context.transition.cancel(Slot::licence);
  context.transition.cancel(Slot::recall);
  context.transition.schedule(Slot::custody, record.release);
}

/// When the person leaves, and by which scheme.
void Custody::plan_release(const Context& context, const TermDates& dates, Record& record) const {
  const Cold& cold = context.cold();
  auto stream = context.stream(Process::release, cold.sentences);
  const double curfew_draw = chance(stream);
  const double licence_draw = chance(stream);
  record.early = EarlyRelease::none;
  record.scheme_due = false;
  record.parole_due = dates.parole && *dates.parole < dates.release;
  record.release = record.parole_due ? morning_after(context.now, *dates.parole) : record.automatic_release;
  if (dates.curfew && *dates.curfew < dates.discharge) {
    context.transition.tell(Happening::hdc_eligible);
    if (curfew_draw < model_.early.curfew_take_up[static_cast<std::size_t>(cold.group)]) {
      record.early = EarlyRelease::home_detention_curfew;
      record.release = morning_after(context.now, *dates.curfew);
      return;
    }
  }
  const bool eligible = dates.end_of_custody_licence && *dates.end_of_custody_licence < dates.discharge;
  if (!eligible || licence_draw >= model_.early.end_of_custody_take_up) {
    return plan_scheme(context, chance(stream), record);
  }
  record.early = EarlyRelease::end_of_custody_licence;
  record.release = morning_after(context.now, *dates.end_of_custody_licence);
}

/// The emergency scheme is asked for so many days before the automatic release.
void Custody::plan_scheme(const Context& context, double draw, Record& record) {
  const OverflowModel& overflow = context.model.estate.overflow;
  const double days = overflow.early_release_days;
  const bool barred = record.term_days < overflow.early_release_least_days ||
                      record.term_days > overflow.early_release_most_months * days_in_month;
  if (barred || draw >= overflow.early_release_take_up) return;
  const Tick asked = std::max(record.automatic_release - Duration::days(days), morning_after(context.now, 0));
  if (record.parole_due || days <= 0 || asked >= record.automatic_release) return;
  record.scheme_due = true;
  record.release = asked;
}

void Custody::scheme(const Context& context, Record& record) const {
  record.scheme_due = false;
  if (context.custody_conditions.emergency_release) {
    record.early = EarlyRelease::emergency;
    return release(context, record);
  }
  record.release = record.automatic_release;
  context.transition.schedule(Slot::custody, record.release);
}

/// Custody that follows custody: its part is added, and its term to the end of the sentence.
void Custody::add_term(const TermDates& dates, int days, Record& record) {
  const Duration term = Duration::days(days);
  record.scheme_due = false;
  record.automatic_release = record.automatic_release + Duration::days(dates.custodial_days);
  record.expiry = record.expiry + term;
  if (dates.licence) record.licence_end = std::max(record.licence_end, record.expiry);
  set_licence({.supervision = dates.supervision}, record);
  record.release = record.automatic_release;
  record.early = EarlyRelease::none;
  record.parole_due = false;
}

void Custody::serve_determinate(const Context& context, const HandOver& sentence, const TermDates& dates,
                                Record& record) const {
  const Standing standing = context.hot().standing;
  const bool recalled = standing.any(Standing::recalled);
  const bool serving = standing.any(Standing::serving);
  auto stream = context.stream(Process::consecutive, context.cold().sentences);
  const bool follows = chance(stream) < context.model.sentencing.consecutive;
  record.fixed_term = false;
  record.term_days = static_cast<std::uint16_t>(std::clamp(days_of(sentence), int{record.term_days}, 65535));
  if (serving && follows) return add_term(dates, days_of(sentence), record);
  set_licence(dates, record);
  const Tick automatic = morning_after(context.now, dates.discharge);
  record.expiry = serving ? std::max(record.expiry, end_of(dates.expiry)) : end_of(dates.expiry);
  if (recalled) record.automatic_release = record.release;
  if ((recalled || serving) && record.automatic_release >= automatic) {
    // The shorter term is served before an early release from the longer one.
    record.release = std::max(record.release, dates.curfew ? morning_after(context.now, *dates.curfew) : automatic);
    return;
  }
  record.automatic_release = automatic;
  if (!recalled && !serving) return plan_release(context, dates, record);
  record.release = automatic;
  record.early = EarlyRelease::none;
  record.parole_due = record.scheme_due = false;
}

void Custody::serve_indeterminate(const Context& context, const HandOver& sentence, Record& record) const {
  const double tariff = std::max(0.0, static_cast<double>(sentence.term_days) - context.cold().credit_days);
  auto stream = context.stream(Process::release, context.cold().sentences);
  record.life = sentence.label != 0;
  const double delay = model_.indeterminate.first_hearing_months * days_in_month * random::exponential(stream);
  record.automatic_release = record.licence_end = Tick::never();
  record.expiry = Tick::never();
  record.release = context.now + Duration::days(tariff) + Duration::days(delay) + one_minute;
  record.early = EarlyRelease::none;
  record.parole_due = record.scheme_due = false;
}

void Custody::hearing(const Context& context, Record& record) const {
  const auto& indeterminate = model_.indeterminate;
  auto stream = context.stream(Process::parole, address(context.cold().sentences, record.hearings));
  count(record.hearings);
  const double draw = chance(stream);
  const bool incomplete = chance(stream) < indeterminate.dossier_incomplete;
  if (chance(stream) < indeterminate.deferred + (incomplete ? indeterminate.deferred_added : 0)) {
    context.transition.tell(Happening::parole_deferred, incomplete ? 1 : 0);
    record.release = context.now + Duration::days(indeterminate.deferral_months * days_in_month) + one_minute;
    return context.transition.schedule(Slot::custody, record.release);
  }
  const double release_chance = record.life ? indeterminate.release_chance_life : indeterminate.release_chance_ipp;
  const double factor = parole_factor(context.model.programmes, record.programme_end == 1);
  const bool released = draw < release_chance * factor;
  context.transition.tell(Happening::parole_hearing, released ? 1 : 0, record.programme_end == 1 ? 1 : 0);
  if (released) return release(context, record);
  record.release = context.now + Duration::days(indeterminate.hearing_interval_months * days_in_month);
  context.transition.schedule(Slot::custody, record.release);
}

/// One hearing; a prisoner who is refused is released at the automatic date.
void Custody::parole(const Context& context, Record& record) const {
  auto stream = context.stream(Process::parole, address(context.cold().sentences, record.hearings));
  count(record.hearings);
  const bool released = chance(stream) < model_.early.parole_chance;
  context.transition.tell(Happening::parole_hearing, released ? 1 : 0, -1);
  record.parole_due = false;
  if (released) return release(context, record);
  record.release = record.automatic_release;
  context.transition.schedule(Slot::custody, record.release);
}

void Custody::decide(const Context& context) const {
  Hot& hot = context.hot();
  if (!hot.standing.any(Standing::serving | Standing::recalled)) {
    // Bailed on review, whatever the cases.
    for (const std::uint32_t index : context.cold().cases) {
      if (index != no_index) context.people.cases[index].held = false;
    }
    return bail(context);
  }
  Record& record = context.record();
  if (hot.standing.any(Standing::recalled)) {
    context.transition.tell(Happening::re_released, static_cast<unsigned>(record.band));
    return go(context, record, true);
  }
  if (hot.standing.any(Standing::serving_indeterminate)) return hearing(context, record);
  if (record.parole_due) return parole(context, record);
  if (record.scheme_due) return scheme(context, record);
  release(context, record);
}

void Custody::release(const Context& context, Record& record) const {
  ++context.cold().releases;
  context.transition.lasting +=
      programme_centre(context.model.programmes, ProgrammeSetting::custody, context.cold().expected);
  if (record.band >= LengthBand::from_12m_to_4y) {
    context.transition.lasting +=
        std::log(context.model.prison_staff.support_effect) * context.custody_conditions.support;
  }
  if (record.early != EarlyRelease::none) {
    const bool on_licence = record.early != EarlyRelease::end_of_custody_licence;
    context.transition.tell(Happening::early_release, static_cast<unsigned>(record.early) - 1);
    if (on_licence) record.licence_end = std::max(record.licence_end, record.automatic_release);
    record.early = EarlyRelease::none;
  }
  if (record.programme_end != 0) {
    context.transition.hand_over({.route = Route::after_programme, .label = record.programme_end});
  }
  const bool supervised = std::max(record.licence_end, record.supervision_end) > context.now;
  context.transition.tell(Happening::released, static_cast<unsigned>(record.band),
                          record.programme_end + (supervised ? 4 : 0));
  go(context, record, false);
}

}  // namespace throughgate::justice
