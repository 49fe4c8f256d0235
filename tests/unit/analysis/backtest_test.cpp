#include "analysis/backtest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "analysis/observed_file.hpp"
#include "analysis/target_lookup.hpp"
#include "base/located_error.hpp"
#include "example_dataset.hpp"

namespace throughgate::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Two years of months from January 2009, one option, one replication unless the values say more.
recording::Dataset two_years(std::size_t replications = 1) {
  recording::Dataset dataset = two_options(replications);
  dataset.dimensions[0].labels = {"merged"};
  recording::Dimension time{"time", {}, {}, {{"units", "days since 2009-01-01"}}};
  for (int month = 0; month < 24; ++month) {
    time.values.push_back(days_since_1970(add_months({2009, 1, 1}, month)) - days_since_1970({2009, 1, 1}));
  }
  dataset.dimensions.push_back(time);
  dataset.dimensions.push_back({"cohort", {"all", "custody"}, {}, {}});
  dataset.dimensions.push_back({"year", {}, {2009, 2010}, {}});
  return dataset;
}

std::vector<double> months_counting_from(double first) {
  std::vector<double> values;
  for (int month = 0; month < 24; ++month) values.push_back(first + month);
  return values;
}

recording::Variable series(const std::string& name, std::vector<double> values, const std::string& aggregation = "") {
  auto variable = variable_of(name, {"option", "replication", "time"}, std::move(values));
  if (!aggregation.empty()) variable.attributes.push_back({"aggregation", aggregation});
  return variable;
}

double value_of(const recording::Dataset& dataset, const std::string& response, const Date& date) {
  return look_up(dataset, 0, response, date)->values.front();
}

TEST(TargetLookup, ReadsAPointStockBetweenTwoMonths) {
  recording::Dataset dataset = two_years();
  dataset.variables.push_back(series("prison_population_at", months_counting_from(100)));
  dataset.variables.push_back(series("prison_population_monthly", months_counting_from(500)));
  EXPECT_DOUBLE_EQ(value_of(dataset, "prison_population", {2009, 6, 1}), 105.0);
  EXPECT_DOUBLE_EQ(value_of(dataset, "prison_population", {2009, 6, 16}), 105.5);
  EXPECT_EQ(look_up(dataset, 0, "prison_population", {2009, 6, 16})->rule, "point stock");
}

TEST(TargetLookup, ReadsAMonthlyStockWhereThereIsNoPoint) {
  recording::Dataset dataset = two_years();
  dataset.variables.push_back(series("prison_population_at", months_counting_from(100)));
  dataset.variables.push_back(series("prison_population_monthly", months_counting_from(500)));
  EXPECT_DOUBLE_EQ(value_of(dataset, "prison_population", {2010, 12, 31}), 523.0);
}

TEST(TargetLookup, AddsTheMonthsOfAFlow) {
  recording::Dataset dataset = two_years();
  dataset.variables.push_back(series("recalls_per_year_monthly", months_counting_from(1), "sum"));
  EXPECT_DOUBLE_EQ(value_of(dataset, "recalls_per_year", {2009, 1, 1}), 78.0);
  EXPECT_DOUBLE_EQ(value_of(dataset, "recalls_per_year", {2010, 1, 1}), 222.0);
}

TEST(TargetLookup, ReadsTheFirstYearForAnEarlierFigureAndNothingBeyondTheEnd) {
  recording::Dataset dataset = two_years();
  dataset.variables.push_back(series("recalls_per_year_monthly", months_counting_from(1), "sum"));
  dataset.variables.push_back(variable_of("recalls_per_year", {"option", "replication"}, {9}));
  dataset.variables.push_back(series("prison_population_at", months_counting_from(100)));
  EXPECT_DOUBLE_EQ(value_of(dataset, "recalls_per_year", {2007, 1, 1}), 78.0);
  EXPECT_FALSE(look_up(dataset, 0, "recalls_per_year", {2011, 1, 1}).has_value());
  EXPECT_FALSE(look_up(dataset, 0, "prison_population", {2011, 6, 1}).has_value());
}

