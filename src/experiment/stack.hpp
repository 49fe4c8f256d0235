#pragma once
/// Equal tables of several runs, one behind the other.

#include <span>

#include "recording/dataset.hpp"

namespace throughgate::experiment {

/// The tables of `runs` with the dimensions `leading` in front; the runs are in row-major order of `leading`, and
/// groups are stacked in the same way, with their own `leading`. Each run has the same dimensions and coordinates, and
/// the same variables over them with the same type and units, in the same order; otherwise std::runtime_error names
/// the first difference. Attributes are those of the first run.
[[nodiscard]] recording::Dataset stack(std::span<const recording::Dataset* const> runs,
                                       const std::vector<recording::Dimension>& leading);

}  // namespace throughgate::experiment
