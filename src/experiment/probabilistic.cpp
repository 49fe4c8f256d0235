#include "experiment/probabilistic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "experiment/run_numbers.hpp"

namespace throughgate::experiment {

namespace {

constexpr std::uint32_t batch_draws = 50;
/// Replications of one draw have luck of their own; so have draws. Room for 4,096 replications of a million draws.
constexpr std::uint32_t draws_apart = 1U << 20;

struct Run {
  std::uint32_t draw = 0;
  std::uint32_t replication = 0;
};

/// The number of the run's luck.
std::uint32_t address_of(const Run& run) { return run.replication * draws_apart + run.draw; }

/// One bar for all batches; how many runs there will be is known better with each.
class Whole final : public Progress {
 public:
  explicit Whole(Progress* inner) : inner_(inner) {}
  /// Runs of the batch, and of what may follow.
  void batch_begins(std::size_t runs, std::size_t to_come) {
    if (inner_ != nullptr && before_ == 0 && batch_ == 0) inner_->started(runs + to_come);
    before_ += batch_;
    batch_ = runs;
    runs_ = before_ + runs + to_come;
  }
  void started(std::size_t) override {}
  void advanced(std::size_t done, std::size_t, double) override {
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begun_;
    if (inner_ != nullptr) inner_->advanced(before_ + done, runs_, elapsed.count());
  }
  void ended() override {}
  void all_ended() {
    if (inner_ != nullptr) inner_->ended();
  }

 private:
  Progress* inner_;
  std::size_t runs_ = 0;
  std::size_t before_ = 0;
  std::size_t batch_ = 0;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

/// Net benefit of the declared value, by its parts.
constexpr const char* money = "net_present_value";
constexpr const char* reoffences = "discounted_reoffences";

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double variance_of(const std::vector<double>& values) {
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return squares / static_cast<double>(values.size() - 1);
}

struct Spread {
  double within = 0;
  double between = 0;  ///< of what the parameters give
};

class Probabilistic {
 public:
  Probabilistic(const scenario::LoadedScenario& loaded, const std::vector<scenario::UncertainParameter>& parameters,
                const ParameterDraws& draws, const ProbabilisticPlan& plan, const scenario::Binders& binders,
                const std::atomic<bool>& stop, Progress* progress)
      : loaded_(loaded),
        parameters_(parameters),
        draws_(draws),
        plan_(plan),
        binders_(binders),
        stop_(stop),
        progress_(progress) {
    options_ = plan.options;
    if (options_.empty()) {
      options_.resize(loaded.scenario().compared());
      std::iota(options_.begin(), options_.end(), std::size_t{0});
    }
    for (const std::size_t option : options_) {
      result_.runs.options.push_back(loaded.scenario().options[option].name);
    }
    const auto& declared = loaded.scenario().value_per_reoffence_avoided;
    if (declared) value_per_reoffence_ = declared->amount;
  }

  ProbabilisticResult run() {
    const std::uint32_t first = std::min(pilot_draws, plan_.draws);
    result_.replications = plan_.replications.value_or(1);
    run_batch(runs_of(0, first, std::max(result_.replications, 2U)));
    if (!plan_.replications && !ended()) {
      const Spread spread = largest_spread();
      const std::uint32_t best = best_replications(spread.within, spread.between);
      if (best > 2) run_batch(runs_of(0, first, best, 2));
      if (!ended()) result_.replications = best;
    }
    for (std::uint32_t next = first; next < plan_.draws && !ended() && !known_well_enough(); next += batch_draws) {
      run_batch(runs_of(next, std::min(next + batch_draws, plan_.draws), result_.replications));
    }
    progress_.all_ended();
    return std::move(result_);
  }

