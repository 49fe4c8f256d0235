#pragma once
/// Reads input files and keeps their texts for provenance.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "scenario/document.hpp"

namespace throughgate::scenario {

/// One file that a run was made from.
struct SourceFile {
  std::string path;
  std::string text;
  std::string sha256;  ///< of the bytes of the file
};

class Sources {
 public:
  /// Reads and parses one file and keeps its text. Nothing if it cannot be read or is not a mapping;
  /// problems tell.
  [[nodiscard]] std::optional<Document> read(const std::filesystem::path& path, Problems& problems);

  /// Reads one file of another kind and keeps its text.
  [[nodiscard]] std::optional<TextSource> read_plain(const std::filesystem::path& path, Problems& problems);

  [[nodiscard]] const std::vector<SourceFile>& files() const noexcept { return files_; }

 private:
  std::vector<SourceFile> files_;
};

/// The stems of the YAML files of a folder, sorted; empty if it is no folder.
[[nodiscard]] std::vector<std::string> yaml_stems(const std::filesystem::path& folder);

}  // namespace throughgate::scenario
