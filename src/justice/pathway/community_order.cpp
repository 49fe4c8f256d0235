#include "justice/pathway/community_order.hpp"

#include <algorithm>
#include <cmath>

#include "justice/services/allocation.hpp"

namespace throughgate::justice {

namespace {
/// As for recall: between looks the hazard of breach is constant, and a change of contact waits for the next one.
constexpr Duration between_breach_looks = Duration::days(182);
constexpr std::uint8_t drug_rehabilitation = 1U << 3;
constexpr std::size_t requirement_count = requirement_labels.size();
}  // namespace

CommunityOrders::CommunityOrders(const CommunityOrderModel& model)
    : model_(model), outcome_(tables_by_row<2, 3>(model.breach_outcome)) {}

void CommunityOrders::begin(const Context& context, const HandOver& order) const {
  Hot& hot = context.hot();
  Record& record = context.record();
  auto stream = context.stream(Process::order, 0x20000U + context.cold().sentences);
  std::uint8_t requirements = 0;
  for (std::size_t which = 0; which < requirement_count; ++which) {
    const double share = model_.requirement[static_cast<std::size_t>(order.order_kind) * requirement_count + which];
    if (chance(stream) < share) requirements = static_cast<std::uint8_t>(requirements | (1U << which));
  }
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
  record.requirements = running ? static_cast<std::uint8_t>(record.requirements | requirements) : requirements;
  if (!running) {
    record.order_start = context.now;
    record.order_number = context.cold().sentences;
    record.breach_looks = 0;
  }
  record.order_kind = order.order_kind;
  hot.standing.add(order.order_kind == OrderKind::community_order ? Standing::community_order
                                                                  : Standing::suspended_sentence);
  if (!hot.standing.any(Standing::in_prison)) allocate_tier(context.model.supervision, context.key, hot, 0);
  context.transition.tell(Happening::order_started, static_cast<unsigned>(order.order_kind), requirements);
  if (!running) record.breach_hearing = Tick::never();
  if (prolonged && record.breach_hearing.is_never()) plan_breach(context, record);
}

void CommunityOrders::plan_breach(const Context& context, Record& record) const {
  auto stream = context.stream(Process::breach, address(record.order_number, record.breach_looks));
  count(record.breach_looks);
  const double intensity = context.supervision.intensity()[context.hot().region];
  double rate = model_.breach_per_month[static_cast<std::size_t>(record.order_kind)] / days_in_month *
                std::pow(std::max(intensity, least_intensity), model_.detection_elasticity);
  if ((record.requirements & drug_rehabilitation) != 0) rate *= model_.drug_rehabilitation_breach;
  const double days = rate > 0 ? random::exponential(stream) / rate : 1e9;
  const Tick at = context.now + Duration::days(days) + Duration::minutes(1);
  const Tick look = context.now + between_breach_looks;
  record.breach_due = at <= look;
  const Tick next = std::min(at, look);
  context.transition.schedule(Slot::breach, next < record.order_end ? next : Tick::never());
}

void CommunityOrders::breach_step(const Context& context) const {
  const Hot& hot = context.hot();
  if (!hot.standing.any(Standing::court_order)) return;
  Record& record = context.record();
  if (!record.breach_hearing.is_never()) return hearing(context, record);
  if (!record.breach_due || !hot.standing.at_risk()) return plan_breach(context, record);
  context.transition.tell(Happening::breach_started, static_cast<unsigned>(record.order_kind));
  record.breach_hearing = context.now + Duration::days(model_.breach_hearing_days) + Duration::minutes(1);
  context.transition.schedule(Slot::breach, record.breach_hearing);
}

void CommunityOrders::hearing(const Context& context, Record& record) const {
  record.breach_hearing = Tick::never();
  auto stream = context.stream(Process::breach_hearing, address(record.order_number, record.breach_looks));
  const auto outcome =
      static_cast<BreachOutcome>(outcome_[static_cast<std::size_t>(record.order_kind)].at(chance(stream)));
  if (outcome == BreachOutcome::continued || !context.hot().standing.at_risk()) return plan_breach(context, record);
  context.transition.hand_over({.route = Route::end_order, .label = static_cast<std::uint8_t>(OrderEnd::breach)});
  if (outcome == BreachOutcome::revoked_to_custody) {
    context.transition.tell(Happening::breach_to_custody, static_cast<unsigned>(record.order_kind));
    context.transition.hand_over({.route = Route::activation, .order_kind = record.order_kind});
  }
}

void CommunityOrders::expire(const Context& context) const {
  if (!context.hot().standing.any(Standing::court_order)) return;
  const Record& record = context.record();
  auto stream = context.stream(Process::early_end, record.order_number);
  const bool other = record.ends_early && chance(stream) >= model_.early_end_completed;
  end(context, other ? OrderEnd::other : OrderEnd::completed);
}

void CommunityOrders::end(const Context& context, OrderEnd how) const {
  Hot& hot = context.hot();
  if (!hot.standing.any(Standing::court_order)) return;
  Record& record = context.record();
  context.transition.tell(Happening::order_ended, static_cast<unsigned>(how));
  if ((record.requirements & drug_rehabilitation) != 0) {
    context.transition.tell(Happening::drug_rehabilitation_ended, how == OrderEnd::completed ? 1 : 0);
  }
  record.requirements = 0;
  hot.standing.remove(Standing::court_order);
  context.transition.cancel(Slot::order);
  context.transition.cancel(Slot::breach);
}

double CommunityOrders::custody_days(const Context& context, OrderKind kind) const {
  auto stream = context.stream(Process::activation, context.cold().sentences);
  const double spread = 1 + model_.custody_spread * (2 * chance(stream) - 1);
  return model_.custody_months[static_cast<std::size_t>(kind)] * days_in_month * spread;
}

}  // namespace throughgate::justice
