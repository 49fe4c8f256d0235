#include "scenario/scenario_loader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/sha256.hpp"
#include "small_catalogue.hpp"
#include "temporary_folder.hpp"

namespace throughgate::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

LoadedScenario loaded(const std::vector<std::string>& words = {}) {
  std::vector<Override> overrides;
  for (const std::string& word : words) overrides.push_back(parse_override(word));
  return load_scenario(test::small_scenario(), overrides, test::small_binders());
}

std::vector<Problem> problems_of(const std::vector<std::string>& words) {
  try {
    (void)loaded(words);
  } catch (const InputError& error) {
    return error.problems();
  }
  ADD_FAILURE() << "was accepted";
  return {Problem{}};
}

test::SmallModel model_of(const LoadedScenario& scenario, std::size_t option) {
  test::SmallModel model;
  scenario.fill_model(option, [&](Binder& binder) { bind(binder, model); });
  return model;
}

test::SmallStructure structure_of(const LoadedScenario& scenario, std::size_t option) {
  test::SmallStructure structure;
  scenario.fill_structure(option, [&](Binder& binder) { bind(binder, structure); });
  return structure;
}

TEST(ScenarioLoader, ReadsEveryKey) {
  const LoadedScenario whole = loaded();
  const Scenario& scenario = whole.scenario();
  EXPECT_EQ(scenario.name, "small comparison");
  EXPECT_EQ(scenario.law.known_at, (Date{2009, 8, 1}));
  EXPECT_EQ(scenario.start, (Date{2009, 1, 1}));
  EXPECT_EQ(scenario.end, (Date{2012, 1, 1}));
  EXPECT_EQ(scenario.reporting.from, (Date{2010, 1, 1}));
  EXPECT_EQ(scenario.scale, 0.5);
  EXPECT_EQ(scenario.seed, 7U);
  EXPECT_EQ(scenario.replications, 4U);
  EXPECT_TRUE(scenario.coupling);
  ASSERT_TRUE(scenario.value_per_reoffence_avoided);
  EXPECT_EQ(scenario.value_per_reoffence_avoided->amount, 15000);
  EXPECT_EQ(scenario.reference, 0U);
  ASSERT_EQ(scenario.options.size(), 2U);
  EXPECT_EQ(scenario.options[1].from, (Date{2010, 4, 1}));
  ASSERT_TRUE(whole.targets());
  EXPECT_NEAR(whole.targets()->rows[0].tolerance, 1671.18, 1e-9);
  EXPECT_EQ(whole.targets()->rows[1].kind, TargetKind::not_simulated);
}

TEST(ScenarioLoader, TheReferenceHoldsBeforeAnOptionsDate) {
  const LoadedScenario whole = loaded();
  EXPECT_EQ(whole.option_before(0), 0U);
  EXPECT_EQ(whole.option_before(1), 0U);
}

TEST(ScenarioLoader, TheOptionsSetReplacesTheScenariosAndTheCommandLineBoth) {
  EXPECT_EQ(structure_of(loaded(), 0).posts, 400);
  EXPECT_EQ(structure_of(loaded(), 1).posts, 500);
  EXPECT_EQ(model_of(loaded(), 0).take_up, 0.25);
  EXPECT_EQ(model_of(loaded({"custody.hdc.take_up=0.3"}), 1).take_up, 0.3);
  const LoadedScenario both = loaded({"structure.layers.headquarters.posts=450"});
  EXPECT_EQ(structure_of(both, 0).posts, 450);
  EXPECT_EQ(structure_of(both, 1).posts, 450);
}

TEST(ScenarioLoader, SetReachesTheCellsOfRowsAndTables) {
  const LoadedScenario whole = loaded({"sentencing.mix.fine=0.5", "sentencing.mix.discharge=0.4",
                                       "court.receipts.south.crown=7", "court.sitting=follows_receipts"});
  EXPECT_THAT(model_of(whole, 0).mix, ElementsAre(0.4, 0.5, 0.1));
  EXPECT_THAT(model_of(whole, 0).receipts, ElementsAre(100, 900, 7, 1800));
  EXPECT_EQ(model_of(whole, 0).sitting, 1);
}

