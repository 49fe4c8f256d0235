/// CSV and the description of a file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "results/csv.hpp"
#include "results/describe.hpp"
#include "results/time_axis.hpp"
#include "sample.hpp"

namespace throughgate::results {
namespace {

using ::testing::AllOf;
using testing::content;
using ::testing::HasSubstr;
using testing::sample_dataset;

TEST(Csv, WritesOneTidyTableForEachSetOfDimensions) {
  const testing::TemporaryFolder folder;
  write_csv(sample_dataset(), folder / "csv");
  EXPECT_EQ(content(folder / "csv/option-replication.csv"),
            "option,replication,prison_population\n"
            "merged,0,1.5\n"
            "merged,1,\n"
            "merged,2,3\n"
            "\"separate \"\"α\"\", with comma\",0,0.1\n"
            "\"separate \"\"α\"\", with comma\",1,1e+300\n"
            "\"separate \"\"α\"\", with comma\",2,-7\n");
  EXPECT_EQ(content(folder / "csv/replication.csv"),
            "replication,finished,count,label\n"
            "0,done,-1,\n"
            "1,failed,2147483647,\"zwölf\nlines\"\n"
            "2,done,0,\"a,\"\"b\"\"\"\n");
  EXPECT_EQ(content(folder / "csv/scalars.csv"), "value_per_reoffence\n15000\n");
  EXPECT_EQ(content(folder / "csv/point.csv"), "point,response\n");
}

TEST(Csv, WritesTimesAsIsoDates) {
  const testing::TemporaryFolder folder;
  write_csv(sample_dataset(), folder / "csv");
  EXPECT_THAT(content(folder / "csv/option-replication-time.csv"),
              HasSubstr("merged,0,2010-01-01,0\nmerged,0,2010-02-01T12:00:00,1\nmerged,1,2010-01-01,2\n"));
  EXPECT_EQ(content(folder / "csv/events/event.csv"),
            "event,option,offender,event_time\n"
            "0,merged,1099511627776,2009-01-01\n"
            "1,merged,5,2009-01-02T12:00:00\n"
            "2,separate,1099511627776,2009-01-01\n"
            "3,separate,5,2009-01-02T12:00:00\n");
}

TEST(Csv, SaysTheUnitOfEveryColumn) {
  const testing::TemporaryFolder folder;
  write_csv(sample_dataset(), folder / "csv");
  EXPECT_THAT(content(folder / "csv/columns.csv"),
              AllOf(HasSubstr("file,column,unit,meaning\n"),
                    HasSubstr("option-replication.csv,prison_population,1,Persons in prison\n"),
                    HasSubstr("option-replication-time.csv,time,days since 2009-01-01,\n"),
                    HasSubstr("events/event.csv,event_time,days since 2009-01-01,When\n")));
}

TEST(Csv, WritesNumbersThatReadBackToTheSameBits) {
  const testing::TemporaryFolder folder;
  recording::Dataset dataset;
  const std::vector<double> values = {1.0 / 3, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 123456789012345680.0};
  dataset.dimensions = {{"draw", {}, {0, 1, 2, 3, 4}, {}}};
  dataset.variables = {{"x", {"draw"}, values, "1", "", "", {}, {}}};
  write_csv(dataset, folder / "csv");
  std::istringstream lines(content(folder / "csv/draw.csv"));
  std::string line;
  std::getline(lines, line);
  for (const double value : values) {
    std::getline(lines, line);
    double read = 0;
    std::from_chars(line.data() + line.find(',') + 1, line.data() + line.size(), read);
    EXPECT_EQ(read, value) << line;
  }
}

TEST(TimeAxis, ReadsDaysSinceAMidnightOnly) {
  EXPECT_EQ(TimeAxis::from_units("days since 2009-01-01")->iso(-1), "2008-12-31");
  EXPECT_EQ(TimeAxis::from_units("days since 2009-01-01 00:00:00")->iso(59.25), "2009-03-01T06:00:00");
  EXPECT_EQ(TimeAxis::from_units("day since 2008-01-01")->iso(59), "2008-02-29");
  EXPECT_EQ(TimeAxis::from_units("days since 2008-01-01")->iso(std::nan("")), "");
  for (const char* other :
       {"day", "days", "hours since 2009-01-01", "days since 2009-02-30", "days since 2009-01-01 06:00"}) {
    EXPECT_FALSE(TimeAxis::from_units(other).has_value()) << other;
  }
}

TEST(Describe, NamesDimensionsVariablesUnitsAndProvenance) {
  EXPECT_THAT(
      describe(sample_dataset()),
      AllOf(HasSubstr("title: Séparé gegen vereint — 刑務所\n"), HasSubstr("  replication 3: 0 to 2\n"),
            HasSubstr("  time 2: 2010-01-01 to 2010-02-01T12:00:00 [days since 2009-01-01]\n"),
            HasSubstr("  point 0: empty\n"),
            HasSubstr("  prison_population (option, replication) [1]  Persons in prison\n"),
            HasSubstr("  finished (replication)  Whether it ended: failed, done\n"), HasSubstr("\nGroup provenance\n"),
            HasSubstr("  host = node-1  Host\n"), HasSubstr("  seed = 20100118 [1]  Seed\n"),
            HasSubstr("  scenario_text = (1001 bytes of text)  Scenario\n")));
}

TEST(Describe, GivesTheSameAsJson) {
  const auto json = describe_as_json(sample_dataset());
  EXPECT_EQ(json["attributes"]["incomplete"], 0);
  EXPECT_EQ(json["dimensions"][0]["labels"][0], "merged");
  EXPECT_EQ(json["dimensions"][2]["first"], "2010-01-01");
  EXPECT_EQ(json["variables"][0]["name"], "prison_population");
  EXPECT_EQ(json["variables"][0]["type"], "double");
  EXPECT_EQ(json["variables"][0]["dimensions"].size(), 2U);
  EXPECT_EQ(json["variables"][7]["value"], 15000);
  EXPECT_EQ(json["groups"][1]["variables"][2]["bytes"], 1001);
}

}  // namespace
}  // namespace throughgate::results
