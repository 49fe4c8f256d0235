#include "scenario/text_source.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>

#include "temporary_folder.hpp"

namespace throughgate::scenario {
namespace {

using ::testing::HasSubstr;

Problem problem_of(const std::filesystem::path& path) {
  try {
    (void)read_text(path);
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().size(), 1U);
    return error.problems().front();
  }
  ADD_FAILURE() << path << " was accepted";
  return {};
}

Problem problem_of_text(const std::string& text) {
  try {
    (void)checked_text("text.yaml", text);
  } catch (const InputError& error) {
    return error.problems().front();
  }
  return {};
}

TEST(TextSource, RefusesAHundredMegabytesWithoutReadingThem) {
  const test::TemporaryFolder folder;
  const auto file = folder.write("large.yaml", "name: x\n");
  std::filesystem::resize_file(file, 100'000'000);
  const auto start = std::chrono::steady_clock::now();
  const Problem problem = problem_of(file);
  EXPECT_EQ(problem.message(), file.string() + ":1:1: expected a file of at most 4000000 bytes, found 100000000 bytes");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(50));
}

TEST(TextSource, RefusesOneByteAboveTheLimitAndTakesTheLimit) {
  const std::string comment = "# " + std::string(text_limits.bytes - 2, 'x');
  EXPECT_EQ(checked_text("t", comment).text.size(), text_limits.bytes);
  EXPECT_EQ(problem_of_text(comment + "x").found, "4000001 bytes");
}

TEST(TextSource, TellsWhatIsNotARegularFile) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(problem_of(folder.path() / "none.yaml").found, "no such file");
  EXPECT_EQ(problem_of(folder.path()).found, "a folder");
  const auto pipe = folder.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(problem_of(pipe).found, "a device or pipe");
  EXPECT_EQ(problem_of("/dev/zero").found, "a device or pipe");
}

TEST(TextSource, CountsColumnsInCharactersAndIgnoresAByteOrderMark) {
  const TextSource source = checked_text("t", "\xEF\xBB\xBFk\xC3\xA9y: x\n");
  EXPECT_EQ(source.content().substr(0, 4), "k\xC3\xA9y");
  EXPECT_EQ(source.position_at(4), (Position{"t", 1, 4}));
}

TEST(TextSource, RefusesTenThousandLevelsOfEveryKind) {
  const auto many = [](const std::string& piece) {
    std::string text;
    for (int i = 0; i < 10'000; ++i) text += piece;
    return text;
  };
  for (const std::string& piece : {std::string("["), std::string("{a: "), std::string("- "), std::string("? ")}) {
    EXPECT_THAT(problem_of_text("k:\n " + many(piece)).expected, HasSubstr("at most 64 levels")) << piece;
  }
}

TEST(TextSource, RefusesDeepBlockMappingsAndListsBelowTheirKeys) {
  std::string text;
  for (std::size_t i = 0; i < 40; ++i) {
    text += std::string(2 * i, ' ') + (i == 0 ? "" : "- ") + "k:\n";
  }
  EXPECT_THAT(problem_of_text(text).expected, HasSubstr("at most 64 levels"));
}

TEST(TextSource, BracketsInQuotesCommentsAndBlockScalarsAreNotNesting) {
  const std::string brackets(200, '[');
  EXPECT_NO_THROW((void)checked_text("t", "a: \"" + brackets + "\"\nb: '" + brackets + "'\n# " + brackets +
                                              "\nc: |\n  " + brackets + "\n  it's\nd: it's " + brackets + "\n"));
}

TEST(TextSource, DepthAfterAnApostropheInAPlainScalarOfTwoLinesIsStillSeen) {
  EXPECT_THAT(problem_of_text("note: this is\n  'tis nothing\nb: " + std::string(100, '[')).expected,
              HasSubstr("at most 64 levels"));
}

TEST(TextSource, RefusesAnAliasBombBeforeTheParserSeesIt) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 9; ++j) bomb += (j > 0 ? ", " : "") + before;
    bomb += "]\n";
  }
  const Problem problem = problem_of_text(bomb);
  EXPECT_THAT(problem.expected, HasSubstr("aliases that expand to at most 100000 values"));
  EXPECT_EQ(problem.position.line, 7);
}

TEST(TextSource, RefusesMoreThanAHundredAliases) {
  std::string text = "a: &a 1\nb:\n";
  for (int i = 0; i < 100; ++i) text += "  - *a\n";
  EXPECT_NO_THROW((void)checked_text("t", text));
  const Problem problem = problem_of_text(text + "  - *a\n");
  EXPECT_EQ(problem.position, (Position{"text.yaml", 103, 5}));
  EXPECT_THAT(problem.expected, HasSubstr("at most 100 aliases"));
}

}  // namespace
}  // namespace throughgate::scenario
