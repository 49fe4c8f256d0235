#pragma once
/// The folder of a long job's runs while it is under way: what it is of, and a file of finished runs.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "recording/dataset.hpp"
#include "results/described_folder.hpp"
#include "results/point_journal.hpp"

namespace throughgate::results {

class RunFolder {
 public:
  /// Begins in a new or empty folder, or goes on with the same job. Attributes of `job` that begin with `identity_` tell
  /// it from any other. Throws ForeignFolder, ForeignJournal, ResultsError.
  RunFolder(const std::filesystem::path& folder, const recording::Dataset& job);

  /// Those that were finished before, by number.
  [[nodiscard]] const std::map<std::uint32_t, std::vector<double>>& finished() const { return finished_; }
  void keep(const PointRecord& run) { journal_.append(run); }
  /// Removes the folder: everything in it stands elsewhere now.
  void remove();

 private:
  std::filesystem::path folder_;
  std::string identity_;
  std::map<std::uint32_t, std::vector<double>> finished_;
  PointJournal journal_;
};

}  // namespace throughgate::results
