#include "experiment/probabilistic.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <chrono>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <span>
#include <utility>

namespace throughgate::experiment {

namespace {

constexpr std::uint32_t batch_draws = 50;
/// Replications of one draw have luck of their own; so have draws. Room for 4,096 replications of a million draws.
constexpr std::uint32_t draws_apart = 1U << 20;

struct Run {
  std::uint32_t draw = 0;
  std::uint32_t replication = 0;
};

/// Series over time would fill the memory, and no decision reads them.
recording::Dataset without_series(const recording::Dataset& tables) {
  recording::Dataset kept;
  kept.name = tables.name;
  kept.attributes = tables.attributes;
  std::ranges::copy_if(tables.dimensions, std::back_inserter(kept.dimensions),
                       [](const auto& dimension) { return !dimension.labels.empty(); });
  std::ranges::copy_if(tables.variables, std::back_inserter(kept.variables), [&kept](const auto& variable) {
    return std::ranges::all_of(variable.dimensions,
                               [&kept](const auto& name) { return kept.dimension(name) != nullptr; });
  });
  return kept;
}

/// One bar for all batches.
class Whole final : public Progress {
 public:
  Whole(Progress* inner, std::size_t runs) : inner_(inner), runs_(runs) {
    if (inner_ != nullptr) inner_->started(runs_);
  }
  void started(std::size_t) override {}
  void advanced(std::size_t done, std::size_t, double) override {
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begun_;
    if (inner_ != nullptr) inner_->advanced(before_ + done, runs_, elapsed.count());
  }
  void ended() override {}
  void batch_ended(std::size_t runs, std::size_t to_come) {
    before_ += runs;
    runs_ = before_ + to_come;
  }
  void all_ended() {
    if (inner_ != nullptr) inner_->ended();
  }

 private:
  Progress* inner_;
  std::size_t runs_;
  std::size_t before_ = 0;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

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
        progress_(progress, std::size_t{plan.draws} * loaded.scenario().options.size()) {
    options_.resize(loaded.scenario().options.size());
    std::iota(options_.begin(), options_.end(), std::size_t{0});
    for (const auto& option : loaded.scenario().options) result_.runs.options.push_back(option.name);
    result_.runs.outcomes.resize(options_.size());
  }

