// Little's law in the form that holds for every path and every window, not on average alone: the area under the number
// present equals the time that each of those present spent, those at either end of the window included. The number is
// taken from the tables, the times from the events and from the cases themselves, so what is checked is that no case
// enters, waits or leaves unseen. Nothing is drawn: there is no false alarm.

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <string>
#include <vector>

#include "../../unit/experiment/replication_world.hpp"

namespace throughgate::experiment {
namespace {

using justice::Happening;
using justice::Standing;
using recording::Stock;

/// What the lines hold at one moment.
struct Lines {
  double crown = 0;       ///< cases for trial
  double crown_days = 0;  ///< waited so far
  double reports = 0;
  double report_days = 0;

  void add(const justice::Population& people, const justice::Cold& cold, Tick now) {
    for (const std::uint32_t index : cold.cases) {
      if (index == justice::no_index) continue;
      const justice::Case& one = people.cases[index];
      const double days = (now - one.received).as_days();
      if (one.in_crown && !one.for_sentence) {
        ++crown;
        crown_days += days;
      }
      if (one.stage == justice::CaseStage::queued && one.report != justice::Case::no_report) {
        ++reports;
        report_days += days;
      }
    }
  }
  static Lines of(const justice::Population& people, Tick now) {
    Lines lines;
    for (std::uint32_t index = 0; index < people.rows(); ++index) {
      if (!people.hot(Row{index}).standing.any(Standing::outside)) lines.add(people, people.cold(Row{index}), now);
    }
    return lines;
  }
};

/// Beside the recorder: times spent, from the events.
class Watch : public justice::Observer {
 public:
  Watch(const justice::Setup& setup, recording::Recorder& recorder) : setup_(setup), recorder_(recorder) {}

  void opened(Tick now, const justice::Population& people) override {
    recorder_.opened(now, people);
    people_ = &people;
    opening = Lines::of(people, now);
    waiting_ = opening.reports;
    last_ = month_began_ = now;
    for (std::uint32_t index = 0; index < people.rows(); ++index) {
      const justice::Hot& hot = people.hot(Row{index});
      if (!hot.standing.any(Standing::outside)) enter(hot.identity, recording::stocks_of(hot.standing), now);
    }
  }
  void month_began(Tick now, const justice::ServiceMonth& services) override {
    recorder_.month_began(now, services);
    close_lists(now, services);
  }
  void finished(Tick now, const justice::ServiceMonth& services) override {
    recorder_.finished(now, services);
    close_lists(now, services);
    for (const auto& [whom, since] : listed_) list_days[whom.second] += (now - since).as_days();
    reports_change(now, 0);
    for (const auto& [whom, since] : since_) days[whom.second] += (now - since).as_days();
  }
  void moved(Tick now, Row row, const justice::Hot& person, const justice::Cold& cold, Standing before,
             Standing after) override {
    recorder_.moved(now, row, person, cold, before, after);
    const std::uint32_t from = recording::stocks_of(before);
    const std::uint32_t to = recording::stocks_of(after);
    leave(person.identity, from & ~to, now);
    enter(person.identity, to & ~from, now);
  }
  void happened(Tick now, Row row, const justice::Hot& person, const justice::Cold& cold,
                const justice::Occurrence& told) override {
    recorder_.happened(now, row, person, cold, told);
    list_happening(now, person.identity, told);
    const bool outside = person.standing.any(Standing::outside);
    const auto amount = static_cast<double>(told.amount);
    if (told.happening == Happening::place_found) {
      place_waits += amount;
      place_stays += (now - since_.at({person.identity.bits, awaiting})).as_days();
    }
    if (told.happening == Happening::crown_disposal && told.label == 0 && !outside) crown_waits += amount;
    if (told.happening == Happening::report_requested) reports_change(now, 1);
    if (told.happening == Happening::report_done) {
      reports_change(now, -1);
      report_waits += amount;
    }
    if (told.happening != Happening::left || !outside) return;
    Lines lost;  // who dies leaves every line
    lost.add(*people_, cold, now);
    crown_waits += lost.crown_days;
    report_waits += lost.report_days;
    reports_change(now, -lost.reports);
  }

  Lines opening;
  double crown_waits = 0;
  double report_waits = 0;
  double report_area = 0;
  double place_waits = 0;  ///< of those who were received in the end, as told and by the clock
  double place_stays = 0;
  std::array<double, recording::stock_count> days{};
  std::array<double, 2> list_area{};  ///< of programmes by setting, as the service counts those who wait
  std::array<double, 2> list_days{};  ///< the same, as the persons wait
  std::array<int, 2> gave_up{};

 private:
  static constexpr auto awaiting = static_cast<unsigned>(Stock::awaiting_place);

  void enter(Identity identity, std::uint32_t stocks, Tick now) {
    for (unsigned stock = 0; stock < recording::stock_count; ++stock) {
      if ((stocks >> stock & 1U) != 0) since_[{identity.bits, stock}] = now;
    }
  }
  void leave(Identity identity, std::uint32_t stocks, Tick now) {
    for (unsigned stock = 0; stock < recording::stock_count; ++stock) {
      if ((stocks >> stock & 1U) == 0) continue;
      const auto found = since_.find({identity.bits, stock});
      ASSERT_NE(found, since_.end()) << "offender " << identity.bits << " leaves stock " << stock << " unentered";
      days[stock] += (now - found->second).as_days();
      since_.erase(found);
    }
  }
  void list_happening(Tick now, Identity identity, const justice::Occurrence& told) {
    const std::pair whom{identity.bits, unsigned{told.label}};
    if (told.happening == Happening::programme_listed) listed_[whom] = now;
    const bool started = told.happening == Happening::programme_started;
    if (!started && told.happening != Happening::programme_unlisted) return;
    const auto found = listed_.find(whom);
    if (found == listed_.end()) {
      EXPECT_TRUE(started) << "offender " << identity.bits << " leaves a list without standing on it";
      return;  // a place was free
    }
    list_days[whom.second] += (now - found->second).as_days();
    gave_up[whom.second] += started ? 0 : 1;
    listed_.erase(found);
  }
  /// The services of the month that ends now.
  void close_lists(Tick now, const justice::ServiceMonth& services) {
    for (std::size_t setting = 0; setting < list_area.size(); ++setting) {
      list_area[setting] += services.programmes[setting].waiting * (now - month_began_).as_days();
    }
    month_began_ = now;
  }
  void reports_change(Tick now, double by) {
    report_area += waiting_ * (now - last_).as_days();
    waiting_ += by;
    last_ = now;
  }

