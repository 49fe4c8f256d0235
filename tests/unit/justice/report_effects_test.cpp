#include "justice/pathway/report_effects.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "justice/pathway/sentencing.hpp"
#include "world.hpp"

namespace throughgate::justice {
namespace {

constexpr double rounding = 1e-12;
constexpr std::uint8_t oral = 2;
constexpr std::array orders{Disposal::community_order, Disposal::suspended_sentence_order};

/// Every type is read, some of each are poor, and an order follows both with and without a report.
ReportModel plain_reports() {
  ReportModel reports;
  reports.requested = {0.05, 0.1, 0.15, 0.6, 0.75, 0.5};
  reports.mix = {0.5, 0.375, 0.125};
  reports.sufficient = {0.8, 0.65, 0.5};
  reports.poor_custody_odds = 1.5;
  reports.poor_breach = 1.25;
  reports.poor_reoffending = 1.125;
  reports.breach = {0.8, 0.85, 0.95};
  return reports;
}

/// Mean over the cases that have a report: `value(type, poor)`.
template <class Value>
double mean_of_reports(const ReportModel& reports, const Value& value) {
  double mean = 0;
  for (std::uint8_t type = 0; type < report_labels.size(); ++type) {
    const double sufficient = reports.sufficient[type];
    mean += reports.mix[type] * (sufficient * value(type, false) + (1 - sufficient) * value(type, true));
  }
  return mean;
}

/// Mean over all orders of the disposal, those without a report included.
ReportFit mean_of_orders(const ReportEffects& effects, const ReportModel& reports, Disposal disposal) {
  const auto mean = [&](double ReportFit::*part) {
    const double requested = reports.requested[static_cast<std::size_t>(disposal)];
    const double with = mean_of_reports(
        reports, [&](std::uint8_t type, bool poor) { return effects.of_order(disposal, type, poor).*part; });
    return requested * with + (1 - requested) * effects.of_order(disposal, Case::no_report, false).*part;
  };
  return {mean(&ReportFit::breach), mean(&ReportFit::reoffending)};
}

TEST(ReportEffects, AreZeroInTheMeanOverAllOrdersOfADisposalInTheBaseYear) {
  const ReportModel base = plain_reports();
  const ReportEffects effects(base, base);
  for (std::size_t disposal = 0; disposal < disposal_labels.size(); ++disposal) {
    const ReportFit mean = mean_of_orders(effects, base, static_cast<Disposal>(disposal));
    EXPECT_NEAR(mean.breach, 0, rounding) << disposal_labels[disposal];
    EXPECT_NEAR(mean.reoffending, 0, rounding) << disposal_labels[disposal];
  }
}

TEST(ReportEffects, OnTheOddsOfCustodyAreOneInTheGeometricMeanOverTheReportsOfTheBaseYear) {
  const ReportModel base = plain_reports();
  const ReportEffects effects(base, base);
  const double mean =
      mean_of_reports(base, [&](std::uint8_t, bool poor) { return std::log(effects.custody_odds(poor)); });
  EXPECT_NEAR(mean, 0, rounding);
  EXPECT_NEAR(effects.custody_odds(true) / effects.custody_odds(false), 1.5, rounding);
  EXPECT_GT(effects.custody_odds(true), 1);
  EXPECT_LT(effects.custody_odds(false), 1);
}

TEST(ReportEffects, RaiseReoffendingAfterAPoorReportAndLowerItAfterAGoodOneOrNone) {
  const ReportModel base = plain_reports();
  const ReportEffects effects(base, base);
  for (const Disposal disposal : orders) {
    const double without = effects.of_order(disposal, Case::no_report, false).reoffending;
    for (std::uint8_t type = 0; type < report_labels.size(); ++type) {
      const double poor = effects.of_order(disposal, type, true).reoffending;
      const double good = effects.of_order(disposal, type, false).reoffending;
      EXPECT_GT(poor, 0);
      EXPECT_LT(good, 0);
      EXPECT_DOUBLE_EQ(good, without) << "a good report leaves the order as it is";
      EXPECT_NEAR(poor - good, std::log(1.125), rounding);
    }
  }
}

TEST(ReportEffects, RaiseFailuresAfterAPoorReportAndLowerThemAfterAGoodOneOrNoneWhereTheTypeItselfDoesNothing) {
  ReportModel base = plain_reports();
  base.breach.fill(1);
  const ReportEffects effects(base, base);
  for (const Disposal disposal : orders) {
    EXPECT_GT(effects.of_order(disposal, oral, true).breach, 0);
    EXPECT_LT(effects.of_order(disposal, oral, false).breach, 0);
    EXPECT_LT(effects.of_order(disposal, Case::no_report, false).breach, 0);
  }
}

TEST(ReportEffects, OrderFailuresByTypeAndQualityAsTheirRatiosDo) {
  const ReportModel base = plain_reports();
  const ReportEffects effects(base, base);
  const Disposal disposal = Disposal::community_order;
  const double without = effects.of_order(disposal, Case::no_report, false).breach;
  for (std::uint8_t type = 0; type < report_labels.size(); ++type) {
    const double good = effects.of_order(disposal, type, false).breach;
    EXPECT_NEAR(good - without, std::log(base.breach[type]), rounding) << report_labels[type];
    EXPECT_NEAR(effects.of_order(disposal, type, true).breach - good, std::log(1.25), rounding) << report_labels[type];
  }
  EXPECT_GT(without, 0) << "most orders have a report, and reports lower failures";
}

TEST(ReportEffects, FallOnAverageWhereAnOptionsReportsAreBetterThanThoseOfTheBaseYear) {
  const ReportModel base = plain_reports();
  ReportModel better = base;
  better.sufficient.fill(0.9);
  const ReportEffects effects(better, base);
  for (const Disposal disposal : orders) {
    const ReportFit mean = mean_of_orders(effects, better, disposal);
    const double requested = base.requested[static_cast<std::size_t>(disposal)];
    const double poor = 0.5 * 0.2 + 0.375 * 0.35 + 0.125 * 0.5;
    EXPECT_NEAR(mean.breach, requested * (0.1 - poor) * std::log(1.25), rounding);
    EXPECT_NEAR(mean.reoffending, requested * (0.1 - poor) * std::log(1.125), rounding);
  }
  const double odds =
      mean_of_reports(better, [&](std::uint8_t, bool poor) { return std::log(effects.custody_odds(poor)); });
  EXPECT_LT(odds, 0);
}

TEST(ReportEffects, AreNoneWhereNoReportIsAskedFor) {
  ReportModel base = plain_reports();
  base.requested.fill(0);
  const ReportFit fit = ReportEffects(base, base).of_order(Disposal::community_order, Case::no_report, false);
  EXPECT_EQ(fit.breach, 0);
  EXPECT_EQ(fit.reoffending, 0);
}

/// Every case of this court ends in a community order.
Model ordering_court() {
  Model model = plain_model();
  for (std::size_t group = 0; group < offence_group_labels.size(); ++group) {
    model.sentencing.disposal[group * disposal_labels.size() + static_cast<std::size_t>(Disposal::community_order)] = 1;
    model.sentencing.length_band[group * length_band_labels.size()] = 1;
  }
  model.sentencing.custody_odds.fill(1);
  model.sentencing.court_order_odds.fill(1);
  model.sentencing.order_mean_months = {12, 24};
  model.proceedings.reports = plain_reports();
  return model;
}

TEST(Sentencing, HandsTheFitOfTheReportToTheOrderAndToTheSpell) {
  World world(ordering_court());
  const ReportModel& reports = world.model.proceedings.reports;
  const Sentencing sentencing(world.model.sentencing, world.model.sentencing, reports, reports);
  const ReportEffects effects(reports, reports);
  world.cold().cases[0] = world.people.cases.take();
  Case& one = world.people.cases[world.cold().cases[0]];
  for (const std::uint8_t type : {std::uint8_t{0}, oral, Case::no_report}) {
    for (const bool poor : {false, true}) {
      one.report = type;
      one.poor_report = poor;
      sentencing.decide(world.context(), one);
      sentencing.sentence(world.context(), 0);
      const auto order = world.handed(Route::order);
      ASSERT_TRUE(order.has_value());
      const ReportFit fit = effects.of_order(Disposal::community_order, type, poor);
      EXPECT_EQ(order->breach_log, static_cast<float>(fit.breach));
      EXPECT_EQ(world.transition.lasting, fit.reoffending);
      EXPECT_TRUE(world.transition.new_spell_at_liberty);
    }
  }
}

}  // namespace
}  // namespace throughgate::justice
