#pragma once
/// The generated part of a model: what services needed in the base year, from a run of the reference option.

#include <string>

#include "recording/dataset.hpp"

namespace throughgate::analysis {

/// The text of `base-year.yaml` for a model of this name: the mean weighted caseload of each region over the first
/// twelve months and all replications of option `option`. Throws std::runtime_error when the dataset has no
/// `caseload_need_by_region_monthly` of at least twelve months.
[[nodiscard]] std::string base_year_yaml(const recording::Dataset& dataset, std::size_t option,
                                         const std::string& model);

}  // namespace throughgate::analysis
