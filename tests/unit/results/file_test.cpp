#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5.h>
#include <sys/resource.h>

#include <bit>
#include <chrono>
#include <csignal>
#include <functional>
#include <thread>

#include "results/reader.hpp"
#include "results/results_error.hpp"
#include "results/writer.hpp"
#include "sample.hpp"

namespace throughgate::results {
namespace {

using recording::Attribute;
using recording::Dataset;
using recording::Dimension;
using recording::Variable;
using ::testing::AllOf;
using testing::content;
using ::testing::HasSubstr;
using testing::sample_dataset;
using testing::TemporaryFolder;
using testing::write_content;

void expect_equal(const std::vector<Attribute>& left, const std::vector<Attribute>& right) {
  ASSERT_EQ(left.size(), right.size());
  for (std::size_t number = 0; number < left.size(); ++number) {
    EXPECT_EQ(left[number].name, right[number].name);
    EXPECT_EQ(left[number].value, right[number].value) << left[number].name;
  }
}

template <typename Value>
bool same_bits(Value left, Value right) {
  if constexpr (std::is_same_v<Value, double>) {
    return std::bit_cast<std::uint64_t>(left) == std::bit_cast<std::uint64_t>(right);
  } else {
    return left == right;
  }
}

void expect_equal(const Variable& left, const Variable& right) {
  SCOPED_TRACE(left.name);
  EXPECT_EQ(left.name, right.name);
  EXPECT_EQ(left.dimensions, right.dimensions);
  EXPECT_EQ(left.units, right.units);
  EXPECT_EQ(left.long_name, right.long_name);
  EXPECT_EQ(left.cell_methods, right.cell_methods);
  EXPECT_EQ(left.flag_meanings, right.flag_meanings);
  expect_equal(left.attributes, right.attributes);
  ASSERT_EQ(left.data.index(), right.data.index());
  std::visit(
      [&](const auto& values) {
        const auto& others = std::get<std::decay_t<decltype(values)>>(right.data);
        ASSERT_EQ(values.size(), others.size());
        for (std::size_t number = 0; number < values.size(); ++number) {
          EXPECT_TRUE(same_bits(values[number], others[number])) << number;
        }
      },
      left.data);
}

void expect_equal(const Dataset& left, const Dataset& right) {
  SCOPED_TRACE(left.name);
  EXPECT_EQ(left.name, right.name);
  expect_equal(left.attributes, right.attributes);
  ASSERT_EQ(left.dimensions.size(), right.dimensions.size());
  for (std::size_t number = 0; number < left.dimensions.size(); ++number) {
    EXPECT_EQ(left.dimensions[number].name, right.dimensions[number].name);
    EXPECT_EQ(left.dimensions[number].labels, right.dimensions[number].labels);
    EXPECT_EQ(left.dimensions[number].values, right.dimensions[number].values);
    expect_equal(left.dimensions[number].attributes, right.dimensions[number].attributes);
  }
  ASSERT_EQ(left.variables.size(), right.variables.size());
  for (std::size_t number = 0; number < left.variables.size(); ++number) {
    expect_equal(left.variables[number], right.variables[number]);
  }
  ASSERT_EQ(left.groups.size(), right.groups.size());
  for (std::size_t number = 0; number < left.groups.size(); ++number) {
    expect_equal(left.groups[number], right.groups[number]);
  }
}

std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const ResultsError& error) {
    return error.what();
  }
  return "no ResultsError";
}

std::string reading_message(const std::filesystem::path& file) {
  return message_of([&] { static_cast<void>(read_dataset(file)); });
}

Dataset large_dataset(std::size_t rows) {
  Dataset dataset;
  Dimension row{.name = "row", .labels = {}, .values = {}, .attributes = {}};
  Variable noise{.name = "noise",
                 .dimensions = {"row"},
                 .data = std::vector<double>(rows),
                 .units = "1",
                 .long_name = "",
                 .cell_methods = "",
                 .flag_meanings = {},
                 .attributes = {}};
  std::uint64_t state = 1;
  for (std::size_t number = 0; number < rows; ++number) {
    row.values.push_back(static_cast<double>(number));
    state = state * 6364136223846793005U + 1442695040888963407U;
    std::get<std::vector<double>>(noise.data)[number] = static_cast<double>(state >> 11U);
  }
  dataset.dimensions = {row};
  dataset.variables = {noise};
  return dataset;
}

