#include "experiment/task_queue.hpp"

namespace throughgate::experiment {

TaskQueue::TaskQueue(std::size_t options, std::uint32_t replications, bool with_preludes)
    : options_(options), replications_(replications), with_preludes_(with_preludes) {}

void TaskQueue::add_options(std::uint32_t replication) {
  for (std::size_t option = 0; option < options_; ++option) {
    ready_.push_back({Task::Kind::option, option, replication});
  }
}

void TaskQueue::start_replications() {
  while (ready_.empty() && started_ < replications_) {
    const std::uint32_t replication = started_++;
    if (with_preludes_) {
      ready_.push_back({Task::Kind::prelude, 0, replication});
    } else {
      add_options(replication);
    }
  }
}

std::optional<Task> TaskQueue::next() {
  std::unique_lock lock(mutex_);
  while (true) {
    if (closed_) return std::nullopt;
    start_replications();
    if (!ready_.empty()) break;
    if (running_preludes_ == 0) return std::nullopt;
    changed_.wait(lock);
  }
  const Task task = ready_.front();
  ready_.pop_front();
  if (task.kind == Task::Kind::prelude) ++running_preludes_;
  return task;
}

void TaskQueue::prelude_ended(std::uint32_t replication, bool usable) {
  const std::scoped_lock lock(mutex_);
  --running_preludes_;
  if (usable && !closed_) add_options(replication);
  changed_.notify_all();
}

void TaskQueue::close() {
  const std::scoped_lock lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

}  // namespace throughgate::experiment
