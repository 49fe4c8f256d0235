#include "results/run_folder.hpp"

#include <system_error>
#include <utility>

namespace throughgate::results {

namespace {

const FolderKind& run_kind() {
  static const FolderKind kind{"calibration", "calibration.h5", ".points"};
  return kind;
}

std::string begun(const std::filesystem::path& folder, const recording::Dataset& job) {
  return identity_digest(begin_folder(run_kind(), folder, job));
}

}  // namespace

RunFolder::RunFolder(const std::filesystem::path& folder, const recording::Dataset& job)
    : folder_(folder), identity_(begun(folder, job)), journal_(folder / "runs.points", identity_) {
  (void)read_journal(folder / "runs.points", identity_, [this](PointRecord&& run) {
    if (!run.failed()) finished_.insert_or_assign(run.point, std::move(run.numbers));
  });
}

void RunFolder::remove() {
  journal_.close();
  std::error_code ignored;
  std::filesystem::remove(folder_ / "runs.points", ignored);
  std::filesystem::remove(folder_ / run_kind().description, ignored);
  std::filesystem::remove(folder_, ignored);
}

}  // namespace throughgate::results
