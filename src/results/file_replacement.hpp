#pragma once
/// A file that appears whole or not at all.

#include <filesystem>
#include <string_view>

namespace throughgate::results {

/// Asks the disk for the names in the folder that holds `file`.
void flush_folder_of(const std::filesystem::path& file);

/// Writes beside the target as `.NAME.part-<pid>-<random>`; `commit` flushes to the disk, renames over the target and
/// flushes the folder. Without `commit` the temporary goes and an earlier target stays as it was. Part-files that a
/// killed process left for the same target are removed by the next replacement. Every failure is a ResultsError that
/// names the target and the system's reason.
class FileReplacement {
 public:
  /// Creates missing parent folders. Refuses a target that exists and is no regular file; follows symbolic links.
  explicit FileReplacement(const std::filesystem::path& target);
  ~FileReplacement();
  FileReplacement(const FileReplacement&) = delete;
  FileReplacement& operator=(const FileReplacement&) = delete;

  void append(std::string_view bytes);
  void commit();
  /// The same where there is no target yet; false, and the target stays as it is, when there is one.
  [[nodiscard]] bool commit_if_absent();

 private:
  [[noreturn]] void fail(int error_number) const;
  void remove_leftovers() const;
  void create_temporary();

  std::filesystem::path target_;
  std::filesystem::path temporary_;
  int descriptor_ = -1;
};

}  // namespace throughgate::results