TEST(ResultsFile, ReadsBackEveryTypeAsItWasWritten) {
  const TemporaryFolder folder;
  write_dataset(sample_dataset(), folder / "r.h5");
  expect_equal(sample_dataset(), read_dataset(folder / "r.h5"));
}

TEST(ResultsFile, ReadsBackCompressedVariables) {
  const TemporaryFolder folder;
  Dataset dataset = large_dataset(300'000);
  dataset.variables[0].data = dataset.dimensions[0].values;
  write_dataset(dataset, folder / "packed.h5");
  write_dataset(dataset, folder / "plain.h5", {.deflate_level = 0});
  expect_equal(dataset, read_dataset(folder / "packed.h5"));
  expect_equal(dataset, read_dataset(folder / "plain.h5"));
  EXPECT_LT(2 * std::filesystem::file_size(folder / "packed.h5"), std::filesystem::file_size(folder / "plain.h5"));
}

TEST(ResultsFile, HasEqualBytesForEqualData) {
  const TemporaryFolder folder;
  write_dataset(sample_dataset(), folder / "a.h5");
  write_dataset(sample_dataset(), folder / "b.h5");
  EXPECT_EQ(content(folder / "a.h5"), content(folder / "b.h5"));
}

TEST(ResultsFile, IsWrittenIntoAFolderThatDoesNotExistYet) {
  const TemporaryFolder folder;
  write_dataset(sample_dataset(), folder / "new/newer/r.h5");
  EXPECT_TRUE(std::filesystem::is_regular_file(folder / "new/newer/r.h5"));
}

TEST(ResultsFile, ReplacesAnEarlierFileAndLeavesNoTemporary) {
  const TemporaryFolder folder;
  write_dataset(large_dataset(10), folder / "r.h5");
  write_dataset(sample_dataset(), folder / "r.h5");
  expect_equal(sample_dataset(), read_dataset(folder / "r.h5"));
  EXPECT_EQ(folder.entries(), 1U);
}

/// Limits how long a file may grow: what a full disk does, without one.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &earlier_);
    const rlimit limit{bytes, earlier_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &earlier_);
    std::signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit earlier_{};
  void (*handler_)(int);
};

