#pragma once
/// A folder that one file describes: it says what the others belong to, and tells it from everything else.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "recording/dataset.hpp"
#include "results/results_error.hpp"

namespace throughgate::results {

/// The folder is somebody else's: another sweep's, say, or no sweep's at all.
class ForeignFolder : public ResultsError {
 public:
  using ResultsError::ResultsError;
};

struct FolderKind {
  std::string name;         ///< `sweep`
  std::string description;  ///< the file: `sweep.h5`
  std::string ending;       ///< of the other files: `.points`
};

/// SHA-256 of the attributes whose names begin with `identity_`.
[[nodiscard]] std::string identity_digest(const recording::Dataset& description);

/// The first attribute of `wanted` whose name begins with `identity_` and that `found` does not share: `another seed:
/// `2` there, `1` here`. Nothing where all are equal.
[[nodiscard]] std::optional<std::string> identity_difference(const recording::Dataset& found,
                                                             const recording::Dataset& wanted);

/// The description in a new or empty folder, or the same one that is there. `before_creating` is called where files
/// stand without it. Throws ForeignFolder, ResultsError.
recording::Dataset begin_folder(const FolderKind& kind, const std::filesystem::path& folder,
                                const recording::Dataset& description,
                                const std::function<void()>& before_creating = {});

/// Throws ForeignFolder, ResultsError.
[[nodiscard]] recording::Dataset open_folder(const FolderKind& kind, const std::filesystem::path& folder);

}  // namespace throughgate::results
