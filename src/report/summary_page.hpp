#pragma once
/// The plain summary of a results file: one HTML file without scripts, readable anywhere.

#include <string>

#include "recording/dataset.hpp"

namespace throughgate::report {

/// Question, answer, chart of changes, tables by group, limits, provenance. Throws std::runtime_error when the dataset
/// is no comparison.
[[nodiscard]] std::string summary_page(const recording::Dataset& dataset);

}  // namespace throughgate::report
