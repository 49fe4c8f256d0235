#pragma once
/// The folder of a checkpoint: `checkpoint.h5`, which says of what, and one file of states for each replication.

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "base/state_bytes.hpp"
#include "recording/dataset.hpp"
#include "results/described_folder.hpp"

namespace throughgate::results {

/// States of one replication by name; a name is letters, digits and `_`.
using NamedStates = std::map<std::string, StateBytes>;

class CheckpointFolder {
 public:
  /// Begins in a new or empty folder, or goes on with the same checkpoint. `description`: see `begin_folder`.
  static CheckpointFolder begin(const std::filesystem::path& folder, const recording::Dataset& description);
  /// Opens a folder to start from it. Throws ForeignFolder, ResultsError.
  static CheckpointFolder open(const std::filesystem::path& folder);

  [[nodiscard]] const recording::Dataset& description() const { return description_; }
  /// `replication`: from 0, the files from 1. Whether it was saved, whole or damaged.
  [[nodiscard]] bool has(std::uint32_t replication) const;
  /// Whether it is this checkpoint's and as long as it was written; its bytes are not looked at.
  [[nodiscard]] bool has_whole(std::uint32_t replication) const;
  /// The file appears whole or not at all. Safe to call from several threads. Throws ResultsError.
  void save(std::uint32_t replication, const NamedStates& states) const;
  /// Safe to call from several threads. Throws ResultsError for a damaged file or another checkpoint's.
  [[nodiscard]] NamedStates load(std::uint32_t replication) const;

 private:
  CheckpointFolder(std::filesystem::path folder, recording::Dataset description);
  [[nodiscard]] std::filesystem::path file_of(std::uint32_t replication) const;
  void require_own_states() const;

  std::filesystem::path folder_;
  recording::Dataset description_;
  std::string identity_;
};

}  // namespace throughgate::results
