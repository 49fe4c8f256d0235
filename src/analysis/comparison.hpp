#pragma once
/// Paired differences of every response between each option and the reference.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "recording/dataset.hpp"

namespace throughgate::analysis {

/// Option minus reference over the replications in which both are known. Nothing where it is not defined.
struct Difference {
  std::optional<double> mean;
  std::optional<double> lower;  ///< 95%: Student's t over replications, quantiles of draws; needs two of them
  std::optional<double> upper;
  /// How many times more replications (or draws) an unpaired design would need: (var A + var B) / var(A - B).
  std::optional<double> variance_reduction;
};

struct ComparisonRow {
  std::string response;
  std::string unit;
  std::string long_name;
  std::string option;
  double mean = 0;
  std::optional<double> standard_deviation;  ///< between replications
  Difference difference;                     ///< zero for the reference itself
};

struct Comparison {
  std::string title;
  std::string reference;
  std::vector<std::string> options;
  std::size_t replications = 0;  ///< or draws
  bool probabilistic = false;    ///< over draws of the uncertain parameters
  bool complete = true;
  std::vector<ComparisonRow> rows;    ///< by response in the order of the file, then option
  std::vector<std::string> warnings;  ///< sentences for people

  /// The row of a response and option, or null.
  [[nodiscard]] const ComparisonRow* find(const std::string& response, const std::string& option) const;
  /// Options other than the reference, in order.
  [[nodiscard]] std::vector<std::string> alternatives() const;
};

/// An option in which a response is NaN throughout has no row.
[[nodiscard]] Comparison compare(const recording::Dataset& dataset);

}  // namespace throughgate::analysis
