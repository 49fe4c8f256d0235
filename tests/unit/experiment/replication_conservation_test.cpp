#include <gtest/gtest.h>

#include <cmath>

#include "justice/people/sampling.hpp"
#include "replication_world.hpp"

namespace throughgate::experiment {
namespace {

using justice::Standing;
using recording::Stock;

/// Persons by stock, counted anew from the columns: nothing of the event log is used.
std::array<double, recording::stock_count> scan(const justice::Population& people) {
  std::array<double, recording::stock_count> count{};
  const auto add = [&count](Stock stock) { ++count[static_cast<std::size_t>(stock)]; };
  for (std::uint32_t index = 0; index < people.rows(); ++index) {
    const Standing standing = people.hot(Row{index}).standing;
    if (standing.place() == justice::Place::outside) continue;
    const bool prisoner = standing.place() == justice::Place::prison;
    if (prisoner) {
      add(Stock::prison);
      if (standing.any(Standing::recalled)) add(Stock::recalled);
      if (standing.any(Standing::serving_indeterminate) && !standing.any(Standing::recalled)) add(Stock::indeterminate);
      if (standing.any(Standing::remand_untried) && !standing.any(Standing::serving | Standing::recalled))
        add(Stock::remand_untried);
    }
    if (standing.any(Standing::court_order)) add(Stock::court_order);
    if (standing.any(Standing::licence) && !prisoner) add(Stock::licence);
    for (const std::uint32_t one : people.cold(Row{index}).cases) {
      if (one != justice::no_index && people.cases[one].in_crown && !people.cases[one].for_sentence)
        add(Stock::crown_backlog);
    }
  }
  return count;
}

/// An offence or exit that waits behind an event which never came would lie in the past.
void expect_nobody_overdue(const justice::Population& people, Tick now) {
  for (std::uint32_t index = 0; index < people.rows(); ++index) {
    const auto& hot = people.hot(Row{index});
    if (hot.standing.any(Standing::outside)) continue;
    EXPECT_GE(people.cold(Row{index}).offence_at, now) << hot.identity.bits;
    EXPECT_GE(people.cold(Row{index}).exit_at, now) << hot.identity.bits;
  }
}

std::vector<double> points(const recording::Dataset& tables, const std::string& name) {
  const auto* variable = tables.find(name + "_at");
  if (variable == nullptr) throw std::runtime_error("no response " + name);
  return std::get<std::vector<double>>(variable->data);
}

TEST(Replication, RecordsAtTheStartOfEachMonthTheStocksThatAScanOfThePersonsFinds) {
  const Parts parts;
  const justice::Regime regime(parts.model, parts.structure, parts.common());
  const auto setup = setup_of(regime, 0.004, 3);
  justice::Pathway<engine::BucketRing> pathway(setup);
  pathway.burn_in(each_month_nothing);
  std::vector<std::array<double, recording::stock_count>> scans;
  recording::Recorder recorder(setup, {setup.start, setup.end, 0});
  pathway.run(recorder, [&] { scans.push_back(scan(pathway.people())); });
  ASSERT_EQ(scans.size(), 36U);
  const auto tables = recorder.tables();
  const auto& exogenous = parts.model.population.exogenous;
  const auto expect = [&](const std::string& name, Stock stock, double beside) {
    const auto recorded = points(tables, name);
    ASSERT_GE(recorded.size(), scans.size());
    for (std::size_t month = 0; month < scans.size(); ++month) {
      const double found = scans[month][static_cast<std::size_t>(stock)];
      EXPECT_NEAR((recorded[month] - beside) * setup.scale, found, 1e-6) << name << " " << month;
    }
    EXPECT_GT(scans.back()[static_cast<std::size_t>(stock)], 0) << name;
  };
  expect("prison_population", Stock::prison,
         exogenous.under_18_prisoners[0] + exogenous.under_18_prisoners[1] + exogenous.non_criminal_prisoners);
  expect("recall_population", Stock::recalled, 0);
  expect("indeterminate_population", Stock::indeterminate, 0);
  expect("court_order_caseload", Stock::court_order, 0);
  expect("licence_caseload", Stock::licence, 0);
  expect("crown_court_backlog", Stock::crown_backlog, 0);
}

/// What goes into each stock and out of it, and persons into the model and out of it, as the events tell.
class EventLog : public justice::Observer {
 public:
  using Counts = std::array<double, recording::stock_count>;