 private:
  /// Replications `from` to `count` of draws; where one would do, some have two.
  [[nodiscard]] static std::vector<Run> runs_of(std::uint32_t first, std::uint32_t last, std::uint32_t count,
                                                std::uint32_t from = 0) {
    std::vector<Run> runs;
    for (std::uint32_t draw = first; draw < last; ++draw) {
      const std::uint32_t needed = count == 1 && draw % measured_every == 0 ? 2 : count;
      for (std::uint32_t replication = from; replication < needed; ++replication) runs.push_back({draw, replication});
    }
    return runs;
  }

  void run_batch(const std::vector<Run>& batch) {
    if (batch.empty()) return;
    while (result_.values.size() <= batch.back().draw) {
      result_.values.push_back(draws_.values(static_cast<std::uint32_t>(result_.values.size())));
    }
    const std::size_t draws_to_come = plan_.draws - std::min(plan_.draws, batch.back().draw + 1);
    progress_.batch_begins(batch.size() * options_.size(), draws_to_come * options_.size() * result_.replications);
    const RunPlan plan{result_.runs.options, options_, static_cast<std::uint32_t>(batch.size()), plan_.threads};
    append(batch, run_all(plan, functions_of(batch), stop_, &progress_));
  }

  [[nodiscard]] ReplicationFunctions functions_of(const std::vector<Run>& batch) const {
    ReplicationFunctions functions;
    functions.prelude = [this, &batch](std::uint32_t number, const std::atomic<bool>& stop) {
      const Run run = batch[number];
      const auto drawn = scenario::with_values(loaded_, parameters_, result_.values[run.draw], binders_);
      return prelude_of(prepare(drawn, plan_.queue, base_), options_, address_of(run), stop);
    };
    functions.run = [](std::size_t option, std::uint32_t, const Prelude* prelude, const std::atomic<bool>& stop) {
      auto outcome = run_replication(*prelude, option, stop);
      outcome.tables = without_series(outcome.tables);
      return outcome;
    };
    return functions;
  }

  /// Takes the runs that every option finished.
  void append(const std::vector<Run>& batch, RunResult ended) {
    for (const std::uint32_t number : ended.paired_replications()) {
      DrawnRun run{batch[number].draw, batch[number].replication, {}};
      bool fits = true;
      for (const auto& of_option : ended.outcomes) {
        const recording::Dataset& tables = of_option[number]->tables;
        if (result_.schema.variables.empty()) result_.schema = tables;
        fits = fits && std::ranges::equal(tables.variables, result_.schema.variables, {}, &recording::Variable::name,
                                          &recording::Variable::name);
        run.numbers.push_back(numbers_of(tables));
      }
      if (fits) {
        result_.finished.push_back(std::move(run));
      } else {
        ended.failures.push_back({"", number, "its responses are not those of the other draws"});
      }
    }
    RunResult& all = result_.runs;
    for (Failure& failure : ended.failures) {
      const Run run = batch[failure.replication];
      failure.before = fmt::format("draw {}, ", run.draw + 1);
      failure.replication = address_of(run);
      all.failures.push_back(std::move(failure));
    }
    all.interrupted = all.interrupted || ended.interrupted;
    all.wall_seconds += ended.wall_seconds;
    all.events += ended.events;
  }

  /// Position among the options that are run.
  [[nodiscard]] std::size_t reference() const {
    const auto found = std::ranges::find(options_, loaded_.scenario().reference);
    return static_cast<std::size_t>(found - options_.begin());
  }

  /// Net benefit of an alternative (a position among those that are run) less the reference's, by finished run.
  [[nodiscard]] std::vector<double> differences(std::size_t alternative) const {
    if (result_.finished.empty()) return {};
    const std::size_t cost = place_of(result_.schema, money);
    const std::size_t harm = place_of(result_.schema, reoffences);
    const auto benefit = [&](const std::vector<double>& numbers) {
      return numbers[cost] - value_per_reoffence_ * numbers[harm];
    };
    std::vector<double> result;
    for (const DrawnRun& run : result_.finished) {
      result.push_back(benefit(run.numbers[alternative]) - benefit(run.numbers[reference()]));
    }
    return result;
  }

