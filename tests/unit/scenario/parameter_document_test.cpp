#include "scenario/parameter_document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenario/model_folder.hpp"
#include "scenario/structure_chain.hpp"
#include "small_catalogue.hpp"
#include "temporary_folder.hpp"

namespace throughgate::scenario {
namespace {

using test::test_folder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Reading {
  Catalogue model = describe(test::small_binders().model);
  Catalogue structure = describe(test::small_binders().structure);
  SchemaCheck schema{model, structure};
  Sources sources;
  Problems problems;

  ParameterDocument model_in(const std::filesystem::path& folder) {
    return load_model(folder, Referrer{Position{"asking.yaml", 2, 8}, "model"}, model, schema, sources, problems);
  }
  ParameterDocument structure_in(const std::filesystem::path& folder, const std::string& name) {
    return load_structure(folder, name, Referrer{Position{"asking.yaml", 9, 3}, "structure"}, structure, schema,
                          sources, problems);
  }
};

TEST(Catalogue, RefusesAPathTwiceAndAGroupThatIsAParameter) {
  double target = 0;
  EXPECT_THROW((void)describe([&](Binder& binder) {
                 binder.share("a.b", "", target);
                 binder.share("a.b", "", target);
               }),
               std::logic_error);
  EXPECT_THROW((void)describe([&](Binder& binder) {
                 binder.share("a.b", "", target);
                 binder.share("a.b.c", "", target);
               }),
               std::logic_error);
}

TEST(ParameterDocument, FillsEveryKindOfTargetFromTheMergedFiles) {
  Reading reading;
  const ParameterDocument document = reading.model_in(test_folder() + "/valid/models/small");
  ASSERT_TRUE(reading.problems.empty()) << reading.problems.sorted().front().message();
  test::SmallModel model;
  fill(
      document, {}, [&](Binder& binder) { bind(binder, model); }, reading.problems);
  EXPECT_TRUE(reading.problems.empty());
  EXPECT_EQ(model.capacity, 84000);
  EXPECT_EQ(model.take_up, 0.21);
  EXPECT_EQ(model.first_day, days_since_1970(Date{1999, 1, 28}));
  EXPECT_THAT(model.mix, ElementsAre(0.2, 0.7, 0.1));
  EXPECT_THAT(model.term, ElementsAre(0, 0, 365.25));
  EXPECT_THAT(model.receipts, ElementsAre(100, 900, 200, 1800));
  EXPECT_EQ(model.sitting, 0);
  EXPECT_EQ(model.ratio, 1.036);
}

TEST(ParameterDocument, KeepsWhatProvenanceNeeds) {
  Reading reading;
  const ParameterDocument document = reading.model_in(test_folder() + "/valid/models/small");
  const Parameter* term = document.find("sentencing.term");
  ASSERT_NE(term, nullptr);
  EXPECT_EQ(term->grade, "D");
  EXPECT_EQ(term->period, "2009");
  EXPECT_TRUE(term->borrowed);
  EXPECT_TRUE(term->distribution.relative);
  EXPECT_NEAR(*term->distribution.median * std::exp(*term->distribution.sigma * *term->distribution.sigma / 2), 1.0,
              1e-12);
  EXPECT_THAT(term->cell("custody").line, 39);
}

TEST(ParameterDocument, AParameterOfTwoFilesNamesBothPlaces) {
  const test::TemporaryFolder folder;
  const std::string custody = test::text_of(test_folder() + "/valid/models/small/custody.yaml");
  folder.write("model/a.yaml", custody);
  folder.write("model/b.yaml", custody.substr(0, custody.find("  hdc:")));
  folder.write("model/court.yaml", test::text_of(test_folder() + "/valid/models/small/court.yaml"));
  Reading reading;
  (void)reading.model_in(folder.path() / "model");
  const auto problems = reading.problems.sorted();
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].position, (Position{(folder.path() / "model/b.yaml").string(), 4, 5}));
  EXPECT_THAT(problems[0].found, HasSubstr("a.yaml:4:5"));
}

TEST(ParameterDocument, TwoNamesOfOneModelAreRefused) {
  const test::TemporaryFolder folder;
  folder.write("model/a.yaml", test::text_of(test_folder() + "/valid/models/small/custody.yaml"));
  folder.write("model/b.yaml", "model: smaller\n");
  Reading reading;
  (void)reading.model_in(folder.path() / "model");
  const auto problems = reading.problems.sorted();
  ASSERT_GE(problems.size(), 1U);
  EXPECT_EQ(problems.back().position, (Position{(folder.path() / "model/b.yaml").string(), 1, 8}));
}

TEST(ParameterDocument, EveryMissingParameterIsToldAtItsGroup) {
  const test::TemporaryFolder folder;
  const std::string custody = test::text_of(test_folder() + "/valid/models/small/custody.yaml");
  folder.write("model/custody.yaml", custody.substr(0, custody.find("    first_day:")));
  Reading reading;
  (void)reading.model_in(folder.path() / "model");
  std::vector<std::string> told;
  for (const Problem& problem : reading.problems.sorted()) {
    told.push_back(std::to_string(problem.position.line) + ' ' + problem.path);
  }
  EXPECT_THAT(told, ElementsAre("1 sentencing.mix", "1 sentencing.term", "1 court.receipts", "1 court.sitting",
                                "1 court.ratio", "11 custody.hdc.first_day"));
}

TEST(ParameterDocument, AMissingFolderIsToldAtTheReferrer) {
  Reading reading;
  (void)reading.model_in(test_folder() + "/valid/models/smal");
  EXPECT_EQ(reading.problems.sorted()[0].position, (Position{"asking.yaml", 2, 8}));
  EXPECT_EQ(reading.problems.sorted()[0].nearest, "small");
}

TEST(StructureChain, WhatIsNearerWinsAndTheRestComesFromTheBase) {
  Reading reading;
  const auto document = reading.structure_in(test_folder() + "/valid/models/structures", "separate");
  ASSERT_TRUE(reading.problems.empty()) << reading.problems.sorted().front().message();
  test::SmallStructure structure;
  fill(
      document, {}, [&](Binder& binder) { bind(binder, structure); }, reading.problems);
  EXPECT_EQ(structure.posts, 600);
  EXPECT_EQ(structure.share, 0.5);
  EXPECT_EQ(document.name, "separate");
  EXPECT_EQ(document.title, "two services");
}

TEST(StructureChain, ACircleNamesTheChain) {
  const test::TemporaryFolder folder;
  const auto link = [&](const std::string& name, const std::string& base) {
    folder.write(name + ".yaml",
                 "structure: " + name + "\ntitle: t\nperiod: 2009\nsource: s\nbased_on: " + base + "\n");
  };
  link("first", "second");
  link("second", "third");
  link("third", "second");
  Reading reading;
  (void)reading.structure_in(folder.path(), "first");
  const auto problems = reading.problems.sorted();
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].position, (Position{(folder.path() / "third.yaml").string(), 5, 11}));
  EXPECT_EQ(problems[0].found, "a circle: second -> third -> second");
}

}  // namespace
}  // namespace throughgate::scenario
