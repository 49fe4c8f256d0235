#include "results/checkpoint_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "sample.hpp"

namespace throughgate::results {
namespace {

using ::testing::HasSubstr;
using testing::TemporaryFolder;

recording::Dataset description(const std::string& seed) {
  recording::Dataset dataset;
  dataset.attributes = {{"title", std::string("a test")}, {"identity_seed", seed}};
  return dataset;
}

const NamedStates states{{"abc", {1, -2, 3}}, {"coupled_abc", {}}, {"def", StateBytes(100'000, 42)}};

std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const ResultsError& error) {
    return error.what();
  }
  return "";
}

TEST(CheckpointFolder, GivesBackWhatWasSaved) {
  const TemporaryFolder folder;
  const auto one = CheckpointFolder::begin(folder / "state", description("1"));
  EXPECT_FALSE(one.has(2));
  one.save(2, states);
  const auto other = CheckpointFolder::open(folder / "state");
  EXPECT_TRUE(other.has(2));
  EXPECT_FALSE(other.has(1));
  EXPECT_EQ(other.load(2), states);
}

TEST(CheckpointFolder, GoesOnWithTheSameCheckpointAndRefusesAnother) {
  const TemporaryFolder folder;
  CheckpointFolder::begin(folder / "state", description("1")).save(0, states);
  EXPECT_TRUE(CheckpointFolder::begin(folder / "state", description("1")).has(0));
  EXPECT_THROW(CheckpointFolder::begin(folder / "state", description("2")), ForeignFolder);
  EXPECT_THAT(message_of([&] { (void)CheckpointFolder::begin(folder / "state", description("2")); }),
              HasSubstr("another seed: `1` there, `2` here"));
  EXPECT_THROW(CheckpointFolder::open(folder / "none"), ForeignFolder);
}

TEST(CheckpointFolder, RefusesAFileOfAnotherCheckpoint) {
  const TemporaryFolder folder;
  CheckpointFolder::begin(folder / "one", description("1")).save(0, states);
  const auto two = CheckpointFolder::begin(folder / "two", description("2"));
  std::filesystem::copy_file(folder / "one" / "replication-1.states", folder / "two" / "replication-1.states");
  EXPECT_THAT(message_of([&] { (void)two.load(0); }), HasSubstr("belongs to another checkpoint"));
  EXPECT_FALSE(two.has_whole(0));
}

TEST(CheckpointFolder, RefusesTheStatesOfAnotherReplication) {
  const TemporaryFolder folder;
  const auto one = CheckpointFolder::begin(folder / "state", description("1"));
  one.save(0, states);
  std::filesystem::copy_file(folder / "state" / "replication-1.states", folder / "state" / "replication-2.states");
  EXPECT_TRUE(one.has_whole(0));
  EXPECT_FALSE(one.has_whole(1));
  EXPECT_THAT(message_of([&] { (void)one.load(1); }), HasSubstr("replication-2.states: belongs to another"));
}

TEST(CheckpointFolder, ThatLostItsDescriptionIsGivenItAgainByTheSameCheckpointAlone) {
  const TemporaryFolder folder;
  CheckpointFolder::begin(folder / "state", description("1")).save(0, states);
  std::filesystem::remove(folder / "state" / "checkpoint.h5");
  EXPECT_THROW(CheckpointFolder::begin(folder / "state", description("2")), ForeignFolder);
  EXPECT_TRUE(CheckpointFolder::begin(folder / "state", description("1")).has_whole(0));
}

TEST(CheckpointFolder, CountsAFileCutShortAsNotSaved) {
  const TemporaryFolder folder;
  const auto one = CheckpointFolder::begin(folder / "state", description("1"));
  one.save(0, states);
  std::filesystem::resize_file(folder / "state" / "replication-1.states", 1000);
  EXPECT_TRUE(one.has(0));
  EXPECT_FALSE(one.has_whole(0));
  one.save(0, states);
  EXPECT_EQ(one.load(0), states);
}

TEST(CheckpointFolder, RefusesAFileWithAnyByteChangedOrMissing) {
  const TemporaryFolder folder;
  const auto one = CheckpointFolder::begin(folder / "state", description("1"));
  one.save(0, states);
  const auto file = folder / "state" / "replication-1.states";
  std::ifstream stream(file, std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(stream), {}};
  const auto refused = [&](const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
    return !message_of([&] { (void)one.load(0); }).empty();
  };
  for (std::size_t place = 0; place < whole.size(); place += place < 400 ? 1 : 9973) {
    std::string changed = whole;
    changed[place] = static_cast<char>(changed[place] ^ 1);
    EXPECT_TRUE(refused(changed)) << place;
    EXPECT_TRUE(refused(whole.substr(0, place))) << place;
  }
  EXPECT_TRUE(refused(whole + '\0'));
  EXPECT_FALSE(refused(whole));
}

}  // namespace
}  // namespace throughgate::results
