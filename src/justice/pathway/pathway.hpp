#pragma once
/// The only event-to-handler table. It routes what a handler returns, tells the observers, and schedules.

#include <array>
#include <functional>
#include <vector>

#include "base/state_bytes.hpp"
#include "engine/binary_heap.hpp"
#include "engine/bucket_ring.hpp"
#include "engine/scheduler.hpp"
#include "justice/pathway/observer.hpp"
#include "justice/pathway/receptions.hpp"
#include "justice/pathway/regime.hpp"
#include "justice/people/arrivals.hpp"
#include "justice/people/population.hpp"
#include "justice/services/prison_staff.hpp"

namespace throughgate::justice {

/// What the services found in each month of the coupled reference run, read when coupling is off: weighted caseload by
/// region, prisoners. National level.
struct ReferenceMonth {
  std::array<double, region_count> need{};
  double prisoners = 0;
  double supervised_in_custody = 0;
};
using NeedByMonth = std::vector<ReferenceMonth>;

/// What one replication is given. All pointers outlive the run.
struct Setup {
  /// From the month that begins at the tick or next after it.
  struct Change {
    Tick at;
    const Regime* regime = nullptr;
  };
  const Regime* before = nullptr;  ///< holds until the first change
  std::vector<Change> changes;     ///< in order of time
  random::PreparedKey key;
  double scale = 1;
  Tick start;  ///< the base date
  Tick end;
  bool coupled = true;
  const NeedByMonth* need = nullptr;  ///< by month from `start`, when not coupled
};

/// A failure names its moment.
struct Moment {
  Tick now;
  Identity identity;
  unsigned slot = 0;
  bool service = false;
};

/// One replication. `Queue` is any FutureEventList: results do not depend on it. Copyable, so that options can share
/// the burn-in.
template <class Queue>
class Pathway {
 public:
  explicit Pathway(const Setup& setup);

  /// Entrants before the base date, services without limits, nothing observed; then the opening stock is made.
  void burn_in(const std::function<void()>& each_month);
  /// From the base date to the end.
  void run(Observer& observer, const std::function<void()>& each_month);
  /// The parts of `run`: the base date, then as far as wished, to the end at last. What happens at `until` waits.
  void begin(Observer& observer);
  void go_on(Observer& observer, Tick until, const std::function<void()>& each_month);
  /// Other regimes, for an option that shares the burn-in.
  void adopt(const Setup& setup);
  /// Another option from here on. Its past must be the same: all but `changes`, which must lie ahead.
  void branch(const Setup& setup) { setup_ = setup; }

  [[nodiscard]] const Population& people() const { return people_; }
  [[nodiscard]] const engine::EventCounts& counts() const { return scheduler_.counts(); }
  [[nodiscard]] const Moment& moment() const { return moment_; }
  [[nodiscard]] std::size_t opening_persons() const { return opening_persons_; }
  [[nodiscard]] std::size_t bytes() const;

  /// State for a file (base/state_bytes.hpp), between `begin` and the end, while `before` holds. The pathway that reads
  /// is new, of the same setup but for `changes`, which must lie ahead.
  template <class State>
  void transfer(State& state) {
    auto& [setup, regime, arrivals, people, scheduler, courts, supervision, detection, requirements, programmes, estate,
           receptions, premises, writers, programme_staff, prison_staff, support, factors, service_generations,
           transition, consumed, observer, moment, burning_in, changes_made, authority_from, looked_at, looks,
           opening_persons, each_month] = *this;
    if (!State::reading && (burning_in || changes_made > 0)) throw StateError("the state cannot be kept here");
    state(people, scheduler, courts, supervision, detection, requirements, programmes, estate, receptions, premises,
          writers, programme_staff, prison_staff, support, factors, service_generations, opening_persons);
    if (!State::reading) return;
    arrivals.rescale(setup.scale);
    burning_in = false;
  }

 private:
  enum ServiceSlot : unsigned { month_slot, day_slot };

