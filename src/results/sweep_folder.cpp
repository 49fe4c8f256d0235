#include "results/sweep_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>
#include <variant>

#include "base/sha256.hpp"
#include "results/reader.hpp"
#include "results/writer.hpp"

namespace throughgate::results {

namespace {

constexpr const char* sweep_file = "sweep.h5";
constexpr const char* journal_ending = ".points";
constexpr std::string_view identity_prefix = "identity_";

std::vector<std::pair<std::string, std::string>> identity_of(const recording::Dataset& sweep) {
  std::vector<std::pair<std::string, std::string>> parts;
  for (const auto& attribute : sweep.attributes) {
    const auto* text = std::get_if<std::string>(&attribute.value);
    if (text == nullptr || !attribute.name.starts_with(identity_prefix)) continue;
    parts.emplace_back(attribute.name.substr(identity_prefix.size()), *text);
  }
  std::ranges::sort(parts);
  return parts;
}

std::string digest_of(const recording::Dataset& sweep) {
  Sha256 sha;
  for (const auto& [name, value] : identity_of(sweep)) {
    sha.update(name + '\0');
    sha.update(value + '\0');
  }
  return sha.finish_hex();
}

/// Files of a sweep, whole or being written.
bool is_own(const std::string& name) {
  return name == sweep_file || name.ends_with(journal_ending) || name.starts_with('.');
}

void require_own_files(const std::filesystem::path& folder) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (is_own(name)) continue;
    throw ForeignFolder(
        fmt::format("{}: is not the folder of a sweep: it has no {}, but `{}`", folder.string(), sweep_file, name));
  }
}

void require_same(const std::filesystem::path& folder, const recording::Dataset& found,
                  const recording::Dataset& wanted) {
  const auto parts = identity_of(found);
  for (const auto& [name, value] : identity_of(wanted)) {
    const auto same = std::ranges::find(parts, name, &std::pair<std::string, std::string>::first);
    if (same != parts.end() && same->second == value) continue;
    const std::string shown = value.size() < 60 && same != parts.end()
                                  ? fmt::format(": `{}` there, `{}` here", same->second, value)
                                  : std::string();
    throw ForeignFolder(fmt::format("{}: holds another sweep, with another {}{}; choose another folder, or remove it",
                                    folder.string(), name, shown));
  }
}

}  // namespace

std::string Shard::file_name(std::size_t rank) const {
  const std::string of_rank = rank == 0 ? std::string() : fmt::format("-rank-{}", rank);
  return fmt::format("shard-{}-of-{}{}{}", number, count, of_rank, journal_ending);
}

SweepFolder::SweepFolder(std::filesystem::path folder, recording::Dataset sweep)
    : folder_(std::move(folder)), sweep_(std::move(sweep)), identity_(digest_of(sweep_)) {}

SweepFolder SweepFolder::begin(const std::filesystem::path& folder, const recording::Dataset& sweep) {
  const auto file = folder / sweep_file;
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    if (std::filesystem::exists(folder, error)) {
      if (!std::filesystem::is_directory(folder, error)) {
        throw ForeignFolder(fmt::format("{}: is no folder", folder.string()));
      }
      require_own_files(folder);
    }
    SweepFolder own(folder, sweep);
    (void)own.read([](PointRecord&&) {});  // points without a sweep.h5 must be this sweep's
    if (create_dataset(sweep, file)) return own;
  }
  SweepFolder found = open(folder);
  require_same(folder, found.sweep(), sweep);
  return found;
}

SweepFolder SweepFolder::open(const std::filesystem::path& folder) {
  const auto file = folder / sweep_file;
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    const bool is_there = std::filesystem::exists(folder, error);
    throw ForeignFolder(is_there
                            ? fmt::format("{}: is not the folder of a sweep: it has no {}", folder.string(), sweep_file)
                            : fmt::format("{}: there is no such folder", folder.string()));
  }
  try {
    return {folder, read_dataset(file)};
  } catch (const ResultsError& failure) {
    throw ResultsError(fmt::format("{}; remove this file and give the command of the sweep again: its points are kept",
                                   failure.what()));
  }
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
