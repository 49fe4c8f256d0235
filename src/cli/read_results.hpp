#pragma once
/// Results files as inputs of a verb.

#include <string>

#include "recording/dataset.hpp"

namespace throughgate::cli {

/// Throws UsageError for a file that is missing, damaged or no results file.
[[nodiscard]] recording::Dataset read_results(const std::string& file);

}  // namespace throughgate::cli
