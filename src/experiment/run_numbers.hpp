#pragma once
/// The tables of a run as a row of numbers, for the many runs of a sweep or a probabilistic analysis.

#include <cstddef>
#include <string>
#include <vector>

#include "recording/dataset.hpp"

namespace throughgate::experiment {

/// The numbers of a run: scalars and breakdowns by label. Left out are series over time, which would fill memory and
/// disk, and groups.
[[nodiscard]] recording::Dataset without_series(const recording::Dataset& tables);

/// Variable behind variable. The tables hold doubles alone, as those of `without_series` do.
[[nodiscard]] std::vector<double> numbers_of(const recording::Dataset& tables);

/// How many numbers those are.
[[nodiscard]] std::size_t number_count(const recording::Dataset& tables);

/// Where a variable's numbers begin. Throws std::logic_error when there is no such variable.
[[nodiscard]] std::size_t place_of(const recording::Dataset& tables, const std::string& name);

/// The place of `name`, or of `name[label]` of its breakdown. Throws std::runtime_error when there is none.
[[nodiscard]] std::size_t place_of_response(const recording::Dataset& tables, const std::string& response);

}  // namespace throughgate::experiment
