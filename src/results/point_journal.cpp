#include "results/point_journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <boost/crc.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "results/file_replacement.hpp"
#include "results/reader.hpp"
#include "results/writer.hpp"

namespace throughgate::results {

namespace {

static_assert(std::endian::native == std::endian::little, "the bytes of a journal are little-endian");

constexpr std::string_view title = "throughgate points 1\n";
constexpr std::uint64_t longest_record = std::uint64_t{1} << 34;

enum Kind : std::uint32_t { layout_kind = 1, point_kind = 2, failure_kind = 3 };

std::string header_of(const std::string& identity) { return std::string(title) + identity + '\n'; }

template <typename Value>
void put(std::string& bytes, Value value) {
  std::array<char, sizeof value> raw{};
  std::memcpy(raw.data(), &value, sizeof value);
  bytes.append(raw.data(), raw.size());
}

/// Takes values from the front of some bytes; a record that is shorter than it should be gives zeros and says so.
class Taker {
 public:
  explicit Taker(std::string_view bytes) : bytes_(bytes) {}

  template <typename Value>
  Value take() {
    Value value{};
    if (bytes_.size() < sizeof value) {
      complete_ = false;
      return value;
    }
    std::memcpy(&value, bytes_.data(), sizeof value);
    bytes_.remove_prefix(sizeof value);
    return value;
  }
  [[nodiscard]] std::string_view rest() const { return bytes_; }
  [[nodiscard]] bool complete() const { return complete_; }

 private:
  std::string_view bytes_;
  bool complete_ = true;
};

std::uint32_t checksum(std::string_view head, std::string_view content) {
  boost::crc_32_type crc;
  crc.process_bytes(head.data(), head.size());
  crc.process_bytes(content.data(), content.size());
  return crc.checksum();
}

std::string head_of(std::uint32_t kind, std::uint64_t length) {
  std::string head;
  put(head, kind);
  put(head, length);
  return head;
}

/// Walks over the records of a file.
class JournalWalk {
 public:
  JournalWalk(const std::filesystem::path& file, const std::string& identity)
      : file_(file), stream_(file, std::ios::binary) {
    if (!stream_) fail(errno);
    std::error_code error;
    end_ = std::filesystem::file_size(file, error);
    if (error) fail(error.value());
    read_header(header_of(identity));
  }

  JournalState walk(const std::function<void(PointRecord&&)>& visit) {
    while (const auto kind = next()) {
      if (*kind == layout_kind) {
        layouts_.push_back(std::make_shared<const recording::Dataset>(read_image(content_)));
      } else {
        auto point = *kind == point_kind ? point_of(content_) : failure_of(content_);
        if (!point) break;
        visit(std::move(*point));
      }
      good_ = static_cast<std::uint64_t>(stream_.tellg());
    }
    return {file_, good_, end_ - std::min(end_, good_)};
  }

  [[nodiscard]] std::vector<std::shared_ptr<const recording::Dataset>> layouts() && { return std::move(layouts_); }

 private:
  /// A disk that does not answer is no end of the file: what is there must not be taken for lost.
  [[noreturn]] void fail(int error_number) const {
    throw ResultsError(
        fmt::format("{}: cannot be read: {}", file_.string(), std::generic_category().message(error_number)));
  }

  void read_header(const std::string& wanted) {
    std::string found(wanted.size(), '\0');
    stream_.read(found.data(), static_cast<std::streamsize>(found.size()));
    if (stream_.bad()) fail(errno);
    found.resize(static_cast<std::size_t>(stream_.gcount()));
    if (found == wanted) {
      good_ = found.size();
    } else if (!wanted.starts_with(found)) {
      throw ForeignJournal(found.starts_with(title)
                               ? fmt::format("{}: holds the points of another sweep", file_.string())
                               : fmt::format("{}: is no file of points", file_.string()));
    }
  }

  /// The kind of the next whole record; nothing at the end of what can be read.
  std::optional<std::uint32_t> next() {
    std::string head(sizeof(std::uint32_t) + sizeof(std::uint64_t), '\0');
    if (good_ == 0 || !read(head.data(), head.size())) return std::nullopt;
    Taker taker(head);
    const auto kind = taker.take<std::uint32_t>();
    const auto length = taker.take<std::uint64_t>();
    if (kind < layout_kind || kind > failure_kind || length > longest_record || length > end_) return std::nullopt;
    content_.resize(length);
    std::uint32_t sum = 0;
    if (!read(content_.data(), length) || !read(reinterpret_cast<char*>(&sum), sizeof sum) ||
        sum != checksum(head, content_)) {
      return std::nullopt;
    }
    return kind;
  }