  ProbabilisticResult run() {
    const std::uint32_t first = std::min(pilot_draws, plan_.draws);
    result_.replications = plan_.replications.value_or(1);
    run_batch(runs_of(0, first, std::max(result_.replications, 2U)));
    if (!plan_.replications) {
      const Spread spread = largest_spread();
      result_.replications = best_replications(spread.within, spread.between);
      if (result_.replications > 2) run_batch(runs_of(0, first, result_.replications, 2));
    }
    for (std::uint32_t next = first; next < plan_.draws && !finished(); next += batch_draws) {
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
    if (batch.empty() || result_.runs.interrupted) return;
    while (result_.values.size() <= batch.back().draw) {
      result_.values.push_back(draws_.values(static_cast<std::uint32_t>(result_.values.size())));
    }
    RunPlan plan{result_.runs.options, options_, static_cast<std::uint32_t>(batch.size()), plan_.threads};
    RunResult ended = run_all(plan, functions_of(batch), stop_, &progress_);
    progress_.batch_ended(batch.size() * options_.size(),
                          std::size_t{plan_.draws - std::min(plan_.draws, batch.back().draw + 1)} * options_.size() *
                              result_.replications);
    append(batch, std::move(ended));
  }

  [[nodiscard]] ReplicationFunctions functions_of(const std::vector<Run>& batch) const {
    ReplicationFunctions functions;
    functions.prelude = [this, &batch](std::uint32_t number, const std::atomic<bool>& stop) {
      const Run run = batch[number];
      const auto drawn = scenario::with_values(loaded_, parameters_, result_.values[run.draw], binders_);
      return prelude_of(prepare(drawn, plan_.queue), options_, run.replication * draws_apart + run.draw, stop);
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
    RunResult& all = result_.runs;
    for (const std::uint32_t number : ended.paired_replications()) {
      for (std::size_t option = 0; option < options_.size(); ++option) {
        all.outcomes[option].push_back(std::move(ended.outcomes[option][number]));
      }
      result_.draw.push_back(batch[number].draw);
    }
    for (Failure& failure : ended.failures) {
      failure.message = "draw " + std::to_string(batch[failure.replication].draw + 1) + ": " + failure.message;
      all.failures.push_back(std::move(failure));
    }
    all.interrupted = all.interrupted || ended.interrupted;
    all.wall_seconds += ended.wall_seconds;
    all.events += ended.events;
  }

  /// Net benefit of an alternative less the reference's, by run.
  [[nodiscard]] std::vector<double> differences(std::size_t alternative) const {
    const auto value = [this](std::size_t option, std::size_t run) {
      const auto* variable = result_.runs.outcomes[option][run]->tables.find("net_benefit");
      return variable == nullptr ? 0.0 : std::get<std::vector<double>>(variable->data).front();
    };
    std::vector<double> result;
    for (std::size_t run = 0; run < result_.draw.size(); ++run) {
      result.push_back(value(alternative, run) - value(loaded_.scenario().reference, run));
    }
    return result;
  }

  [[nodiscard]] std::vector<std::size_t> alternatives() const {
    std::vector<std::size_t> result = options_;
    std::erase(result, loaded_.scenario().reference);
    return result;
  }

  /// Within and between draws, of the alternative with the largest share within. Of draws with two runs.
  [[nodiscard]] Spread largest_spread() const {
    Spread largest;
    double share = -1;
    for (const std::size_t alternative : alternatives()) {
      const auto values = differences(alternative);
      std::vector<double> means;
      double within = 0;
      for (std::size_t run = 1; run < values.size(); ++run) {
        if (result_.draw[run] != result_.draw[run - 1]) continue;
        means.push_back(0.5 * (values[run] + values[run - 1]));
        within += 0.5 * (values[run] - values[run - 1]) * (values[run] - values[run - 1]);
      }
      if (means.size() < 2) continue;
      const auto count = static_cast<double>(means.size());
      const double mean = std::accumulate(means.begin(), means.end(), 0.0) / count;
      double total = 0;
      for (const double value : means) total += (value - mean) * (value - mean);
      within /= count;
      const double between = std::max(total / (count - 1) - 0.5 * within, 0.0);
      if (within > share * (within + between)) {
        share = within / std::max(within + between, 1e-300);
        largest = {within, between};
      }
    }
    return largest;
  }

  [[nodiscard]] bool finished() const {
    if (stop_.load() || result_.runs.interrupted) return true;
    if (!plan_.half_width) return false;
    return std::ranges::all_of(alternatives(), [this](std::size_t alternative) {
      return half_width(differences(alternative)) <= *plan_.half_width;
    });
  }

  /// 95%, of the mean over draws; the first run of each counts.
  [[nodiscard]] double half_width(const std::vector<double>& values) const {
    std::vector<double> first;
    std::vector<bool> met(result_.values.size());
    for (std::size_t run = 0; run < values.size(); ++run) {
      if (!met[result_.draw[run]]) first.push_back(values[run]);
      met[result_.draw[run]] = true;
    }
    if (first.size() < 2) return std::numeric_limits<double>::infinity();
    const auto count = static_cast<double>(first.size());
    const double mean = std::accumulate(first.begin(), first.end(), 0.0) / count;
    double squares = 0;
    for (const double value : first) squares += (value - mean) * (value - mean);
    const boost::math::students_t_distribution<> t(count - 1);
    return quantile(t, 0.975) * std::sqrt(squares / (count - 1) / count);
  }

  const scenario::LoadedScenario& loaded_;
  const std::vector<scenario::UncertainParameter>& parameters_;
  const ParameterDraws& draws_;
  const ProbabilisticPlan& plan_;
  const scenario::Binders& binders_;
  const std::atomic<bool>& stop_;
  std::vector<std::size_t> options_;
  ProbabilisticResult result_;
  Whole progress_;
};

}  // namespace

std::uint32_t best_replications(double within, double between) {
  constexpr double most = 20;
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
