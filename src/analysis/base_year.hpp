#pragma once
/// The generated part of a model: what services needed in the base year, from a run of the reference option.

#include <string>

#include "recording/dataset.hpp"

namespace throughgate::analysis {

/// The text of `base-year.yaml` for a model of this name: weighted caseload by region, prisoners, and programmes by
/// expected disposal, means over the first twelve months (the reporting window for programmes) and all replications of
/// option `option`. Throws std::runtime_error when the dataset lacks one of their variables or has fewer months.
[[nodiscard]] std::string base_year_yaml(const recording::Dataset& dataset, std::size_t option,
                                         const std::string& model);

}  // namespace throughgate::analysis