  [[nodiscard]] std::vector<std::size_t> alternatives() const {
    std::vector<std::size_t> result(options_.size());
    std::iota(result.begin(), result.end(), std::size_t{0});
    std::erase(result, reference());
    return result;
  }

  /// Within and between draws, of the alternative with the largest share within. Of the first draws, two runs each.
  /// What lies between is taken a standard error high: few draws must not ask for many replications by chance.
  [[nodiscard]] Spread largest_spread() const {
    Spread largest;
    double share = -1;
    for (const std::size_t alternative : alternatives()) {
      const auto values = differences(alternative);
      std::vector<double> means;
      double within = 0;
      for (std::size_t run = 1; run < values.size(); ++run) {
        if (result_.finished[run].draw != result_.finished[run - 1].draw) continue;
        means.push_back(0.5 * (values[run] + values[run - 1]));
        within += 0.5 * (values[run] - values[run - 1]) * (values[run] - values[run - 1]);
      }
      if (means.size() < 2) continue;
      const auto count = static_cast<double>(means.size());
      within /= count;
      const double total = variance_of(means) * (1 + std::sqrt(2 / (count - 1)));
      const double between = std::max(total - 0.5 * within, 0.0);
      if (within <= share * (within + between)) continue;
      share = within / std::max(within + between, std::numeric_limits<double>::min());
      largest = {within, between};
    }
    return largest;
  }

  [[nodiscard]] bool ended() const { return stop_.load() || result_.runs.interrupted; }

  [[nodiscard]] bool known_well_enough() const {
    if (!plan_.half_width) return false;
    return std::ranges::all_of(alternatives(), [this](std::size_t alternative) {
      return half_width(differences(alternative)) <= *plan_.half_width;
    });
  }

  /// 95%, of the mean over draws; a draw's value is the mean of its counted runs.
  [[nodiscard]] double half_width(const std::vector<double>& values) const {
    std::map<std::uint32_t, std::vector<double>> of_draw;
    for (std::size_t run = 0; run < values.size(); ++run) {
      if (result_.finished[run].replication >= result_.replications) continue;
      of_draw[result_.finished[run].draw].push_back(values[run]);
    }
    std::vector<double> means;
    for (const auto& [draw, runs] : of_draw) means.push_back(mean_of(runs));
    if (means.size() < 2) return std::numeric_limits<double>::infinity();
    const auto count = static_cast<double>(means.size());
    const boost::math::students_t_distribution<> t(count - 1);
    return quantile(t, 0.975) * std::sqrt(variance_of(means) / count);
  }

  const scenario::LoadedScenario& loaded_;
  const std::vector<scenario::UncertainParameter>& parameters_;
  const ParameterDraws& draws_;
  const ProbabilisticPlan& plan_;
  const scenario::Binders& binders_;
  const std::atomic<bool>& stop_;
  std::shared_ptr<const PreparedScenario> base_ = prepare(loaded_, plan_.queue);
  std::vector<std::size_t> options_;
  double value_per_reoffence_ = 0;
  ProbabilisticResult result_;
  Whole progress_;
};

}  // namespace

std::uint32_t best_replications(double within, double between) {
  constexpr double most = 4;
  if (!(within > 0)) return 1;
  if (!(between > 0)) return static_cast<std::uint32_t>(most);
  return static_cast<std::uint32_t>(std::clamp(std::round(within / between), 1.0, most));
}

ProbabilisticResult run_probabilistic(const scenario::LoadedScenario& loaded,
                                      const std::vector<scenario::UncertainParameter>& parameters,
                                      const ParameterDraws& draws, const ProbabilisticPlan& plan,
                                      const scenario::Binders& binders, const std::atomic<bool>& stop,
                                      Progress* progress) {
  return Probabilistic(loaded, parameters, draws, plan, binders, stop, progress).run();
}

}  // namespace throughgate::experiment
