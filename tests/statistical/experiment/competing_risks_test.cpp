// Competing risks in the whole pathway, where all hazards but those looked at are off or constant: what comes first,
// and when, against its cumulative incidence. Nobody dies and hardly anybody reoffends (one person of a thousand a
// year, far below the tolerance), so that each person is sentenced once.

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include "../../unit/experiment/replication_world.hpp"
#include "../random/tolerances.hpp"
#include "justice/people/sampling.hpp"

namespace throughgate::experiment {
namespace {

using justice::Happening;
using justice::Regime;
using justice::Standing;

constexpr double false_alarm = 1e-6;  // each of four comparisons
constexpr double never = std::numeric_limits<double>::infinity();
constexpr double minute = 1.0 / 1440;

/// Every disposal is of one kind; services act on nobody.
Parts sentenced_once(justice::Disposal disposal) {
  Parts parts;
  parts.model.population.mortality = {};
  parts.model.reoffending.actuarial.constant = {-30, -30};  // the model bounds risks from below
  auto& table = parts.model.sentencing.disposal;
  for (std::size_t cell = 0; cell < table.size(); ++cell) {
    table[cell] = cell % justice::disposal_labels.size() == static_cast<std::size_t>(disposal) ? 1 : 0;
  }
  parts.model.orders.detection_elasticity = parts.model.licence.detection_elasticity = 0;
  return parts;
}

/// What befell a person after a moment, in days; infinite where it did not come.
struct Fate {
  Tick since = Tick::never();
  Tick due = Tick::never();  ///< end of the licence
  double first = never;      ///< breach or recall
  double second = never;     ///< the order's end

  [[nodiscard]] double days(Tick now) const { return (now - since).as_days(); }
};

/// Fates of those who entered in the run.
class FateLog : public justice::Observer {
 public:
  void opened(Tick, const justice::Population& people) override { people_ = &people; }
  void month_began(Tick, const justice::ServiceMonth&) override {}
  void finished(Tick, const justice::ServiceMonth&) override {}
  void moved(Tick, Row, const justice::Hot&, const justice::Cold&, Standing, Standing) override {}
  void happened(Tick now, Row, const justice::Hot& person, const justice::Cold& cold,
                const justice::Occurrence& told) override {
    const auto identity = person.identity.bits;
    if (told.happening == Happening::entered) fates[identity];
    const auto found = fates.find(identity);
    if (found == fates.end()) return;
    Fate& fate = found->second;
    const bool begins = told.happening == Happening::order_started ||
                        (told.happening == Happening::released && person.standing.any(Standing::licence));
    if (begins && fate.since.is_never()) {
      fate.since = now;
      fate.due = people_->records[cold.record].licence_end;
    }
    if (fate.since.is_never()) return;
    const bool befalls = told.happening == Happening::breach_started || told.happening == Happening::recalled;
    if (befalls && fate.first == never) fate.first = fate.days(now);
    if (told.happening == Happening::order_ended && fate.second == never) fate.second = fate.days(now);
  }

  std::map<std::uint64_t, Fate> fates;

