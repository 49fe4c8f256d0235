#pragma once
/// Numeric variables by replication, with the breakdown of a response resolved.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "recording/dataset.hpp"

namespace throughgate::analysis {

/// `sentenced_receptions_per_year[fine]` is name and label.
struct ResponseName {
  std::string name;
  std::string label;  ///< empty for none

  [[nodiscard]] static ResponseName parse(const std::string& text);
};

/// What a response without a label reads where its variable has a breakdown.
enum class Unlabelled { only_all, all_or_sum };

/// A variable over (option, replication[, D][, axis]) at one option and one place of D.
struct Series {
  std::vector<std::vector<double>> by_replication;  ///< [replication][place of the axis]; one place without an axis
  std::string unit;
  std::string aggregation;  ///< the attribute, or empty
};

/// Nothing when there is no such numeric variable, its dimensions are others, or the label is not among its own.
/// `axis` is `time`, `year` or empty for none.
[[nodiscard]] std::optional<Series> series_of(const recording::Dataset& dataset, const std::string& variable,
                                              std::size_t option, const std::string& axis, const std::string& label,
                                              Unlabelled unlabelled);

/// Days since 1970-01-01 of a time axis with units `days since YYYY-MM-DD`. Nothing when there is none.
[[nodiscard]] std::optional<std::vector<double>> axis_days(const recording::Dataset& dataset, const std::string& axis);

}  // namespace throughgate::analysis
