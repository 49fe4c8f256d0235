#pragma once
/// Processes that work on one sweep under mpirun: a manager, rank 0, hands out points; workers run and keep them.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "experiment/sweep.hpp"

namespace throughgate::experiment {

/// This process among the others. While one lives, MPI is initialised; at most one a process. A rank that leaves early,
/// by an exception too, tells the others: none waits for it.
class Ranks {
 public:
  /// Null when no launcher started this process as one of several. Throws std::runtime_error when one did and the
  /// program was built without MPI.
  [[nodiscard]] static std::unique_ptr<Ranks> join();
  ~Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  [[nodiscard]] std::size_t number() const;
  [[nodiscard]] std::size_t count() const;
  [[nodiscard]] bool is_manager() const { return number() == 0; }

  /// Told of each point that failed.
  using TellFailure = std::function<void(std::uint32_t point, const std::string& failure)>;

  /// Of the manager: hands out `points` in their order until all have ended or `stop` becomes true. It sleeps between
  /// messages and leaves its core to the workers, each of which has a point in hand and one to follow. Throws
  /// std::runtime_error with the words of a worker that could not go on, once the others have ended.
  [[nodiscard]] SweepResult manage(const std::vector<std::uint32_t>& points, const TellFailure& tell,
                                   const std::atomic<bool>& stop, Progress* progress);

  /// Of a worker: waits for the manager, which begins alone, and gives false when it has nothing for this rank.
  [[nodiscard]] bool is_wanted(const std::atomic<bool>& stop);

  /// Of a worker: runs the points that it is given, and keeps each, until the manager has no more; then calls `close`,
  /// before the manager knows that the rank has ended. What `keep` and `close` throw is told to the manager, and
  /// thrown.
  void work(const RunPoint& run, const KeepPoint& keep, const std::function<void()>& close,
            const std::atomic<bool>& stop);

 private:
  struct Processes;
  struct Work;
  explicit Ranks(std::unique_ptr<Processes> processes);
  std::unique_ptr<Processes> processes_;
};

}  // namespace throughgate::experiment