 private:
  const justice::Population* people_ = nullptr;
};

FateLog fates_of(const Parts& parts, double scale, int years) {
  const Regime regime(parts.model, parts.structure, parts.common());
  auto setup = setup_of(regime, scale, years);
  setup.coupled = false;
  justice::Pathway<engine::BucketRing> pathway(setup);
  pathway.burn_in(each_month_nothing);
  FateLog log;
  pathway.run(log, each_month_nothing);
  return log;
}

/// Breach against the end of the order: the early end is exponential from the second day on, the last end a date.
TEST(Order, EndsByBreachEarlyOrOnItsLastDayAsItsHazardsCompete) {
  constexpr double months = 12;
  constexpr double breach_a_month = 0.06;
  constexpr double early_a_month = 0.04;
  Parts parts = sentenced_once(justice::Disposal::community_order);
  auto& orders = parts.model.orders;
  orders.requirement = {1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0};  // supervision, from the first day to the last
  orders.places.duration_months[0] = 0;
  orders.enforcement.failures_per_month.fill(breach_a_month);
  orders.enforcement.tolerated = 0;
  orders.enforcement.acted_on = 1;
  orders.early_end_per_month = early_a_month;
  parts.model.proceedings.reports.breach.fill(1);
  parts.model.proceedings.reports.poor_breach = 1;
  parts.model.sentencing.order_mean_months.fill(months);
  parts.model.sentencing.order_spread_months.fill(0);
  const FateLog log = fates_of(parts, 0.2, 3);

  const double term = months * justice::days_in_month;
  const Tick last = start_of({2012, 1, 1}) - Duration::days(term + 1);
  std::vector<double> breaches;
  std::vector<double> early_ends;
  for (const auto& [identity, fate] : log.fates) {
    if (fate.since >= last) continue;
    const bool by_breach = fate.first < fate.second;
    // An order that is not breached ends early or to the minute on its last day.
    if (!by_breach) {
      ASSERT_LE(fate.second, term + minute) << "offender " << identity;
    }
    breaches.push_back(by_breach ? fate.first : never);
    early_ends.push_back(!by_breach && fate.second < term - minute ? fate.second : never);
  }
  ASSERT_GT(breaches.size(), 15000U);
  const double b = breach_a_month / justice::days_in_month;
  const double e = early_a_month / justice::days_in_month;
  const auto both = [&](double t) { return std::exp(-b) * -std::expm1(-(b + e) * (t - 1)) / (b + e); };
  statistical::expect_distribution(
      breaches, [&](double t) { return t < 1 ? -std::expm1(-b * t) : -std::expm1(-b) + b * both(t); }, term - 1,
      false_alarm, "days to a breach");
  statistical::expect_distribution(
      early_ends, [&](double t) { return t < 1 ? 0 : e * both(t); }, term - 1, false_alarm, "days to an early end");
}

/// Recall against the end of the licence, a date of its own for each person: given that one is recalled, the time is
/// exponential up to that date, so that its distribution function at the time is uniform; and as many are recalled as
/// the dates say.
TEST(Licence, EndsByRecallOrOnItsLastDayAsItsHazardSays) {
  constexpr double recall_a_month = 0.05;
  Parts parts = sentenced_once(justice::Disposal::custody);
  auto& bands = parts.model.sentencing.length_band;
  constexpr std::size_t columns = justice::length_band_labels.size();
  for (std::size_t cell = 0; cell < bands.size(); ++cell) {
    bands[cell] = cell % columns == static_cast<std::size_t>(justice::LengthBand::from_12m_to_4y) ? 1 : 0;
  }
  parts.model.licence.recall_per_month.fill(recall_a_month);
  parts.model.licence.unsettled_recall = 1;
  const Tick end = start_of({2015, 1, 1});
  const FateLog log = fates_of(parts, 0.1, 6);

  const double rate = recall_a_month / justice::days_in_month;
  std::vector<double> uniform;
  double persons = 0;
  double expected = 0;
  double variance = 0;
  for (const auto& [identity, fate] : log.fates) {
    if (fate.since.is_never() || fate.due > end || fate.due <= fate.since) continue;
    const double share = -std::expm1(-rate * fate.days(fate.due));
    ++persons;
    expected += share;
    variance += share * (1 - share);
    if (fate.first < never) uniform.push_back(-std::expm1(-rate * fate.first) / share);
  }
  ASSERT_GT(persons, 15000);
  statistical::expect_distribution(
      uniform, [](double u) { return u; }, 1, false_alarm, "time to a recall");
  constexpr double normal_limit = 4.892;  // two-sided, one in a million
  EXPECT_NEAR(static_cast<double>(uniform.size()), expected, normal_limit * std::sqrt(variance));
}

}  // namespace
}  // namespace throughgate::experiment
