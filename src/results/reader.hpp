#pragma once
/// Results files back into tables.

#include <filesystem>
#include <string>

#include "recording/dataset.hpp"

namespace throughgate::results {

/// Reads what `write_dataset` wrote: groups, dimensions and variables in their order, attributes without those that
/// the writer adds (`Conventions`, `_FillValue`, dimension scales). Files in the same layout by other netCDF-4
/// writers are read too; their attributes that are lists are passed over.
/// Throws ResultsError for a missing, truncated, damaged or foreign file. Safe to call from several threads.
[[nodiscard]] recording::Dataset read_dataset(const std::filesystem::path& file);

/// Reads what `dataset_image` gave. Throws ResultsError.
[[nodiscard]] recording::Dataset read_image(const std::string& image);

}  // namespace throughgate::results
