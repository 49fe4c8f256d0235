/// What the services do in the course of a run: the month's review, the day's sittings and writing, and those who wait
/// for a hearing, a report, a programme or a prison place.

#include "base/date.hpp"
#include "justice/pathway/pathway.hpp"

namespace throughgate::justice {

namespace {

const Identity service_identity = Identity::of_service(0, 0);
constexpr Row service_row{0};
/// Courts rise and writers finish in the afternoon, so that what a morning brings is served the same day.
constexpr Duration sitting_ends = Duration::hours(16);
Tick next_month(Tick now) { return month_start(month_index(now) + 1); }

Tick next_sitting(Tick now) {
  int day = day_index(now) + 1;
  while (is_weekend(day_start(day))) ++day;
  return day_start(day) + sitting_ends;
}

}  // namespace

template <class Queue>
void Pathway<Queue>::plan_services() {
  const Tick now = scheduler_.now();
  scheduler_.schedule(service_generations_, service_identity, service_row, month_slot, month_priority, next_month(now));
  scheduler_.schedule(service_generations_, service_identity, service_row, day_slot, day_priority, next_sitting(now));
}

template <class Queue>
void Pathway<Queue>::adopt_services() {
  const Model& model = regime_->model;
  const Tick now = scheduler_.now();
  const RecruitmentRules rules = unsettled_recruitment_of(regime_->structure);
  courts_.adopt(model.proceedings.crown, model.court_service);
  supervision_.adopt(model.supervision, regime_->structure, now);
  requirements_.adopt(model.orders.places);
  programmes_.adopt(model.programmes);
  estate_.adopt(model.estate);
  premises_.adopt(model.approved_premises);
  writers_.adopt(model.court_service.writers, rules, now);
  programme_staff_.adopt(model.programme_staff, rules, now);
  prison_staff_.adopt(model.prison_staff, recruitment_of(regime_->structure), now);
}

template <class Queue>
void Pathway<Queue>::month_begins(Tick now) {
  if (each_month_ != nullptr) (*each_month_)();
  ServiceMonth month;
  month.courts = courts_.close_month(now);
  requirements_.close_month(setup_.coupled && !burning_in_);
  month.programmes = programmes_.close_month(now);
  month.estate = estate_.close_month(now);
  month.approved_premises = premises_.close_month(now);
  if (!burning_in_) {
    const Changed changed = change_regimes(now);
    const ReferenceMonth* elsewhere = nullptr;
    const int first_month = month_index(setup_.start - Duration::minutes(1)) + 1;
    const auto index = static_cast<std::size_t>(month_index(now) - first_month);
    if (setup_.need != nullptr) elsewhere = &setup_.need->at(index);
    month.supervision = supervision_.review(now, setup_.start, elsewhere != nullptr ? &elsewhere->need : nullptr);
    review_staff(now, elsewhere, month);
    const bool raised = factors_.append(month.supervision.intensity, regime_->reoffending.model());
    const Model& model = regime_->model;
    const bool seen_sooner = detection_.month_began(now, month.supervision.intensity, model.orders.detection_elasticity,
                                                    model.licence.detection_elasticity);
    observer_->month_began(now, month);
    if (raised) retime_supervised();
    if (seen_sooner || changed.other_rates) look_at_enforcement_anew(changed.other_rates);
    if (changed.other_split) allocate_cases();
  }
  arrivals_.month(setup_.key, month_index(now), people_, [this](Row row, Tick tick) { enter(row, tick); });
  estate_.month_begins(now);
  programmes_.month_begins(now, setup_.coupled && !burning_in_, month.sessions);
  start_programmes();
  scheduler_.schedule(service_generations_, service_identity, service_row, month_slot, month_priority, next_month(now));
}

template <class Queue>
void Pathway<Queue>::review_staff(Tick now, const ReferenceMonth* elsewhere, ServiceMonth& month) {
  std::array<double, region_count> as_ever;
  as_ever.fill(1.0);
  month.writers = writers_.review(now, setup_.start, as_ever);
  courts_.staff(month.writers);
  month.programme_staff = programme_staff_.review(now, setup_.start, as_ever);
  month.prisoners = elsewhere != nullptr ? elsewhere->prisoners : estate_.held();
  month.supervised_in_custody =
      elsewhere != nullptr ? elsewhere->supervised_in_custody : supervision_.supervised_in_custody();
  month.prison_staff = prison_staff_.review(now, setup_.start, month.prisoners, month.supervised_in_custody);
  support_ = month.prison_staff.support - prison_staff_.base_support();
  const Values<2> places = places_of_year(now);
  const double tutors = month.programme_staff.total.minutes / programme_staff_.base_total().minutes;
  month.sessions = {tutors * places[0], tutors * month.prison_staff.regime * places[1]};
}

/// What the financial year's money buys of programme places, of mean 1. The year's luck is that of every option.
template <class Queue>
Values<2> Pathway<Queue>::places_of_year(Tick now) const {
  const double variation = regime_->structure.planning.places_variation;
  if (!(variation > 0)) return {1, 1};
  constexpr int april = 3;
  constexpr int months_a_year = 12;
  const int year = (month_index(now) - april) / months_a_year;
  auto stream = draw(setup_.key, service_identity, Process::places, static_cast<std::uint32_t>(year));
  const double variance = std::log1p(variation * variation);
  Values<2> places{};
  for (double& of_setting : places) {
    of_setting = std::exp(std::sqrt(variance) * random::normal(stream) - variance / 2);
  }
  return places;
}

template <class Queue>
void Pathway<Queue>::day_is_served(Tick now) {
  courts_.serve_day(
      now, setup_.coupled && !burning_in_, [this](CaseToken token) { waited(token, true); },
      [this](CaseToken token) { waited(token, false); },
      [this](CaseToken token) { look_ahead(token.row, static_cast<unsigned>(token.slot)); });
  receive_those_who_wait();
  scheduler_.schedule(service_generations_, service_identity, service_row, day_slot, day_priority, next_sitting(now));
}

/// A case reaches the front of its line; one whose person has left is passed over.
template <class Queue>
void Pathway<Queue>::waited(CaseToken token, bool hearing) {
  const auto slot = static_cast<unsigned>(token.slot);
  if (people_.hot(token.row).generations.values[slot] != token.generation) return;
  const std::size_t which = slot - static_cast<unsigned>(Slot::first_case);
  moment_ = {scheduler_.now(), people_.hot(token.row).identity, slot, false};
  person_event(token.row, [this, which, hearing](const Context& context) {
    if (hearing) return regime_->proceedings.heard(context, which);
    regime_->proceedings.report_written(context, which);
  });
  if (programmes_.any_started()) start_programmes();
}

/// Places that were given up go to those who wait. Who waits stays in the line until withdrawn: no token is stale.
template <class Queue>
void Pathway<Queue>::start_programmes() {
  while (programmes_.any_started()) {
    const auto token = CaseToken::unpacked(programmes_.take_started());
    moment_ = {scheduler_.now(), people_.hot(token.row).identity, static_cast<unsigned>(Slot::programme), false};
    person_event(token.row, [this](const Context& context) { regime_->programmes.start(context); });
  }
}

/// Whoever is free waits at liberty while not even a police cell is; whoever is held is received.
template <class Queue>
void Pathway<Queue>::to_custody(const Context& context, const HandOver& sentence) {
  Hot& hot = context.hot();
  const bool finite = setup_.coupled && !burning_in_ && regime_->model.estate.overflow.queue != 0;
  const bool room = receptions_.empty() && estate_.has_room();
  if (!finite || hot.standing.any(Standing::in_prison) || room || regime_->custody.is_served(context, sentence)) {
    return regime_->custody.receive(context, sentence);
  }
  if (hot.standing.any(Standing::awaiting_place)) return receptions_.lengthen(hot.identity, sentence);
  hot.standing.add(Standing::awaiting_place);
  receptions_.join(hot.identity, context.row, context.now, sentence);
}

template <class Queue>
void Pathway<Queue>::receive_those_who_wait() {
  while (!receptions_.empty() && estate_.has_room()) {
    const auto one = receptions_.next();
    const Hot& hot = people_.hot(one.row);
    const bool waits = hot.identity.bits == one.identity.bits && hot.standing.any(Standing::awaiting_place);
    if (!waits) continue;
    moment_ = {scheduler_.now(), one.identity, static_cast<unsigned>(Slot::custody), false};
    person_event(one.row, [this, &one](const Context& context) { receive(context, one); });
    start_programmes();
  }
}

template <class Queue>
void Pathway<Queue>::receive(const Context& context, const Receptions::Waiting& one) {
  context.hot().standing.remove(Standing::awaiting_place);
  transition_.tell(Happening::place_found, 0, (context.now - one.since).as_days());
  regime_->custody.receive(context, one.sentence);
}

// pathway.cpp instantiates the rest of the class.
template void Pathway<engine::BucketRing>::plan_services();
template void Pathway<engine::BucketRing>::adopt_services();
template void Pathway<engine::BucketRing>::month_begins(Tick);
template Values<2> Pathway<engine::BucketRing>::places_of_year(Tick) const;
template void Pathway<engine::BucketRing>::review_staff(Tick, const ReferenceMonth*, ServiceMonth&);
template void Pathway<engine::BucketRing>::day_is_served(Tick);
template void Pathway<engine::BucketRing>::waited(CaseToken, bool);
template void Pathway<engine::BucketRing>::start_programmes();
template void Pathway<engine::BucketRing>::to_custody(const Context&, const HandOver&);
template void Pathway<engine::BucketRing>::receive_those_who_wait();
template void Pathway<engine::BucketRing>::receive(const Context&, const Receptions::Waiting&);
template void Pathway<engine::BinaryHeap>::plan_services();
template void Pathway<engine::BinaryHeap>::adopt_services();
template void Pathway<engine::BinaryHeap>::month_begins(Tick);
template Values<2> Pathway<engine::BinaryHeap>::places_of_year(Tick) const;
template void Pathway<engine::BinaryHeap>::review_staff(Tick, const ReferenceMonth*, ServiceMonth&);
template void Pathway<engine::BinaryHeap>::day_is_served(Tick);
template void Pathway<engine::BinaryHeap>::waited(CaseToken, bool);
template void Pathway<engine::BinaryHeap>::start_programmes();
template void Pathway<engine::BinaryHeap>::to_custody(const Context&, const HandOver&);
template void Pathway<engine::BinaryHeap>::receive_those_who_wait();
template void Pathway<engine::BinaryHeap>::receive(const Context&, const Receptions::Waiting&);

}  // namespace throughgate::justice