TEST(TargetLookup, WeighsTheMonthsOfAMeanByTheirDays) {
  recording::Dataset dataset = two_years();
  std::vector<double> values(24, 0.0);
  values[1] = 365.0;  // February 2009: 28 of 365 days
  dataset.variables.push_back(series("psr_wait_monthly", values, "mean"));
  EXPECT_DOUBLE_EQ(value_of(dataset, "psr_wait", {2009, 1, 1}), 28.0);
}

TEST(TargetLookup, ReadsTheCohortOfTheYearBeforeTheWholeWindow) {
  recording::Dataset dataset = two_years();
  dataset.variables.push_back(variable_of("proven_reoffending_1y_by_cohort_by_year",
                                          {"option", "replication", "cohort", "year"}, {0.1, 0.2, 0.3, 0.4}));
  dataset.variables.push_back(
      variable_of("proven_reoffending_1y_by_cohort", {"option", "replication", "cohort"}, {0.5, 0.6}));
  EXPECT_DOUBLE_EQ(value_of(dataset, "proven_reoffending_1y", {2010, 1, 1}), 0.2);
  EXPECT_DOUBLE_EQ(value_of(dataset, "proven_reoffending_1y[custody]", {2009, 1, 1}), 0.3);
}

TEST(TargetLookup, ReadsTheWholeWindowAndItsBreakdown) {
  recording::Dataset dataset = two_years();
  dataset.variables.push_back(variable_of("custody_rate", {"option", "replication"}, {0.07}));
  dataset.variables.push_back(
      variable_of("reconviction_2y_by_cohort", {"option", "replication", "cohort"}, {0.5, 0.6}));
  dataset.variables.push_back(variable_of("remand_stay", {"option", "replication", "cohort"}, {50, 60}));
  EXPECT_DOUBLE_EQ(value_of(dataset, "custody_rate", {2009, 1, 1}), 0.07);
  EXPECT_DOUBLE_EQ(value_of(dataset, "reconviction_2y[custody]", {2009, 1, 1}), 0.6);
  EXPECT_DOUBLE_EQ(value_of(dataset, "remand_stay[custody]", {2009, 1, 1}), 60);
  EXPECT_FALSE(look_up(dataset, 0, "remand_stay[unknown]", {2009, 1, 1}).has_value());
  EXPECT_FALSE(look_up(dataset, 0, "custody_rate[custody]", {2009, 1, 1}).has_value());
}

TEST(TargetLookup, AddsRegionsWhereTheNationIsAsked) {
  recording::Dataset dataset = two_years();
  dataset.dimensions.push_back({"region", {"north", "south"}, {}, {}});
  std::vector<double> values = months_counting_from(100);
  const std::vector<double> south = months_counting_from(1);
  values.insert(values.end(), south.begin(), south.end());
  dataset.variables.push_back(
      variable_of("probation_caseload_at", {"option", "replication", "region", "time"}, values));
  EXPECT_DOUBLE_EQ(value_of(dataset, "probation_caseload", {2009, 1, 1}), 101.0);
  EXPECT_DOUBLE_EQ(value_of(dataset, "probation_caseload[south]", {2009, 1, 1}), 1.0);
}

TEST(TargetLookup, PassesOverAVariableThatIsNotKnown) {
  recording::Dataset dataset = two_years();
  dataset.variables.push_back(
      variable_of("custody_rate", {"option", "replication"}, {std::numeric_limits<double>::quiet_NaN()}));
  EXPECT_FALSE(look_up(dataset, 0, "custody_rate", {2009, 1, 1}).has_value());
}

ObservedFigure figure_of(std::string response, const Date& date, double observed, std::optional<double> tolerance,
                         TargetKind kind = TargetKind::emergent) {
  ObservedFigure figure;
  figure.response = std::move(response);
  figure.date = date;
  figure.observed = observed;
  figure.tolerance = tolerance;
  figure.kind = kind;
  return figure;
}

