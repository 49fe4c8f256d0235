#include "experiment/runner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include "experiment/task_queue.hpp"

namespace throughgate::experiment {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::atomic<bool> never{false};

/// A prelude is opaque here: any address will do.
std::shared_ptr<const Prelude> fake_prelude(std::shared_ptr<std::uint32_t> number) {
  const auto* address = reinterpret_cast<const Prelude*>(number.get());
  return {std::move(number), address};
}

ReplicationOutcome outcome_of(std::size_t option, std::uint32_t replication) {
  ReplicationOutcome outcome;
  recording::Variable variable;
  variable.name = "prison_population";
  variable.units = "person";
  variable.data = std::vector<double>{1000.0 * static_cast<double>(option) + replication};
  outcome.tables.variables.push_back(variable);
  outcome.statistics.events = 10;
  return outcome;
}

ReplicationFunctions plain_functions() {
  ReplicationFunctions functions;
  functions.run = [](std::size_t option, std::uint32_t replication, const Prelude*, const std::atomic<bool>&) {
    return outcome_of(option, replication);
  };
  return functions;
}

double value_of(const RunResult& result, std::size_t option, std::size_t replication) {
  return std::get<std::vector<double>>(result.outcomes[option][replication]->tables.variables.front().data).front();
}

RunPlan plan_of(std::uint32_t replications, std::size_t threads) {
  return {{"merged", "separate"}, {0, 1}, replications, threads};
}

TEST(Runner, KeepsResultsByPositionWhateverTheThreads) {
  for (const std::size_t threads : {1U, 2U, 4U, 9U}) {
    auto functions = plain_functions();
    functions.run = [](std::size_t option, std::uint32_t replication, const Prelude*, const std::atomic<bool>&) {
      std::this_thread::sleep_for(std::chrono::microseconds((replication * 7 + option * 13) % 29 * 20));
      return outcome_of(option, replication);
    };
    const RunResult result = run_all(plan_of(12, threads), functions, never);
    ASSERT_TRUE(result.complete());
    EXPECT_EQ(result.events, 240U);
    for (std::size_t option = 0; option < 2; ++option) {
      for (std::size_t replication = 0; replication < 12; ++replication) {
        EXPECT_EQ(value_of(result, option, replication), static_cast<double>(1000 * option + replication));
      }
    }
  }
}

TEST(Runner, RunsThePairsOfOneReplicationFirst) {
  std::vector<std::pair<std::uint32_t, std::size_t>> order;
  ReplicationFunctions functions;
  functions.run = [&](std::size_t option, std::uint32_t replication, const Prelude*, const std::atomic<bool>&) {
    order.emplace_back(replication, option);
    return outcome_of(option, replication);
  };
  EXPECT_TRUE(run_all(plan_of(2, 1), functions, never).complete());
  EXPECT_THAT(order, ElementsAre(std::pair(0U, 0UL), std::pair(0U, 1UL), std::pair(1U, 0UL), std::pair(1U, 1UL)));
}

TEST(Runner, UsesSeveralThreadsAtOnce) {
  std::mutex mutex;
  std::set<std::thread::id> threads;
  std::atomic<int> inside{0};
  ReplicationFunctions functions;
  functions.run = [&](std::size_t option, std::uint32_t replication, const Prelude*, const std::atomic<bool>&) {
    ++inside;
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (inside < 3 && std::chrono::steady_clock::now() < patience) std::this_thread::yield();
    const std::scoped_lock lock(mutex);
    threads.insert(std::this_thread::get_id());
    return outcome_of(option, replication);
  };
  EXPECT_TRUE(run_all(plan_of(3, 3), functions, never).complete());
  EXPECT_EQ(threads.size(), 3U);
}

TEST(Runner, CallsEachOptionByItsIndex) {
  const RunPlan plan{{"separate"}, {1}, 1, 1};
  const RunResult result = run_all(plan, plain_functions(), never);
  EXPECT_EQ(value_of(result, 0, 0), 1000.0);
}

TEST(Runner, RecordsAFailureAndFinishesTheOthers) {
  auto functions = plain_functions();
  functions.run = [](std::size_t option, std::uint32_t replication, const Prelude*, const std::atomic<bool>&) {
    if (option == 1 && replication == 2) throw std::runtime_error("offender 7 was released twice");
    return outcome_of(option, replication);
  };
  const RunResult result = run_all(plan_of(4, 2), functions, never);
  ASSERT_EQ(result.failures.size(), 1U);
  EXPECT_EQ(result.failures.front().text(), "option separate, replication 3: offender 7 was released twice");
  EXPECT_FALSE(result.complete());
  EXPECT_FALSE(result.interrupted);
  EXPECT_THAT(result.paired_replications(), ElementsAre(0U, 1U, 3U));
}

TEST(Failure, NamesItsRunOnce) {
  const Failure failure{"separate", 2, "option separate, replication 3, 2012-04-01 00:00, offender 7: gone"};
  EXPECT_EQ(failure.text(), "option separate, replication 3, 2012-04-01 00:00, offender 7: gone");
}

TEST(Runner, ListsFailuresInOrderOfReplicationAndOption) {
  ReplicationFunctions functions;
  functions.run = [](std::size_t, std::uint32_t replication, const Prelude*,
                     const std::atomic<bool>&) -> ReplicationOutcome {
    std::this_thread::sleep_for(std::chrono::milliseconds(replication == 0 ? 20 : 1));
    if (replication == 1) throw 42;
    throw std::runtime_error("no");
  };
  const RunResult result = run_all(plan_of(2, 4), functions, never);
  ASSERT_EQ(result.failures.size(), 4U);
  EXPECT_EQ(result.failures[0].text(), "option merged, replication 1: no");
  EXPECT_EQ(result.failures[1].text(), "option separate, replication 1: no");
  EXPECT_EQ(result.failures[2].text(), "option merged, replication 2: failed for an unknown reason");
}

TEST(Runner, KeepsFinishedReplicationsWhenItIsInterrupted) {
  std::atomic<bool> stop{false};
  ReplicationFunctions functions;
  functions.run = [&](std::size_t option, std::uint32_t replication, const Prelude*, const std::atomic<bool>& asked) {
    if (replication == 2) stop = true;
    if (asked) throw Interrupted{};
    return outcome_of(option, replication);
  };
  const RunResult result = run_all(plan_of(5, 1), functions, stop);
  EXPECT_TRUE(result.interrupted);
  EXPECT_TRUE(result.failures.empty());
  EXPECT_THAT(result.paired_replications(), ElementsAre(0U, 1U));
}

TEST(Runner, StartsNothingWhenItWasStoppedBefore) {
  const std::atomic<bool> stop{true};
  const RunResult result = run_all(plan_of(3, 2), plain_functions(), stop);
  EXPECT_TRUE(result.interrupted);
  EXPECT_TRUE(result.paired_replications().empty());
}

TEST(Runner, AStopAfterTheLastRunIsNoInterruption) {
  std::atomic<bool> stop{false};
  auto functions = plain_functions();
  functions.run = [&](std::size_t option, std::uint32_t replication, const Prelude*, const std::atomic<bool>&) {
    if (option == 1 && replication == 1) stop = true;
    return outcome_of(option, replication);
  };
  EXPECT_TRUE(run_all(plan_of(2, 1), functions, stop).complete());
}

TEST(Runner, GivesEveryOptionThePreludeOfItsReplicationAndLetsItGo) {
  std::vector<std::weak_ptr<const Prelude>> made(6);
  auto functions = plain_functions();
  functions.prelude = [&](std::uint32_t replication, const std::atomic<bool>&) {
    auto prelude = fake_prelude(std::make_shared<std::uint32_t>(replication));
    made[replication] = prelude;
    return prelude;
  };
  functions.run = [&](std::size_t option, std::uint32_t replication, const Prelude* prelude, const std::atomic<bool>&) {
    if (prelude == nullptr || *reinterpret_cast<const std::uint32_t*>(prelude) != replication) {
      throw std::runtime_error("another prelude");
    }
    return outcome_of(option, replication);
  };
  for (const std::size_t threads : {1U, 3U}) {
    EXPECT_TRUE(run_all(plan_of(6, threads), functions, never).complete());
    for (const auto& prelude : made) EXPECT_TRUE(prelude.expired());
  }
}

TEST(Runner, AFailedPreludeCostsOnlyItsReplication) {
  auto functions = plain_functions();
  functions.prelude = [](std::uint32_t replication, const std::atomic<bool>&) {
    if (replication == 1) throw std::runtime_error("no reference");
    return fake_prelude(std::make_shared<std::uint32_t>(replication));
  };
  const RunResult result = run_all(plan_of(3, 2), functions, never);
  ASSERT_EQ(result.failures.size(), 1U);
  EXPECT_EQ(result.failures.front().text(), "what the options share, replication 2: no reference");
  EXPECT_FALSE(result.interrupted);
  EXPECT_THAT(result.paired_replications(), ElementsAre(0U, 2U));
}

TEST(Runner, TellsEveryEndedRunOnce) {
  struct Recorder : Progress {
    void started(std::size_t runs) override { total = runs; }
    void advanced(std::size_t done, std::size_t, double) override { steps.push_back(done); }
    void ended() override { finished = true; }
    std::size_t total = 0;
    std::vector<std::size_t> steps;
    bool finished = false;
  } recorder;
  EXPECT_TRUE(run_all(plan_of(2, 2), plain_functions(), never, &recorder).complete());
  EXPECT_EQ(recorder.total, 4U);
  EXPECT_THAT(recorder.steps, ElementsAre(1U, 2U, 3U, 4U));
  EXPECT_TRUE(recorder.finished);
}

TEST(TaskQueue, HandsOutAPreludeBeforeItsOptions) {
  TaskQueue queue(2, 2, true);
  EXPECT_EQ(queue.next(), (Task{Task::Kind::prelude, 0, 0}));
  EXPECT_EQ(queue.next(), (Task{Task::Kind::prelude, 0, 1}));
  queue.prelude_ended(1, true);
  EXPECT_EQ(queue.next(), (Task{Task::Kind::option, 0, 1}));
  queue.prelude_ended(0, false);
  EXPECT_EQ(queue.next(), (Task{Task::Kind::option, 1, 1}));
  EXPECT_EQ(queue.next(), std::nullopt);
}

TEST(TaskQueue, WakesAWaitingWorkerWhenItIsClosed) {
  TaskQueue queue(1, 1, true);
  ASSERT_TRUE(queue.next().has_value());
  std::optional<Task> second = Task{};
  std::thread waiting([&] { second = queue.next(); });
  queue.close();
  waiting.join();
  EXPECT_EQ(second, std::nullopt);
}

}  // namespace
}  // namespace throughgate::experiment
