#pragma once
/// Draws of costs and effects as R's package BCEA reads them.

#include <filesystem>

#include "recording/dataset.hpp"

namespace throughgate::results {

/// `bcea-costs.csv` (GBP, the exchequer's present cost) and `bcea-effects.csv` (minus discounted reoffences): a column an
/// option, a row a draw, in the same order: `bcea(as.matrix(effects), as.matrix(costs))`. Each file is replaced as a
/// whole. Throws ResultsError, also when the tables are not those of a probabilistic analysis.
void write_bcea(const recording::Dataset& dataset, const std::filesystem::path& folder);

}  // namespace throughgate::results
