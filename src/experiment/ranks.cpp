#include "experiment/ranks.hpp"

#include <cstdlib>
#include <stdexcept>
#include <utility>

#ifdef THROUGHGATE_MPI
#include <fmt/format.h>

#include <algorithm>
#include <boost/mpi/communicator.hpp>
#include <boost/mpi/environment.hpp>
#include <boost/serialization/string.hpp>
#include <chrono>
#include <deque>
#include <optional>
#include <thread>
#endif

namespace throughgate::experiment {

namespace {

std::size_t whole_of(const char* variable) {
  const char* text = std::getenv(variable);
  return text == nullptr ? 0 : std::strtoul(text, nullptr, 10);
}

/// Open MPI's mpirun, a launcher with PMI, or srun with PMIx.
bool is_one_of_several() {
  if (whole_of("OMPI_COMM_WORLD_SIZE") > 1 || whole_of("PMI_SIZE") > 1) return true;
  return std::getenv("PMIX_RANK") != nullptr && whole_of("SLURM_STEP_NUM_TASKS") > 1;
}

}  // namespace

#ifdef THROUGHGATE_MPI

namespace {

namespace mpi = boost::mpi;
using Clock = std::chrono::steady_clock;

constexpr int point_tag = 1;   ///< manager to worker
constexpr int report_tag = 2;  ///< worker to manager
constexpr std::int64_t no_more = -1;
constexpr std::size_t points_ahead = 2;  ///< of a worker: the one in hand, and one to follow
constexpr std::chrono::microseconds pause{200};

enum class News { ended, broken, left };

/// What a worker tells.
struct Report {
  News news = News::left;
  std::uint32_t point = 0;
  std::string text;  ///< why the point failed, or the worker could not go on
  std::uint64_t events = 0;
  double simulated_seconds = 0;
  double busy_seconds = 0;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& news& point& text& events& simulated_seconds& busy_seconds;
  }
};

double seconds_since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

}  // namespace

struct Ranks::Processes {
  mpi::environment environment{mpi::threading::funneled, false};
  mpi::communicator world;
  bool ended = false;  ///< nobody waits for this rank any more

  // Of a worker, what the manager sent.
  std::deque<std::uint32_t> waiting;
  bool dismissed = false;

  /// Takes what the manager sent. False when there is neither a point nor a dismissal.
  bool receive() {
    while (world.iprobe(0, point_tag)) {
      std::int64_t point = no_more;
      world.recv(0, point_tag, point);
      if (point == no_more) {
        dismissed = true;
      } else {
        waiting.push_back(static_cast<std::uint32_t>(point));
      }
    }
    return dismissed || !waiting.empty();
  }
};

namespace {

/// What the manager knows.
class Management {
 public:
  Management(const mpi::communicator& world, const std::vector<std::uint32_t>& points, const Ranks::TellFailure& tell,
             Progress* progress)
      : world_(world), points_(points), tell_(tell), progress_(progress), dismissed_(workers() + 1, false) {
    for (std::size_t worker = 1; worker <= workers(); ++worker) {
      WorkerReport report;
      report.name = fmt::format("rank {}", worker);
      result_.by_worker.push_back(std::move(report));
    }
    if (progress_ != nullptr) progress_->started(points_.size());
  }

  SweepResult manage(const std::atomic<bool>& stop) {
    for (std::size_t ahead = 0; ahead < points_ahead; ++ahead) {
      for (std::size_t worker = 1; worker <= workers(); ++worker) hand_out(static_cast<int>(worker));
    }
    while (left_ < workers()) {
      if (stop.load()) dismiss_all();
      const auto message = world_.iprobe(mpi::any_source, report_tag);
      if (!message) {
        std::this_thread::sleep_for(pause);
        continue;
      }
      Report report;
      world_.recv(message->source(), report_tag, report);
      take(message->source(), report);
    }
    if (progress_ != nullptr) progress_->ended();
    if (!broken_.empty()) throw std::runtime_error(broken_);
    result_.interrupted = result_.finished + result_.failed < points_.size();
    result_.wall_seconds = seconds_since(begun_);
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::size_t workers() const { return static_cast<std::size_t>(world_.size()) - 1; }

  void hand_out(int worker) {
    if (dismissed_[static_cast<std::size_t>(worker)]) return;
    if (next_ == points_.size()) return dismiss(worker);
    world_.send(worker, point_tag, static_cast<std::int64_t>(points_[next_++]));
  }

  void dismiss(int worker) {
    if (dismissed_[static_cast<std::size_t>(worker)]) return;
    dismissed_[static_cast<std::size_t>(worker)] = true;
    world_.send(worker, point_tag, no_more);
  }

  void dismiss_all() {
    for (std::size_t worker = 1; worker <= workers(); ++worker) dismiss(static_cast<int>(worker));
  }

  void take(int worker, const Report& report) {
    WorkerReport& of_worker = result_.by_worker[static_cast<std::size_t>(worker) - 1];
    of_worker.busy_seconds = report.busy_seconds;
    switch (report.news) {
      case News::ended:
        hand_out(worker);
        count(of_worker, report);
        break;
      case News::broken:
        if (broken_.empty()) broken_ = report.text;
        dismiss_all();
        break;
      case News::left:
        ++left_;
        break;
    }
  }

  void count(WorkerReport& worker, const Report& report) {
    ++worker.points;
    worker.simulated_seconds += report.simulated_seconds;
    result_.events += report.events;
    if (report.text.empty()) {
      ++result_.finished;
    } else {
      ++result_.failed;
      tell_(report.point, report.text);
    }
    if (progress_ != nullptr) {
      progress_->advanced(result_.finished + result_.failed, points_.size(), seconds_since(begun_));
    }
  }

  const mpi::communicator& world_;
  const std::vector<std::uint32_t>& points_;
  const Ranks::TellFailure& tell_;
  Progress* progress_;
  std::vector<bool> dismissed_;  ///< by rank
  std::size_t next_ = 0;
  std::size_t left_ = 0;
  std::string broken_;
  SweepResult result_;
  Clock::time_point begun_ = Clock::now();
};

}  // namespace

/// Of a worker: one point after the other.
struct Ranks::Work {
  Processes& processes;
  const RunPoint& run;
  const KeepPoint& keep;
  const std::function<void()>& close;
  const std::atomic<bool>& stop;
  std::size_t points = 0;
  double busy_seconds = 0;
  Clock::time_point begun{};