TEST(Backtest, TellsInsideFromOutsideAndWhatIsNotSimulated) {
  recording::Dataset dataset = two_years(3);
  dataset.variables.push_back(variable_of("custody_rate", {"option", "replication"}, {0.06, 0.07, 0.08}, "1"));
  const Backtest result = backtest(
      dataset, 0,
      {figure_of("custody_rate", {2009, 1, 1}, 0.071, 0.004), figure_of("custody_rate", {2010, 1, 1}, 0.08, 0.004),
       figure_of("custody_rate", {2009, 1, 1}, 0.09, 0.001, TargetKind::input),
       figure_of("parole_release_share", {2009, 1, 1}, 0.2, 0.1)});
  ASSERT_EQ(result.rows.size(), 4U);
  EXPECT_EQ(result.rows[0].inside, true);
  EXPECT_NEAR(*result.rows[0].error, -0.001, 1e-12);
  EXPECT_EQ(result.rows[1].inside, false);
  EXPECT_EQ(to_string(result.rows[3].kind), "not simulated");
  EXPECT_FALSE(result.rows[3].simulated.has_value());
  EXPECT_EQ(result.counted(), 2U);
  EXPECT_EQ(result.counted_inside(), 1U);
  // Predictive: 0.07 +- t(0.975; 2) 0.01 sqrt(4/3).
  EXPECT_NEAR(*result.rows[0].upper, 0.07 + 4.30265 * 0.01 * 1.154701, 1e-6);
}

TEST(Backtest, SummarisesErrorsBesideNoChangeAndRivals) {
  recording::Dataset dataset = two_years();
  dataset.variables.push_back(series("prison_population_at", months_counting_from(100)));
  auto later = figure_of("prison_population", {2010, 1, 1}, 140, std::nullopt);
  later.rivals = {{"ministry", 147}};
  const Backtest result =
      backtest(dataset, 0, {later, figure_of("prison_population", {2009, 1, 1}, 100, std::nullopt)});
  ASSERT_EQ(result.summary.size(), 1U);
  const BacktestSummary& summary = result.summary.front();
  EXPECT_NEAR(*summary.simulated.mape, 0.5 * (100 * 28.0 / 140), 1e-9);
  EXPECT_NEAR(*summary.no_change.mape, 100 * 40.0 / 140, 1e-9);
  EXPECT_FALSE(summary.simulated.coverage.has_value());
  EXPECT_EQ(summary.rivals.front().first, "ministry");
  EXPECT_NEAR(*summary.rivals.front().second.mape, 5.0, 1e-9);
}

/// Twenty-one draws of a stock that rises by one a month: the median and 95% of the draws, not of their mean.
TEST(Backtest, OfDrawsGivesTheirMedianAndTheirOwnInterval) {
  recording::Dataset dataset = two_years(21);
  std::vector<double> values;
  for (int draw = 0; draw < 21; ++draw) {
    for (const double value : months_counting_from(1000.0 + 10 * draw * draw)) values.push_back(value);
  }
  dataset.variables.push_back(series("prison_population_at", values));
  const auto figure = figure_of("prison_population", {2010, 1, 1}, 1500, std::nullopt);
  const Backtest result = backtest(dataset, 0, {figure}, {.draws = true, .predicts_from = {}, .earlier = {}});
  EXPECT_DOUBLE_EQ(*result.rows[0].simulated, 1000 + 10 * 100 + 12);
  EXPECT_DOUBLE_EQ(*result.rows[0].lower, 1000 + 5 + 12);  // halfway between draws 0 and 1
  EXPECT_DOUBLE_EQ(*result.rows[0].upper, 1000 + (3610 + 4000) / 2.0 + 12);
  EXPECT_EQ(result.rows[0].inside, true);
}

TEST(Backtest, ScoresOnlyWhatIsPredictedAndRepeatsTheLastFigureBefore) {
  recording::Dataset dataset = two_years();
  dataset.variables.push_back(series("prison_population_at", months_counting_from(100)));
  auto later = figure_of("prison_population", {2010, 6, 1}, 120, std::nullopt);
  later.rivals = {{"ministry", 126}, {"ministry_lower", 118}, {"ministry_upper", 130}};
  const auto before = figure_of("prison_population", {2009, 3, 1}, 90, std::nullopt);
  const auto known = figure_of("prison_population", {2009, 9, 1}, 96, std::nullopt);
  const BacktestTerms terms{.draws = false, .predicts_from = Date{2010, 1, 1}, .earlier = {known}};
  const auto of_table = backtest(dataset, 0, {later, before}, terms).summary.front();
  EXPECT_EQ(of_table.simulated.forecasts, 1U);
  EXPECT_NEAR(*of_table.simulated.mape, 100 * 3.0 / 120, 1e-9);
  EXPECT_EQ(of_table.base->second, 90);  // the table's own figure, before what is known beside it
  const auto of_targets = backtest(dataset, 0, {later}, terms).summary.front();
  EXPECT_EQ(of_targets.base->second, 96);
  EXPECT_NEAR(*of_targets.no_change.mape, 20.0, 1e-9);
  EXPECT_FALSE(of_targets.no_change.coverage.has_value());
  ASSERT_EQ(of_targets.rivals.size(), 1U);
  EXPECT_EQ(of_targets.rivals[0].second.coverage, 1.0);
  EXPECT_NEAR(*of_targets.rivals[0].second.width, 12, 1e-9);
  EXPECT_NEAR(*of_targets.rivals[0].second.half_width, 100 * 6.0 / 126, 1e-9);
}

