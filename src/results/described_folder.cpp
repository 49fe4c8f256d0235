#include "results/described_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "base/sha256.hpp"
#include "results/reader.hpp"
#include "results/writer.hpp"

namespace throughgate::results {

namespace {

constexpr std::string_view identity_prefix = "identity_";

std::vector<std::pair<std::string, std::string>> identity_of(const recording::Dataset& description) {
  std::vector<std::pair<std::string, std::string>> parts;
  for (const auto& attribute : description.attributes) {
    const auto* text = std::get_if<std::string>(&attribute.value);
    if (text == nullptr || !attribute.name.starts_with(identity_prefix)) continue;
    parts.emplace_back(attribute.name.substr(identity_prefix.size()), *text);
  }
  std::ranges::sort(parts);
  return parts;
}

/// Files of the kind, whole or being written.
bool is_own(const FolderKind& kind, const std::string& name) {
  return name == kind.description || name.ends_with(kind.ending) || name.starts_with('.');
}

std::string no_folder_of(const FolderKind& kind, const std::filesystem::path& folder) {
  return fmt::format("{}: is not the folder of a {}: it has no {}", folder.string(), kind.name, kind.description);
}

void require_own_files(const FolderKind& kind, const std::filesystem::path& folder) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (!is_own(kind, name)) throw ForeignFolder(fmt::format("{}, but `{}`", no_folder_of(kind, folder), name));
  }
}

}  // namespace

std::string identity_digest(const recording::Dataset& description) {
  Sha256 sha;
  for (const auto& [name, value] : identity_of(description)) {
    sha.update(name + '\0');
    sha.update(value + '\0');
  }
  return sha.finish_hex();
}

std::optional<std::string> identity_difference(const recording::Dataset& found, const recording::Dataset& wanted) {
  constexpr std::size_t readable = 60;
  const auto parts = identity_of(found);
  for (const auto& [name, value] : identity_of(wanted)) {
    const auto same = std::ranges::find(parts, name, &std::pair<std::string, std::string>::first);
    if (same != parts.end() && same->second == value) continue;
    const bool shown = value.size() < readable && same != parts.end();
    std::string words = name;
    std::ranges::replace(words, '_', ' ');
    return fmt::format("another {}", words) +
           (shown ? fmt::format(": `{}` there, `{}` here", same->second, value) : std::string());
  }
  return std::nullopt;
}

recording::Dataset begin_folder(const FolderKind& kind, const std::filesystem::path& folder,
                                const recording::Dataset& description, const std::function<void()>& before_creating) {
  const auto file = folder / kind.description;
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    if (std::filesystem::exists(folder, error)) {
      if (!std::filesystem::is_directory(folder, error)) {
        throw ForeignFolder(fmt::format("{}: is no folder", folder.string()));
      }
      require_own_files(kind, folder);
    }
    if (before_creating) before_creating();
    if (create_dataset(description, file)) return description;
  }
  recording::Dataset found = open_folder(kind, folder);
  if (const auto difference = identity_difference(found, description)) {
    throw ForeignFolder(fmt::format("{}: holds another {}, with {}; choose another folder, or remove it",
                                    folder.string(), kind.name, *difference));
  }
  return found;
}

recording::Dataset open_folder(const FolderKind& kind, const std::filesystem::path& folder) {
  const auto file = folder / kind.description;
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    const bool is_there = std::filesystem::exists(folder, error);
    if (is_there && !std::filesystem::is_directory(folder, error)) {
      throw ForeignFolder(fmt::format("{}: is no folder", folder.string()));
    }
    throw ForeignFolder(is_there ? no_folder_of(kind, folder)
                                 : fmt::format("{}: there is no such folder", folder.string()));
  }
  try {
    return read_dataset(file);
  } catch (const ResultsError& failure) {
    throw ResultsError(
        fmt::format("{}; remove this file and give the command of the {} again: what was finished is kept",
                    failure.what(), kind.name));
  }
}

}  // namespace throughgate::results
