#include "experiment/probabilistic.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "experiment/probabilistic_tables.hpp"
#include "replication_world.hpp"

namespace throughgate::experiment {
namespace {

const std::atomic<bool> go_on{false};

const scenario::Binders& binders() {
  static const scenario::Binders all{[](scenario::Binder& binder) {
                                       justice::Model model;
                                       scenario::bind_model(binder, model);
                                     },
                                     [](scenario::Binder& binder) {
                                       justice::Structure structure;
                                       scenario::bind_structure(binder, structure);
                                     }};
  return all;
}

struct Small {
  scenario::LoadedScenario loaded = load_small(
      "merged-vs-separate.yaml",
      {"scale=0.002", "end=2011-01-01", "reporting.until=2011-01-01", "entrants.burn_in_least_scale=0.0005"});
  std::vector<scenario::UncertainParameter> parameters = scenario::uncertain_parameters(loaded);
  ParameterDraws draws{parameters, scenario::correlations_among(loaded, parameters), 3};

  ProbabilisticResult run(ProbabilisticPlan plan) const {
    return run_probabilistic(loaded, parameters, draws, plan, binders(), go_on, nullptr);
  }
  recording::Dataset tables(const ProbabilisticPlan& plan) const {
    auto tables = assemble_probabilistic(run(plan), parameters, {"small", "", "merged"}, Provenance{});
    std::erase_if(tables.groups, [](const auto& group) { return group.name == "provenance"; });
    return tables;
  }
};

ProbabilisticPlan plan_of(std::uint32_t draws, std::size_t threads, std::optional<std::uint32_t> replications = 1) {
  ProbabilisticPlan plan;
  plan.draws = draws;
  plan.threads = threads;
  plan.replications = replications;
  return plan;
}

const std::vector<double>& numbers(const recording::Dataset& tables, const std::string& name) {
  return std::get<std::vector<double>>(tables.find(name)->data);
}

TEST(Probabilistic, HasTheSameBitsOnAnyNumberOfThreads) {
  const Small small;
  const auto one = small.tables(plan_of(4, 1));
  const auto three = small.tables(plan_of(4, 3));
  for (const char* name : {"net_benefit", "prison_population", "discounted_reoffences"}) {
    EXPECT_EQ(numbers(one, name), numbers(three, name)) << name;
  }
  EXPECT_NE(numbers(one, "net_benefit")[0], numbers(one, "net_benefit")[1]);
}

TEST(Probabilistic, KeepsItsFirstDrawsWhenThereAreMore) {
  const Small small;
  const auto few = small.tables(plan_of(3, 2));
  const auto more = small.tables(plan_of(5, 2));
  for (std::size_t draw = 0; draw < 3; ++draw) {
    EXPECT_EQ(numbers(few, "net_benefit")[draw], numbers(more, "net_benefit")[draw]);
    EXPECT_EQ(numbers(few, "net_benefit")[3 + draw], numbers(more, "net_benefit")[5 + draw]);
  }
}

TEST(Probabilistic, RunsTheFirstDrawsTwiceAndCountsOneRun) {
  const Small small;
  const auto result = small.run(plan_of(3, 2));
  std::vector<std::uint32_t> of_run;
  for (const auto& run : result.finished) of_run.push_back(run.draw);
  EXPECT_EQ(of_run, (std::vector<std::uint32_t>{0, 0, 1, 1, 2, 2}));
  EXPECT_EQ(result.replications, 1U);
  const auto tables = small.tables(plan_of(3, 2));
  const auto& runs = *std::ranges::find(tables.groups, "runs", &recording::Dataset::name);
  EXPECT_EQ(numbers(tables, "net_benefit")[1], std::get<std::vector<double>>(runs.find("net_benefit")->data)[2]);
}

TEST(Probabilistic, ChoosesItsReplicationsAndMeasuresChanceInEveryTenthDraw) {
  const Small small;
  const auto result = small.run(plan_of(32, 2, std::nullopt));
  std::map<std::uint32_t, std::uint32_t> runs;
  for (const auto& run : result.finished) ++runs[run.draw];
  ASSERT_EQ(runs.size(), 32U);
  EXPECT_GE(result.replications, 1U);
  const std::uint32_t of_measured = std::max(result.replications, 2U);
  for (const auto& [draw, count] : runs) {
    const bool measured = draw < pilot_draws || draw % measured_every == 0;
    EXPECT_EQ(count, measured ? of_measured : result.replications) << draw;
  }
  EXPECT_EQ(finished_draws(result).size(), 32U);
}

/// Another stop than before: after so many runs.
class StopAfter final : public Progress {
 public:
  StopAfter(std::atomic<bool>& stop, std::size_t runs) : stop_(stop), runs_(runs) {}
  void started(std::size_t) override {}
  void advanced(std::size_t done, std::size_t runs, double) override {
    EXPECT_LE(done, runs);
    if (done >= runs_) stop_ = true;
  }
  void ended() override {}

 private:
  std::atomic<bool>& stop_;
  std::size_t runs_;
};

TEST(Probabilistic, KeepsTheDrawsThatWereFinishedWhenItIsInterrupted) {
  const Small small;
  for (const std::size_t runs : {30U, 90U}) {  // in the first batch, and after it
    std::atomic<bool> stop{false};
    StopAfter progress(stop, runs);
    const auto result = run_probabilistic(small.loaded, small.parameters, small.draws, plan_of(60, 1, std::nullopt),
                                          binders(), stop, &progress);
    EXPECT_TRUE(result.runs.interrupted);
    const auto finished = finished_draws(result);
    EXPECT_GE(finished.size(), 7U);
    EXPECT_LT(finished.size(), 60U);
    const auto tables = assemble_probabilistic(result, small.parameters, {"small", "", "merged"}, Provenance{});
    EXPECT_EQ(tables.dimension("draw")->size(), finished.size());
  }
}

TEST(Probabilistic, StopsWhenTheNetBenefitIsKnownWellEnough) {
  const Small small;
  auto plan = plan_of(80, 2);
  plan.half_width = 1e15;
  EXPECT_EQ(small.run(plan).values.size(), std::size_t{pilot_draws});
}

TEST(BestReplications, GrowWithTheChanceOfARun) {
  EXPECT_EQ(best_replications(1, 10), 1U);
  EXPECT_EQ(best_replications(30, 10), 3U);
  EXPECT_EQ(best_replications(0, 0), 1U);
  EXPECT_EQ(best_replications(1, 0), 4U);
}

}  // namespace
}  // namespace throughgate::experiment
