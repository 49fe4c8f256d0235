#include "results/file_replacement.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <random>
#include <string>
#include <system_error>

#include "results/results_error.hpp"

namespace throughgate::results {
namespace {

/// A part-file is taken for abandoned only when it is this old: its process may live on another host.
constexpr std::chrono::minutes leftover_age{1};

std::string part_prefix(const std::filesystem::path& target) { return "." + target.filename().string() + ".part-"; }

bool process_is_gone(std::string_view part_suffix) {
  pid_t process = 0;
  const auto [end, error] = std::from_chars(part_suffix.data(), part_suffix.data() + part_suffix.size(), process);
  return error == std::errc{} && process > 0 && kill(process, 0) != 0 && errno == ESRCH;
}

}  // namespace

void flush_folder_of(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor >= 0) {
    fsync(descriptor);  // some file systems refuse this for folders; the file itself has been written
    close(descriptor);
  }
}

FileReplacement::FileReplacement(const std::filesystem::path& target)
    : target_(std::filesystem::is_symlink(target) ? std::filesystem::weakly_canonical(target) : target) {
  std::error_code error;
  const auto status = std::filesystem::status(target_, error);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    throw ResultsError(fmt::format("{}: cannot be written: it is not a regular file", target_.string()));
  }
  if (target_.has_parent_path()) {
    std::filesystem::create_directories(target_.parent_path(), error);
    if (error) {
      fail(error.value());
    }
  }
  remove_leftovers();
  create_temporary();
}

FileReplacement::~FileReplacement() {
  if (descriptor_ >= 0) {
    close(descriptor_);
    unlink(temporary_.c_str());
  }
}

void FileReplacement::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      fail(errno);
    }
    bytes.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
  }
}

void FileReplacement::commit() {
  if (fsync(descriptor_) != 0 || rename(temporary_.c_str(), target_.c_str()) != 0) {
    fail(errno);
  }
  close(descriptor_);
  descriptor_ = -1;
  flush_folder_of(target_);
}

bool FileReplacement::commit_if_absent() {
  if (fsync(descriptor_) != 0) fail(errno);
  const bool is_new = link(temporary_.c_str(), target_.c_str()) == 0;
  if (!is_new && errno != EEXIST) fail(errno);
  unlink(temporary_.c_str());
  close(descriptor_);
  descriptor_ = -1;
  flush_folder_of(target_);
  return is_new;
}

void FileReplacement::fail(int error_number) const {
  throw ResultsError(
      fmt::format("{}: cannot be written: {}", target_.string(), std::generic_category().message(error_number)));
}

void FileReplacement::remove_leftovers() const {
  const std::string prefix = part_prefix(target_);
  const auto folder = target_.has_parent_path() ? target_.parent_path() : std::filesystem::path(".");
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix) || !process_is_gone(std::string_view(name).substr(prefix.size()))) {
      continue;
    }
    const auto written = entry.last_write_time(error);
    if (!error && std::filesystem::file_time_type::clock::now() - written > leftover_age) {
      std::filesystem::remove(entry.path(), error);
    }
  }
}

void FileReplacement::create_temporary() {
  std::random_device entropy;
  do {
    const auto name = fmt::format("{}{}-{:08x}", part_prefix(target_), getpid(), entropy());
    temporary_ = target_.parent_path() / name;
    descriptor_ = open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (descriptor_ < 0 && errno == EEXIST);
  if (descriptor_ < 0) {
    fail(errno);
  }
}

}  // namespace throughgate::results
