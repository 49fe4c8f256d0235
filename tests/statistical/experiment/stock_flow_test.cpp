// Stocks in the steady state: after 24 months of a constant inflow of entrants a stock is its flow times the mean stay.
// Each replication gives one ratio, from the third year to the fifth. The mean ratio may lie 2% from one, and beyond
// that by the standard errors that a sample of these replications exceeds at the stated rate, even where the true ratio
// stands at its limit. Licences and recalls are left out (some last for life or for years, and the opening stock does
// not say since when), and so are indeterminate sentences and the backlog, which drift by nature.

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "../../unit/experiment/replication_world.hpp"
#include "../random/tolerances.hpp"

namespace throughgate::experiment {
namespace {

using justice::Standing;
using recording::Stock;

constexpr double false_alarm = 2.5e-4;  // each of three stocks
constexpr std::array<Stock, 3> stocks{Stock::determinate, Stock::court_order, Stock::remand_untried};
constexpr std::array<const char*, 3> names{"determinate", "court orders", "remand untried"};

/// Number present, comings and stays of those who leave, in a window.
class StayLog : public justice::Observer {
 public:
  StayLog(Tick from, Tick until) : from_(from), until_(until) {}

  /// Sentences began before the base date: their stays go back to the reception. Of other stays nobody who is present
  /// on that day is left in the window.
  void opened(Tick now, const justice::Population& people) override {
    for (std::uint32_t index = 0; index < people.rows(); ++index) {
      const justice::Hot& hot = people.hot(Row{index});
      const std::uint32_t record = people.cold(Row{index}).record;
      for (std::size_t which = 0; which < stocks.size(); ++which) {
        if (!holds(hot.standing, which)) continue;
        const bool sentence = stocks[which] == Stock::determinate && record != justice::no_index;
        stays_[which][hot.identity.bits] = sentence ? people.records[record].entered_custody : now;
      }
    }
  }
  void month_began(Tick, const justice::ServiceMonth&) override {}
  void finished(Tick, const justice::ServiceMonth&) override {}
  void happened(Tick, Row, const justice::Hot&, const justice::Cold&, const justice::Occurrence&) override {}
  void moved(Tick now, Row, const justice::Hot& person, const justice::Cold&, Standing before,
             Standing after) override {
    for (std::size_t which = 0; which < stocks.size(); ++which) {
      const bool was = holds(before, which);
      if (was == holds(after, which)) continue;
      count(now, which);
      const bool counts = now >= from_ && now < until_;
      auto& stays = stays_[which];
      if (!was) {
        stays[person.identity.bits] = now;
        came_[which] += counts ? 1 : 0;
        continue;
      }
      const auto found = stays.find(person.identity.bits);
      if (counts) {
        ++left_[which];
        days_[which] += (now - found->second).as_days();
      }
      stays.erase(found);
    }
  }

  /// Flow times stay over the stock; the flow is that of the comings.
  [[nodiscard]] double ratio(std::size_t which) {
    count(until_, which);
    return came_[which] * days_[which] / left_[which] / area_[which];
  }

 private:
  [[nodiscard]] static bool holds(Standing standing, std::size_t which) {
    return (recording::stocks_of(standing) >> static_cast<unsigned>(stocks[which]) & 1U) != 0;
  }
  void count(Tick now, std::size_t which) {
    const Tick since = std::max(last_[which], from_);
    const Tick to = std::min(now, until_);
    if (to > since) area_[which] += static_cast<double>(stays_[which].size()) * (to - since).as_days();
    last_[which] = now;
  }

  Tick from_;
  Tick until_;
  std::array<std::map<std::uint64_t, Tick>, stocks.size()> stays_;
  std::array<Tick, stocks.size()> last_{};
  std::array<double, stocks.size()> came_{}, left_{}, days_{}, area_{};
};

TEST(Stock, IsItsFlowTimesTheMeanStayAfterTwentyFourMonthsOfAConstantInflow) {
  constexpr std::uint32_t replications = 16;
  constexpr double limit = 0.02;
  Parts parts;
  parts.model.proceedings.crown.policy = 1;  // sitting days follow receipts: the backlog feeds nobody
  const justice::Regime regime(parts.model, parts.structure, parts.common());
  std::array<std::vector<double>, stocks.size()> ratios;
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    const auto setup = setup_of(regime, 0.1, 5, replication);
    justice::Pathway<engine::BucketRing> pathway(setup);
    pathway.burn_in(each_month_nothing);
    StayLog log(start_of({2011, 1, 1}), setup.end);
    pathway.run(log, each_month_nothing);
    for (std::size_t which = 0; which < stocks.size(); ++which) ratios[which].push_back(log.ratio(which));
  }
  for (std::size_t which = 0; which < stocks.size(); ++which) {
    const auto sample = statistical::sample_of(ratios[which]);
    RecordProperty(names[which], std::to_string(sample.mean) + " +- " + std::to_string(sample.standard_error));
    EXPECT_LT(sample.standard_error, 0.015) << names[which] << ": too noisy to tell";
    const double beyond = statistical::t_limit(sample.n, 2 * false_alarm) * sample.standard_error;
    EXPECT_LT(std::fabs(sample.mean - 1), limit + beyond) << names[which] << ", " << sample.mean;
  }
}

}  // namespace
}  // namespace throughgate::experiment
