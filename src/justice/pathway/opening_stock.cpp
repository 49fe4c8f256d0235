/// The opening stock: the burn-in's persons by component, thinned or repeated to the published totals.

#include <algorithm>
#include <cmath>

#include "base/date.hpp"
#include "justice/pathway/pathway.hpp"

namespace throughgate::justice {

namespace {

/// Components in the order in which a person is looked at: custody first, then supervision, then waiting for the
/// Crown Court, then at liberty with a record.
enum Component : unsigned {
  untried,
  unsentenced,
  sentenced,
  recalled = sentenced + 5,
  court_order,
  licence,
  crown_case,
  at_liberty,
  component_count
};
constexpr std::uint32_t first_component_stratum = 200;

std::array<double, component_count> targets(const OpeningStockModel& opening, double scale) {
  std::array<double, component_count> target{};
  target[untried] = opening.remand[0];
  target[unsentenced] = opening.remand[1];
  for (unsigned band = 0; band < length_band_labels.size(); ++band) target[sentenced + band] = opening.sentenced[band];
  target[recalled] = opening.recalled;
  target[court_order] = opening.court_orders;
  target[licence] = opening.licence;
  for (double& persons : target) persons *= scale;
  return target;
}

}  // namespace

template <class Queue>
unsigned Pathway<Queue>::component_of(Row row) const {
  const Standing standing = people_.hot(row).standing;
  const Cold& cold = people_.cold(row);
  if (standing.any(Standing::outside)) return component_count;
  if (standing.any(Standing::recalled)) return recalled;
  if (standing.any(Standing::serving)) return sentenced + static_cast<unsigned>(people_.records[cold.record].band);
  if (standing.any(Standing::remand_untried)) return untried;
  if (standing.any(Standing::remand_unsentenced)) return unsentenced;
  if (standing.any(Standing::court_order)) return court_order;
  if (standing.any(Standing::licence)) return licence;
  for (const std::uint32_t index : cold.cases) {
    if (index != no_index && people_.cases[index].in_crown && !people_.cases[index].for_sentence) return crown_case;
  }
  return at_liberty;
}

/// `times`: persons of the run for each one of the burn-in.
template <class Queue>
void Pathway<Queue>::make_opening_stock(double times) {
  const auto& opening = regime_->model.population.opening;
  auto target = targets(opening, setup_.scale);
  const auto rows = static_cast<std::uint32_t>(people_.rows());
  std::vector<std::uint8_t> component(rows);
  std::array<double, component_count + 1> found{};
  std::array<double, component_count + 1> crown_cases{};
  std::array<double, component_count + 1> orders_in_custody{};
  double licences_on_orders = 0;
  for (std::uint32_t index = 0; index < rows; ++index) {
    component[index] = static_cast<std::uint8_t>(component_of(Row{index}));
    ++found[component[index]];
    if (component[index] == component_count) continue;
    if (component[index] < court_order && people_.hot(Row{index}).standing.any(Standing::court_order)) {
      ++orders_in_custody[component[index]];
    }
    if (component[index] == court_order && people_.hot(Row{index}).standing.any(Standing::licence)) {
      ++licences_on_orders;
    }
    for (const std::uint32_t one : people_.cold(Row{index}).cases) {
      if (one != no_index && people_.cases[one].in_crown && !people_.cases[one].for_sentence)
        ++crown_cases[component[index]];
    }
  }
  // Orders of persons in custody count towards the court orders, licences of persons on orders towards the licences,
  // Crown Court cases of the other components towards the backlog.
  double elsewhere = 0;
  for (unsigned which = 0; which < court_order; ++which) {
    if (found[which] > 0) target[court_order] -= orders_in_custody[which] * target[which] / found[which];
  }
  target[court_order] = std::max(0.0, target[court_order]);
  if (found[court_order] > 0) target[licence] -= licences_on_orders * target[court_order] / found[court_order];
  target[licence] = std::max(0.0, target[licence]);
  for (unsigned which = 0; which < crown_case; ++which) {
    if (found[which] > 0) elsewhere += crown_cases[which] * target[which] / found[which];
  }
  const double backlog = opening.crown_backlog * setup_.scale;
  target[crown_case] = std::max(0.0, backlog - elsewhere) * found[crown_case] / std::max(1.0, crown_cases[crown_case]);
  target[at_liberty] = found[at_liberty] * times;

  std::array<double, component_count> carried{};
  std::array<std::uint32_t, component_count> repeated{};
  carried.fill(0.5);
  for (std::uint32_t index = 0; index < rows; ++index) {
    const unsigned which = component[index];
    if (which == component_count) continue;
    carried[which] += target[which] / found[which];
    const auto copies = static_cast<std::uint32_t>(carried[which]);
    carried[which] -= copies;
    for (std::uint32_t copy = 1; copy < copies; ++copy) repeat(Row{index}, which, repeated[which]++);
    if (copies == 0) {
      const Hot& hot = people_.hot(Row{index});
      supervision_.moved(hot.region, hot.tier, hot.standing, hot.tier, Standing{});
      estate_.moved(scheduler_.now(), people_.cold(Row{index}).sex, hot.standing, Standing{});
      remove(Row{index});
    }
  }
  enter_programmes();
  double waiting = 0;
  for (unsigned which = 0; which < component_count; ++which) waiting += crown_cases[which] * times;
  if (setup_.coupled && backlog > waiting) fill_backlog(1 - waiting / backlog);
}

/// A copy with an identity of its own, the same elapsed times and fresh luck.
template <class Queue>
void Pathway<Queue>::repeat(Row original, unsigned component, std::uint32_t number) {
  const auto month = static_cast<std::uint32_t>(month_index(setup_.start));
  const Identity identity = Identity::of(month, first_component_stratum + component, number);
  const Row row = people_.add(identity);
  const auto generations = people_.hot(row).generations;
  people_.hot(row) = people_.hot(original);
  people_.hot(row).identity = identity;
  people_.hot(row).generations = generations;
  people_.hot(row).flags.remove(Flags::offence_listed | Flags::exit_listed);
  people_.cold(row) = people_.cold(original);
  Cold& cold = people_.cold(row);
  for (std::uint32_t& index : cold.cases) {
    if (index == no_index) continue;
    const Case copy = people_.cases[index];
    index = people_.cases.take();
    people_.cases[index] = copy;
  }
  if (cold.record != no_index) {
    const Record copy = people_.records[cold.record];
    cold.record = people_.records.take();
    people_.records[cold.record] = copy;
  }
  const Hot& hot = people_.hot(row);
  count_move(row, Standing{}, hot.tier);
  reinstate(row);
}

/// Schedules what the person's state says is to come.
template <class Queue>
void Pathway<Queue>::reinstate(Row row) {
  const Tick now = scheduler_.now();
  Hot& hot = people_.hot(row);
  Cold& cold = people_.cold(row);
  const auto soon = [now](Tick tick) { return std::max(tick, now + Duration::minutes(1)); };
  transition_.clear();
  for (std::size_t which = 0; which < most_cases; ++which) {
    if (cold.cases[which] == no_index) continue;
    Case& one = people_.cases[cold.cases[which]];
    if (one.stage == CaseStage::queued) {
      // Services are without limits in the burn-in: whoever waits is served on the next day.
      one.stage = one.in_crown ? CaseStage::preparation : CaseStage::report;
      one.next = now;
    }
    schedule(row, case_slot(which), soon(one.next));
  }
  if (cold.record != no_index) {
    Record& record = people_.records[cold.record];
    if (hot.standing.any(Standing::serving | Standing::recalled)) schedule(row, Slot::custody, soon(record.release));
    if (hot.standing.any(Standing::court_order)) {
      schedule(row, Slot::order, soon(record.order_end));
      const bool hearing = !record.breach_hearing.is_never();
      if (hearing) schedule(row, Slot::breach, soon(record.breach_hearing));
      if (!hearing) regime_->orders.plan_failure(context(row), record);
    }
    if (hot.flags.any(Flags::in_programme)) schedule(row, Slot::programme, soon(record.programme_next));
    if (hot.standing.any(Standing::licence)) {
      schedule(row, Slot::licence, soon(std::max(record.licence_end, record.supervision_end)));
      regime_->licence.plan_recall(context(row));
    }
    regime_->allocation.begin(context(row), CaseOccasion::prolonged);
  }
  for (const auto& next : transition_.last_of_each_slot()) schedule(row, next.slot, next.tick);
  if (hot.standing.any(Standing::remand_untried) && people_.record(row).bail_review > now)
    schedule(row, Slot::custody, people_.record(row).bail_review);
  settle_hazard(row, Exposure::of(hot, cold));
  const bool held_by_offence_alone = hot.standing.bits == 0 && !cold.has_case();
  const auto within = held_by_offence_alone ? std::optional<Duration>(setup_.end - now) : std::nullopt;
  regime_->reoffending.renew_threshold(setup_.key, hot, cold, within);
  consumed_ = Reoffending::unknown;
  plan_offence(row);
  const Tick leaves = arrivals_.leaving(setup_.key, hot, cold, now, setup_.end);
  cold.exit_at = leaves < setup_.end ? leaves : Tick::never();
  list_offence_and_exit(row, Tick::never(), true);
}

/// Those who attend hold the places; nobody waits, since places were without limit in the burn-in.
template <class Queue>
void Pathway<Queue>::enter_programmes() {
  const Tick now = scheduler_.now();
  programmes_.clear(now);
  for (std::uint32_t index = 0; index < people_.rows(); ++index) {
    const Hot& hot = people_.hot(Row{index});
    if (hot.standing.any(Standing::outside) || !hot.flags.any(Flags::in_programme)) continue;
    const Record& record = people_.records[people_.cold(Row{index}).record];
    if (record.programme != ProgrammeStage::attending) continue;
    (void)programmes_.request(record.programme_setting, hot.region, 0, now);
  }
  (void)programmes_.close_month(now);
}

/// Part of the cases for trial in preparation have waited longer: they stand in the line when the run begins.
template <class Queue>
void Pathway<Queue>::fill_backlog(double share) {
  for (std::uint32_t index = 0; index < people_.rows(); ++index) {
    const Row row{index};
    if (people_.hot(row).standing.any(Standing::outside)) continue;
    for (std::size_t which = 0; which < most_cases; ++which) {
      const std::uint32_t place = people_.cold(row).cases[which];
      if (place == no_index) continue;
      const Case& one = people_.cases[place];
      if (!one.in_crown || one.for_sentence || one.stage != CaseStage::preparation) continue;
      auto stream = draw(setup_.key, people_.hot(row).identity, Process::opening, one.number);
      if (stream.uniform() < share) schedule(row, case_slot(which), scheduler_.now() + Duration::minutes(1));
    }
  }
}

// pathway.cpp instantiates the rest of the class.
template unsigned Pathway<engine::BucketRing>::component_of(Row) const;
template void Pathway<engine::BucketRing>::make_opening_stock(double);
template void Pathway<engine::BucketRing>::repeat(Row, unsigned, std::uint32_t);
template void Pathway<engine::BucketRing>::reinstate(Row);
template void Pathway<engine::BucketRing>::enter_programmes();
template void Pathway<engine::BucketRing>::fill_backlog(double);
template unsigned Pathway<engine::BinaryHeap>::component_of(Row) const;
template void Pathway<engine::BinaryHeap>::make_opening_stock(double);
template void Pathway<engine::BinaryHeap>::repeat(Row, unsigned, std::uint32_t);
template void Pathway<engine::BinaryHeap>::reinstate(Row);
template void Pathway<engine::BinaryHeap>::enter_programmes();
template void Pathway<engine::BinaryHeap>::fill_backlog(double);

}  // namespace throughgate::justice
