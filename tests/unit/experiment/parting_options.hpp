#pragma once
/// Two options that part on the way, and their results compared to the bit.

#include <gtest/gtest.h>

#include <unistd.h>

#include <atomic>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "replication_world.hpp"

namespace throughgate::experiment {

inline const std::atomic<bool> go_on{false};

/// Same variables, same bits; NaN equals NaN.
inline void expect_equal_bits(const recording::Dataset& left, const recording::Dataset& right) {
  ASSERT_EQ(left.variables.size(), right.variables.size());
  std::size_t numbers = 0;
  for (std::size_t index = 0; index < left.variables.size(); ++index) {
    const auto& one = left.variables[index];
    const auto& other = right.variables[index];
    ASSERT_EQ(one.name, other.name);
    ASSERT_EQ(one.data.index(), other.data.index());
    const auto* values = std::get_if<std::vector<double>>(&one.data);
    if (values == nullptr) {
      EXPECT_TRUE(one.data == other.data) << one.name;
      continue;
    }
    const auto& others = std::get<std::vector<double>>(other.data);
    ASSERT_EQ(values->size(), others.size()) << one.name;
    for (std::size_t place = 0; place < values->size(); ++place) {
      const bool both_absent = std::isnan((*values)[place]) && std::isnan(others[place]);
      EXPECT_TRUE(both_absent || (*values)[place] == others[place]) << one.name << " " << place;
      numbers += both_absent ? 0 : 1;
    }
  }
  EXPECT_GT(numbers, 500U);
}

inline recording::Dataset tables(const std::shared_ptr<const PreparedScenario>& prepared, std::size_t option,
                                 std::uint32_t replication) {
  return run_replication(*prelude_of(prepared, {option}, replication, go_on), option, go_on).tables;
}

/// Options that part in the second year, one of them at once, and their shared past.
inline scenario::LoadedScenario parting(const std::vector<std::string>& more = {}) {
  std::vector<std::string> changes{"scale=0.004", "end=2012-01-01", "reporting.until=2012-01-01"};
  changes.insert(changes.end(), more.begin(), more.end());
  return load_small("merged-vs-separate.yaml", changes);
}

/// The same with other words for the second option's structure and date.
inline scenario::LoadedScenario parting_by(const std::string& words, const std::vector<std::string>& more = {}) {
  const std::string source = THROUGHGATE_SOURCE_DIR;
  std::ifstream stream(source + "/scenarios/merged-vs-separate.yaml");
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  for (const auto& [old, now] :
       {std::pair<std::string, std::string>{"    structure: separate-directorates\n    from: 2010-04-01\n", words},
        {"model: ..", "model: " + source}}) {
    text.replace(text.find(old), old.size(), now);
  }
  const auto file = std::filesystem::temp_directory_path() / ("throughgate-parting-" + std::to_string(::getpid()));
  std::ofstream(file) << text;
  std::vector<std::string> changes{"scale=0.004", "end=2012-01-01", "reporting.until=2012-01-01"};
  changes.insert(changes.end(), more.begin(), more.end());
  const auto loaded = load_file(file, changes);
  std::filesystem::remove(file);
  return loaded;
}

inline scenario::LoadedScenario parting_on(const std::string& date) {
  return parting_by("    structure: separate-directorates\n    from: " + date + "\n");
}

}  // namespace throughgate::experiment
