#include "scenario/document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace throughgate::scenario {
namespace {

using ::testing::HasSubstr;

Document parsed(const std::string& text) {
  Problems problems;
  Document document = parse_document(checked_text("t", text), problems);
  EXPECT_TRUE(problems.empty()) << problems.sorted().front().message();
  return document;
}

std::vector<Problem> problems_of(const std::string& text) {
  Problems problems;
  (void)parse_document(checked_text("t", text), problems);
  return problems.sorted();
}

TEST(Document, TypesPlainScalarsByTheCoreSchemaOfYaml12) {
  const Json root = parsed(
                        "[on, off, yes, no, true, False, ~, 12, -3, +4, 0x1F, 0o17, 010, 1.5, .5, 1e3, 2009-01-01,"
                        " 1_000, \"12\", '1.5', 0b1, 12:30, null, Null]")
                        .root();
  const Json expected = Json::parse(R"(["on", "off", "yes", "no", true, false, null, 12, -3, 4, 31, 15, 10, 1.5, 0.5,
      1000.0, "2009-01-01", "1_000", "12", "1.5", "0b1", "12:30", "null", null])");
  EXPECT_EQ(root, expected);
}

TEST(Document, KeepsNumbersExactly) {
  const Json root = parsed("[0.1, 9223372036854775807, 1.7976931348623157e308, 5e-324, 123456789.123456789]").root();
  EXPECT_EQ(root[0].get<double>(), 0.1);
  EXPECT_EQ(root[1].get<std::int64_t>(), 9223372036854775807LL);
  EXPECT_EQ(root[2].get<double>(), 1.7976931348623157e308);
  EXPECT_EQ(root[4].get<double>(), 123456789.123456789);
}

TEST(Document, KnowsTheLineAndColumnOfEveryKeyAndValue) {
  const Document document = parsed("\xC3\xA9t\xC3\xA9: {a: 1, \"b\": [x, y]}\nc:\n  - d: 2\n");
  const std::string summer = "/\xC3\xA9t\xC3\xA9";
  EXPECT_EQ(document.key_position(summer), (Position{"t", 1, 1}));
  EXPECT_EQ(document.value_position(summer), (Position{"t", 1, 6}));
  EXPECT_EQ(document.key_position(summer + "/b"), (Position{"t", 1, 13}));
  EXPECT_EQ(document.value_position(summer + "/b/1"), (Position{"t", 1, 22}));
  EXPECT_EQ(document.value_position("/c/0/d"), (Position{"t", 3, 8}));
}

TEST(Document, GivesThePlaceOfTheHolderWhereNothingStands) {
  const Document document = parsed("a:\n  b: 1\n");
  EXPECT_EQ(document.value_position("/a/none/deeper"), (Position{"t", 2, 3}));
}

TEST(Document, AnAliasStandsForItsAnchorAtItsOwnPlace) {
  const Document document = parsed("a: &x {k: 1}\nb: *x\n");
  EXPECT_EQ(document.root().at("b"), Json::parse(R"({"k": 1})"));
  EXPECT_EQ(document.value_position("/b"), (Position{"t", 2, 4}));
  EXPECT_EQ(document.value_position("/b/k"), (Position{"t", 1, 11}));
}

TEST(Document, ADuplicateKeyNamesBothPlacesAndKeepsTheFirst) {
  const auto problems = problems_of("a: 1\nb: 2\na: {c: [3, 4], d: &x 5}\n");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].message(), "t:3:1: expected each key once, found `a` again (first at 1:1)");
}

TEST(Document, EveryDuplicateIsTold) {
  EXPECT_EQ(problems_of("a: 1\na: 2\nb: {c: 1, c: 2}\na: {b: 1, b: 1}\n").size(), 3U);
}

TEST(Document, ExpansionIsCountedExactlyEvenWhereTheScanMisattributesIt) {
  // The inner anchor takes the weight in the scan, so only the parser's own count can see this one.
  std::string text = "a: &a [x, x, x, x, x, x, x, x, x, x, x, x]\n";
  for (char name = 'b'; name <= 'h'; ++name) {
    const std::string before(1, static_cast<char>(name - 1));
    text += std::string(1, name) + ": &" + name + " [";
    for (int i = 0; i < 12; ++i) text += "*" + before + ", ";
    text += "&z" + std::string(1, name) + " x]\n";
  }
  Problems problems;
  try {
    (void)parse_document(checked_text("t", text), problems);
  } catch (const InputError& error) {
    problems.add_all(error.problems());
  }
  ASSERT_FALSE(problems.empty());
  EXPECT_THAT(problems.sorted().front().expected, HasSubstr("100000 values"));
}

TEST(Document, ADottedPathShowsIndexesInBrackets) {
  const Document document = parsed("options: [{a.b: 1}, {set: {x.y: 2}}]");
  EXPECT_EQ(dotted(document.root(), "/options/1/set/x.y"), "options[1].set.x.y");
}

}  // namespace
}  // namespace throughgate::scenario
