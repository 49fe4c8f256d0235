/// Each file of malformed/ says at its top what is wrong with it: a line `# expect LINE:COLUMN FRAGMENT`
/// for each problem. Nothing less and nothing more may be told.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>

#include "scenario/validate.hpp"
#include "small_catalogue.hpp"

namespace throughgate::scenario {
namespace {

struct Expectation {
  int line = 0;
  int column = 0;
  std::string fragment;
};

std::vector<Expectation> expectations(const std::filesystem::path& file) {
  std::vector<Expectation> expected;
  std::ifstream stream(file);
  const std::string prefix = "# expect ";
  for (std::string line; std::getline(stream, line) && line.starts_with(prefix);) {
    const std::size_t colon = line.find(':', prefix.size());
    const std::size_t space = line.find(' ', colon);
    expected.push_back(
        {std::stoi(line.substr(prefix.size())), std::stoi(line.substr(colon + 1)), line.substr(space + 1)});
  }
  return expected;
}

std::filesystem::path folder() { return test::test_folder() + "/malformed"; }

std::vector<std::string> malformed_files() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder())) {
    if (entry.is_regular_file() && !expectations(entry.path()).empty()) {
      names.push_back(std::filesystem::relative(entry.path(), folder()).string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Malformed : public ::testing::TestWithParam<std::string> {};

TEST_P(Malformed, IsToldWhereWhatWasExpectedAndWhatWasFoundOnce) {
  const auto file = folder() / GetParam();
  const auto expected = expectations(file);
  std::vector<Problem> problems;
  for (const FileReport& report : validate_file(file, test::small_binders())) {
    problems.insert(problems.end(), report.problems.begin(), report.problems.end());
  }
  ASSERT_EQ(problems.size(), expected.size()) << format_problems(problems);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(problems[i].position, (Position{file.string(), expected[i].line, expected[i].column}))
        << problems[i].message();
    EXPECT_THAT(problems[i].message(), ::testing::HasSubstr(expected[i].fragment));
    EXPECT_FALSE(problems[i].expected.empty());
    EXPECT_FALSE(problems[i].found.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(Input, Malformed, ::testing::ValuesIn(malformed_files()), [](const auto& file) {
  std::string name = file.param.substr(0, file.param.rfind('.'));
  for (char& character : name) {
    if (std::isalnum(static_cast<unsigned char>(character)) == 0) character = '_';
  }
  return name;
});

TEST(MalformedFiles, AreAtLeastSixty) { EXPECT_GE(malformed_files().size(), 60U); }

}  // namespace
}  // namespace throughgate::scenario