TEST(ScenarioLoader, SetReachesTheKeysOfTheScenario) {
  const LoadedScenario whole = loaded({"scale=1", "replications=20", "coupling=off", "end=2019-01-01",
                                       "reporting.until=2019-01-01", "law=as-it-happened", "seed=9223372036854775807"});
  EXPECT_EQ(whole.scenario().scale, 1);
  EXPECT_EQ(whole.scenario().replications, 20U);
  EXPECT_FALSE(whole.scenario().coupling);
  EXPECT_FALSE(whole.scenario().law.known_at);
  EXPECT_EQ(whole.scenario().reporting.until, (Date{2019, 1, 1}));
  EXPECT_EQ(whole.scenario().seed, 9223372036854775807U);
}

TEST(ScenarioLoader, AWrongWordOfTheCommandLineIsToldWithoutALine) {
  EXPECT_EQ(problems_of({"scale=2"})[0].message(),
            "--set scale=2: scale: expected a number above 0 and at most 1, found `2`");
  EXPECT_EQ(problems_of({"custody.hdc.take_up=1.5"})[0].position, (Position{"--set custody.hdc.take_up=1.5", 0, 0}));
  EXPECT_EQ(problems_of({"replication=3"})[0].nearest, "replications");
  EXPECT_EQ(problems_of({"sentencing.mix.fines=0.1"})[0].nearest, "sentencing.mix.fine");
  EXPECT_EQ(problems_of({"custody.hdc.take_up=.nan"}).size(), 1U);
  EXPECT_THROW((void)parse_override("scale"), InputError);
}

TEST(ScenarioLoader, TheErrorsOfEveryFileComeAtOnce) {
  const test::TemporaryFolder folder;
  std::filesystem::copy(test::test_folder() + "/valid", folder.path(), std::filesystem::copy_options::recursive);
  const auto change = [&](const std::string& name, const std::string& from, const std::string& to) {
    std::string text = test::text_of(folder.path() / name);
    text.replace(text.find(from), from.size(), to);
    folder.write(name, text);
  };
  change("scenarios/small.yaml", "seed: 7", "seed: seven");
  change("scenarios/small-targets.yaml", "observed: 83559", "observed: many");
  change("models/small/court.yaml", "unit: case year-1", "unit: case");
  change("models/structures/merged.yaml", "value: 0.5", "value: 5");
  std::vector<std::string> files;
  try {
    (void)load_scenario(folder.path() / "scenarios/small.yaml", {}, test::small_binders());
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) files.push_back(problem.position.file);
  }
  EXPECT_THAT(files, ElementsAre(EndsWith("court.yaml"), EndsWith("merged.yaml"), EndsWith("small-targets.yaml"),
                                 EndsWith("small.yaml")));
}

TEST(ScenarioLoader, KeepsEveryTextWithItsHash) {
  const LoadedScenario whole = loaded();
  std::vector<std::string> names;
  for (const SourceFile& file : whole.sources()) {
    names.push_back(std::filesystem::path(file.path).filename().string());
    EXPECT_EQ(file.sha256, sha256_hex(file.text));
  }
  EXPECT_THAT(names, ElementsAre("small.yaml", "small-targets.yaml", "court.yaml", "custody.yaml", "release.yaml",
                                 "merged.yaml", "separate.yaml"));
}

TEST(ScenarioLoader, RecordsEveryParameterAndWhatReplacedIt) {
  const auto records = loaded({"custody.hdc.take_up=0.3"}).records(1);
  ASSERT_EQ(records.size(), 10U);
  const auto& take_up = records[4];
  EXPECT_EQ(take_up.path, "custody.hdc.take_up");
  EXPECT_EQ(take_up.value, "0.3");
  EXPECT_EQ(take_up.replaced_by, "set; --set custody.hdc.take_up=0.3");
  EXPECT_EQ(take_up.distribution, "triangular low 0.1 mode 0.2 high 0.4");
  EXPECT_EQ(records[8].path, "structure.layers.headquarters.posts");
  EXPECT_EQ(records[8].replaced_by, "set of option separate");
}

