#pragma once
/// A small dataset with everything a results file may hold.

#include <unistd.h>
#include <cmath>
#include <limits>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "recording/dataset.hpp"

namespace throughgate::results::testing {

inline recording::Dataset sample_dataset() {
  using recording::Dataset;
  using recording::Dimension;
  using recording::Variable;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  Dataset root;
  root.attributes = {{"title", "Séparé gegen vereint — 刑務所"},
                     {"history", "2024-01-01 throughgate run"},
                     {"incomplete", std::int64_t{0}},
                     {"share", 0.25}};
  root.dimensions = {{"option", {"merged", "separate \"α\", with comma"}, {}, {{"long_name", "structure compared"}}},
                     {"replication", {}, {0, 1, 2}, {{"units", "1"}, {"long_name", "replication number"}}},
                     {"time", {}, {365, 396.5}, {{"units", "days since 2009-01-01"}, {"calendar", "standard"}}},
                     {"point", {}, {}, {{"units", "1"}}}};
  Variable population{.name = "prison_population",
                      .dimensions = {"option", "replication"},
                      .data = std::vector<double>{1.5, nan, 3, 0.1, 1e300, -7},
                      .units = "1",
                      .long_name = "Persons in prison",
                      .cell_methods = "time: mean",
                      .flag_meanings = {},
                      .attributes = {{"evidence", "A"}, {"weight", 2.5}, {"rank", std::int64_t{7}}}};
  Variable monthly{.name = "prison_population_monthly",
                   .dimensions = {"option", "replication", "time"},
                   .data = std::vector<double>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
                   .units = "1",
                   .long_name = "Persons in prison, by month",
                   .cell_methods = "",
                   .flag_meanings = {},
                   .attributes = {}};
  Variable single{.name = "contact_share",
                  .dimensions = {"option"},
                  .data = std::vector<float>{0.1F, -0.5F},
                  .units = "1",
                  .long_name = "",
                  .cell_methods = "",
                  .flag_meanings = {},
                  .attributes = {}};
  Variable flag{.name = "finished",
                .dimensions = {"replication"},
                .data = std::vector<std::int8_t>{1, 0, 1},
                .units = "",
                .long_name = "Whether it ended",
                .cell_methods = "",
                .flag_meanings = {"failed", "done"},
                .attributes = {}};
  Variable counts{.name = "count",
                  .dimensions = {"replication"},
                  .data = std::vector<std::int32_t>{-1, 2147483647, 0},
                  .units = "1",
                  .long_name = "",
                  .cell_methods = "",
                  .flag_meanings = {},
                  .attributes = {}};
  Variable text{.name = "label",
                .dimensions = {"replication"},
                .data = std::vector<std::string>{"", "zwölf\nlines", "a,\"b\""},
                .units = "",
                .long_name = "",
                .cell_methods = "",
                .flag_meanings = {},
                .attributes = {}};
  Variable nothing{.name = "response",
                   .dimensions = {"point"},
                   .data = std::vector<double>{},
                   .units = "GBP year-1",
                   .long_name = "",
                   .cell_methods = "",
                   .flag_meanings = {},
                   .attributes = {}};
  Variable scalar{.name = "value_per_reoffence",
                  .dimensions = {},
                  .data = std::vector<double>{15000},
                  .units = "GBP",
                  .long_name = "Value",
                  .cell_methods = "",
                  .flag_meanings = {},
                  .attributes = {}};
  root.variables = {population, monthly, single, flag, counts, text, nothing, scalar};

  Dataset events;
  events.name = "events";
  events.dimensions = {{"event", {}, {0, 1, 2, 3}, {{"units", "1"}}}};
  events.variables = {
      {"option", {"event"}, std::vector<std::int8_t>{0, 0, 1, 1}, "", "Option", "", {"merged", "separate"}, {}},
      {"offender", {"event"}, std::vector<std::int64_t>{1LL << 40, 5, 1LL << 40, 5}, "1", "Offender", "", {}, {}},
      {"event_time", {"event"}, std::vector<double>{0, 1.5, 0, 1.5}, "days since 2009-01-01", "When", "", {}, {}}};
  Dataset provenance;
  provenance.name = "provenance";
  provenance.variables = {
      {"host", {}, std::vector<std::string>{"node-1"}, "", "Host", "", {}, {}},
      {"seed", {}, std::vector<std::int64_t>{20100118}, "1", "Seed", "", {}, {}},
      {"scenario_text", {}, std::vector<std::string>{std::string(1000, 'x') + "\n"}, "", "Scenario", "", {}, {}}};
  root.groups = {events, provenance};
  return root;
}

/// A folder of its own for a test, removed afterwards.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "throughgate-results-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  [[nodiscard]] std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
  }

 private:
  std::filesystem::path path_;
};

inline std::string content(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

inline void write_content(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

}  // namespace throughgate::results::testing
