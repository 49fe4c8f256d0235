#include "results/point_journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/results_error.hpp"
#include "results/sweep_folder.hpp"
#include "sample.hpp"

namespace throughgate::results {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::TemporaryFolder;

const std::string identity(64, 'a');

std::shared_ptr<const recording::Dataset> layout() {
  auto dataset = std::make_shared<recording::Dataset>();
  dataset->dimensions = {{"cohort", {"all", "custody"}, {}, {}}};
  dataset->variables = {{"cost", {}, std::vector<double>{1.0}, "GBP", "what it costs", "", {}, {}},
                        {"crimes", {"cohort"}, std::vector<double>{1.0, 2.0}, "1", "", "", {}, {}}};
  return dataset;
}

PointRecord point(std::uint32_t number, std::shared_ptr<const recording::Dataset> of) {
  return {number, std::move(of), {1.0 * number, 0.1, -7}, "", 1000, 0.5};
}

std::vector<PointRecord> points_of(const std::filesystem::path& file, JournalState* state = nullptr) {
  std::vector<PointRecord> points;
  const auto found = read_journal(file, identity, [&](PointRecord&& one) { points.push_back(std::move(one)); });
  if (state != nullptr) *state = found;
  return points;
}

std::vector<std::uint32_t> numbers_of(const std::filesystem::path& file) {
  std::vector<std::uint32_t> numbers;
  for (const auto& one : points_of(file)) numbers.push_back(one.point);
  return numbers;
}

void write_points(const std::filesystem::path& file, std::vector<std::uint32_t> numbers) {
  PointJournal journal(file, identity);
  const auto shared = layout();
  for (const auto number : numbers) journal.append(point(number, shared));
  journal.close();
}

TEST(PointJournal, GivesBackWhatWasAppended) {
  const TemporaryFolder folder;
  {
    PointJournal journal(folder / "a.points", identity);
    journal.append(point(7, layout()));
    journal.append({3, nullptr, {}, "no places", 0, 0});
    journal.close();
  }
  const auto points = points_of(folder / "a.points");
  ASSERT_EQ(points.size(), 2U);
  EXPECT_EQ(points[0].point, 7U);
  EXPECT_THAT(points[0].numbers, ElementsAre(7, 0.1, -7));
  EXPECT_EQ(points[0].events, 1000U);
  ASSERT_NE(points[0].layout, nullptr);
  EXPECT_EQ(points[0].layout->variables[1].name, "crimes");
  EXPECT_THAT(points[0].layout->dimensions[0].labels, ElementsAre("all", "custody"));
  EXPECT_EQ(points[1].failure, "no places");
}

TEST(PointJournal, HoldsWhatWasWholeWhereverTheFileEnds) {
  const TemporaryFolder folder;
  write_points(folder / "whole", {0, 1, 2});
  const std::string whole = testing::content(folder / "whole");
  JournalState two;
  write_points(folder / "two", {0, 1});
  (void)points_of(folder / "two", &two);
  for (std::size_t length = 0; length < whole.size(); length += length < 100 || length > two.bytes - 60 ? 1 : 97) {
    testing::write_content(folder / "cut", whole.substr(0, length));
    JournalState state;
    const auto points = points_of(folder / "cut", &state);
    ASSERT_LE(points.size(), 2U);
    ASSERT_EQ(state.bytes + state.ignored, length);
    if (length == two.bytes) {
      EXPECT_EQ(points.size(), 2U);
    }
  }
  for (const std::size_t length : {std::size_t{0}, std::size_t{30}, std::size_t{90}, whole.size() - 1}) {
    testing::write_content(folder / "cut", whole.substr(0, length));
    const auto before = numbers_of(folder / "cut");
    write_points(folder / "cut", {9});
    auto wanted = before;
    wanted.push_back(9);
    EXPECT_EQ(numbers_of(folder / "cut"), wanted) << length;
  }
}

TEST(PointJournal, BelievesNoRecordThatWasChanged) {
  const TemporaryFolder folder;
  write_points(folder / "a", {0, 1, 2});
  std::string text = testing::content(folder / "a");
  text[text.size() - 10] = static_cast<char>(text[text.size() - 10] ^ 1);
  testing::write_content(folder / "a", text);
  EXPECT_THAT(numbers_of(folder / "a"), ElementsAre(0, 1));
}

TEST(PointJournal, RefusesPointsOfAnotherSweepAndOtherFiles) {
  const TemporaryFolder folder;
  write_points(folder / "a", {0});
  const std::string before = testing::content(folder / "a");
  EXPECT_THROW(PointJournal(folder / "a", std::string(64, 'b')), ForeignJournal);
  EXPECT_EQ(testing::content(folder / "a"), before);
  testing::write_content(folder / "b",
                         "a letter to a friend, and a long one: it has more than a header's length of text, "
                         "and so is told from a header that was not finished");
  EXPECT_THROW(PointJournal(folder / "b", identity), ForeignJournal);
  EXPECT_THROW((void)points_of(folder / "none"), ResultsError);
}

TEST(PointJournal, HasOneWriterAtATime) {
  const TemporaryFolder folder;
  const PointJournal journal(folder / "a", identity);
  try {
    const PointJournal second(folder / "a", identity);
    FAIL();
  } catch (const ResultsError& error) {
    EXPECT_THAT(error.what(), HasSubstr("another process is writing these points"));
  }
}

recording::Dataset sweep(const std::string& scale) {
  recording::Dataset dataset;
  dataset.attributes = {{"title", "a sweep"}, {"identity_scale", scale}, {"identity_seed", "1"}};
  dataset.dimensions = {{"point", {}, {1, 2, 3}, {}}, {"option", {"merged"}, {}, {}}};
  return dataset;
}

TEST(SweepFolder, GoesOnWithTheSameSweepAndRefusesAnother) {
  const TemporaryFolder folder;
  const auto begun = SweepFolder::begin(folder / "s", sweep("0.1"));
  write_points(begun.journal_of({}), {});
  EXPECT_EQ(SweepFolder::begin(folder / "s", sweep("0.1")).identity(), begun.identity());
  try {
    (void)SweepFolder::begin(folder / "s", sweep("0.2"));
    FAIL();
  } catch (const ForeignFolder& error) {
    EXPECT_THAT(error.what(), HasSubstr("with another scale: `0.1` there, `0.2` here"));
  }
}

TEST(SweepFolder, RefusesAFolderOfOtherFilesAndTakesAnEmptyOne) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "empty");
  EXPECT_NO_THROW((void)SweepFolder::begin(folder / "empty", sweep("1")));
  std::filesystem::create_directory(folder / "full");
  testing::write_content(folder / "full/thesis.tex", "years");
  EXPECT_THROW((void)SweepFolder::begin(folder / "full", sweep("1")), ForeignFolder);
  EXPECT_FALSE(std::filesystem::exists(folder / "full/sweep.h5"));
  EXPECT_THROW((void)SweepFolder::open(folder / "nowhere"), ForeignFolder);
}

TEST(SweepFolder, ThatLostItsDescriptionIsGivenItAgainByTheSameSweepAlone) {
  const TemporaryFolder folder;
  const auto begun = SweepFolder::begin(folder / "s", sweep("1"));
  {
    PointJournal journal(begun.journal_of({}), begun.identity());
    journal.append(point(1, layout()));
    journal.close();
  }
  std::filesystem::remove(folder / "s/sweep.h5");
  EXPECT_THROW((void)SweepFolder::begin(folder / "s", sweep("0.5")), ForeignJournal);
  const auto again = SweepFolder::begin(folder / "s", sweep("1"));
  std::size_t points = 0;
  (void)again.read([&points](PointRecord&&) { ++points; });
  EXPECT_EQ(points, 1U);
}

TEST(Shard, PartsHoldEveryPointOnce) {
  for (std::size_t point = 0; point < 20; ++point) {
    std::size_t holders = 0;
    for (std::size_t number = 1; number <= 6; ++number) holders += Shard{number, 6}.holds(point) ? 1 : 0;
    EXPECT_EQ(holders, 1U);
  }
  EXPECT_EQ((Shard{2, 8}).file_name(), "shard-2-of-8.points");
}

}  // namespace
}  // namespace throughgate::results
