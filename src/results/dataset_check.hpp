#pragma once
/// What a table must satisfy to be a netCDF-4 file.

#include "recording/dataset.hpp"

namespace throughgate::results {

/// Throws one ResultsError with every fault: names that are empty, double or hold `/`; unknown dimensions; a column
/// whose length is not the product of its dimensions; flags that are no int8 or whose meanings hold blanks or do not
/// cover the values; text with a NUL.
void check_dataset(const recording::Dataset& dataset);

/// Number of values that a variable over these dimensions has. An unknown dimension throws ResultsError.
[[nodiscard]] std::size_t expected_size(const recording::Dataset& group, const recording::Variable& variable);

}  // namespace throughgate::results
