#pragma once
/// Which run comes next, for workers that ask from several threads.

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>

namespace throughgate::experiment {

/// One run: an option of a replication, or the prelude that its options wait for.
struct Task {
  enum class Kind { prelude, option };
  Kind kind = Kind::option;
  std::size_t option = 0;         ///< position in the plan; 0 for a prelude
  std::uint32_t replication = 0;  ///< from 0

  friend bool operator==(const Task&, const Task&) = default;
};

/// Pairs first: all options of replication 0, then all of 1, and so on. With preludes, the one of a
/// replication comes before its options; workers with nothing else to do wait for it.
class TaskQueue {
 public:
  TaskQueue(std::size_t options, std::uint32_t replications, bool with_preludes);

  /// The next task; nothing when all are handed out or the queue was closed.
  [[nodiscard]] std::optional<Task> next();
  /// The prelude of `replication` ended. Its options become tasks when it is usable, else they are dropped.
  void prelude_ended(std::uint32_t replication, bool usable);
  /// No further tasks; wakes every waiting worker.
  void close();

 private:
  void add_options(std::uint32_t replication);
  void start_replications();

  std::size_t options_;
  std::uint32_t replications_;
  bool with_preludes_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> ready_;
  std::uint32_t started_ = 0;  ///< replications whose first task is in the queue or handed out
  std::uint32_t running_preludes_ = 0;
  bool closed_ = false;
};

}  // namespace throughgate::experiment
