#include "justice/pathway/case_allocation.hpp"

#include <algorithm>
#include <cmath>

#include "justice/people/sampling.hpp"

namespace throughgate::justice {

namespace {
constexpr double days_a_week = 7;

/// One address for each supervision of a person.
std::uint32_t address_of(const Cold& cold) { return (std::uint32_t{cold.sentences} << 16) | cold.releases; }
/// Whose event a step of the case is listed with.
Slot slot_of(Standing standing) { return standing.any(Standing::court_order) ? Slot::order : Slot::licence; }

Tick end_of(const Record& record, Slot slot) {
  return slot == Slot::order ? record.order_end : std::max(record.licence_end, record.supervision_end);
}
}  // namespace

CaseAllocation::CaseAllocation(const InformationBoundary& boundary, const Model& model)
    : boundary_(boundary),
      rises_per_day_(model.supervision.rising_per_year / days_in_year),
      log_incomplete_(std::log(model.reoffending.incomplete_record_effect)),
      log_handover_(std::log(model.orders.handover_effect)),
      blind_days_(model.reoffending.unseen_risk_months * days_in_month) {}

void CaseAllocation::begin(const Context& context, CaseOccasion occasion) const {
  Record& record = context.record();
  if (occasion == CaseOccasion::prolonged) {
    const bool open = context.hot().standing.any(Standing::court_order | Standing::licence);
    if (open && !record.case_step.is_never()) list(context, slot_of(context.hot().standing));
    return;
  }
  record.case_course = CaseCourse::settled;
  record.case_step = Tick::never();
  if (occasion != CaseOccasion::change) record.blind_until = Tick{};  // a new case: what is known of it is new
  if (!splits() || static_cast<double>(context.hot().tier) + boundary_.upper_tiers >= tier_count) return;
  auto stream = context.stream(Process::allocation, address_of(context.cold()));
  const double lost = chance(stream);
  if (occasion != CaseOccasion::release) cross(context, lost, false);
  if (!(rises_per_day_ > 0)) return;
  record.case_course = CaseCourse::may_rise;
  record.case_step = context.now + Duration::days(random::exponential(stream) / rises_per_day_) + Duration::minutes(1);
  list(context, slot_of(context.hot().standing));
}

/// A step that was listed here may have gone to the end of another supervision since.
bool CaseAllocation::goes_on(const Context& context, Slot slot) {
  if (end_of(context.record(), slot) <= context.now) return false;
  list(context, slot);
  return true;
}

bool CaseAllocation::is_due(const Context& context) {
  const std::uint32_t record = context.cold().record;
  return record != no_index && context.people.records[record].case_step <= context.now;
}

void CaseAllocation::step(const Context& context) const {
  Record& record = context.record();
  const CaseCourse course = record.case_course;
  record.case_course = CaseCourse::settled;
  record.case_step = Tick::never();
  auto stream = context.stream(Process::escalation, address_of(context.cold()));
  const bool missed = chance(stream) < boundary_.missed_share;
  const double lost = chance(stream);
  if (course == CaseCourse::may_rise) {
    context.transition.tell(Happening::risk_rose, missed ? 1 : 0);
    const double days = missed ? blind_days_ : boundary_.delay_weeks * days_a_week;
    record.blind_until = std::max(record.blind_until, context.now + Duration::days(days));
    if (!missed) {
      record.case_course = CaseCourse::on_the_way;
      record.case_step = context.now + Duration::days(days) + Duration::minutes(1);
    }
  } else if (course == CaseCourse::on_the_way) {
    cross(context, lost, true);
    record.breach_log += static_cast<float>(log_handover_);
  }
}

/// The record comes late, unless it was waited for already; where part of it is lost, it is made anew in the year
/// after, or until what the gate did has passed.
void CaseAllocation::cross(const Context& context, double draw, bool risen) const {
  Record& record = context.record();
  Cold& cold = context.cold();
  const bool lost = draw < boundary_.lost_share;
  const double late_days = risen ? 0 : boundary_.delay_weeks * days_a_week;
  const double days = lost ? blind_days_ : late_days;
  record.blind_until = std::max(record.blind_until, context.now + Duration::days(days));
  context.transition.tell(Happening::case_crossed, (lost ? 1U : 0U) | (risen ? 2U : 0U));
  if (!lost || log_incomplete_ == 0) return;
  if (cold.gate_until <= context.now) {
    cold.gate_effect = 1;
    cold.gate_until = record.blind_until;
  }
  cold.gate_effect *= static_cast<float>(std::exp(log_incomplete_));
}

void CaseAllocation::list(const Context& context, Slot slot) {
  const Record& record = context.record();
  const Tick end = end_of(record, slot);
  const bool with_step = slot == slot_of(context.hot().standing);
  const Tick next = with_step ? std::min(record.case_step, end) : end;
  context.transition.schedule(slot, std::max(next, context.now + Duration::minutes(1)));
}

}  // namespace throughgate::justice