  void opened(Tick, const justice::Population& people) override {
    in = scan(people);
    persons = known(people);
  }
  void month_began(Tick, const justice::ServiceMonth& services) override {
    for (const auto& staff : {services.supervision.staff, services.writers, services.programme_staff}) {
      expect_staff_balance(staff);
    }
    before = {services.supervision.staff.total.in_post, services.writers.total.in_post,
              services.programme_staff.total.in_post};
    group = 0;
  }
  /// Who is in post was there before and has not left, or has joined.
  void expect_staff_balance(const justice::StaffMonth& staff) {
    const double kept = before[group++];
    if (kept > 0) {
      EXPECT_NEAR(staff.total.in_post, kept - staff.total.left + staff.total.joined, 1e-6);
    }
  }
  void finished(Tick, const justice::ServiceMonth&) override {}
  void moved(Tick, Row, const justice::Hot&, const justice::Cold&, Standing before, Standing after) override {
    const std::uint32_t from = recording::stocks_of(before);
    const std::uint32_t to = recording::stocks_of(after);
    for (std::size_t stock = 0; stock < recording::stock_count; ++stock) {
      if ((to >> stock & 1U) > (from >> stock & 1U)) ++in[stock];
      if ((to >> stock & 1U) < (from >> stock & 1U)) ++out[stock];
    }
  }
  void happened(Tick, Row, const justice::Hot& person, const justice::Cold&, const justice::Occurrence& told) override {
    using justice::Happening;
    constexpr auto backlog = static_cast<std::size_t>(Stock::crown_backlog);
    if (told.happening == Happening::crown_receipt && told.label == 0) ++in[backlog];
    if (told.happening == Happening::crown_disposal && told.label == 0) ++out[backlog];
    if (told.happening == Happening::entered) ++entered;
    if (told.happening == Happening::case_crossed) ++crossings[told.label];
    if (told.happening == Happening::risk_rose) ++risen[told.label];
    if (told.happening != Happening::left || person.flags.any(justice::Flags::entering)) return;
    ++(person.standing.any(Standing::outside) ? died : done);
  }
  /// Persons who have come before a court.
  static double known(const justice::Population& people) {
    double count = 0;
    for (std::uint32_t index = 0; index < people.rows(); ++index) {
      const auto& hot = people.hot(Row{index});
      if (!hot.standing.any(Standing::outside) && !hot.flags.any(justice::Flags::entering)) ++count;
    }
    return count;
  }