  void work() {
    while (const auto point = next()) {
      if (points == 0) begun = Clock::now();
      try {
        const PointOutcome outcome = run(*point, stop);
        keep(outcome);
        ++points;
        busy_seconds = seconds_since(begun);
        tell({News::ended, *point, outcome.failure, outcome.events, outcome.seconds, busy_seconds});
      } catch (const Interrupted&) {
        break;
      }
    }
    close();
    tell({News::left, 0, "", 0, 0, busy_seconds});
  }

  void tell(const Report& report) const { processes.world.send(0, report_tag, report); }

  /// Nothing when there is no more, or it is time to stop.
  std::optional<std::uint32_t> next() {
    while (!stop.load()) {
      const bool knows = processes.receive();
      if (!processes.waiting.empty()) {
        const std::uint32_t point = processes.waiting.front();
        processes.waiting.pop_front();
        return point;
      }
      if (knows) return std::nullopt;
      std::this_thread::sleep_for(pause);
    }
    return std::nullopt;
  }
};

Ranks::Ranks(std::unique_ptr<Processes> processes) : processes_(std::move(processes)) {}

std::unique_ptr<Ranks> Ranks::join() {
  if (!is_one_of_several()) return nullptr;
  std::unique_ptr<Ranks> ranks(new Ranks(std::make_unique<Processes>()));
  if (ranks->count() > 1) return ranks;
  ranks->processes_->ended = true;
  return nullptr;
}

Ranks::~Ranks() {
  if (processes_->ended) return;
  try {
    if (is_manager()) {
      const std::vector<std::uint32_t> none;
      const TellFailure nobody = [](std::uint32_t, const std::string&) {};
      const std::atomic<bool> stop{true};
      (void)Management(processes_->world, none, nobody, nullptr).manage(stop);
    } else {
      processes_->world.send(0, report_tag, Report{News::broken, 0, "a rank could not begin (above)", 0, 0, 0});
      processes_->world.send(0, report_tag, Report{});
    }
  } catch (const std::exception&) {  // the other ranks' troubles are told by them
  }
}

std::size_t Ranks::number() const { return static_cast<std::size_t>(processes_->world.rank()); }

std::size_t Ranks::count() const { return static_cast<std::size_t>(processes_->world.size()); }

SweepResult Ranks::manage(const std::vector<std::uint32_t>& points, const TellFailure& tell,
                          const std::atomic<bool>& stop, Progress* progress) {
  processes_->ended = true;
  return Management(processes_->world, points, tell, progress).manage(stop);
}

bool Ranks::is_wanted(const std::atomic<bool>& stop) {
  while (!stop.load() && !processes_->receive()) std::this_thread::sleep_for(pause);
  if (!processes_->waiting.empty()) return true;
  processes_->world.send(0, report_tag, Report{});
  processes_->ended = true;
  return false;
}

void Ranks::work(const RunPoint& run, const KeepPoint& keep, const std::function<void()>& close,
                 const std::atomic<bool>& stop) {
  processes_->ended = true;
  try {
    Work{*processes_, run, keep, close, stop}.work();
  } catch (const std::exception& error) {
    processes_->world.send(0, report_tag, Report{News::broken, 0, error.what(), 0, 0, 0});
    processes_->world.send(0, report_tag, Report{});
    throw;
  }
}

#else

struct Ranks::Processes {};

std::unique_ptr<Ranks> Ranks::join() {
  if (!is_one_of_several()) return nullptr;
  throw std::runtime_error("this program was built without MPI: run one process, or parts of the sweep with --shard");
}

Ranks::~Ranks() = default;
std::size_t Ranks::number() const { return 0; }
std::size_t Ranks::count() const { return 1; }

SweepResult Ranks::manage(const std::vector<std::uint32_t>&, const TellFailure&, const std::atomic<bool>&, Progress*) {
  throw std::logic_error("no ranks without MPI");
}

bool Ranks::is_wanted(const std::atomic<bool>&) { throw std::logic_error("no ranks without MPI"); }

void Ranks::work(const RunPoint&, const KeepPoint&, const std::function<void()>&, const std::atomic<bool>&) {
  throw std::logic_error("no ranks without MPI");
}

#endif

}  // namespace throughgate::experiment
