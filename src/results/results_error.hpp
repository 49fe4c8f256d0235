#pragma once
/// Failures of results files: missing, foreign, truncated, not writable, full disk, or tables that do not fit together.

#include <stdexcept>

namespace throughgate::results {

/// Its message names the file and what the system or HDF5 said.
class ResultsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace throughgate::results