TEST(ScenarioLoader, AHundredProblemsAreShownAndTheRestCounted) {
  const test::TemporaryFolder folder;
  std::string text = "name: x\n";
  for (int i = 0; i < 150; ++i) text += "unknown_" + std::to_string(i) + ": 1\n";
  const auto file = folder.write("many.yaml", text);
  try {
    (void)load_scenario(file, {}, test::small_binders());
    FAIL() << "was accepted";
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 101U);
    EXPECT_THAT(error.problems().front().found, HasSubstr("161 errors, of which the first 100 are shown"));
  }
}

/// The small scenario with another second option.
LoadedScenario with_option(const std::string& option) {
  const test::TemporaryFolder folder;
  std::string text = test::text_of(test::small_scenario());
  const auto begin = text.find("  - name: separate");
  const auto end = text.find("set: {custody", begin);
  text.replace(begin, end - begin, option);
  for (const char* path : {"../models", "small-targets.yaml"}) {
    if (const auto at = text.find(path); at != std::string::npos) {
      text.insert(at, test::test_folder() + "/valid/scenarios/");
    }
  }
  return load_scenario(folder.write("other.yaml", text), {}, test::small_binders());
}

TEST(ScenarioLoader, LaysOverlaysOverTheStructureInAnyOrder) {
  for (const char* order : {"[few-posts, in-regions]", "[in-regions, few-posts]"}) {
    const auto both = with_option(std::string("  - {name: separate, structure: separate, overlays: ") + order + "}\n");
    EXPECT_EQ(structure_of(both, 1).posts, 300) << order;
    EXPECT_EQ(structure_of(both, 1).share, 0.9) << order;
    EXPECT_EQ(structure_of(both, 0).share, 0.5) << order;
  }
  const auto set = with_option(
      "  - {name: separate, structure: separate, overlays: [few-posts], "
      "set: {structure.layers.headquarters.posts: 7}}\n");
  EXPECT_EQ(structure_of(set, 1).posts, 7);
}

TEST(ScenarioLoader, ReadsATimelineAsStagesBeforeTheOption) {
  const auto whole = with_option(
      "  - name: separate\n    set: {structure.layers.regional.share: 0.7}\n    timeline:\n"
      "      - {structure: separate, from: 2009-06-01}\n"
      "      - {structure: merged, from: 2010-06-01, set: {structure.layers.headquarters.posts: 5}}\n"
      "      - {structure: separate, from: 2011-06-01, overlays: [many-posts]}\n");
  const Scenario& scenario = whole.scenario();
  ASSERT_EQ(scenario.options.size(), 4U);
  EXPECT_EQ(scenario.compared(), 2U);
  EXPECT_EQ(scenario.options[1].name, "separate");
  EXPECT_EQ(scenario.options[1].from, (Date{2011, 6, 1}));
  EXPECT_THAT(whole.stages_of(1), ElementsAre(0, 2, 3, 1));
  EXPECT_THAT(whole.stages_of(0), ElementsAre(0));
  const std::vector<double> posts{structure_of(whole, 2).posts, structure_of(whole, 3).posts,
                                  structure_of(whole, 1).posts};
  EXPECT_THAT(posts, ElementsAre(600, 5, 900));
  for (const std::size_t stage : {1U, 2U, 3U}) EXPECT_EQ(structure_of(whole, stage).share, 0.7);
}

TEST(ScenarioLoader, LetsATimelineBeginWithAStructureThatWasThereBefore) {
  const auto whole = with_option(
      "  - name: separate\n    timeline:\n      - {structure: separate}\n"
      "      - {structure: merged, from: 2010-06-01}\n");
  EXPECT_THAT(whole.stages_of(1), ElementsAre(2, 1));
}

}  // namespace
}  // namespace throughgate::scenario
