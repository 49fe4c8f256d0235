/// When persons offend and when they leave for good: how the hazard is settled and timed, and how the two events wait
/// behind the person's others.

#include <algorithm>

#include "justice/pathway/pathway.hpp"

namespace throughgate::justice {

namespace {
/// What single precision may leave of a threshold that is reached.
constexpr float hazard_rounding = 1e-6F;
}  // namespace

template <class Queue>
void Pathway<Queue>::offence(const Context& context) {
  Hot& hot = context.hot();
  Cold& cold = context.cold();
  hot.flags.remove(Flags::offence_listed);
  if (hot.flags.any(Flags::entering)) {
    transition_.tell(Happening::entered);
    regime_->proceedings.open_case(context);
    hot.flags.remove(Flags::entering);
    transition_.new_spell = true;
    return;
  }
  transition_.offence_looked_at = true;
  if (hot.flags.any(Flags::offence_certain)) {
    regime_->reoffending.reach(scheduler_.now(), hot);
  } else {
    settle_hazard(context.row, Exposure::of(hot, cold));
    if (hot.remaining > hazard_rounding) return;
  }
  regime_->reoffending.next_threshold(setup_.key, hot, cold);
  regime_->proceedings.open_case(context);
}

template <class Queue>
void Pathway<Queue>::leave(const Context& context) {
  const Cold& cold = context.cold();
  for (const std::uint32_t index : cold.cases) {
    if (index == no_index) continue;
    const Case& one = people_.cases[index];
    if (one.in_crown) transition_.tell(Happening::crown_disposal, one.for_sentence ? 1 : 0);
  }
  context.hot().standing.bits = Standing::outside;
  transition_.person_left = true;
}

template <class Queue>
void Pathway<Queue>::settle_hazard(Row row, const Exposure& before) {
  const double consumed = regime_->reoffending.settle(scheduler_.now(), people_.hot(row), before, factors_);
  if (consumed >= 0) consumed_ = consumed;
}

/// The next look at the person's hazard: pending when it lies inside the run.
template <class Queue>
void Pathway<Queue>::plan_offence(Row row) {
  Hot& hot = people_.hot(row);
  const Exposure exposure = Exposure::of(hot, people_.cold(row));
  const auto next = regime_->reoffending.next_offence(scheduler_.now(), hot, exposure, factors_, consumed_);
  // Of the supervised it is not certain: a month to come may bring another contact.
  hot.flags.set(Flags::offence_certain, next.certain && !exposure.supervised);
  const bool pending = next.tick < setup_.end;
  hot.flags.set(Flags::offence_pending, pending);
  people_.cold(row).offence_at = pending ? next.tick : Tick::never();
}

/// Offence and exit wait behind each other and behind what this event of the person scheduled (`first`): they are put
/// into the event list when none of that comes earlier. Each event of a person comes back here, so none is lost.
template <class Queue>
void Pathway<Queue>::list_offence_and_exit(Row row, Tick first, bool offence_moved) {
  Hot& hot = people_.hot(row);
  const Cold& cold = people_.cold(row);
  const bool lists_offence = cold.offence_at <= std::min(first, cold.exit_at) && !cold.offence_at.is_never();
  const bool offence_listed = hot.flags.any(Flags::offence_listed);
  if (lists_offence && (offence_moved || !offence_listed)) {
    schedule(row, Slot::offence, cold.offence_at);
    hot.flags.add(Flags::offence_listed);
  } else if (!lists_offence && offence_moved && offence_listed) {
    scheduler_.cancel(hot.generations, static_cast<unsigned>(Slot::offence));
    hot.flags.remove(Flags::offence_listed);
  }
  if (hot.flags.any(Flags::exit_listed) || cold.exit_at > std::min(first, cold.offence_at)) return;
  if (cold.exit_at.is_never()) return;
  schedule(row, Slot::exit, cold.exit_at);
  hot.flags.add(Flags::exit_listed);
}

template <class Queue>
void Pathway<Queue>::retime_supervised() {
  for (std::uint32_t index = 0; index < people_.rows(); ++index) {
    const Row row{index};
    const Hot& hot = people_.hot(row);
    if (!hot.standing.supervised() || !factors_.rose(hot.region, hot.tier)) continue;
    consumed_ = Reoffending::unknown;
    settle_hazard(row, Exposure::of(people_.hot(row), people_.cold(row)));
    plan_offence(row);
    list_offence_and_exit(row, Tick::never(), true);
  }
}

/// Makes every change that is due.
template <class Queue>
typename Pathway<Queue>::Changed Pathway<Queue>::change_regimes(Tick now) {
  Changed all;
  for (; changes_made_ < setup_.changes.size() && setup_.changes[changes_made_].at <= now; ++changes_made_) {
    const Regime* next = setup_.changes[changes_made_].regime;
    if (next == regime_) continue;
    const Changed one = change_regime(*next);
    all = {all.other_rates || one.other_rates, all.other_split || one.other_split};
  }
  return all;
}

/// From now on by the rules that follow: what the rates of the old ones have consumed is settled first.
template <class Queue>
typename Pathway<Queue>::Changed Pathway<Queue>::change_regime(const Regime& next) {
  constexpr double days_a_week = 7;
  const bool other_split = !next.allocation.splits_as(regime_->allocation);
  const bool other_rates = !next.orders.has_rates_of(regime_->orders) || !next.licence.has_rates_of(regime_->licence);
  for (std::uint32_t index = 0; other_rates && index < people_.rows(); ++index) {
    const Standing standing = people_.hot(Row{index}).standing;
    if (standing.any(Standing::outside) || !standing.any(Standing::court_order | Standing::licence)) continue;
    regime_->orders.settle(context(Row{index}));
    regime_->licence.settle(context(Row{index}));
  }
  regime_ = &next;
  adopt_services();
  authority_from_ = scheduler_.now() + Duration::days(next.structure.transition.gap_weeks * days_a_week);
  return {other_rates, other_split};
}

/// Every supervised case is given to the provider that the structure has for it.
template <class Queue>
void Pathway<Queue>::allocate_cases() {
  for (std::uint32_t index = 0; index < people_.rows(); ++index) {
    const Row row{index};
    const Hot& hot = people_.hot(row);
    if (!hot.standing.any(Standing::court_order | Standing::licence) || hot.standing.any(Standing::outside)) continue;
    moment_ = {scheduler_.now(), hot.identity, static_cast<unsigned>(Slot::order), false};
    person_event(row, [this](const Context& context) { regime_->allocation.begin(context, CaseOccasion::change); });
  }
}

/// Contact rose beyond what failures and recalls were looked ahead with, or their rates changed (`all`).
template <class Queue>
void Pathway<Queue>::look_at_enforcement_anew(bool all) {
  for (std::uint32_t index = 0; index < people_.rows(); ++index) {
    const Row row{index};
    const Hot& hot = people_.hot(row);
    if (!hot.standing.any(Standing::court_order | Standing::licence) || hot.standing.any(Standing::outside)) continue;
    transition_.clear();
    moment_ = {scheduler_.now(), hot.identity, static_cast<unsigned>(Slot::breach), false};
    const Context context = this->context(row);
    if (all || detection_.failures.rose(hot.region)) regime_->orders.look_ahead_anew(context);
    if (all || detection_.recalls.rose(hot.region)) regime_->licence.look_ahead_anew(context);
    for (const auto& next : transition_.last_of_each_slot()) schedule(row, next.slot, next.tick);
    list_offence_and_exit(row, Tick::never(), false);
  }
}

template <class Queue>
void Pathway<Queue>::enter(Row row, Tick tick) {
  Cold& cold = people_.cold(row);
  const Tick leaves = arrivals_.leaving(setup_.key, people_.hot(row), cold, tick, setup_.end);
  const bool pending = tick < setup_.end;
  people_.hot(row).flags.set(Flags::offence_pending, pending);
  cold.offence_at = pending ? tick : Tick::never();
  cold.exit_at = leaves < setup_.end ? leaves : Tick::never();
  list_offence_and_exit(row, Tick::never(), false);
}

// pathway.cpp instantiates the rest of the class.
template void Pathway<engine::BucketRing>::offence(const Context&);
template void Pathway<engine::BucketRing>::leave(const Context&);
template void Pathway<engine::BucketRing>::settle_hazard(Row, const Exposure&);
template void Pathway<engine::BucketRing>::plan_offence(Row);
template void Pathway<engine::BucketRing>::list_offence_and_exit(Row, Tick, bool);
template void Pathway<engine::BucketRing>::retime_supervised();
template Pathway<engine::BucketRing>::Changed Pathway<engine::BucketRing>::change_regimes(Tick);
template void Pathway<engine::BucketRing>::allocate_cases();
template void Pathway<engine::BucketRing>::look_at_enforcement_anew(bool);
template void Pathway<engine::BucketRing>::enter(Row, Tick);
template void Pathway<engine::BinaryHeap>::offence(const Context&);
template void Pathway<engine::BinaryHeap>::leave(const Context&);
template void Pathway<engine::BinaryHeap>::settle_hazard(Row, const Exposure&);
template void Pathway<engine::BinaryHeap>::plan_offence(Row);
template void Pathway<engine::BinaryHeap>::list_offence_and_exit(Row, Tick, bool);
template void Pathway<engine::BinaryHeap>::retime_supervised();
template Pathway<engine::BinaryHeap>::Changed Pathway<engine::BinaryHeap>::change_regimes(Tick);
template void Pathway<engine::BinaryHeap>::allocate_cases();
template void Pathway<engine::BinaryHeap>::look_at_enforcement_anew(bool);
template void Pathway<engine::BinaryHeap>::enter(Row, Tick);

}  // namespace throughgate::justice
