#include "results/checkpoint_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/crc.hpp>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "results/file_replacement.hpp"

namespace throughgate::results {

namespace {

constexpr std::string_view magic = "throughgate states 1\n";

const FolderKind& checkpoint_kind() {
  static const FolderKind kind{"checkpoint", "checkpoint.h5", ".states"};
  return kind;
}

/// What stands behind the identity.
struct FileHead {
  std::uint64_t replication = 0;  ///< from 0
  std::uint64_t count = 0;        ///< of states
};

/// What stands before the name and the bytes of a state.
struct StateHead {
  std::uint64_t name_size = 0;
  std::uint64_t size = 0;
  std::uint64_t checksum = 0;  ///< CRC-32 of name and bytes
};

std::uint64_t checksum_of(const std::string& name, const StateBytes& bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(name.data(), name.size());
  crc.process_bytes(bytes.data(), bytes.size());
  return crc.checksum();
}

template <class Item>
std::string_view text_of(const Item& item) {
  return {reinterpret_cast<const char*>(&item), sizeof(item)};
}

class ForeignStates : public ResultsError {
 public:
  using ResultsError::ResultsError;
};

/// A file of states being read; whatever is not as it was written ends it.
class StatesFile {
 public:
  explicit StatesFile(const std::filesystem::path& file) : file_(file), stream_(file, std::ios::binary) {
    std::error_code error;
    left_ = std::filesystem::file_size(file, error);
    if (error || !stream_) throw ResultsError(fmt::format("{}: cannot be read", file.string()));
  }

  [[nodiscard]] std::string text(std::uint64_t size) {
    require(size);
    std::string result(static_cast<std::size_t>(size), '\0');
    read(result.data(), result.size());
    return result;
  }
  template <class Item>
  void item(Item& value) {
    require(sizeof(value));
    read(&value, sizeof(value));
  }
  [[nodiscard]] StateBytes bytes(std::uint64_t size) {
    require(size);
    StateBytes result(static_cast<std::size_t>(size));
    read(result.data(), result.size());
    return result;
  }
  void skip(std::uint64_t size) {
    require(size);
    stream_.seekg(static_cast<std::streamoff>(size), std::ios::cur);
  }
  /// How many states follow. The file must be of this checkpoint and replication.
  [[nodiscard]] std::uint64_t begin(const std::string& identity, std::uint32_t replication) {
    if (text(magic.size()) != magic) damaged();
    FileHead head;
    const bool same = text(identity.size()) == identity;
    item(head);
    if (!same || head.replication != replication) {
      throw ForeignStates(
          fmt::format("{}: belongs to another checkpoint or replication than its place", file_.string()));
    }
    return head.count;
  }
  /// Of a file just opened.
  [[nodiscard]] bool is_of(const std::string& identity) {
    return left_ >= magic.size() + identity.size() && text(magic.size()) == magic && text(identity.size()) == identity;
  }
  [[noreturn]] void damaged() const {
    throw ResultsError(
        fmt::format("{}: is damaged; remove it, and give the command of the checkpoint again", file_.string()));
  }
  void end() const {
    if (left_ != 0) damaged();
  }

 private:
  void require(std::uint64_t size) {
    if (size > left_) damaged();
    left_ -= size;
  }
  void read(void* data, std::size_t size) {
    stream_.read(static_cast<char*>(data), static_cast<std::streamsize>(size));
    if (!stream_) damaged();
  }

  std::filesystem::path file_;
  std::ifstream stream_;
  std::uint64_t left_ = 0;
};

}  // namespace

CheckpointFolder::CheckpointFolder(std::filesystem::path folder, recording::Dataset description)
    : folder_(std::move(folder)), description_(std::move(description)), identity_(identity_digest(description_)) {}

CheckpointFolder CheckpointFolder::begin(const std::filesystem::path& folder, const recording::Dataset& description) {
  const CheckpointFolder own(folder, description);
  // States without a description must be this checkpoint's.
  return {folder, begin_folder(checkpoint_kind(), folder, description, [&own] { own.require_own_states(); })};
}

void CheckpointFolder::require_own_states() const {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
    if (entry.path().extension() != checkpoint_kind().ending || !entry.is_regular_file()) continue;
    StatesFile file(entry.path());
    if (!file.is_of(identity_)) {
      throw ForeignFolder(fmt::format("{}: holds states of another checkpoint", entry.path().string()));
    }
  }
}

CheckpointFolder CheckpointFolder::open(const std::filesystem::path& folder) {
  return {folder, open_folder(checkpoint_kind(), folder)};
}

std::filesystem::path CheckpointFolder::file_of(std::uint32_t replication) const {
  return folder_ / fmt::format("replication-{}{}", replication + 1, checkpoint_kind().ending);
}

bool CheckpointFolder::has(std::uint32_t replication) const {
  std::error_code error;
  return std::filesystem::exists(file_of(replication), error);
}

bool CheckpointFolder::has_whole(std::uint32_t replication) const {
  if (!has(replication)) return false;
  try {
    StatesFile file(file_of(replication));
    for (auto count = file.begin(identity_, replication); count > 0; --count) {
      StateHead head;
      file.item(head);
      file.skip(head.name_size);
      file.skip(head.size);
    }
    file.end();
  } catch (const ResultsError&) {
    return false;
  }
  return true;
}

void CheckpointFolder::save(std::uint32_t replication, const NamedStates& states) const {
  FileReplacement file(file_of(replication));
  file.append(magic);
  file.append(identity_);
  const FileHead file_head{replication, states.size()};
  file.append(text_of(file_head));
  for (const auto& [name, bytes] : states) {
    const StateHead head{name.size(), bytes.size(), checksum_of(name, bytes)};
    file.append(text_of(head));
    file.append(name);
    file.append({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  }
  file.commit();
}

NamedStates CheckpointFolder::load(std::uint32_t replication) const {
  StatesFile file(file_of(replication));
  auto count = file.begin(identity_, replication);
  NamedStates states;
  for (; count > 0; --count) {
    StateHead head;
    file.item(head);
    const std::string name = file.text(head.name_size);
    StateBytes bytes = file.bytes(head.size);
    if (checksum_of(name, bytes) != head.checksum) file.damaged();
    states.emplace(name, std::move(bytes));
  }
  file.end();
  return states;
}

}  // namespace throughgate::results
