#pragma once
/// What `checkpoint` does, apart from its words, and how runs start from one.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/console.hpp"
#include "cli/exit_code.hpp"
#include "experiment/checkpoint.hpp"
#include "results/checkpoint_folder.hpp"
#include "scenario/scenario_loader.hpp"

namespace throughgate::cli {

struct CheckpointArguments {
  RunArguments run;
  std::string at;  ///< date
};

/// What a checkpoint holds.
struct CheckpointExecution {
  std::filesystem::path folder;
  std::string at;
  std::vector<std::string> options;  ///< that can start from it
  std::size_t courses = 0;
  std::size_t replications = 0;  ///< saved, earlier ones included
  std::size_t resumed = 0;       ///< saved before this command
  double wall_seconds = 0;
  ExitCode exit_code = ExitCode::good;
};

/// Runs what the options share to the date and saves it, but for the replications that the folder has. Throws
/// InputError, UsageError, std::runtime_error.
[[nodiscard]] CheckpointExecution execute_checkpoint(const CheckpointArguments& arguments,
                                                     const std::string& command_line, Console& console);

/// Where the options of a run start: the beginning, or a checkpoint.
class StartingPoint {
 public:
  /// `given`: the folder; none for the beginning. `options`: those that are run. What cannot start from it is told.
  /// Throws UsageError where no replication is there, or the folder is something else.
  StartingPoint(const std::optional<std::string>& given, const scenario::LoadedScenario& loaded,
                const experiment::PreparedScenario& prepared, const std::vector<std::size_t>& options,
                Console& console);

  /// Of a replication (from 0); nothing where it starts from the beginning. Throws std::runtime_error for a damaged
  /// file.
  [[nodiscard]] std::optional<experiment::SavedStates> states(std::uint32_t replication) const;

 private:
  std::optional<results::CheckpointFolder> folder_;
  std::shared_ptr<const experiment::CheckpointPlan> plan_;
};

}  // namespace throughgate::cli
