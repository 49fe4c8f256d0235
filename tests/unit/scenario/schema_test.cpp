#include "scenario/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenario/problems_printer.hpp"
#include "scenario/schema_check.hpp"
#include "scenario/validate.hpp"
#include "small_catalogue.hpp"
#include "temporary_folder.hpp"

namespace throughgate::scenario {
namespace {

using ::testing::HasSubstr;

Document parsed(const std::string& text, Problems& problems) {
  return parse_document(checked_text("t", text), problems);
}

struct SmallSchema {
  Catalogue model = describe(test::small_binders().model);
  Catalogue structure = describe(test::small_binders().structure);
  SchemaCheck check{model, structure};

  std::vector<Problem> problems_of(const std::string& text, FileKind kind) const {
    Problems problems;
    const Document document = parsed(text, problems);
    check.check(document, kind, problems);
    return problems.sorted();
  }
};

TEST(Schema, TakesEveryValidFile) {
  const SmallSchema schema;
  const std::string valid = test::test_folder() + "/valid/";
  EXPECT_TRUE(schema.problems_of(test::text_of(valid + "scenarios/small.yaml"), FileKind::scenario).empty());
  EXPECT_TRUE(schema.problems_of(test::text_of(valid + "scenarios/small-targets.yaml"), FileKind::targets).empty());
  EXPECT_TRUE(schema.problems_of(test::text_of(valid + "models/small/custody.yaml"), FileKind::model).empty());
  EXPECT_TRUE(schema.problems_of(test::text_of(valid + "models/small/court.yaml"), FileKind::model).empty());
  EXPECT_TRUE(
      schema.problems_of(test::text_of(valid + "models/structures/separate.yaml"), FileKind::structure).empty());
}

TEST(Schema, FindsMistakesAloneAtTheirPlace) {
  const SmallSchema schema;
  std::string text = test::text_of(test::test_folder() + "/valid/models/small/custody.yaml");
  text.replace(text.find("value: 0.21"), 11, "value: 2.10");
  const auto problems = schema.problems_of(text, FileKind::model);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].position, (Position{"t", 13, 14}));
  EXPECT_EQ(problems[0].path, "custody.hdc.take_up.value");
}

TEST(Schema, DescribesEachParameterForEditors) {
  const SmallSchema small;
  const Json whole = schema(small.model, small.structure);
  EXPECT_EQ(whole.at("$schema"), "http://json-schema.org/draft-07/schema#");
  const Json& take_up =
      whole["definitions"]["model"]["properties"]["custody"]["properties"]["hdc"]["properties"]["take_up"];
  EXPECT_EQ(take_up["description"], "released early of those eligible [share]");
  EXPECT_EQ(take_up["properties"]["value"]["maximum"], 1.0);
  EXPECT_EQ(take_up["properties"]["unit"]["enum"], Json::parse(R"(["share"])"));
}

TEST(Schema, PicksTheKindByTheHeader) {
  EXPECT_EQ(kind_of_file(Json::parse(R"({"model": "m", "custody": {}})")), FileKind::model);
  EXPECT_EQ(kind_of_file(Json::parse(R"({"model": "m", "options": [], "targets": "t"})")), FileKind::scenario);
  EXPECT_EQ(kind_of_file(Json::parse(R"({"structure": "s"})")), FileKind::structure);
  EXPECT_EQ(kind_of_file(Json::parse(R"({"targets": "t", "rows": []})")), FileKind::targets);
}

TEST(Validate, TakesEveryValidFileAndTheModelsFolder) {
  const std::string valid = test::test_folder() + "/valid/";
  for (const std::string& name : {std::string("scenarios/small.yaml"), std::string("scenarios/small-targets.yaml"),
                                  std::string("models/small/custody.yaml"), std::string("models/small"),
                                  std::string("models/small/"), std::string("models/structures/separate.yaml")}) {
    const auto reports = validate_file(valid + name, test::small_binders());
    ASSERT_EQ(reports.size(), 1U) << name;
    EXPECT_TRUE(reports[0].problems.empty()) << format_problems(reports[0].problems);
  }
}

TEST(Validate, TellsAMissingFile) {
  const auto reports = validate_file("none.yaml", test::small_binders());
  ASSERT_EQ(reports.size(), 1U);
  EXPECT_EQ(reports[0].problems.at(0).message(), "none.yaml: expected a file, found no such file");
}

TEST(ProblemsPrinter, ShowsTheLineWithACaretBelowTheColumn) {
  const test::TemporaryFolder folder;
  const auto file = folder.write("a.yaml", "name: x\nna\xC3\xAFve: {scale: 7}\n");
  const std::string text = format_problems({Problem{Position{file.string(), 2, 16}, "scale", "1", "`7`", ""}});
  EXPECT_THAT(text,
              HasSubstr(":2:16: scale: expected 1, found `7`\n    na\xC3\xAFve: {scale: 7}\n                   ^\n"));
}

TEST(ProblemsPrinter, KeepsControlCharactersFromTheTerminalAndCutsLongLines) {
  const test::TemporaryFolder folder;
  const auto file = folder.write("a.yaml", "a: \x1b[31m" + std::string(5000, 'x') + "\n");
  const std::string text = format_problems({Problem{Position{file.string(), 1, 3000}, "", "1", "2", ""}});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_LT(text.size(), 500U);
}

TEST(ProblemsPrinter, WritesTheContractOfValidate) {
  const Json json =
      problems_json({{"a.yaml", {Problem{Position{"a.yaml", 3, 4}, "seed", "a number", "`x`", ""}}}, {"b.yaml", {}}});
  EXPECT_EQ(json, Json::parse(R"({"files": [{"path": "a.yaml", "errors": [{"line": 3, "column": 4, "path": "seed",
      "expected": "a number", "found": "`x`", "message": "a.yaml:3:4: seed: expected a number, found `x`"}]},
      {"path": "b.yaml", "errors": []}]})"));
}

}  // namespace
}  // namespace throughgate::scenario