TEST(ForecastScore, ChargesWidthAndFortyTimesTheDistanceOutside) {
  const std::vector<Forecast> inside{{100, 104, Interval{95, 110}}};
  EXPECT_NEAR(*score_of(inside).interval_score, 15, 1e-9);
  const std::vector<Forecast> outside{{90, 104, Interval{95, 110}}, {112, 104, Interval{95, 110}}};
  EXPECT_NEAR(*score_of(outside).interval_score, 15 + 40 * (5 + 2) / 2.0, 1e-9);
  EXPECT_EQ(score_of(outside).coverage, 0.0);
  const std::vector<Forecast> points{{100, 103, std::nullopt}};
  EXPECT_NEAR(*score_of(points).interval_score, 40 * 3, 1e-9);
  EXPECT_FALSE(score_of(points).width.has_value());
  EXPECT_FALSE(score_of({}).mape.has_value());
}

TEST(Backtest, KeepsItsRowsAsAGroup) {
  recording::Dataset dataset = two_years();
  const Backtest result = backtest(dataset, 0, {figure_of("hdc_share", {2009, 1, 1}, 0.21, 0.03)});
  const recording::Dataset group = backtest_group(result);
  EXPECT_THAT(std::get<std::vector<std::string>>(group.find("kind")->data), ElementsAre("not simulated"));
  EXPECT_THAT(std::get<std::vector<double>>(group.find("observed")->data), ElementsAre(0.21));
}

TEST(ObservedFile, ReadsFiguresAndRivalColumns) {
  const auto figures = parse_observed(
      "response,date,value,ministry,\"old, projection\"\r\n"
      "prison_population,2010-06-30,85000,86000,\n"
      "\"recalls_per_year\",2010-01-01,13900,,14000\n",
      "F.csv");
  ASSERT_EQ(figures.size(), 2U);
  EXPECT_EQ(figures[0].response, "prison_population");
  EXPECT_EQ(figures[0].date, (Date{2010, 6, 30}));
  EXPECT_THAT(figures[0].rivals, ElementsAre(std::pair<std::string, double>("ministry", 86000)));
  EXPECT_THAT(figures[1].rivals, ElementsAre(std::pair<std::string, double>("old, projection", 14000)));
  EXPECT_FALSE(figures[0].tolerance.has_value());
}

TEST(ObservedFile, TellsEveryProblemWithItsPlace) {
  try {
    (void)parse_observed("response,date,value\na,2010-02-30,12\nb,2010-01-01,many\nc,2010-01-01\n", "F.csv");
    FAIL() << "accepted";
  } catch (const InputError& error) {
    const std::string message = error.what();
    EXPECT_THAT(message, HasSubstr("F.csv:2:3: date: expected a date YYYY-MM-DD"));
    EXPECT_THAT(message, HasSubstr("F.csv:3:14: value: expected a number"));
    EXPECT_THAT(message, HasSubstr("F.csv:4:1: expected 3 cells, found 2"));
  }
}

TEST(ObservedFile, RefusesATableWithoutItsColumnsOrRows) {
  EXPECT_THROW((void)parse_observed("response,value\na,1\n", "F.csv"), InputError);
  EXPECT_THROW((void)parse_observed("response,date,value\n", "F.csv"), InputError);
  EXPECT_THROW((void)parse_observed("", "F.csv"), InputError);
  EXPECT_THROW((void)parse_observed("response,date,value\n\"a,2010-01-01,1\n", "F.csv"), InputError);
}

}  // namespace
}  // namespace throughgate::analysis
