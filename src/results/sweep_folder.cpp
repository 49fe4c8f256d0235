#include "results/sweep_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace throughgate::results {

namespace {

constexpr const char* journal_ending = ".points";

const FolderKind& sweep_kind() {
  static const FolderKind kind{"sweep", "sweep.h5", journal_ending};
  return kind;
}

}  // namespace

std::string Shard::file_name(std::size_t rank) const {
  const std::string of_rank = rank == 0 ? std::string() : fmt::format("-rank-{}", rank);
  return fmt::format("shard-{}-of-{}{}{}", number, count, of_rank, journal_ending);
}

SweepFolder::SweepFolder(std::filesystem::path folder, recording::Dataset sweep)
    : folder_(std::move(folder)), sweep_(std::move(sweep)), identity_(identity_digest(sweep_)) {}

SweepFolder SweepFolder::begin(const std::filesystem::path& folder, const recording::Dataset& sweep) {
  const SweepFolder own(folder, sweep);
  // Points without a description must be this sweep's.
  return {folder, begin_folder(sweep_kind(), folder, sweep, [&own] { (void)own.read([](PointRecord&&) {}); })};
}

SweepFolder SweepFolder::open(const std::filesystem::path& folder) {
  return {folder, open_folder(sweep_kind(), folder)};
}

std::vector<std::filesystem::path> SweepFolder::journals() const {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
    if (entry.path().extension() == journal_ending) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::vector<JournalState> SweepFolder::read(const std::function<void(PointRecord&&)>& visit) const {
  std::vector<JournalState> states;
  for (const auto& file : journals()) states.push_back(read_journal(file, identity_, visit));
  return states;
}

}  // namespace throughgate::results