  void run_until(Tick until);
  void finish();
  void look_ahead(Row row, unsigned slot);
  void handle(const engine::Event& event);
  void month_begins(Tick now);
  void day_is_served(Tick now);
  void enter(Row row, Tick tick);

  template <class Handler>
  void person_event(Row row, Handler&& handler);
  void dispatch(const Context& context, Slot slot);
  void offence(const Context& context);
  void leave(const Context& context);
  void carry_out(const Context& context, const HandOver& to);
  void activate(const Context& context, const HandOver& to);
  bool goes_on(const Context& context, Slot slot);
  void settle_hazard(Row row, const Exposure& before);
  void plan_offence(Row row);
  void list_offence_and_exit(Row row, Tick first, bool offence_moved);
  void schedule(Row row, Slot slot, Tick tick);
  void tell(Row row, Standing before, unsigned tier_before);
  void remove_if_done(Row row);
  void remove(Row row);
  void retime_supervised();
  struct Changed {
    bool other_rates = false;  ///< of failures or recalls
    bool other_split = false;  ///< of cases between providers
  };
  Changed change_regimes(Tick now);
  Changed change_regime(const Regime& next);
  void allocate_cases();
  void look_at_enforcement_anew(bool all);
  void waited(CaseToken token, bool hearing);
  void adopt_services();
  [[nodiscard]] CustodyConditions conditions_of() const {
    const bool finite = setup_.coupled && !burning_in_;
    return {finite && estate_.early_release_runs(), finite, support_};
  }
  [[nodiscard]] Values<2> places_of_year(Tick now) const;
  void review_staff(Tick now, const ReferenceMonth* elsewhere, ServiceMonth& month);
  void start_programmes();
  void to_custody(const Context& context, const HandOver& sentence);
  void receive_those_who_wait();
  void receive(const Context& context, const Receptions::Waiting& one);
  void count_move(Row row, Standing before, unsigned tier_before);
  void plan_services();

  // Opening stock (opening_stock.cpp).
  void make_opening_stock(double times);
  void repeat(Row original, unsigned component, std::uint32_t number);
  void reinstate(Row row);
  void enter_programmes();
  void fill_backlog(double share);
  [[nodiscard]] unsigned component_of(Row row) const;

  [[nodiscard]] Context context(Row row) {
    return {regime_->model, regime_->structure, people_,          courts_,   supervision_,
            detection_,     requirements_,      programmes_,      premises_, conditions_of(),
            setup_.key,     authority_from_,    scheduler_.now(), row,       transition_};
  }

  Setup setup_;
  const Regime* regime_;
  Arrivals arrivals_;
  Population people_;
  engine::Scheduler<Queue> scheduler_;
  CourtService courts_;
  Supervision supervision_;
  Detection detection_;
  RequirementPlaces requirements_;
  ProgrammePlaces programmes_;
  Estate estate_;
  Receptions receptions_;
  ApprovedPremises premises_;
  StaffGroup writers_;
  StaffGroup programme_staff_;
  PrisonStaff prison_staff_;
  double support_ = 0;  ///< of offender supervisors, relative to the base year
  ContactFactors factors_;
  engine::SlotGenerations<slot_count> service_generations_;
  Transition transition_;
  double consumed_ = Reoffending::unknown;  ///< baseline hazard of the event's person, where it was just settled
  Observer* observer_ = nullptr;
  Moment moment_;
  bool burning_in_ = true;
  std::size_t changes_made_ = 0;
  Tick authority_from_;
  /// A person's line is asked for some events ahead; this many later, what it points to.
  static constexpr unsigned lookahead_stages = 6;
  struct LookedAt {
    Row row;
    unsigned slot = 0;
  };
  std::array<LookedAt, lookahead_stages> looked_at_{};
  unsigned looks_ = 0;
  std::size_t opening_persons_ = 0;
  const std::function<void()>* each_month_ = nullptr;
};

extern template class Pathway<engine::BucketRing>;
extern template class Pathway<engine::BinaryHeap>;

}  // namespace throughgate::justice
