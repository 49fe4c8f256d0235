#include "justice/pathway/community_order.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "justice/services/allocation.hpp"
#include "justice/services/programme_effects.hpp"

namespace throughgate::justice {

namespace {
/// What single precision may leave of a threshold that is reached.
constexpr float rounding = 1e-6F;
}  // namespace

CommunityOrders::CommunityOrders(const CommunityOrderModel& model)
    : model_(model), outcome_(tables_by_row<2, 3>(model.breach_outcome)) {}

/// Whoever is given no other requirement is supervised: an order has one at least.
std::uint8_t CommunityOrders::draw_requirements(const Context& context, OrderKind kind) const {
  auto stream = context.stream(Process::requirement, context.cold().sentences);
  const bool drug_need = context.hot().flags.any(Flags::drug_need);
  std::uint8_t requirements = 0;
  for (std::size_t which = 0; which < requirement_count; ++which) {
    double share = model_.requirement[static_cast<std::size_t>(kind) * requirement_count + which];
    const double u = chance(stream);
    if (which == static_cast<std::size_t>(Requirement::drug_rehabilitation)) {
      // Given to those who need it alone, so often that the share of orders holds.
      share = drug_need ? std::min(1.0, share / context.model.population.entrants.drug_need) : 0;
    }
    if (u < share) requirements = static_cast<std::uint8_t>(requirements | (1U << which));
  }
  return requirements != 0 ? requirements : requirement_bit(Requirement::supervision);
}

void CommunityOrders::start_requirements(const Context& context, std::uint8_t added, Record& record) const {
  const double elapsed = (context.now - record.order_start).as_days();
  for (std::size_t which = 0; which < requirement_count; ++which) {
    if ((added >> which & 1U) == 0) continue;
    const double from = elapsed + context.requirements.start(context.hot().region, which);
    record.requirement_from[which] = static_cast<std::uint16_t>(std::min(from, 65535.0));
  }
}

void CommunityOrders::begin(const Context& context, const HandOver& order) const {
  Hot& hot = context.hot();
  Record& record = context.record();
  const std::uint8_t requirements = draw_requirements(context, order.order_kind);
  auto stream = context.stream(Process::order, 0x20000U + context.cold().sentences);
  const Tick term_end = context.now + Duration::days(std::max(1.0, static_cast<double>(order.term_days)));
  const double early_rate = model_.early_end_per_month / days_in_month;
  const Tick early =
      early_rate > 0 ? context.now + Duration::days(random::exponential(stream) / early_rate + 1) : Tick::never();
  const bool running = hot.standing.any(Standing::court_order);
  const Tick end = std::min(term_end, early);
  const bool prolonged = !running || end > record.order_end;
  if (prolonged) {
    record.order_end = end;
    record.ends_early = early < term_end;
    context.transition.schedule(Slot::order, end);
  }
  const auto occasion = running ? CaseOccasion::prolonged : CaseOccasion::order;
  context.transition.hand_over({.route = Route::allocation, .label = static_cast<std::uint8_t>(occasion)});
  const auto added =
      static_cast<std::uint8_t>(running ? requirements & ~still_to_deliver(context, record) : requirements);
  record.requirements = running ? static_cast<std::uint8_t>(record.requirements | requirements) : requirements;
  if (!running) {
    record.order_start = context.now;
    record.order_number = context.cold().sentences;
    record.breach_looks = record.failures = 0;
    record.breach_log = order.breach_log + handovers_log(requirements);
    record.breach_hearing = Tick::never();
  }
  start_requirements(context, added, record);
  context.transition.lasting +=
      programme_centre(context.model.programmes, ProgrammeSetting::community, context.cold().expected);
  if ((added & requirement_bit(Requirement::accredited_programme)) != 0) {
    context.transition.hand_over(
        {.route = Route::programme, .label = static_cast<std::uint8_t>(ProgrammeSetting::community)});
  }
  record.order_kind = order.order_kind;
  hot.standing.add(order.order_kind == OrderKind::community_order ? Standing::community_order
                                                                  : Standing::suspended_sentence);
  if (!hot.standing.any(Standing::in_prison)) allocate_tier(context.model.supervision, context.key, hot, 0);
  context.transition.tell(Happening::order_started, static_cast<unsigned>(order.order_kind), requirements);
  if ((prolonged || added != 0) && record.breach_hearing.is_never()) plan_failure(context, record);
}

/// Log hazard ratio of failures, for the handovers between those who deliver the order.
float CommunityOrders::handovers_log(std::uint8_t requirements) const {
  unsigned providers = 0;
  for (std::size_t which = 0; which < requirement_count; ++which) {
    if ((requirements >> which & 1U) != 0) providers |= 1U << static_cast<unsigned>(model_.places.provider[which]);
  }
  return static_cast<float>(model_.handover_log * (std::popcount(providers) - 1));
}

/// The requirements of the running order whose delivery is not over.
std::uint8_t CommunityOrders::still_to_deliver(const Context& context, const Record& record) const {
  std::uint8_t bits = 0;
  for (std::size_t which = 0; which < requirement_count; ++which) {
    if ((record.requirements >> which & 1U) == 0) continue;
    if (delivery_of(record, which).end > context.now) bits = static_cast<std::uint8_t>(bits | (1U << which));
  }
  return bits;
}

/// When the requirement's delivery begins and ends (`never`: with the order).
CommunityOrders::Delivery CommunityOrders::delivery_of(const Record& record, std::size_t which) const {
  const Tick begin = record.order_start + Duration::days(record.requirement_from[which]);
  const double months = model_.places.duration_months[which];
  return {begin, months > 0 ? begin + Duration::days(months * days_in_month) : Tick::never()};
}

/// Failures per weighted day at a moment; `constant_until` is brought forward to where a requirement begins or ends.
double CommunityOrders::failures_per_day(const Record& record, Tick at, Tick& constant_until) const {
  double per_month = 0;
  for (unsigned left = record.requirements; left != 0; left &= left - 1) {
    const auto which = static_cast<std::size_t>(std::countr_zero(left));
    const Delivery delivery = delivery_of(record, which);
    if (delivery.end <= at) continue;
    const bool runs = delivery.begin <= at;
    constant_until = std::min(constant_until, runs ? delivery.end : delivery.begin);
    if (runs) per_month += model_.enforcement.failures_per_month[which];
  }
  return per_month / days_in_month * random::fast_exp(static_cast<double>(record.breach_log));
}

/// The hazard from the last settling to now.
double CommunityOrders::failures_since(const Context& context, const Record& record) const {
  const auto& clock = context.detection.failures;
  const unsigned region = context.hot().region;
  double months = 0;
  for (unsigned left = record.requirements; left != 0; left &= left - 1) {
    const auto which = static_cast<std::size_t>(std::countr_zero(left));
    const Delivery delivery = delivery_of(record, which);
    const Tick from = std::max(delivery.begin, record.failure_settled);
    const Tick until = std::min(delivery.end, context.now);
    if (from >= until) continue;
    months += model_.enforcement.failures_per_month[which] * (clock.at(until, region) - clock.at(from, region));
  }
  return months / days_in_month * random::fast_exp(static_cast<double>(record.breach_log));
}

/// A threshold drawn anew: the hazard of a failure has no memory.
void CommunityOrders::plan_failure(const Context& context, Record& record) const {
  auto stream = context.stream(Process::breach, address(record.order_number, record.breach_looks));
  count(record.breach_looks);
  record.failure_left = static_cast<float>(random::exponential(stream));
  record.failure_settled = context.now;
  await_failure(context, record);
}

void CommunityOrders::settle(const Context& context) const {
  Record& record = context.record();
  if (!context.hot().standing.any(Standing::court_order) || !record.breach_hearing.is_never()) return;
  record.failure_left -= static_cast<float>(failures_since(context, record));
  record.failure_settled = context.now;
}

/// Schedules the failure, or the next moment at which it might come if months to come bring more contact.
void CommunityOrders::await_failure(const Context& context, const Record& record) const {
  const auto& clock = context.detection.failures;
  const unsigned region = context.hot().region;
  double left = static_cast<double>(record.failure_left);
  Tick from = context.now;
  Tick next = Tick::never();
  while (from < record.order_end) {
    Tick until = record.order_end;
    const double rate = failures_per_day(record, from, until);
    const Tick reached = rate > 0 ? clock.soonest(from, left / rate, region) : Tick::never();
    if (reached <= until) {
      next = reached;
      break;
    }
    left = std::max(0.0, left - rate * clock.most_between(from, until, region));
    from = until;
  }
  context.transition.schedule(Slot::breach, next < record.order_end ? next : Tick::never());
}

void CommunityOrders::look_ahead_anew(const Context& context) const {
  Record& record = context.record();
  if (!context.hot().standing.any(Standing::court_order) || !record.breach_hearing.is_never()) return;
  settle(context);
  await_failure(context, record);
}

void CommunityOrders::breach_step(const Context& context) const {
  const Hot& hot = context.hot();
  if (!hot.standing.any(Standing::court_order)) return;
  Record& record = context.record();
  if (!record.breach_hearing.is_never()) return hearing(context, record);
  settle(context);
  if (record.failure_left > rounding) return await_failure(context, record);
  if (!hot.standing.at_risk()) return plan_failure(context, record);
  fail(context, record);
}

/// Warned, until one failure more than is tolerated calls for action.
void CommunityOrders::fail(const Context& context, Record& record) const {
  const auto& enforcement = model_.enforcement;
  const Duration lasts = Duration::days(enforcement.warning_lasts_months * days_in_month);
  if (record.failures > 0 && context.now - record.first_failure > lasts) record.failures = 0;
  if (record.failures == 0) record.first_failure = context.now;
  const bool calls = record.failures >= enforcement.tolerated;
  count(record.failures);
  context.transition.tell(Happening::failed_to_comply, calls ? 1 : 0);
  auto stream = context.stream(Process::enforcement, address(record.order_number, record.breach_looks));
  const bool acted_on = calls && chance(stream) < enforcement.acted_on && context.authority_from <= context.now;
  if (!acted_on) return plan_failure(context, record);
  count(record.breach_looks);
  context.transition.tell(Happening::breach_started, static_cast<unsigned>(record.order_kind));
  record.breach_hearing = context.now + Duration::days(enforcement.hearing_days) + Duration::minutes(1);
  context.transition.schedule(Slot::breach, record.breach_hearing);
}

void CommunityOrders::hearing(const Context& context, Record& record) const {
  record.breach_hearing = Tick::never();
  record.failures = 0;
  auto stream = context.stream(Process::breach_hearing, address(record.order_number, record.breach_looks));
  const auto outcome =
      static_cast<BreachOutcome>(outcome_[static_cast<std::size_t>(record.order_kind)].at(chance(stream)));
  context.transition.tell(Happening::breach_heard, static_cast<unsigned>(outcome));
  if (outcome == BreachOutcome::continued || !context.hot().standing.at_risk()) return plan_failure(context, record);
  context.transition.hand_over({.route = Route::end_order, .label = static_cast<std::uint8_t>(OrderEnd::breach)});
  if (outcome == BreachOutcome::revoked_to_custody) {
    context.transition.tell(Happening::breach_to_custody, static_cast<unsigned>(record.order_kind));
    context.transition.hand_over({.route = Route::activation, .order_kind = record.order_kind});
  }
}

void CommunityOrders::expire(const Context& context) const {
  if (!context.hot().standing.any(Standing::court_order)) return;
  Record& record = context.record();
  if (!record.breach_hearing.is_never()) {  // the order lasts until the breach is heard
    record.order_end = record.breach_hearing + Duration::minutes(1);
    return context.transition.schedule(Slot::order, record.order_end);
  }
  auto stream = context.stream(Process::early_end, record.order_number);
  const bool other = record.ends_early && chance(stream) >= model_.early_end_completed;
  end(context, other ? OrderEnd::other : OrderEnd::completed);
}

void CommunityOrders::end(const Context& context, OrderEnd how) const {
  Hot& hot = context.hot();
  if (!hot.standing.any(Standing::court_order)) return;
  Record& record = context.record();
  context.transition.tell(Happening::order_ended, static_cast<unsigned>(how));
  if ((record.requirements & requirement_bit(Requirement::drug_rehabilitation)) != 0) {
    context.transition.tell(Happening::drug_rehabilitation_ended, how == OrderEnd::completed ? 1 : 0);
  }
  record.requirements = 0;
  hot.standing.remove(Standing::court_order);
  context.transition.cancel(Slot::order);
  context.transition.cancel(Slot::breach);
  // A step of the case that was listed with the order is listed with the licence that goes on.
  if (hot.standing.any(Standing::licence) && !record.case_step.is_never()) {
    context.transition.hand_over(
        {.route = Route::allocation, .label = static_cast<std::uint8_t>(CaseOccasion::prolonged)});
  }
}

double CommunityOrders::custody_days(const Context& context, OrderKind kind) const {
  auto stream = context.stream(Process::activation, context.cold().sentences);
  const double spread = 1 + model_.custody_spread * (2 * chance(stream) - 1);
  return model_.custody_months[static_cast<std::size_t>(kind)] * days_in_month * spread;
}

}  // namespace throughgate::justice
