#include "experiment/assemble.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace throughgate::experiment {
namespace {

using recording::Dataset;
using recording::Variable;
using testing::ElementsAre;
using testing::HasSubstr;

Variable variable_of(std::string name, std::vector<std::string> dimensions, std::vector<double> values) {
  Variable variable;
  variable.name = std::move(name);
  variable.dimensions = std::move(dimensions);
  variable.data = std::move(values);
  variable.units = "person";
  return variable;
}

Dataset tables_of(double base) {
  Dataset tables;
  tables.dimensions.push_back({"time", {}, {0.0, 31.0}, {{"units", "days since 2009-01-01"}}});
  tables.variables.push_back(variable_of("prison_population", {}, {base}));
  tables.variables.push_back(variable_of("prison_population_monthly", {"time"}, {base + 0.25, base + 0.5}));
  return tables;
}

RunResult result_of(std::size_t replications) {
  RunResult result;
  result.options = {"merged", "separate"};
  result.outcomes.resize(2);
  for (std::size_t option = 0; option < 2; ++option) {
    for (std::size_t replication = 0; replication < replications; ++replication) {
      ReplicationOutcome outcome;
      outcome.tables = tables_of(100.0 * static_cast<double>(option) + static_cast<double>(replication));
      outcome.statistics.events = 7;
      result.outcomes[option].emplace_back(std::move(outcome));
    }
  }
  return result;
}

const std::vector<double>& doubles(const Dataset& dataset, const std::string& name) {
  return std::get<std::vector<double>>(dataset.find(name)->data);
}

std::string message_of(const RunResult& result) {
  try {
    (void)assemble(result, {}, {});
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST(Assemble, PutsOptionAndReplicationInFront) {
  const Dataset dataset = assemble(result_of(2), {"a title", "a command", "merged"}, {});
  EXPECT_THAT(dataset.dimension("option")->labels, ElementsAre("merged", "separate"));
  EXPECT_THAT(dataset.dimension("replication")->values, ElementsAre(1.0, 2.0));
  EXPECT_THAT(doubles(dataset, "prison_population"), ElementsAre(0, 1, 100, 101));
  const Variable* monthly = dataset.find("prison_population_monthly");
  EXPECT_THAT(monthly->dimensions, ElementsAre("option", "replication", "time"));
  EXPECT_THAT(doubles(dataset, "prison_population_monthly"),
              ElementsAre(0.25, 0.5, 1.25, 1.5, 100.25, 100.5, 101.25, 101.5));
}

TEST(Assemble, KeepsOnlyReplicationsThatEveryOptionFinished) {
  RunResult result = result_of(3);
  result.outcomes[1][1].reset();
  result.failures.push_back({"separate", 1, "broken"});
  const Dataset dataset = assemble(result, {"", "", "merged"}, {});
  EXPECT_THAT(dataset.dimension("replication")->values, ElementsAre(1.0, 3.0));
  EXPECT_THAT(doubles(dataset, "prison_population"), ElementsAre(0, 2, 100, 102));
  const auto attribute = [&](const std::string& name) {
    for (const auto& each : dataset.attributes) {
      if (each.name == name) return each.value;
    }
    throw std::runtime_error("no attribute " + name);
  };
  EXPECT_EQ(std::get<std::int64_t>(attribute("complete")), 0);
  EXPECT_EQ(std::get<std::string>(attribute("failures")), "option separate, replication 2: broken");
}

TEST(Assemble, RefusesARunWithoutAPair) {
  RunResult result = result_of(1);
  result.outcomes[0][0].reset();
  EXPECT_THAT(message_of(result), HasSubstr("no replication was finished for every option"));
}

TEST(Assemble, NamesTheDimensionOrVariableThatDiffers) {
  RunResult other_size = result_of(2);
  other_size.outcomes[1][0]->tables.dimensions[0].values.push_back(59.0);
  EXPECT_THAT(message_of(other_size), HasSubstr("dimension time has other coordinates (sizes 2 and 3)"));
  RunResult missing = result_of(2);
  missing.outcomes[1][1]->tables.variables.pop_back();
  EXPECT_THAT(message_of(missing), HasSubstr("variable prison_population_monthly is in only one of them"));
  RunResult unit = result_of(1);
  unit.outcomes[1][0]->tables.variables[0].units = "day";
  EXPECT_THAT(message_of(unit), HasSubstr("variable prison_population is in person and in day"));
  RunResult type = result_of(1);
  type.outcomes[1][0]->tables.variables[0].data = std::vector<float>{1.0F};
  EXPECT_THAT(message_of(type), HasSubstr("variable prison_population has another type"));
}

TEST(Assemble, KeepsProvenanceApart) {
  Provenance provenance;
  provenance.program_version = "1.2.3";
  provenance.seed = 5;
  provenance.sources = {{"a.yaml", "name: a", "abc"}};
  scenario::ParameterRecord record;
  record.path = "custody.hdc.take_up";
  record.grade = "M";
  provenance.parameters = {{record}, {record}};
  provenance.parameters[1][0].grade = "S";
  const Dataset dataset = assemble(result_of(2), {"", "", "merged"}, provenance);
  ASSERT_EQ(dataset.groups.size(), 1U);
  const Dataset& group = dataset.groups.front();
  EXPECT_EQ(group.name, "provenance");
  EXPECT_THAT(std::get<std::vector<std::string>>(group.find("source_text")->data), ElementsAre("name: a"));
  EXPECT_THAT(std::get<std::vector<std::string>>(group.find("parameter_grade")->data), ElementsAre("M", "S"));
  EXPECT_THAT(std::get<std::vector<std::int64_t>>(group.find("run_events")->data), ElementsAre(7, 7, 7, 7));
}

TEST(Assemble, StacksGroupsOfTheRuns) {
  RunResult result = result_of(1);
  for (auto& of_option : result.outcomes) {
    Dataset group;
    group.name = "queues";
    group.variables.push_back(variable_of("longest", {}, {3.0}));
    of_option[0]->tables.groups.push_back(group);
  }
  const Dataset dataset = assemble(result, {"", "", "merged"}, {});
  EXPECT_THAT(doubles(dataset.groups.front(), "longest"), ElementsAre(3.0, 3.0));
  EXPECT_NE(dataset.groups.front().dimension("option"), nullptr);
}

}  // namespace
}  // namespace throughgate::experiment
