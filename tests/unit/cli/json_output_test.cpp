#include "cli/json_output.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace throughgate::cli {
namespace {

TEST(JsonOutput, ComparisonFollowsTheContract) {
  analysis::Comparison comparison;
  comparison.reference = "merged";
  comparison.options = {"merged", "separate"};
  comparison.replications = 2;
  analysis::ComparisonRow row;
  row.response = "prison_population";
  row.unit = "person";
  row.option = "separate";
  row.mean = 12.5;
  row.standard_deviation = 0.5;
  row.difference = {1.5, -1.0, 4.0, std::nullopt};
  comparison.rows = {row};
  Execution execution;
  execution.wall_seconds = 2;
  execution.events = 100;
  execution.peak_memory = 4096;
  EXPECT_EQ(json_line(comparison_json(comparison, execution)),
            R"({"reference":"merged","options":["merged","separate"],"replications":2,"responses":[{"name":)"
            R"("prison_population","unit":"person","option":"separate","mean":12.5,"sd":0.5,"difference":{"mean":1.5,)"
            R"("lower":-1.0,"upper":4.0,"variance_reduction":null}}],"wall_seconds":2.0,"events":100,)"
            R"("events_per_second":50.0,"peak_memory_bytes":4096})"
            "\n");
}

TEST(JsonOutput, WhatIsNotKnownIsNull) {
  analysis::Backtest backtest;
  analysis::BacktestRow row;
  row.figure.response = "hdc_share";
  row.figure.date = {2009, 1, 1};
  row.figure.observed = 0.21;
  row.kind = analysis::TargetKind::not_simulated;
  row.lower = std::numeric_limits<double>::infinity();
  backtest.rows = {row};
  analysis::BacktestSummary& summary = backtest.summary.emplace_back();
  summary.response = "hdc_share";
  summary.rivals.emplace_back("ministry", analysis::ForecastScore{});
  summary.rivals.back().second.mape = 3.5;
  EXPECT_EQ(json_line(backtest_json(backtest)),
            R"({"rows":[{"response":"hdc_share","date":"2009-01-01","kind":"not simulated","observed":0.21,)"
            R"("tolerance":null,"simulated":null,"lower":null,"upper":null,"error":null,"inside":null}],)"
            R"("summary":[{"response":"hdc_share","mape":null,"coverage":null,"width":null,"half_width":null,)"
            R"("interval_score":null,"no_change":null,"mape_no_change":null,"interval_score_no_change":null,)"
            R"("mape_ministry":3.5,"coverage_ministry":null,"interval_score_ministry":null}]})"
            "\n");
}

}  // namespace
}  // namespace throughgate::cli