  justice::Setup setup_;
  recording::Recorder& recorder_;
  const justice::Population* people_ = nullptr;
  std::map<std::pair<std::uint64_t, unsigned>, Tick> since_;
  std::map<std::pair<std::uint64_t, unsigned>, Tick> listed_;
  Tick month_began_;
  double waiting_ = 0;
  Tick last_;
};

struct Watched {
  /// Shares of the places that there are, in prisons and on programmes.
  explicit Watched(double prison = 1, double programmes = 1) : parts(parts_of(prison, programmes)) {
    justice::Pathway<engine::BucketRing> pathway(setup);
    pathway.burn_in(each_month_nothing);
    pathway.run(watch, each_month_nothing);
    closing = Lines::of(pathway.people(), setup.end);
    tables = recorder.tables();
  }

  /// Person-days under a monthly mean of the tables, at the scale of the run.
  [[nodiscard]] double area(const std::string& name) const {
    const auto* variable = tables.find(name + "_monthly");
    if (variable == nullptr) throw std::runtime_error("no response " + name);
    const auto& means = std::get<std::vector<double>>(variable->data);
    const int first = month_index(setup.start);
    double sum = 0;
    for (std::size_t month = 0; month < means.size(); ++month) {
      const int index = first + static_cast<int>(month);
      sum += means[month] * setup.scale * (month_start(index + 1) - month_start(index)).as_days();
    }
    return sum;
  }

  static Parts parts_of(double prison, double programmes) {
    Parts parts;
    parts.model.estate.operational_capacity *= prison;
    for (double& places : parts.model.programmes.places) places *= programmes;
    return parts;
  }

  Parts parts;
  justice::Regime regime{parts.model, parts.structure, parts.common()};
  justice::Setup setup = setup_of(regime, 0.02, 3);
  recording::Recorder recorder{setup, {setup.start, setup.end, 0}};
  Watch watch{setup, recorder};
  Lines closing;
  recording::Dataset tables;
};

/// Waits are told in days of single precision: seven digits each.
constexpr double rounding = 1e-6;

TEST(CrownCourt, HoldsTheCasesThatWaitAsLongAsTheyWait) {
  const Watched run;
  const double waited = run.watch.crown_waits - run.watch.opening.crown_days + run.closing.crown_days;
  EXPECT_NEAR(run.area("crown_court_backlog"), waited, rounding * waited);
  EXPECT_GT(run.watch.opening.crown, 100);
  EXPECT_GT(run.watch.crown_waits, 1e5);
}

TEST(Reports, AreWaitedForAsLongAsTheTablesSay) {
  const Watched run;
  const double waited = run.watch.report_waits - run.watch.opening.report_days + run.closing.report_days;
  EXPECT_NEAR(run.watch.report_area, waited, rounding * waited);
  EXPECT_GT(run.watch.report_waits, 1000);
}

TEST(ProgrammeLists, HoldTheirPersonsAsLongAsTheyWaitWhetherTheyGetAPlaceOrNot) {
  constexpr double half = 0.5;
  const Watched run(1, half);
  for (std::size_t setting = 0; setting < 2; ++setting) {
    EXPECT_NEAR(run.watch.list_area[setting], run.watch.list_days[setting], 1e-9 * run.watch.list_days[setting]);
    EXPECT_GT(run.watch.list_days[setting], 1000) << setting;
    EXPECT_GT(run.watch.gave_up[setting], 10) << setting;
  }
}

TEST(Receptions, AreWaitedForAsLongAsTheTablesSay) {
  constexpr double too_few = 0.9;
  const Watched run(too_few);
  const double stayed = run.watch.days[static_cast<std::size_t>(Stock::awaiting_place)];
  EXPECT_NEAR(run.area("awaiting_place_population"), stayed, 1e-9 * stayed);
  EXPECT_NEAR(run.watch.place_waits, run.watch.place_stays, rounding * run.watch.place_stays);
  EXPECT_LE(run.watch.place_stays, stayed);
  EXPECT_GT(run.watch.place_waits, 1000);
}

TEST(Stocks, HoldTheirPersonsAsLongAsTheyStay) {
  const Watched run;
  const auto expect = [&](const std::string& name, Stock stock) {
    const double stayed = run.watch.days[static_cast<std::size_t>(stock)];
    EXPECT_NEAR(run.area(name), stayed, 1e-9 * stayed) << name;
    EXPECT_GT(stayed, 1e4) << name;
  };
  expect("recall_population", Stock::recalled);
  expect("determinate_population", Stock::determinate);
  expect("indeterminate_population", Stock::indeterminate);
  expect("court_order_caseload", Stock::court_order);
  expect("licence_caseload", Stock::licence);
  expect("pre_release_caseload", Stock::pre_release);
}

}  // namespace
}  // namespace throughgate::experiment
