#include "justice/pathway/pathway.hpp"

#include <algorithm>

#include "base/date.hpp"

namespace throughgate::justice {

namespace {

Tick burn_in_start(const Setup& setup) {
  const double years = setup.before->model.population.entrants.burn_in_years;
  return setup.start - Duration::days(years * days_in_year);
}

double burn_in_scale(const Setup& setup) {
  const auto& entrants = setup.before->model.population.entrants;
  return std::min(setup.scale, std::max(setup.scale * entrants.burn_in_share, entrants.burn_in_least_scale));
}

engine::QueueExpectation expectation(const Setup& setup) {
  constexpr double persons_at_national_scale = 1.2e6;
  return {static_cast<std::size_t>(persons_at_national_scale * setup.scale) + 1024, Duration::days(200)};
}

}  // namespace

template <class Queue>
Pathway<Queue>::Pathway(const Setup& setup)
    : setup_(setup),
      regime_(setup.before),
      arrivals_(setup.before->model.population, burn_in_scale(setup)),
      scheduler_(burn_in_start(setup), expectation(setup)),
      courts_(regime_->model.proceedings.crown, regime_->model.court_service, setup.scale, scheduler_.now()),
      supervision_(regime_->model.supervision, regime_->structure,
                   {&regime_->common->model.supervision, &regime_->common->structure}, setup.scale),
      requirements_(regime_->model.orders.places, regime_->model.supervision.workforce.region_share, setup.scale),
      programmes_(regime_->model.programmes, regime_->model.supervision.workforce.region_share, setup.scale,
                  scheduler_.now()),
      estate_(regime_->model.estate,
              setup.before->model.population.exogenous.under_18_prisoners[0] +
                  setup.before->model.population.exogenous.under_18_prisoners[1],
              setup.before->model.population.exogenous.non_criminal_prisoners, setup.scale, setup.start),
      premises_(regime_->model.approved_premises, setup.scale, scheduler_.now()),
      writers_(regime_->model.court_service.writers, recruitment_of(regime_->structure),
               regime_->common->model.court_service.writers, recruitment_of(regime_->common->structure)),
      programme_staff_(regime_->model.programme_staff, recruitment_of(regime_->structure),
                       regime_->common->model.programme_staff, recruitment_of(regime_->common->structure)),
      prison_staff_(regime_->model.prison_staff, recruitment_of(regime_->structure),
                    regime_->common->model.prison_staff, recruitment_of(regime_->common->structure)),
      factors_(month_index(setup.start)) {
  plan_services();
}

template <class Queue>
void Pathway<Queue>::adopt(const Setup& setup) {
  setup_ = setup;
  regime_ = setup.before;
  adopt_services();
}

template <class Queue>
void Pathway<Queue>::burn_in(const std::function<void()>& each_month) {
  each_month_ = &each_month;
  run_until(setup_.start);
  const double times = setup_.scale / burn_in_scale(setup_);
  arrivals_.rescale(setup_.scale);
  courts_.rescale(times);
  premises_.rescale(setup_.start, times);
  make_opening_stock(times);
  opening_persons_ = people_.size();
}

template <class Queue>
void Pathway<Queue>::run(Observer& observer, const std::function<void()>& each_month) {
  begin(observer);
  go_on(observer, setup_.end, each_month);
}

template <class Queue>
void Pathway<Queue>::begin(Observer& observer) {
  burning_in_ = false;
  observer.opened(setup_.start, people_);
}

template <class Queue>
void Pathway<Queue>::go_on(Observer& observer, Tick until, const std::function<void()>& each_month) {
  each_month_ = &each_month;
  observer_ = &observer;
  run_until(until);
  if (until == setup_.end) finish();
  observer_ = nullptr;
  each_month_ = nullptr;
}

template <class Queue>
void Pathway<Queue>::finish() {
  ServiceMonth last;
  last.courts = courts_.close_month(setup_.end);
  last.programmes = programmes_.close_month(setup_.end);
  last.estate = estate_.close_month(setup_.end);
  last.approved_premises = premises_.close_month(setup_.end);
  observer_->finished(setup_.end, last);
}

template <class Queue>
void Pathway<Queue>::run_until(Tick until) {
  scheduler_.run_until(
      until,
      [this](const engine::Event& event) -> const engine::SlotGenerations<slot_count>& {
        return event.identity().is_service() ? service_generations_ : people_.hot(event.row()).generations;
      },
      [this](const engine::Event& event) { handle(event); },
      [this](const engine::Event& event) { look_ahead(event.row(), event.slot()); });
}

/// Asks for the person's lines, and for what those of an earlier call point to: they should be at hand by now.
template <class Queue>
void Pathway<Queue>::look_ahead(Row row, unsigned slot) {
  people_.prefetch(row);
  auto& before = looked_at_[looks_++ % lookahead_stages];
  people_.prefetch_records(before.row, before.slot);
  if (observer_ != nullptr) {
    observer_->soon(row, false);
    observer_->soon(before.row, true);
  }
  before = {row, slot};
}

template <class Queue>
void Pathway<Queue>::handle(const engine::Event& event) {
  moment_ = {event.tick(), event.identity(), event.slot(), event.identity().is_service()};
  if (moment_.service) {
    return event.slot() == month_slot ? month_begins(event.tick()) : day_is_served(event.tick());
  }
  const auto slot = static_cast<Slot>(event.slot());
  person_event(event.row(), [this, slot](const Context& context) { dispatch(context, slot); });
  if (programmes_.any_started()) start_programmes();
}

/// The table.
template <class Queue>
void Pathway<Queue>::dispatch(const Context& context, Slot slot) {
  switch (slot) {
    case Slot::offence:
      return offence(context);
    case Slot::first_case:
      return regime_->proceedings.step(context, 0);
    case Slot::second_case:
      return regime_->proceedings.step(context, 1);
    case Slot::third_case:
      return regime_->proceedings.step(context, 2);
    case Slot::custody:
      return regime_->custody.decide(context);
    case Slot::order:
      if (goes_on(context, slot)) return;
      return regime_->orders.expire(context);
    case Slot::breach:
      return regime_->orders.breach_step(context);
    case Slot::licence:
      if (goes_on(context, slot)) return;
      return regime_->licence.end(context);
    case Slot::recall:
      return regime_->licence.look(context);
    case Slot::programme:
      return regime_->programmes.step(context);
    case Slot::exit:
      return leave(context);
  }
}

template <class Queue>
void Pathway<Queue>::carry_out(const Context& context, const HandOver& to) {
  switch (to.route) {
    case Route::none:
      return;
    case Route::sentence:
      regime_->sentencing.sentence(context, to.which_case);
      return regime_->proceedings.close(context, to.which_case);
    case Route::custody:
      return to_custody(context, to);
    case Route::activation:
      return activate(context, to);
    case Route::order:
      return regime_->orders.begin(context, to);
    case Route::licence:
      if (transition_.new_spell) {  // recall asks for the needs of the spell that this event begins
        regime_->reoffending.refresh_needs(setup_.key, context.hot().spell + 1U, context.hot(), context.cold());
      }
      return regime_->licence.begin(context, to.label != 0);
    case Route::recall:
      return regime_->licence.recall_on_charge(context);
    case Route::remand:
      return regime_->custody.remand(context, to.label);
    case Route::bail:
      return regime_->custody.bail(context);
    case Route::programme:
      return regime_->programmes.put_down(context, static_cast<ProgrammeSetting>(to.label));
    case Route::after_programme:
      return regime_->programmes.leave_prison(context, to.label);
    case Route::reception:
      return regime_->programmes.receive(context, to.band);
    case Route::end_order:
      return regime_->orders.end(context, static_cast<OrderEnd>(to.label));
    case Route::allocation:
      return regime_->allocation.begin(context, static_cast<CaseOccasion>(to.label));
  }
}

/// Whether the supervision goes on beyond this event of `slot`, which is its end or a step of its case. Where another
/// provider takes a case over, failures may come at another rate from then on.
template <class Queue>
bool Pathway<Queue>::goes_on(const Context& context, Slot slot) {
  if (CaseAllocation::is_due(context)) {
    const bool other_rate = regime_->allocation.hands_over(context);
    if (other_rate) regime_->orders.settle(context);
    regime_->allocation.step(context);
    if (other_rate) regime_->orders.look_ahead_anew(context);
  }
  return CaseAllocation::goes_on(context, slot);
}

template <class Queue>
void Pathway<Queue>::activate(const Context& context, const HandOver& to) {
  HandOver sentence = to;
  Cold& cold = context.cold();
  ++cold.sentences;
  sentence.term_days = static_cast<float>(regime_->orders.custody_days(context, to.order_kind));
  sentence.offence = context.record().order_start;  // at the latest
  const double months = static_cast<double>(sentence.term_days) / days_in_month;
  const auto& high = regime_->model.sentencing.band_high_months;
  sentence.band = months <= high[0]  ? LengthBand::up_to_6m
                  : months < high[1] ? LengthBand::from_6m_to_12m
                                     : LengthBand::from_12m_to_4y;
  cold.received = Sentencing::expected_class(Disposal::custody, sentence.band);
  regime_->orders.end(context, OrderEnd::conviction);
  to_custody(context, sentence);
}

template <class Queue>
template <class Handler>
void Pathway<Queue>::person_event(Row row, Handler&& handler) {
  const Standing before = people_.hot(row).standing;
  const unsigned tier_before = people_.hot(row).tier;
  const Exposure exposure = Exposure::of(people_.hot(row), people_.cold(row));
  transition_.clear();
  consumed_ = Reoffending::unknown;
  const Context context = this->context(row);
  handler(context);
  std::size_t index = 0;
  for (; index < transition_.hand_overs(); ++index) carry_out(context, transition_.hand_over_at(index));
  if (people_.hot(row).standing.any(Standing::awaiting_place) && people_.hot(row).standing.any(Standing::in_prison)) {
    // Held for something else: the sentence that waited begins.
    receive(context, receptions_.take(people_.hot(row).identity));
    for (; index < transition_.hand_overs(); ++index) carry_out(context, transition_.hand_over_at(index));
  }
  if (people_.hot(row).flags.any(Flags::in_programme)) regime_->programmes.check(context);

  if (transition_.new_spell_at_liberty && people_.hot(row).standing.at_risk()) transition_.new_spell = true;
  if (transition_.new_spell) {
    regime_->licence.settle(context);
    regime_->reoffending.start_spell(setup_.key, scheduler_.now(), people_.hot(row), people_.cold(row),
                                     transition_.lasting);
    consumed_ = 0;
    regime_->licence.look_ahead_anew(context);  // recall goes by the needs of the spell
  }
  const Exposure after = Exposure::of(people_.hot(row), people_.cold(row));
  const bool changed = transition_.new_spell || transition_.offence_looked_at || !(after == exposure);
  const bool moved = changed && !transition_.person_left;
  if (moved) {
    settle_hazard(row, exposure);
    plan_offence(row);
  }
  Tick first = Tick::never();
  for (const auto& next : transition_.last_of_each_slot()) {
    schedule(row, next.slot, next.tick);
    first = std::min(first, next.tick);
  }
  tell(row, before, tier_before);
  if (transition_.person_left) return remove(row);
  list_offence_and_exit(row, first, moved);
  people_.drop_record(row);
  remove_if_done(row);
}

template <class Queue>
void Pathway<Queue>::schedule(Row row, Slot slot, Tick tick) {
  Hot& hot = people_.hot(row);
  const auto index = static_cast<unsigned>(slot);
  const Tick kept = tick < setup_.end ? tick : Tick::never();
  scheduler_.schedule(hot.generations, hot.identity, row, index, slot_priority[index], kept);
}

template <class Queue>
void Pathway<Queue>::tell(Row row, Standing before, unsigned tier_before) {
  const Hot& hot = people_.hot(row);
  count_move(row, before, tier_before);
  if (observer_ == nullptr) return;
  const Cold& cold = people_.cold(row);
  for (const auto& occurrence : transition_.occurrences())
    observer_->happened(scheduler_.now(), row, hot, cold, occurrence);
  if (!(hot.standing == before)) observer_->moved(scheduler_.now(), row, hot, cold, before, hot.standing);
}

template <class Queue>
void Pathway<Queue>::count_move(Row row, Standing before, unsigned tier_before) {
  const Hot& hot = people_.hot(row);
  if (hot.standing == before && hot.tier == tier_before) return;
  supervision_.moved(hot.region, tier_before, before, hot.tier, hot.standing);
  estate_.moved(scheduler_.now(), people_.cold(row).sex, before, hot.standing);
}

/// A person leaves for certain when nothing is pending: the threshold lies beyond the run whatever the services do.
template <class Queue>
void Pathway<Queue>::remove_if_done(Row row) {
  const Hot& hot = people_.hot(row);
  if (hot.standing.bits != 0 || hot.flags.any(Flags::offence_pending) || people_.cold(row).has_case()) return;
  remove(row);
}

template <class Queue>
void Pathway<Queue>::remove(Row row) {
  if (observer_ != nullptr) {
    observer_->happened(scheduler_.now(), row, people_.hot(row), people_.cold(row),
                        Occurrence{Happening::left, 0, 0, {}});
  }
  scheduler_.cancel_all(people_.hot(row).generations);
  people_.remove(row);
}

template <class Queue>
std::size_t Pathway<Queue>::bytes() const {
  return people_.bytes() + scheduler_.queue().memory_bytes() + factors_.bytes();
}

template class Pathway<engine::BucketRing>;
template class Pathway<engine::BinaryHeap>;

}  // namespace throughgate::justice