  Counts in{}, out{};
  double persons = 0, entered = 0, died = 0, done = 0;
  std::array<double, 3> before{};  ///< in post in the month before, by group
  std::size_t group = 0;
  std::array<double, 4> crossings{};  ///< bit 0 of the label: record lost; bit 1: after a rise of risk
  std::array<double, 2> risen{};      ///< label 1: nobody passes it on
};

/// Runs four years and holds every month's stocks and persons against the event log.
EventLog conserved(const justice::Setup& setup) {
  justice::Pathway<engine::BucketRing> pathway(setup);
  pathway.burn_in(each_month_nothing);
  EventLog log;
  int months = 0;
  pathway.run(log, [&] {
    ++months;
    expect_nobody_overdue(pathway.people(), month_start(month_index(setup.start) + months - 1));
    const auto found = scan(pathway.people());
    for (const Stock stock : {Stock::prison, Stock::recalled, Stock::indeterminate, Stock::remand_untried,
                              Stock::court_order, Stock::licence, Stock::crown_backlog}) {
      const auto which = static_cast<std::size_t>(stock);
      EXPECT_EQ(log.in[which] - log.out[which], found[which]) << "stock " << which << ", month " << months;
    }
    EXPECT_EQ(log.persons + log.entered - log.died - log.done, EventLog::known(pathway.people())) << months;
  });
  EXPECT_EQ(months, 48);
  EXPECT_GT(log.entered, 1000);
  EXPECT_GT(log.died, 10);
  EXPECT_GT(log.done, 500);
  return log;
}

TEST(Replication, ConservesPersonsAndStocksFromTheEventLogToAScanOfThePersons) {
  const Parts parts;
  const justice::Regime regime(parts.model, parts.structure, parts.common());
  const EventLog log = conserved(setup_of(regime, 0.004, 4));
  EXPECT_EQ(log.crossings, (std::array<double, 4>{}));
}

TEST(Replication, ConservesPersonsCasesAndStaffThroughEveryChangeOfStructure) {
  const Parts parts;
  const auto common = parts.common();
  const justice::Regime regime(parts.model, parts.structure, common);
  justice::Structure split = parts.structure;
  split.information_boundary = {2, 4, 0.3, 0.2};
  split.transition = {60e6, 0.1, 12, 0.05, 6};
  justice::Structure split_elsewhere = split;
  split_elsewhere.information_boundary.upper_tiers = 1;
  const justice::Regime first(parts.model, split, common);
  const justice::Regime second(parts.model, split_elsewhere, common);
  auto setup = setup_of(regime, 0.004, 4);
  setup.changes = {{start_of({2009, 7, 1}), &first},
                   {start_of({2010, 7, 1}), &regime},
                   {start_of({2011, 1, 1}), &second},
                   {start_of({2011, 7, 1}), &first}};
  const EventLog log = conserved(setup);
  for (const double crossings : log.crossings) EXPECT_GT(crossings, 0);
  EXPECT_GT(log.risen[1], 0);
  // Whose risk rose is taken over, unless nobody passed it on or the supervision ended on the way.
  EXPECT_LE(log.crossings[2] + log.crossings[3], log.risen[0]);
  EXPECT_GT(log.crossings[2] + log.crossings[3], 0.5 * log.risen[0]);
}

TEST(Replication, PaysForEveryChangeOfStructureOnce) {
  const Parts parts;
  const auto common = parts.common();
  const justice::Regime regime(parts.model, parts.structure, common);
  justice::Structure dear = parts.structure;
  dear.transition.one_off = 60e6;
  const justice::Regime changed(parts.model, dear, common);
  auto setup = setup_of(regime, 0.002, 2);
  setup.changes = {
      {start_of({2009, 4, 1}), &changed}, {start_of({2009, 10, 1}), &regime}, {start_of({2010, 4, 1}), &changed}};
  justice::Pathway<engine::BucketRing> pathway(setup);
  pathway.burn_in(each_month_nothing);
  recording::Recorder recorder(setup, {setup.start, setup.end, 0});
  pathway.run(recorder, each_month_nothing);
  const auto tables = recorder.tables();
  const auto value = [&tables](const char* name) { return std::get<std::vector<double>>(tables.find(name)->data); };
  const double years = (setup.end - setup.start).as_days() / justice::days_in_year;
  EXPECT_NEAR(value("transition_cost").front() * years, 2 * 60e6, 1);
  double accounts = 0;
  for (const double account : value("cost_by_account")) accounts += account;
  EXPECT_NEAR(accounts, value("society_cost").front(), 1e-6 * accounts);
}

class OpeningScan : public justice::Observer {
 public:
  void opened(Tick, const justice::Population& people) override {
    for (std::uint32_t index = 0; index < people.rows(); ++index) {
      const auto& hot = people.hot(Row{index});
      const Standing standing = hot.standing;
      if (standing.any(Standing::outside)) continue;
      if (standing.any(Standing::court_order)) {
        ++orders;
        if (standing.any(Standing::in_prison)) ++orders_in_custody;
        if (standing.any(Standing::licence) && !standing.any(Standing::in_prison)) ++licences_on_orders;
      }
      if (standing.any(Standing::recalled))
        ++recalled;
      else if (standing.any(Standing::serving))
        ++sentenced[static_cast<std::size_t>(people.records[people.cold(Row{index}).record].band)];
      else if (standing.any(Standing::remand_untried))
        ++untried;
      else if (standing.any(Standing::remand_unsentenced))
        ++unsentenced;
      else if (standing.any(Standing::licence))
        ++licence;
    }
  }
  void month_began(Tick, const justice::ServiceMonth&) override {}
  void finished(Tick, const justice::ServiceMonth&) override {}
  void moved(Tick, Row, const justice::Hot&, const justice::Cold&, Standing, Standing) override {}
  void happened(Tick, Row, const justice::Hot&, const justice::Cold&, const justice::Occurrence&) override {}

  std::array<double, 5> sentenced{};
  double untried = 0, unsentenced = 0, recalled = 0, licence = 0, orders = 0, orders_in_custody = 0,
         licences_on_orders = 0;
};

TEST(OpeningStock, IsThePublishedOneAtTheScaleOfTheRunWithinAPersonAComponent) {
  const Parts parts;
  const justice::Regime regime(parts.model, parts.structure, parts.common());
  const auto& published = parts.model.population.opening;
  for (const double scale : {0.004, 0.01}) {
    auto setup = setup_of(regime, scale, 1);
    setup.end = start_of({2009, 2, 1});
    justice::Pathway<engine::BucketRing> pathway(setup);
    pathway.burn_in(each_month_nothing);
    OpeningScan found;
    pathway.run(found, each_month_nothing);
    EXPECT_NEAR(found.untried, published.remand[0] * scale, 1);
    EXPECT_NEAR(found.unsentenced, published.remand[1] * scale, 1);
    for (std::size_t band = 0; band < 5; ++band)
      EXPECT_NEAR(found.sentenced[band], published.sentenced[band] * scale, 1) << band;
    EXPECT_NEAR(found.recalled, published.recalled * scale, 1);
    // Which of the prisoners with an order, and of those on orders with a licence, are kept is a matter of luck: five
    // standard deviations beside the person.
    EXPECT_NEAR(found.licence, published.licence * scale, 1 + 5 * std::sqrt(found.licences_on_orders));
    EXPECT_NEAR(found.orders, published.court_orders * scale, 1 + 5 * std::sqrt(found.orders_in_custody));
  }
}

}  // namespace
}  // namespace throughgate::experiment
