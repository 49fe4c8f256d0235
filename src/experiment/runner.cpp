#include "experiment/runner.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "experiment/task_queue.hpp"

namespace throughgate::experiment {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// The shared state of the workers of one run.
class Workshop {
 public:
  Workshop(const RunPlan& plan, const ReplicationFunctions& functions, const std::atomic<bool>& stop,
           Progress* progress)
      : plan_(plan),
        functions_(functions),
        stop_(stop),
        progress_(progress),
        queue_(plan.options.size(), plan.replications, static_cast<bool>(functions.prelude)),
        preludes_(plan.replications),
        options_left_(plan.replications, plan.options.size()) {
    result_.options = plan.options;
    result_.outcomes.resize(plan.options.size());
    for (auto& of_option : result_.outcomes) of_option.resize(plan.replications);
    if (progress_ != nullptr) progress_->started(runs());
  }

  /// What one worker does until nothing is left.
  void work() {
    while (const auto task = queue_.next()) {
      if (stop_.load()) {
        queue_.close();
        return;
      }
      if (task->kind == Task::Kind::prelude) {
        run_prelude(task->replication);
      } else {
        run_option(task->option, task->replication);
      }
    }
  }

  [[nodiscard]] RunResult finish() {
    if (progress_ != nullptr) progress_->ended();
    result_.interrupted = done_ < runs();
    result_.wall_seconds = seconds_since(start_);
    std::ranges::sort(result_.failures, [this](const Failure& a, const Failure& b) {
      return std::tuple(a.replication, position(a)) < std::tuple(b.replication, position(b));
    });
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::size_t runs() const { return plan_.options.size() * plan_.replications; }

  [[nodiscard]] std::ptrdiff_t position(const Failure& failure) const {
    if (failure.option.empty()) return -1;
    return std::ranges::find(plan_.options, failure.option) - plan_.options.begin();
  }

  void run_prelude(std::uint32_t replication) {
    std::shared_ptr<const Prelude> prelude;
    bool usable = false;
    guarded("", replication, plan_.options.size(), [&] {
      prelude = functions_.prelude(replication, stop_);
      usable = true;
    });
    {
      const std::scoped_lock lock(mutex_);
      preludes_[replication] = std::move(prelude);
    }
    queue_.prelude_ended(replication, usable);
  }

  void run_option(std::size_t option, std::uint32_t replication) {
    guarded(plan_.options[option], replication, 1, [&] {
      const auto prelude = prelude_of(replication);
      auto outcome = functions_.run(plan_.indices[option], replication, prelude.get(), stop_);
      const std::scoped_lock lock(mutex_);
      result_.events += outcome.statistics.events - outcome.statistics.shared_events;
      result_.outcomes[option][replication] = std::move(outcome);
      advance(1);
    });
    release_prelude(replication);
  }

  [[nodiscard]] std::shared_ptr<const Prelude> prelude_of(std::uint32_t replication) {
    const std::scoped_lock lock(mutex_);
    return preludes_[replication];
  }

  /// The last option of a replication lets its prelude go.
  void release_prelude(std::uint32_t replication) {
    const std::scoped_lock lock(mutex_);
    if (--options_left_[replication] == 0) preludes_[replication].reset();
  }

  /// Does `action`; a failure is recorded and counts as `lost_runs` ended runs.
  template <typename Action>
  void guarded(const std::string& option, std::uint32_t replication, std::size_t lost_runs, const Action& action) {
    try {
      action();
    } catch (const Interrupted&) {
      queue_.close();
    } catch (const std::exception& error) {
      fail({option, replication, error.what()}, lost_runs);
    } catch (...) {
      fail({option, replication, "failed for an unknown reason"}, lost_runs);
    }
  }

  void fail(Failure failure, std::size_t lost_runs) {
    const std::scoped_lock lock(mutex_);
    result_.failures.push_back(std::move(failure));
    advance(lost_runs);
  }

  /// Call with the mutex held.
  void advance(std::size_t ended_runs) {
    done_ += ended_runs;
    if (progress_ != nullptr) progress_->advanced(done_, runs(), seconds_since(start_));
  }

  const RunPlan& plan_;
  const ReplicationFunctions& functions_;
  const std::atomic<bool>& stop_;
  Progress* progress_;
  TaskQueue queue_;
  std::mutex mutex_;
  std::vector<std::shared_ptr<const Prelude>> preludes_;
  std::vector<std::size_t> options_left_;
  RunResult result_;
  std::size_t done_ = 0;
  Clock::time_point start_ = Clock::now();
};

}  // namespace

std::string Failure::text() const {
  const std::string who = option.empty() ? "what the options share" : fmt::format("option {}", option);
  const std::string run = fmt::format("{}, replication {}", who, replication + 1);
  return before + (message.starts_with(run) ? message : fmt::format("{}: {}", run, message));
}

std::vector<std::uint32_t> RunResult::paired_replications() const {
  std::vector<std::uint32_t> paired;
  const std::size_t count = outcomes.empty() ? 0 : outcomes.front().size();
  for (std::uint32_t replication = 0; replication < count; ++replication) {
    const auto finished = [replication](const auto& of_option) { return of_option[replication].has_value(); };
    if (std::ranges::all_of(outcomes, finished)) paired.push_back(replication);
  }
  return paired;
}

RunResult run_all(const RunPlan& plan, const ReplicationFunctions& functions, const std::atomic<bool>& stop,
                  Progress* progress) {
  if (plan.threads == 0 || plan.options.size() != plan.indices.size()) {
    throw std::invalid_argument("a run plan needs a thread, and an index for each option");
  }
  Workshop workshop(plan, functions, stop, progress);
  // Without this, oneTBB holds no more workers than the machine has cores.
  const tbb::global_control workers(tbb::global_control::max_allowed_parallelism, plan.threads);
  tbb::task_arena arena(static_cast<int>(plan.threads));
  arena.execute([&] {
    tbb::task_group group;
    for (std::size_t worker = 0; worker + 1 < plan.threads; ++worker) group.run([&] { workshop.work(); });
    workshop.work();
    group.wait();
  });
  return workshop.finish();
}

}  // namespace throughgate::experiment
