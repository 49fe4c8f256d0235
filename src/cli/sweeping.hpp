#pragma once
/// What `sweep` and `merge` do, apart from their words.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "analysis/sensitivity.hpp"
#include "cli/arguments.hpp"
#include "cli/console.hpp"
#include "cli/exit_code.hpp"
#include "experiment/sweep.hpp"
#include "recording/dataset.hpp"
#include "results/sweep_folder.hpp"

namespace throughgate::cli {

struct SweepArguments {
  RunArguments run;
  std::string design;  ///< file; empty for the scenario's
  results::Shard shard;
  bool resume = false;  ///< the folder must be there
};

/// What a sweep did.
struct SweepExecution {
  std::filesystem::path folder;
  std::size_t points = 0;    ///< of the shard
  std::size_t finished = 0;  ///< of these, earlier ones included
  std::size_t failed = 0;
  std::size_t resumed = 0;  ///< finished before this command
  experiment::SweepResult result;
  bool is_worker = false;  ///< a rank that has nothing to report itself
  ExitCode exit_code = ExitCode::good;
};

/// Runs the points of the shard that are not finished yet: on threads, or on the ranks under mpirun. Throws InputError,
/// UsageError for a folder of something else, std::runtime_error when a point cannot be kept.
[[nodiscard]] SweepExecution execute_sweep(const SweepArguments& arguments, const std::string& command_line,
                                           Console& console);

/// A merged sweep.
struct Merge {
  recording::Dataset dataset;
  std::size_t points = 0;
  std::size_t finished = 0;
  std::size_t failed = 0;
  std::optional<analysis::Sensitivities> sensitivities;
};

/// Reads a sweep's folder. What was not whole in its files is told on the console.
[[nodiscard]] Merge merge_sweep(const std::filesystem::path& folder, const std::string& command_line, Console& console);

}  // namespace throughgate::cli
