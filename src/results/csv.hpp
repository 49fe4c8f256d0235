#pragma once
/// The same tables, tidy, as comma-separated values.

#include <filesystem>

#include "recording/dataset.hpp"

namespace throughgate::results {

/// Variables over the same dimensions share a file named by them (`option-replication-time.csv`; `scalars.csv` for
/// none), a group's files stand in a folder of its name, and `columns.csv` says unit and meaning of every column.
/// One column per dimension, one per variable, one row per combination, LF line ends, quoting as in RFC 4180. Numbers
/// are the shortest that read back to the same bits, NaN is empty, flags are their meanings, times are ISO 8601.
/// Each file is replaced as a whole. Throws ResultsError.
void write_csv(const recording::Dataset& dataset, const std::filesystem::path& folder);

}  // namespace throughgate::results
