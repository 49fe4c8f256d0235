#include "justice/pathway/programmes.hpp"

#include <cmath>

#include "justice/people/sampling.hpp"

namespace throughgate::justice {

namespace {
constexpr std::size_t index_of(ProgrammeSetting setting) { return static_cast<std::size_t>(setting); }

bool is_there(ProgrammeSetting setting, Standing standing) {
  if (setting == ProgrammeSetting::custody) return standing.any(Standing::serving) && standing.any(Standing::in_prison);
  return standing.at_risk() && standing.any(Standing::court_order);
}
}  // namespace

Programmes::Programmes(const ProgrammeModel& model) : model_(model) {
  for (std::size_t setting = 0; setting < log_completed_.size(); ++setting) {
    log_completed_[setting] = std::log(model.completed_effect[setting]) * model.fit[setting];
    log_dropped_[setting] = std::log(model.dropped_effect[setting]);
  }
}

void Programmes::put_down(const Context& context, ProgrammeSetting setting) const {
  Record& record = context.record();
  if (record.programme != ProgrammeStage::none) check(context);
  if (record.programme != ProgrammeStage::none) return;
  record.programme = ProgrammeStage::put_down;
  record.programme_setting = setting;
  count(record.programmes);
  record.programme_number = context.cold().sentences;
  context.hot().flags.add(Flags::in_programme);
  record.programme_next = context.now + Duration::days(model_.lead_days[index_of(setting)]) + Duration::minutes(1);
  context.transition.schedule(Slot::programme, record.programme_next);
}

void Programmes::receive(const Context& context, LengthBand band) const {
  auto stream = context.stream(Process::programme, address(context.cold().sentences, 0));
  if (chance(stream) < model_.custody_share[static_cast<std::size_t>(band)]) {
    put_down(context, ProgrammeSetting::custody);
  }
}

void Programmes::step(const Context& context) const {
  Record& record = context.record();
  if (record.programme == ProgrammeStage::put_down) return request(context, record);
  if (record.programme == ProgrammeStage::attending) {
    finish(context, record, record.drops_out ? ProgrammeEnd::dropped_out : ProgrammeEnd::completed);
  }
}

/// The slot is cancelled when this event is over: the token names the generation that it will have then.
void Programmes::request(const Context& context, Record& record) const {
  CaseToken token = context.token(Slot::programme);
  token.generation = static_cast<std::uint16_t>((token.generation + 1U) & engine::Event::generation_mask);
  const auto answer =
      context.programmes.request(record.programme_setting, context.hot().region, token.packed(), context.now);
  if (answer.started) return start(context);
  record.programme = ProgrammeStage::waiting;
  context.transition.tell(Happening::programme_listed, static_cast<unsigned>(record.programme_setting));
  record.programme_ticket = static_cast<std::uint32_t>(answer.ticket.number);
  record.programme_next = Tick::never();
  context.transition.cancel(Slot::programme);
}

void Programmes::start(const Context& context) const {
  Record& record = context.record();
  const std::size_t setting = index_of(record.programme_setting);
  // Who is put down is drawn at time 0 of the same number.
  auto stream = context.stream(Process::programme, address(record.programme_number, record.programmes));
  record.drops_out = chance(stream) < model_.drop_out[setting];
  const double part = chance(stream);
  const double days = model_.duration_months[setting] * days_in_month * (record.drops_out ? part : 1.0);
  record.programme = ProgrammeStage::attending;
  record.programme_next = context.now + Duration::days(days) + Duration::minutes(1);
  context.transition.tell(Happening::programme_started, static_cast<unsigned>(setting));
  context.transition.schedule(Slot::programme, record.programme_next);
}

void Programmes::check(const Context& context) const {
  Record& record = context.record();
  if (is_there(record.programme_setting, context.hot().standing)) return;
  const unsigned region = context.hot().region;
  if (record.programme == ProgrammeStage::attending) return finish(context, record, ProgrammeEnd::cut_short);
  if (record.programme == ProgrammeStage::waiting) {
    context.programmes.withdraw(record.programme_setting, region, record.programme_ticket, context.now);
    context.transition.tell(Happening::programme_unlisted, static_cast<unsigned>(record.programme_setting));
  }
  record.programme = ProgrammeStage::none;
  context.hot().flags.remove(Flags::in_programme);
  context.transition.cancel(Slot::programme);
}

void Programmes::finish(const Context& context, Record& record, ProgrammeEnd how) const {
  const std::size_t setting = index_of(record.programme_setting);
  context.programmes.give_up(record.programme_setting, context.hot().region, context.now);
  record.programme = ProgrammeStage::none;
  context.hot().flags.remove(Flags::in_programme);
  context.transition.cancel(Slot::programme);
  context.transition.tell(Happening::programme_ended, static_cast<unsigned>(how) + 3U * static_cast<unsigned>(setting));
  if (how == ProgrammeEnd::cut_short) return;
  if (record.programme_setting == ProgrammeSetting::custody) {
    record.programme_end = how == ProgrammeEnd::completed ? 1 : 2;
    return;
  }
  fade_in(context, (how == ProgrammeEnd::completed ? log_completed_ : log_dropped_)[setting]);
}

void Programmes::leave_prison(const Context& context, std::uint8_t end) const {
  constexpr std::size_t custody = index_of(ProgrammeSetting::custody);
  if (end != 0) fade_in(context, (end == 1 ? log_completed_ : log_dropped_)[custody]);
}

/// What is left of earlier ones and the new one fade together from now.
void Programmes::fade_in(const Context& context, double log_effect) const {
  if (log_effect == 0) return;
  Cold& cold = context.cold();
  const double months = (context.now - cold.fading_since).as_days() / days_in_month;
  const double left = cold.fading_log == 0 ? 0 : cold.fading_log * std::exp2(-months / model_.half_life_months);
  cold.fading_log = static_cast<float>(left + log_effect);
  cold.fading_since = context.now;
}

}  // namespace throughgate::justice
