#include "justice/pathway/licence.hpp"

#include <algorithm>
#include <cmath>

#include "base/date.hpp"
#include "justice/people/release_dates.hpp"
#include "justice/services/allocation.hpp"

namespace throughgate::justice {

Licence::Licence(const LicenceModel& model, const ReoffendingModel& reoffending, const ThroughTheGate& base,
                 const NeedsModel& base_needs, const ReleaseLaw& law)
    : model_(model),
      law_(law),
      reason_(model.reason),
      standard_stay_(DelaySampler::with_mean(model.standard_mean_days, model.standard_shape)),
      log_unsettled_(std::log(model.unsettled_recall)),
      base_needs_(base_needs),
      log_gate_effect_(std::log(reoffending.through_gate_effect)),
      log_incomplete_effect_(std::log(reoffending.incomplete_record_effect)),
      gate_months_(reoffending.through_gate_months),
      base_meeting_share_(base.same_manager_share * base.complete_record_share),
      base_incomplete_share_(1 - base.complete_record_share) {}

void Licence::pass_gate(const Context& context) const {
  Cold& cold = context.cold();
  const auto& gate = context.structure.through_the_gate;
  auto stream = context.stream(Process::gate, cold.releases);
  const bool same = chance(stream) < gate.same_manager_share;
  const bool complete = chance(stream) < gate.complete_record_share;
  const double meeting = (same && complete ? 1.0 : 0.0) - base_meeting_share_;
  const double incomplete = (complete ? 0.0 : 1.0) - base_incomplete_share_;
  cold.gate_effect = static_cast<float>(std::exp(log_gate_effect_ * meeting + log_incomplete_effect_ * incomplete));
  cold.gate_until = context.now + Duration::days(gate_months_ * days_in_month);
  context.transition.tell(Happening::gate_passed, (same ? 1U : 0U) | (complete ? 2U : 0U));
}

/// Those of the highest tier, while there are beds.
void Licence::enter_premises(const Context& context) {
  if (context.hot().tier + 1U != tier_count) return;
  auto stream = context.stream(Process::approved_premises, context.cold().releases);
  const double days = context.model.approved_premises.stay_days * random::exponential(stream);
  if (context.premises.take(context.now, days, context.custody_conditions.finite)) {
    context.transition.tell(Happening::premises_entered);
  }
}

void Licence::begin(const Context& context, bool again) const {
  Hot& hot = context.hot();
  const Record& record = context.record();
  if (hot.standing.any(Standing::in_prison)) return;  // another sentence of the same hearing took the person in
  hot.standing.add(Standing::licence);
  allocate_tier(context.model.supervision, context.key, hot, hot.standing.any(Standing::court_order) ? 0 : 1);
  if (!again) {
    context.record().recalls = context.record().recall_looks = 0;
    pass_gate(context);
    enter_premises(context);
  }
  context.transition.schedule(Slot::licence, std::max(record.licence_end, record.supervision_end));
  const auto occasion = again ? CaseOccasion::prolonged : CaseOccasion::release;
  context.transition.hand_over({.route = Route::allocation, .label = static_cast<std::uint8_t>(occasion)});
  plan_recall(context);
}

/// Relative to the mean of the base year.
double Licence::unsettled_ratio(const Context& context) const {
  const double unsettled = context.hot().flags.any(Flags::unsettled) ? 1 : 0;
  return std::exp(log_unsettled_ * (unsettled - base_needs_.unsettled[needs_row(context.cold().expected)]));
}

double Licence::recalls_per_day(const Context& context) const {
  return model_.recall_per_month[static_cast<std::size_t>(context.record().band)] / days_in_month *
         unsettled_ratio(context);
}

/// A threshold drawn anew: the hazard of recall has no memory.
void Licence::plan_recall(const Context& context) const {
  Record& record = context.record();
  auto stream = context.stream(Process::recall, address(context.cold().releases, record.recall_looks));
  count(record.recall_looks);
  record.recall_left = static_cast<float>(random::exponential(stream));
  record.recall_settled = context.now;
  await_recall(context);
}

void Licence::settle(const Context& context) const {
  if (!context.hot().standing.any(Standing::licence)) return;
  Record& record = context.record();
  const auto& clock = context.detection.recalls;
  const unsigned region = context.hot().region;
  const double days = clock.at(context.now, region) - clock.at(record.recall_settled, region);
  record.recall_left -= static_cast<float>(days * recalls_per_day(context));
  record.recall_settled = context.now;
}

void Licence::await_recall(const Context& context) const {
  const Record& record = context.record();
  const double rate = recalls_per_day(context);
  Tick next = Tick::never();
  if (rate > 0) {
    const double days = static_cast<double>(record.recall_left) / rate;
    next = context.detection.recalls.soonest(context.now, days, context.hot().region);
  }
  context.transition.schedule(Slot::recall, next < record.licence_end ? next : Tick::never());
}

void Licence::look_ahead_anew(const Context& context) const {
  if (!context.hot().standing.any(Standing::licence)) return;
  settle(context);
  await_recall(context);
}

void Licence::look(const Context& context) const {
  const Hot& hot = context.hot();
  if (!hot.standing.any(Standing::licence)) return;
  settle(context);
  const Record& record = context.record();
  constexpr float rounding = 1e-6F;
  if (record.recall_left > rounding) return await_recall(context);
  if (!hot.standing.at_risk() || context.now < context.authority_from) return plan_recall(context);
  auto stream = context.stream(Process::recall_reason, address(context.cold().releases, record.recalls));
  recall(context, static_cast<RecallReason>(1 + reason_.at(chance(stream))));
}

void Licence::recall(const Context& context, RecallReason reason) const {
  Hot& hot = context.hot();
  if (!hot.standing.any(Standing::licence) || hot.standing.any(Standing::in_prison)) return;
  Record& record = context.record();
  if (record.licence_end <= context.now) return;  // supervised after the sentence: a court's matter
  auto stream = context.stream(Process::recall_stay, address(context.cold().releases, record.recalls));
  count(record.recalls);
  const int fixed_days = record.band == LengthBand::indeterminate
                             ? 0
                             : fixed_term_recall_days(law_, day_index(context.now), record.term_days);
  record.fixed_term = chance(stream) < model_.fixed_term_share && fixed_days > 0;
  const double days = record.fixed_term ? fixed_days - 1 : standard_stay_.days(stream);
  record.release = std::min(context.now + Duration::days(std::max(days, 1.0)),
                            std::max(record.licence_end, context.now + Duration::days(1)));
  hot.standing.remove(Standing::licence);
  hot.standing.add(Standing::in_prison | Standing::recalled);
  context.transition.tell(Happening::recalled, (record.fixed_term ? 1U : 0U) | (static_cast<unsigned>(reason) << 1));
  context.transition.cancel(Slot::licence);
  context.transition.cancel(Slot::recall);
  context.transition.schedule(Slot::custody, record.release);
}

void Licence::end(const Context& context) const {
  context.hot().standing.remove(Standing::licence);
  context.transition.cancel(Slot::recall);
}

}  // namespace throughgate::justice
