#include "experiment/sweep.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <utility>

#include "experiment/run_numbers.hpp"

namespace throughgate::experiment {

namespace {

using Clock = std::chrono::steady_clock;
using recording::Dataset;

double seconds_since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

bool same_variable(const recording::Variable& a, const recording::Variable& b) {
  return a.name == b.name && a.dimensions == b.dimensions && a.units == b.units;
}

bool same_dimension(const recording::Dimension& a, const recording::Dimension& b) {
  return a.name == b.name && a.labels == b.labels;
}

bool same_layout(const Dataset& a, const Dataset& b) {
  return std::ranges::equal(a.variables, b.variables, same_variable) &&
         std::ranges::equal(a.dimensions, b.dimensions, same_dimension);
}

}  // namespace

PointRunner::PointRunner(const scenario::DesignSpace& space, const Eigen::MatrixXd& points, QueueKind queue)
    : space_(space), points_(points), queue_(queue), base_(prepare(space.loaded(), queue)) {}

PointOutcome PointRunner::run(std::uint32_t point, const std::atomic<bool>& stop) {
  PointOutcome outcome;
  outcome.point = point;
  try {
    const Eigen::VectorXd coordinates = points_.row(point);
    const auto at = space_.at({coordinates.data(), static_cast<std::size_t>(coordinates.size())});
    const auto prepared = prepare(at, queue_, base_);
    const auto begun = Clock::now();
    run_options(prepared, stop, outcome);
    outcome.seconds = seconds_since(begun);
  } catch (const std::exception& error) {
    outcome.layout.reset();
    outcome.numbers.clear();
    outcome.failure = error.what();
    if (outcome.failure.empty()) outcome.failure = "no reason given";
  }
  return outcome;
}

void PointRunner::run_options(const std::shared_ptr<const PreparedScenario>& prepared, const std::atomic<bool>& stop,
                              PointOutcome& outcome) {
  const auto& scenario = space_.loaded().scenario();
  std::vector<std::size_t> options(scenario.compared());
  std::iota(options.begin(), options.end(), std::size_t{0});
  std::size_t width = 0;
  for (std::uint32_t replication = 0; replication < scenario.replications; ++replication) {
    const auto prelude = prelude_of(prepared, options, replication, stop);
    for (const std::size_t option : options) {
      const ReplicationOutcome run = run_replication(*prelude, option, stop);
      const Dataset tables = without_series(run.tables);
      if (outcome.layout == nullptr) {
        outcome.layout = layout_of(tables);
        width = number_count(tables);
        outcome.numbers.resize(options.size() * scenario.replications * width);
      } else if (!same_layout(tables, *outcome.layout)) {
        throw std::runtime_error(fmt::format("option {}, replication {}: its responses are not those of the first run",
                                             scenario.options[option].name, replication + 1));
      }
      const auto row = numbers_of(tables);
      const std::size_t place = (option * scenario.replications + replication) * width;
      std::ranges::copy(row, outcome.numbers.begin() + static_cast<std::ptrdiff_t>(place));
      outcome.events += run.statistics.events - run.statistics.shared_events;
    }
  }
}

std::shared_ptr<const Dataset> PointRunner::layout_of(const Dataset& tables) {
  const std::lock_guard lock(mutex_);
  const auto known = std::ranges::find_if(layouts_, [&](const auto& one) { return same_layout(*one, tables); });
  if (known != layouts_.end()) return *known;
  layouts_.push_back(std::make_shared<const Dataset>(tables));
  return layouts_.back();
}

double SweepResult::overhead_seconds_per_point() const {
  double seconds = 0;
  std::size_t points = 0;
  for (const WorkerReport& worker : by_worker) {
    seconds += worker.busy_seconds - worker.simulated_seconds;
    points += worker.points;
  }
  return points == 0 ? 0 : seconds / static_cast<double>(points);
}

namespace {

/// The shared state of the workers of a sweep.
class Sweep {
 public:
  Sweep(const std::vector<std::uint32_t>& points, const RunPoint& run, const KeepPoint& keep,
        const std::atomic<bool>& stop, Progress* progress)
      : points_(points), run_(run), keep_(keep), stop_(stop), progress_(progress) {
    if (progress_ != nullptr) progress_->started(points_.size());
  }

  void work(std::size_t number) {
    WorkerReport report;
    report.name = fmt::format("thread {}", number + 1);
    const auto begun = Clock::now();
    while (const auto point = next()) {
      try {
        const PointOutcome outcome = run_(*point, stop_);
        keep(outcome);
        ++report.points;
        report.simulated_seconds += outcome.seconds;
        report.busy_seconds = seconds_since(begun);
      } catch (const Interrupted&) {
        break;
      }
    }
    const std::lock_guard lock(mutex_);
    result_.by_worker.push_back(std::move(report));
  }

  SweepResult finish() {
    if (progress_ != nullptr) progress_->ended();
    if (error_) std::rethrow_exception(error_);
    std::ranges::sort(result_.by_worker, {},
                      [](const auto& worker) { return std::pair(worker.name.size(), worker.name); });
    result_.interrupted = result_.finished + result_.failed < points_.size();
    result_.wall_seconds = seconds_since(begun_);
    return std::move(result_);
  }

 private:
  std::optional<std::uint32_t> next() {
    const std::lock_guard lock(mutex_);
    if (stop_.load() || error_ || next_ == points_.size()) return std::nullopt;
    return points_[next_++];
  }

  void keep(const PointOutcome& outcome) {
    const std::lock_guard lock(mutex_);
    if (error_) return;
    try {
      keep_(outcome);
    } catch (...) {
      error_ = std::current_exception();
      return;
    }
    ++(outcome.failed() ? result_.failed : result_.finished);
    result_.events += outcome.events;
    if (progress_ != nullptr) {
      progress_->advanced(result_.finished + result_.failed, points_.size(), seconds_since(begun_));
    }
  }

  const std::vector<std::uint32_t>& points_;
  const RunPoint& run_;
  const KeepPoint& keep_;
  const std::atomic<bool>& stop_;
  Progress* progress_;
  std::mutex mutex_;
  std::size_t next_ = 0;
  std::exception_ptr error_;
  SweepResult result_;
  Clock::time_point begun_ = Clock::now();
};

}  // namespace

SweepResult run_sweep(const std::vector<std::uint32_t>& points, std::size_t threads, const RunPoint& run,
                      const KeepPoint& keep, const std::atomic<bool>& stop, Progress* progress) {
  Sweep sweep(points, run, keep, stop, progress);
  const std::size_t workers = std::clamp<std::size_t>(points.size(), 1, threads);
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, workers);
  tbb::task_arena arena(static_cast<int>(workers));
  arena.execute([&] {
    tbb::task_group group;
    for (std::size_t worker = 0; worker < workers; ++worker) group.run([&sweep, worker] { sweep.work(worker); });
    group.wait();
  });
  return sweep.finish();
}

}  // namespace throughgate::experiment
