#pragma once
/// Design points on threads: each point is every option and every replication of the scenario at that point.

#include <Eigen/Dense>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "experiment/runner.hpp"
#include "recording/dataset.hpp"
#include "scenario/design_space.hpp"

namespace throughgate::experiment {

/// What came of a point.
struct PointOutcome {
  std::uint32_t point = 0;  ///< from 0
  /// The tables of a run without their numbers; shared by all points that have the same. Null when the point failed.
  std::shared_ptr<const recording::Dataset> layout;
  std::vector<double> numbers;  ///< of option, then replication, then the layout's variables
  std::string failure;          ///< why it could not be finished, or empty
  std::uint64_t events = 0;
  double seconds = 0;  ///< of simulation

  [[nodiscard]] bool failed() const { return !failure.empty(); }
};

/// Runs points. Safe to use from several threads; a point's outcome does not depend on the others.
class PointRunner {
 public:
  /// `points` are those of the space's design. What it is given must outlive it.
  PointRunner(const scenario::DesignSpace& space, const Eigen::MatrixXd& points, QueueKind queue);

  /// What a run throws is the point's failure. Throws Interrupted when `stop` becomes true.
  [[nodiscard]] PointOutcome run(std::uint32_t point, const std::atomic<bool>& stop);

 private:
  void run_options(const std::shared_ptr<const PreparedScenario>& prepared, const std::atomic<bool>& stop,
                   PointOutcome& outcome);
  [[nodiscard]] std::shared_ptr<const recording::Dataset> layout_of(const recording::Dataset& tables);

  const scenario::DesignSpace& space_;
  const Eigen::MatrixXd& points_;
  QueueKind queue_;
  std::shared_ptr<const PreparedScenario> base_;
  std::mutex mutex_;
  std::vector<std::shared_ptr<const recording::Dataset>> layouts_;
};

/// What one worker did.
struct WorkerReport {
  std::string name;  ///< `thread 1`, `rank 1`
  std::size_t points = 0;
  double busy_seconds = 0;       ///< from its first point to the end of its last
  double simulated_seconds = 0;  ///< of these, inside simulations
};

struct SweepResult {
  std::size_t finished = 0;
  std::size_t failed = 0;
  std::vector<WorkerReport> by_worker;
  double wall_seconds = 0;
  std::uint64_t events = 0;
  bool interrupted = false;

  /// Time of the workers outside simulations; 0 without points.
  [[nodiscard]] double overhead_seconds_per_point() const;
};

using RunPoint = std::function<PointOutcome(std::uint32_t point, const std::atomic<bool>& stop)>;
/// Takes a point that ended; one call at a time, from any thread.
using KeepPoint = std::function<void(const PointOutcome&)>;

/// Runs `points` in their order on threads. No further point starts when `stop` becomes true or `keep` throws; what
/// `keep` threw first is thrown once the points under way have ended.
[[nodiscard]] SweepResult run_sweep(const std::vector<std::uint32_t>& points, std::size_t threads, const RunPoint& run,
                                    const KeepPoint& keep, const std::atomic<bool>& stop, Progress* progress);

}  // namespace throughgate::experiment
