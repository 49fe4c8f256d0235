#include "cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/arguments.hpp"
#include "cli/output_path.hpp"

namespace throughgate::cli {
namespace {

using testing::HasSubstr;

struct Outcome {
  ExitCode code;
  std::string data;
  std::string messages;
};

Outcome run(const std::vector<std::string>& words) {
  std::ostringstream data;
  std::ostringstream messages;
  Console console(data, messages, false);
  const ExitCode code = run_program(words, console);
  return {code, data.str(), messages.str()};
}

TEST(Program, HelpAndVersionGoToStandardOutput) {
  const Outcome help = run({"--help"});
  EXPECT_EQ(help.code, ExitCode::good);
  EXPECT_THAT(help.data, HasSubstr("compare"));
  EXPECT_EQ(help.messages, "");
  EXPECT_THAT(run({"compare", "--help"}).data, HasSubstr("--replications"));
  EXPECT_THAT(run({"--version"}).data, HasSubstr("throughgate "));
}

TEST(Program, NamesTheNearestVerb) {
  const Outcome outcome = run({"compair", "a.yaml"});
  EXPECT_EQ(outcome.code, ExitCode::invalid);
  EXPECT_THAT(outcome.messages, HasSubstr("unknown verb compair (did you mean compare?)"));
  EXPECT_EQ(outcome.data, "");
}

TEST(Program, NamesTheNearestOption) {
  EXPECT_THAT(run({"compare", "a.yaml", "--replicatoins", "3"}).messages,
              HasSubstr("unknown option --replicatoins (did you mean --replications?)"));
  EXPECT_THAT(run({"compare", "--sead=3"}).messages, HasSubstr("unknown option --sead (did you mean --seed?)"));
}

TEST(Program, SaysWhatIsMissing) {
  const Outcome nothing = run({});
  EXPECT_EQ(nothing.code, ExitCode::invalid);
  EXPECT_THAT(nothing.messages, HasSubstr("no verb was given"));
  const Outcome no_scenario = run({"compare"});
  EXPECT_EQ(no_scenario.code, ExitCode::invalid);
  EXPECT_THAT(no_scenario.messages, HasSubstr("SCENARIO"));
}

TEST(Program, RefusesWordsThatAreNotWhatTheyShouldBe) {
  EXPECT_EQ(run({"run", "a.yaml", "--threads", "0"}).code, ExitCode::invalid);
  EXPECT_EQ(run({"run", "a.yaml", "--queue", "stack"}).code, ExitCode::invalid);
  EXPECT_EQ(run({"run", "a.yaml", "--set", "scale"}).code, ExitCode::invalid);
  const Outcome trace = run({"run", "a.yaml", "--trace"});
  EXPECT_EQ(trace.code, ExitCode::invalid);
  EXPECT_THAT(trace.messages, HasSubstr("--trace is not available in this version"));
}

TEST(Program, AMissingFileIsInvalidInput) {
  EXPECT_EQ(run({"compare", "no-such-scenario.yaml"}).code, ExitCode::invalid);
  EXPECT_EQ(run({"info", "no-such-results.h5"}).code, ExitCode::invalid);
  EXPECT_EQ(run({"report", "no-such-results.h5"}).code, ExitCode::invalid);
}

TEST(Arguments, SetTakesOneWordAndMayComeBeforeTheScenario) {
  CLI::App command;
  RunArguments arguments;
  declare(command, arguments);
  command.parse("--set scale=0.5 --set seed=4 a.yaml --replications 3 --from 2010-01-01");
  EXPECT_EQ(arguments.scenario, "a.yaml");
  const auto overrides = arguments.overrides();
  ASSERT_EQ(overrides.size(), 4U);
  EXPECT_EQ(overrides[1].path, "seed");
  EXPECT_EQ(overrides[1].value, "4");
  EXPECT_EQ(overrides[2].path, "replications");
  EXPECT_EQ(overrides[2].origin, "--replications 3");
  EXPECT_EQ(overrides[3].path, "reporting.from");
}

TEST(Arguments, ResultsGoToTheOutputFolderUnlessSaidOtherwise) {
  RunArguments arguments;
  arguments.scenario = "scenarios/merged-vs-separate.yaml";
  EXPECT_EQ(arguments.output_path(), "output/merged-vs-separate.h5");
  arguments.output = "elsewhere.h5";
  EXPECT_EQ(arguments.output_path(), "elsewhere.h5");
}

TEST(OutputPath, AFolderIsNoTarget) {
  EXPECT_ANY_THROW(require_writable("."));
  EXPECT_ANY_THROW(require_writable("/proc/throughgate/results.h5"));
}

}  // namespace
}  // namespace throughgate::cli