TEST(ResultsFile, KeepsTheEarlierFileWhenTheDiskIsFull) {
  const TemporaryFolder folder;
  write_dataset(sample_dataset(), folder / "r.h5");
  const std::string earlier = content(folder / "r.h5");
  std::string message;
  {
    const FileSizeLimit limit(100'000);
    message = message_of([&] { write_dataset(large_dataset(100'000), folder / "r.h5"); });
  }
  EXPECT_THAT(message, AllOf(HasSubstr("r.h5"), HasSubstr("File too large")));
  EXPECT_EQ(content(folder / "r.h5"), earlier);
  EXPECT_EQ(folder.entries(), 1U);
  write_dataset(large_dataset(100), folder / "r.h5");
  expect_equal(large_dataset(100), read_dataset(folder / "r.h5"));
}

TEST(ResultsFile, KeepsTheEarlierFileWhenTheTablesDoNotFit) {
  const TemporaryFolder folder;
  write_dataset(sample_dataset(), folder / "r.h5");
  Dataset broken = sample_dataset();
  broken.variables[0].data = std::vector<double>{1};
  EXPECT_THROW(write_dataset(broken, folder / "r.h5"), ResultsError);
  expect_equal(sample_dataset(), read_dataset(folder / "r.h5"));
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(ResultsFile, SaysWhyAFolderCannotBeWritten) {
  const TemporaryFolder folder;
  write_content(folder / "file", "x");
  EXPECT_THAT(message_of([&] { write_dataset(sample_dataset(), folder / "file/r.h5"); }),
              AllOf(HasSubstr("file/r.h5: cannot be written"), HasSubstr("Not a directory")));
}

TEST(ResultsFile, NeverReplacesWhatIsNoRegularFile) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "r.h5");
  EXPECT_THAT(message_of([&] { write_dataset(sample_dataset(), folder / "r.h5"); }), HasSubstr("not a regular file"));
  EXPECT_TRUE(std::filesystem::is_directory(folder / "r.h5"));
}

TEST(ResultsFile, RemovesPartFilesOfDeadProcessesOnly) {
  const TemporaryFolder folder;
  const auto long_ago = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
  const std::string dead = ".r.h5.part-2147483647-0badcafe";  // above the highest process number
  const std::string alive = ".r.h5.part-" + std::to_string(getpid()) + "-0badcafe";
  const std::string other = ".other.h5.part-2147483647-0badcafe";
  for (const std::string& name : {dead, alive, other}) {
    write_content(folder / name, "x");
    std::filesystem::last_write_time(folder / name, long_ago);
  }
  write_dataset(sample_dataset(), folder / "r.h5");
  EXPECT_FALSE(std::filesystem::exists(folder / dead));
  EXPECT_TRUE(std::filesystem::exists(folder / alive));
  EXPECT_TRUE(std::filesystem::exists(folder / other));
}

TEST(ResultsFile, TellsEveryFaultOfItsTablesAtOnce) {
  const TemporaryFolder folder;
  Dataset broken = sample_dataset();
  broken.variables[0].data = std::vector<double>{1, 2};
  broken.variables[1].dimensions = {"options"};
  broken.variables[3].flag_meanings = {"not one word", "done"};
  broken.variables[4].name = "label";
  std::get<std::vector<std::string>>(broken.variables[5].data)[0] = std::string("a\0b", 3);
  broken.groups[0].variables[1].name = "a/b";
  EXPECT_THAT(message_of([&] { write_dataset(broken, folder / "r.h5"); }),
              AllOf(HasSubstr("prison_population has 2 values where its dimensions (option, replication) need 6"),
                    HasSubstr("prison_population_monthly is over `options`"), HasSubstr("`not one word`"),
                    HasSubstr("`label` is there twice"), HasSubstr("label holds text with a NUL"),
                    HasSubstr("`events/a/b` is no netCDF name")));
  EXPECT_EQ(folder.entries(), 0U);
}

TEST(ResultsFile, TellsMissingForeignAndTruncatedFilesApart) {
  const TemporaryFolder folder;
  EXPECT_THAT(reading_message(folder / "none.h5"), HasSubstr("there is no such file"));
  EXPECT_THAT(reading_message(folder / ""), HasSubstr("is a folder"));
  write_content(folder / "text.h5", "name: not HDF5\n");
  EXPECT_THAT(reading_message(folder / "text.h5"), HasSubstr("file signature not found"));
  write_dataset(sample_dataset(), folder / "r.h5");
  std::filesystem::resize_file(folder / "r.h5", std::filesystem::file_size(folder / "r.h5") - 1);
  EXPECT_THAT(reading_message(folder / "r.h5"), HasSubstr("truncated file"));
  const hid_t foreign = H5Fcreate((folder / "foreign.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  H5Fclose(foreign);
  EXPECT_THAT(reading_message(folder / "foreign.h5"), HasSubstr("not a results file"));
}

TEST(ResultsFile, IsWrittenByManyThreadsAtOnce) {
  const TemporaryFolder folder;
  std::vector<std::jthread> threads;
  threads.reserve(4);
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([&folder, number] {
      const auto file = folder / (std::to_string(number) + ".h5");
      for (int round = 0; round < 5; ++round) {
        write_dataset(sample_dataset(), file);
        static_cast<void>(read_dataset(file));
      }
    });
  }
  threads.clear();
  for (int number = 0; number < 4; ++number) {
    expect_equal(sample_dataset(), read_dataset(folder / (std::to_string(number) + ".h5")));
  }
}

TEST(Dataset, FindsItsVariablesAndDimensionsByName) {
  const Dataset dataset = sample_dataset();
  ASSERT_NE(dataset.find("count"), nullptr);
  EXPECT_EQ(dataset.find("count")->name, "count");
  EXPECT_EQ(dataset.find("time"), nullptr);
  ASSERT_NE(dataset.dimension("time"), nullptr);
  EXPECT_EQ(dataset.dimension("time")->size(), 2U);
  EXPECT_EQ(dataset.dimension("count"), nullptr);
}

}  // namespace
}  // namespace throughgate::results
