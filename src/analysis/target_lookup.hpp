#pragma once
/// What the simulation says about a published figure: which variable is read, and how, at which date.
///
/// The first rule of the table in target_lookup.cpp that applies is used:
///   1 point stock        NAME_at (..., time)                  interpolated at the date
///   2 monthly stock      NAME_monthly, no `aggregation`       mean of the month of the date
///   3 yearly flow        NAME_monthly, `aggregation` = "sum"  sum of the twelve months of the date's year
///   4 yearly mean        NAME_monthly, `aggregation` = "mean" mean of these months, weighted by their days
///   5 cohort             NAME_by_cohort_by_year               the cohort of the date's year
///   6 whole window       NAME                                 mean over the reporting window
/// A breakdown may stand in its own variable: NAME_by_D is read as NAME, NAME_by_D_monthly as NAME_monthly.
/// Rules 3 to 5 read the first whole year simulated for a figure of an earlier year; no rule reads beyond the end. A
/// response NAME[label] takes the place `label` of the variable's dimension with labels; a response without label takes
/// the place `all` there, or the sum over places for rules 1 to 3.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "recording/dataset.hpp"

namespace throughgate::analysis {

struct Simulated {
  std::vector<double> values;  ///< by replication; NaN where a replication does not know it
  std::string_view rule;       ///< name of the rule used, for example `yearly flow`
  std::string unit;
};

/// Nothing when the response is not simulated, or not at that date.
[[nodiscard]] std::optional<Simulated> look_up(const recording::Dataset& dataset, std::size_t option,
                                               const std::string& response, const Date& date);

}  // namespace throughgate::analysis