  /// False at the end of the file.
  bool read(char* bytes, std::size_t count) {
    const bool whole = static_cast<bool>(stream_.read(bytes, static_cast<std::streamsize>(count)));
    if (stream_.bad()) fail(errno);
    return whole;
  }

  std::optional<PointRecord> point_of(std::string_view content) const {
    Taker taker(content);
    PointRecord point;
    point.point = taker.take<std::uint32_t>();
    const auto layout = taker.take<std::uint32_t>();
    point.events = taker.take<std::uint64_t>();
    point.seconds = taker.take<double>();
    if (!taker.complete() || layout >= layouts_.size()) return std::nullopt;
    point.layout = layouts_[layout];
    point.numbers.resize(taker.rest().size() / sizeof(double));
    std::memcpy(point.numbers.data(), taker.rest().data(), point.numbers.size() * sizeof(double));
    return point;
  }

  static std::optional<PointRecord> failure_of(std::string_view content) {
    Taker taker(content);
    PointRecord point;
    point.point = taker.take<std::uint32_t>();
    if (!taker.complete() || taker.rest().empty()) return std::nullopt;
    point.failure = taker.rest();
    return point;
  }

  const std::filesystem::path& file_;
  std::ifstream stream_;
  std::uint64_t end_ = 0;
  std::uint64_t good_ = 0;
  std::string content_;
  std::vector<std::shared_ptr<const recording::Dataset>> layouts_;
};

}  // namespace

JournalState read_journal(const std::filesystem::path& file, const std::string& identity,
                          const std::function<void(PointRecord&&)>& visit) {
  return JournalWalk(file, identity).walk(visit);
}

PointJournal::PointJournal(const std::filesystem::path& file, std::string identity) : file_(file) {
  descriptor_ = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) fail(errno);
  if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    ::close(descriptor_);
    if (error != EWOULDBLOCK) fail(error);
    throw ResultsError(fmt::format("{}: another process is writing these points", file.string()));
  }
  try {
    JournalWalk walk(file, identity);
    size_ = walk.walk([](PointRecord&&) {}).bytes;
    layouts_ = std::move(walk).layouts();
    if (ftruncate(descriptor_, static_cast<off_t>(size_)) != 0 || lseek(descriptor_, 0, SEEK_END) < 0) fail(errno);
    if (size_ == 0) {
      write_bytes(header_of(identity));
      flush_folder_of(file);
    }
  } catch (...) {
    ::close(descriptor_);
    throw;
  }
  syncing_ = std::thread([this] { sync_until_closed(); });
}

PointJournal::~PointJournal() {
  try {
    close();
  } catch (const ResultsError&) {  // told by `append` or `close` where somebody asks
  }
}

void PointJournal::append(const PointRecord& point) {
  std::string content;
  put(content, point.point);
  if (point.failed()) return write_record(failure_kind, content + point.failure);
  auto layout = std::ranges::find(layouts_, point.layout);
  if (layout == layouts_.end()) {
    write_record(layout_kind, dataset_image(*point.layout));
    layouts_.push_back(point.layout);
    layout = layouts_.end() - 1;
  }
  put(content, static_cast<std::uint32_t>(layout - layouts_.begin()));
  put(content, point.events);
  put(content, point.seconds);
  content.append(reinterpret_cast<const char*>(point.numbers.data()), point.numbers.size() * sizeof(double));
  write_record(point_kind, content);
}

void PointJournal::write_record(std::uint32_t kind, std::string_view content) {
  std::string bytes = head_of(kind, content.size());
  const std::uint32_t sum = checksum(bytes, content);
  bytes.append(content);
  put(bytes, sum);
  write_bytes(bytes);
}

void PointJournal::write_bytes(std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  if (sync_error_ != 0) fail(sync_error_);
  const auto length = bytes.size();
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      const int error = errno;
      if (ftruncate(descriptor_, static_cast<off_t>(size_)) == 0) lseek(descriptor_, 0, SEEK_END);
      fail(error);
    }
    bytes.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
  }
  size_ += length;
  dirty_ = true;
  changed_.notify_one();
}

void PointJournal::sync_until_closed() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return dirty_ || closing_; });
    if (!dirty_) return;
    dirty_ = false;
    lock.unlock();
    const int error = fdatasync(descriptor_) == 0 ? 0 : errno;
    lock.lock();
    if (error != 0 && error != EINVAL) sync_error_ = error;  // some files cannot be synced
  }
}

void PointJournal::close() {
  if (descriptor_ < 0) return;
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_one();
  syncing_.join();
  ::close(descriptor_);
  descriptor_ = -1;
  if (sync_error_ != 0) fail(sync_error_);
}

void PointJournal::fail(int error_number) const {
  throw ResultsError(
      fmt::format("{}: cannot be written: {}", file_.string(), std::generic_category().message(error_number)));
}

}  // namespace throughgate::results
