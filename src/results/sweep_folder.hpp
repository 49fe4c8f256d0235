#pragma once
/// The folder of a sweep: `sweep.h5`, which says what is swept, and a file of finished points for each shard.

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "recording/dataset.hpp"
#include "results/described_folder.hpp"
#include "results/point_journal.hpp"

namespace throughgate::results {

/// Part I of N of the points: those whose number, from 0, leaves I - 1 when divided by N.
struct Shard {
  std::size_t number = 1;
  std::size_t count = 1;

  [[nodiscard]] bool holds(std::size_t point) const { return point % count == number - 1; }
  /// `shard-2-of-8.points`; of a rank of several, from 1, `shard-2-of-8-rank-3.points`.
  [[nodiscard]] std::string file_name(std::size_t rank = 0) const;
};

class SweepFolder {
 public:
  /// Begins a sweep in a new or empty folder, or goes on with the same one. `sweep` says what is swept; of its
  /// attributes those that begin with `identity_` tell it from any other, and the message about another sweep names the
  /// first that differs. A folder whose `sweep.h5` was lost is given it again. Throws ForeignFolder, ResultsError.
  static SweepFolder begin(const std::filesystem::path& folder, const recording::Dataset& sweep);
  /// Opens a folder to read it. Throws ForeignFolder, ResultsError.
  static SweepFolder open(const std::filesystem::path& folder);

  [[nodiscard]] const recording::Dataset& sweep() const { return sweep_; }
  [[nodiscard]] const std::string& identity() const { return identity_; }
  [[nodiscard]] std::filesystem::path journal_of(const Shard& shard, std::size_t rank = 0) const {
    return folder_ / shard.file_name(rank);
  }
  /// Files of points, in order of name.
  [[nodiscard]] std::vector<std::filesystem::path> journals() const;
  /// Every record of every file; a point may have several.
  [[nodiscard]] std::vector<JournalState> read(const std::function<void(PointRecord&&)>& visit) const;

 private:
  SweepFolder(std::filesystem::path folder, recording::Dataset sweep);

  std::filesystem::path folder_;
  recording::Dataset sweep_;
  std::string identity_;
};

}  // namespace throughgate::results
