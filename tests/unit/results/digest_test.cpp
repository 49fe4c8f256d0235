#include "results/digest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>

#include "results/reader.hpp"
#include "results/results_error.hpp"
#include "results/writer.hpp"
#include "sample.hpp"

namespace throughgate::results {
namespace {

using recording::Dataset;
using testing::sample_dataset;

std::vector<double>& population(Dataset& dataset) { return std::get<std::vector<double>>(dataset.variables[0].data); }

/// The sample with option 1 equal to option 0 in every outcome.
Dataset equal_options() {
  Dataset dataset = sample_dataset();
  population(dataset) = {1, 2, 3, 1, 2, 3};
  dataset.variables[1].data = std::vector<double>{0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5};
  dataset.variables[2].data = std::vector<float>{0.5F, 0.5F};
  dataset.variables.push_back(
      {"structure", {"option"}, std::vector<std::string>{"noms-2008", "other"}, "", "", "", {}, {}});
  return dataset;
}

TEST(Digest, SurvivesTheWayThroughAFileWhateverTheCompression) {
  const testing::TemporaryFolder folder;
  write_dataset(sample_dataset(), folder / "a.h5");
  write_dataset(sample_dataset(), folder / "b.h5", {.deflate_level = 9, .compress_from = 1});
  EXPECT_EQ(digest(read_dataset(folder / "a.h5")), digest(sample_dataset()));
  EXPECT_EQ(digest(read_dataset(folder / "b.h5")), digest(sample_dataset()));
}

TEST(Digest, DoesNotDependOnOrderOrProvenance) {
  Dataset other = sample_dataset();
  std::ranges::reverse(other.variables);
  std::ranges::reverse(other.dimensions);
  std::ranges::reverse(other.attributes);
  std::ranges::reverse(other.groups);
  other.groups[0].variables[0].data = std::vector<std::string>{"node-2"};
  other.attributes.push_back({"Conventions", "CF-1.10"});
  std::ranges::find(other.attributes, "history", &recording::Attribute::name)->value = "another day";
  EXPECT_EQ(digest(other), digest(sample_dataset()));
}

TEST(Digest, ChangesWithAnySingleBitOfADouble) {
  const std::string before = digest(sample_dataset());
  for (unsigned bit = 0; bit < 64; ++bit) {
    Dataset changed = sample_dataset();
    double& value = population(changed)[2];
    value = std::bit_cast<double>(std::bit_cast<std::uint64_t>(value) ^ (std::uint64_t{1} << bit));
    EXPECT_NE(digest(changed), before) << "bit " << bit;
  }
}

TEST(Digest, ChangesWithEveryNameTypeCoordinateAndAttribute) {
  const std::vector<std::function<void(Dataset&)>> changes = {
      [](Dataset& d) { d.attributes[0].value = "another title"; },
      [](Dataset& d) { d.dimensions[0].labels[1] = "renamed"; },
      [](Dataset& d) { d.dimensions[2].values[0] = 366; },
      [](Dataset& d) { d.dimensions[2].attributes[0].value = "days since 2009-01-02"; },
      [](Dataset& d) { d.variables[0].name = "remand_population"; },
      [](Dataset& d) { d.variables[0].units = "person"; },
      [](Dataset& d) { d.variables[0].attributes[2].value = 7.0; },
      [](Dataset& d) { d.variables[3].flag_meanings[0] = "lost"; },
      [](Dataset& d) {
        d.variables[4].data = std::vector<std::int64_t>{-1, 2147483647, 0};
      },
      [](Dataset& d) {
        d.variables[5].data = std::vector<std::string>{"zwölf\nlines", "", "a,\"b\""};
      },
      [](Dataset& d) { d.variables.pop_back(); },
      [](Dataset& d) { std::get<std::vector<std::int8_t>>(d.groups[0].variables[0].data)[0] = 1; },
      [](Dataset& d) { std::get<std::vector<std::int64_t>>(d.groups[0].variables[1].data)[0] += 1; }};
  std::vector<std::string> digests = {digest(sample_dataset())};
  for (const auto& change : changes) {
    Dataset changed = sample_dataset();
    change(changed);
    digests.push_back(digest(changed));
  }
  std::ranges::sort(digests);
  EXPECT_EQ(std::ranges::adjacent_find(digests), digests.end());
}

TEST(Digest, TakesEveryNanAndBothZerosAsOne) {
  Dataset left = sample_dataset();
  Dataset right = sample_dataset();
  population(left)[0] = 0.0;
  population(right)[0] = -0.0;
  population(right)[1] = std::bit_cast<double>(std::uint64_t{0xfff8000000000123});
  ASSERT_TRUE(std::isnan(population(right)[1]));
  EXPECT_EQ(digest(left), digest(right));
}

TEST(DigestOfOption, IsEqualForOptionsThatDifferInNameOnly) {
  EXPECT_EQ(digest_of_option(equal_options(), 0), digest_of_option(equal_options(), 1));
}

TEST(DigestOfOption, DiffersWhenOneBitOfOneOptionDiffers) {
  Dataset changed = equal_options();
  population(changed)[4] = std::nextafter(population(changed)[4], 10.0);
  EXPECT_EQ(digest_of_option(changed, 0), digest_of_option(equal_options(), 0));
  EXPECT_NE(digest_of_option(changed, 1), digest_of_option(equal_options(), 1));
}

TEST(DigestOfOption, SeesTheOptionOnAnyAxis) {
  Dataset dataset = equal_options();
  dataset.variables.push_back(
      {"turned", {"replication", "option"}, std::vector<double>{1, 1, 2, 2, 3, 3}, "1", "", "", {}, {}});
  EXPECT_EQ(digest_of_option(dataset, 0), digest_of_option(dataset, 1));
  std::get<std::vector<double>>(dataset.variables.back().data)[3] = 9;
  EXPECT_NE(digest_of_option(dataset, 0), digest_of_option(dataset, 1));
}

TEST(DigestOfOption, SeesTheRowsOfAnEventLogThatBelongToTheOption) {
  Dataset changed = equal_options();
  std::get<std::vector<std::int64_t>>(changed.groups[0].variables[1].data)[3] = 6;
  EXPECT_EQ(digest_of_option(changed, 0), digest_of_option(equal_options(), 0));
  EXPECT_NE(digest_of_option(changed, 1), digest_of_option(equal_options(), 1));
}

TEST(DigestOfOption, DoesNotDependOnTheOtherOptionsOfTheFile) {
  Dataset alone = equal_options();
  alone.dimensions[0].labels = {"another name"};
  population(alone) = {1, 2, 3};
  alone.variables[1].data = std::vector<double>{0, 1, 2, 3, 4, 5};
  alone.variables[2].data = std::vector<float>{0.5F};
  alone.variables.pop_back();
  alone.groups[0].dimensions[0].values = {0, 1};
  alone.groups[0].variables = {
      {"option", {"event"}, std::vector<std::int8_t>{0, 0}, "", "Option", "", {"merged"}, {}},
      {"offender", {"event"}, std::vector<std::int64_t>{1LL << 40, 5}, "1", "Offender", "", {}, {}},
      {"event_time", {"event"}, std::vector<double>{0, 1.5}, "days since 2009-01-01", "When", "", {}, {}}};
  EXPECT_EQ(digest_of_option(alone, 0), digest_of_option(equal_options(), 1));
}

TEST(DigestOfOption, RefusesAnOptionThatIsNotThere) {
  EXPECT_THROW(static_cast<void>(digest_of_option(sample_dataset(), 2)), ResultsError);
}

}  // namespace
}  // namespace throughgate::results
