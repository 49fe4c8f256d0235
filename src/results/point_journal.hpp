#pragma once
/// The finished points of one shard of a sweep: a file that only grows, each record with its own checksum.
///
/// Text `throughgate points 1`, the sweep's identity (64 hexadecimal digits), a line each; then records, little-endian:
/// kind (4 bytes), length (8), content, CRC-32 of all three (4). A layout is an HDF5 image of the tables of one run; a
/// point is its number (4), the number of its layout in this file (4), events (8), seconds (8) and its numbers; a
/// failure is the point's number and a text. What follows the last whole record was being written when a process
/// ended, and counts for nothing.

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "recording/dataset.hpp"
#include "results/results_error.hpp"

namespace throughgate::results {

/// One record of a point.
struct PointRecord {
  std::uint32_t point = 0;                           ///< from 0
  std::shared_ptr<const recording::Dataset> layout;  ///< null when it failed
  std::vector<double> numbers;
  std::string failure;
  std::uint64_t events = 0;
  double seconds = 0;

  [[nodiscard]] bool failed() const { return !failure.empty(); }
};

struct JournalState {
  std::filesystem::path file{};
  std::uint64_t bytes = 0;    ///< of the header and all whole records
  std::uint64_t ignored = 0;  ///< behind them
};

/// Another sweep's points, or no points at all.
class ForeignJournal : public ResultsError {
 public:
  using ResultsError::ResultsError;
};

/// Hands every point of the file to `visit`, in the order of writing; the file may be growing. An empty file, or one
/// whose header was not finished, has none. Throws ForeignJournal, and ResultsError when it cannot be read.
JournalState read_journal(const std::filesystem::path& file, const std::string& identity,
                          const std::function<void(PointRecord&&)>& visit);

/// Writes points of one shard; one process at a time. Points reach the disk soon after they are appended, by a thread
/// of its own; all have when `close` returns.
class PointJournal {
 public:
  /// Opens or creates the file and drops what follows its last whole record. Throws ForeignJournal; ResultsError when
  /// another process writes the file, and for every reason of the system's.
  PointJournal(const std::filesystem::path& file, std::string identity);
  ~PointJournal();
  PointJournal(const PointJournal&) = delete;
  PointJournal& operator=(const PointJournal&) = delete;

  /// Throws ResultsError when the point cannot be written, or earlier ones did not reach the disk; the file then holds
  /// whole records alone.
  void append(const PointRecord& point);
  /// Throws ResultsError when something did not reach the disk.
  void close();

 private:
  void write_record(std::uint32_t kind, std::string_view content);
  void write_bytes(std::string_view bytes);
  void sync_until_closed();
  [[noreturn]] void fail(int error_number) const;

  std::filesystem::path file_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;  ///< of whole records
  std::vector<std::shared_ptr<const recording::Dataset>> layouts_;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool dirty_ = false;
  bool closing_ = false;
  int sync_error_ = 0;
  std::thread syncing_;
};

}  // namespace throughgate::results
