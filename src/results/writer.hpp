#pragma once
/// Tables to HDF5 in the netCDF-4 layout (docs/results-format.md).

#include <cstddef>
#include <filesystem>
#include <string>

#include "recording/dataset.hpp"

namespace throughgate::results {

struct WriteOptions {
  int deflate_level = 1;               ///< 0 (none) to 9, after a byte shuffle
  std::size_t compress_from = 65'536;  ///< bytes; a smaller variable is stored contiguously
};

/// Writes the file as a whole: readers see the earlier file or the complete new one, and any failure leaves the
/// earlier one as it was. Missing folders are created. The compressed image is built in memory first.
/// Equal datasets give equal bytes. Throws ResultsError. Safe to call from several threads.
void write_dataset(const recording::Dataset& dataset, const std::filesystem::path& file,
                   const WriteOptions& options = {});

/// The same where no file is yet; false, and nothing is changed, when there is one.
[[nodiscard]] bool create_dataset(const recording::Dataset& dataset, const std::filesystem::path& file,
                                  const WriteOptions& options = {});

/// The bytes of such a file.
[[nodiscard]] std::string dataset_image(const recording::Dataset& dataset, const WriteOptions& options = {});

}  // namespace throughgate::results
