#include "justice/pathway/custody.hpp"

#include <algorithm>
#include <cmath>

#include "base/date.hpp"
#include "justice/services/allocation.hpp"

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
  Cold& cold = context.cold();
  bool held = false;
  for (const std::uint32_t index : cold.cases) held |= index != no_index && context.people.cases[index].held;
  if (hot.standing.any(Standing::remand) && !held) {
    leave_remand(context);
    hot.standing.remove(Standing::in_prison);
    context.transition.cancel(Slot::custody);
  }
  if (!cold.has_case() && !hot.standing.any(Standing::in_prison)) cold.credit_days = 0;
}

void Custody::begin_term(const Context& context, const HandOver& sentence, Record& record) const {
  const Standing standing = context.hot().standing;
  if (standing.any(Standing::serving)) {
    record.band = std::max(record.band, sentence.band);
    return;
  }
  // A licence for life outlasts a determinate sentence that begins on recall from it.
  const bool lifer = standing.any(Standing::recalled) && record.band == LengthBand::indeterminate;
  record.entered_custody = context.now;
  if (!lifer) record.band = sentence.band;
  record.hearings = 0;
  context.transition.tell(Happening::received, static_cast<unsigned>(sentence.band));
}

/// Whether the days on remand are all that the sentence asks for.
bool Custody::served_on_remand(const Context& context, const HandOver& sentence) const {
  if (sentence.band == LengthBand::indeterminate) return false;
  if (context.hot().standing.any(Standing::serving | Standing::recalled)) return false;
  return context.cold().credit_days >= std::ceil(static_cast<double>(sentence.term_days) * model_.released_after_share);
}

/// Free from the dock: no reception, and so no release from prison, but the licence of the term.
void Custody::leave_court(const Context& context, const HandOver& sentence, Record& record) const {
  Hot& hot = context.hot();
  Cold& cold = context.cold();
  const Tick licence_end = end_of_licence(context, static_cast<double>(sentence.term_days));
  const bool longer = licence_end > std::max(record.licence_end, context.now);
  if (longer) {
    record.licence_end = licence_end;
    record.band = sentence.band;
  }
  record.imposed = context.now;
  cold.credit_days = 0;
  cold.ever_in_custody = true;
  ++cold.releases;
  hot.standing.remove(Standing::in_prison);
  context.transition.cancel(Slot::custody);
  context.transition.new_spell = true;
  if (longer) context.transition.hand_over({.route = Route::licence});
}

/// Of a determinate term that begins now, all of it counted; the past where it ends without a licence.
Tick Custody::end_of_licence(const Context& context, double term) const {
  if (term / days_in_month < model_.licence_from_months) return Tick{};
  return context.now + Duration::days(std::max(0.0, term - static_cast<double>(context.cold().credit_days)));
}

void Custody::receive(const Context& context, const HandOver& sentence) const {
  Hot& hot = context.hot();
  Cold& cold = context.cold();
  leave_remand(context);
  Record& record = context.record();
  if (served_on_remand(context, sentence)) return leave_court(context, sentence, record);
  begin_term(context, sentence, record);
  record.imposed = context.now;
  if (sentence.band == LengthBand::indeterminate) {
    serve_indeterminate(context, sentence, record);
  } else if (!hot.standing.any(Standing::serving_indeterminate)) {
    serve_determinate(context, sentence, record);
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
void Custody::plan_release(const Context& context, Record& record, double term, double credit) const {
  const auto& hdc = model_.hdc;
  const auto& ecl = model_.ecl;
  const Cold& cold = context.cold();
  auto stream = context.stream(Process::release, cold.sentences);
  const double curfew_draw = chance(stream);
  const double licence_draw = chance(stream);
  const double term_months = term / days_in_month;
  record.early = EarlyRelease::none;
  record.release = record.automatic_release;
  if (term >= hdc.least_term_days && term_months < hdc.most_term_months) {
    const double served = std::max(hdc.least_served_days, std::ceil(hdc.served_share * term));
    const Tick earliest = context.now + Duration::days(std::max(1.0, served - credit));
    const Tick curfew = std::max(earliest, record.automatic_release - Duration::days(hdc.window_days));
    if (curfew < record.automatic_release) {
      context.transition.tell(Happening::hdc_eligible);
      if (curfew_draw < hdc.take_up[static_cast<std::size_t>(cold.group)]) {
        record.early = EarlyRelease::home_detention_curfew;
        record.release = curfew;
        return;
      }
    }
  }
  const Tick last = day_start(ecl.last_release + 1);
  const Tick early =
      std::max(context.now + Duration::days(1), record.automatic_release - Duration::days(ecl.days_early));
  const bool eligible = term_months < ecl.most_term_months && early < std::min(last, record.automatic_release);
  if (!eligible || licence_draw >= ecl.take_up) return;
  record.early = EarlyRelease::end_of_custody_licence;
  record.release = early;
}

void Custody::serve_determinate(const Context& context, const HandOver& sentence, Record& record) const {
  const double term = static_cast<double>(sentence.term_days);
  const double credit = context.cold().credit_days;
  const Standing standing = context.hot().standing;
  const bool recalled = standing.any(Standing::recalled);
  const bool held = recalled || standing.any(Standing::serving);
  const double to_serve = std::max(0.0, std::ceil(term * model_.released_after_share) - credit);
  const Tick automatic = context.now + Duration::days(to_serve) + one_minute;
  const Tick licence_end = end_of_licence(context, term);
  // An unexpired licence of an earlier sentence runs on beside the new term.
  record.licence_end = std::max(record.licence_end, licence_end);
  record.fixed_term = false;
  if (recalled) record.automatic_release = record.release;
  if (held && record.automatic_release >= automatic) return;
  record.automatic_release = automatic;
  if (!held) return plan_release(context, record, term, credit);
  record.release = automatic;
  record.early = EarlyRelease::none;
}

void Custody::serve_indeterminate(const Context& context, const HandOver& sentence, Record& record) const {
  const double tariff = std::max(0.0, static_cast<double>(sentence.term_days) - context.cold().credit_days);
  auto stream = context.stream(Process::release, context.cold().sentences);
  record.life = sentence.label != 0;
  record.tariff_end = context.now + Duration::days(tariff);
  const double delay = model_.indeterminate.first_hearing_months * days_in_month * random::exponential(stream);
  record.automatic_release = record.licence_end = Tick::never();
  record.release = record.tariff_end + Duration::days(delay) + one_minute;
  record.early = EarlyRelease::none;
}

void Custody::hearing(const Context& context, Record& record) const {
  const auto& indeterminate = model_.indeterminate;
  auto stream = context.stream(Process::parole, address(context.cold().sentences, record.hearings));
  count(record.hearings);
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
    // Bailed on review, whatever the cases.
    for (const std::uint32_t index : context.cold().cases) {
      if (index != no_index) context.people.cases[index].held = false;
    }
    return bail(context);
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
  if (record.early != EarlyRelease::none) {
    const bool curfew = record.early == EarlyRelease::home_detention_curfew;
    context.transition.tell(Happening::early_release, curfew ? 0 : 1);
    if (curfew) record.licence_end = std::max(record.licence_end, record.automatic_release);
    record.early = EarlyRelease::none;
  }
  hot.standing.remove(Standing::serving | Standing::in_prison);
  context.transition.tell(Happening::released, static_cast<unsigned>(record.band));
  context.transition.new_spell = true;
  if (record.licence_end > context.now) context.transition.hand_over({.route = Route::licence});
}

}  // namespace throughgate::justice
