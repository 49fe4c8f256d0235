/// Writes a results file with everything that readers must understand: make_sample FILE.
#include <cstdio>
#include <limits>

#include "results/results_error.hpp"
#include "results/writer.hpp"

namespace {

using throughgate::recording::Dataset;
using throughgate::recording::Variable;

Variable variable(std::string name, std::vector<std::string> dimensions, throughgate::recording::Column data,
                  std::string units, std::string long_name) {
  return {std::move(name), std::move(dimensions), std::move(data), std::move(units), std::move(long_name), "", {}, {}};
}

Dataset events() {
  Dataset group;
  group.name = "events";
  group.dimensions = {{"event", {}, {0, 1, 2}, {{"units", "1"}, {"long_name", "row of the event log"}}}};
  group.variables = {
      variable("event_time", {"event"}, std::vector<double>{0.5, 1, 31}, "days since 2009-01-01", "when it happened"),
      variable("offender", {"event"}, std::vector<std::int64_t>{1LL << 40, 7, 8}, "1", "identity"),
      variable("kind", {"event"}, std::vector<std::int8_t>{0, 2, 1}, "", "what happened")};
  group.variables.back().flag_meanings = {"reception", "release", "recall"};
  return group;
}

Dataset provenance() {
  Dataset group;
  group.name = "provenance";
  group.variables = {variable("program_version", {}, std::vector<std::string>{"0.1.0"}, "", "version of the program"),
                     variable("scenario_text", {}, std::vector<std::string>{"name: größer\noptions: []\n"}, "",
                              "the scenario as read"),
                     variable("seed", {}, std::vector<std::int64_t>{20100118}, "1", "seed"),
                     variable("wall_time", {}, std::vector<double>{1.25}, "s", "time that the run took")};
  return group;
}

Dataset sample() {
  Dataset root;
  root.attributes = {{"title", "Merged against separate"},
                     {"history", "2024-01-01T00:00:00Z throughgate run sample.yaml"},
                     {"incomplete", std::int64_t{0}}};
  root.dimensions = {{"option", {"merged", "getrennt-für-zwei"}, {}, {{"long_name", "structure compared"}}},
                     {"replication", {}, {0, 1, 2}, {{"units", "1"}, {"long_name", "replication number"}}},
                     {"time",
                      {},
                      {365, 396},
                      {{"units", "days since 2009-01-01"}, {"calendar", "standard"}, {"long_name", "first day"}}},
                     {"point", {}, {}, {{"units", "1"}, {"long_name", "design point"}}},
                     {"draw", {}, std::vector<double>(20'000), {{"units", "1"}, {"long_name", "draw"}}}};
  std::vector<double> net_benefit(40'000);
  for (std::size_t number = 0; number < net_benefit.size(); ++number) {
    net_benefit[number] = static_cast<double>(number) / 4;
    root.dimensions[4].values[number % 20'000] = static_cast<double>(number % 20'000);
  }
  const double nan = std::numeric_limits<double>::quiet_NaN();
  root.variables = {
      variable("prison_population", {"option", "replication"}, std::vector<double>{83000, 83500.5, nan, 1, 2, 3}, "1",
               "persons in prison, mean over the reporting window"),
      variable("prison_population_monthly", {"option", "replication", "time"},
               std::vector<double>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, "1", "persons in prison, by month"),
      variable("psr_wait", {"option", "replication"}, std::vector<float>{10.5F, 11, 12, 13, 14, 15}, "day",
               "wait for a pre-sentence report"),
      variable("finished", {"replication"}, std::vector<std::int8_t>{1, 1, 0}, "", "how the replication ended"),
      variable("events_executed", {"replication"}, std::vector<std::int32_t>{10, 20, 30}, "1", "events executed"),
      variable("net_benefit", {"option", "draw"}, net_benefit, "GBP", "net benefit of each draw"),
      variable("response", {"point"}, std::vector<double>{}, "GBP year-1", "response at each design point"),
      variable("note", {"replication"}, std::vector<std::string>{"", "ünïcode", "line\nbreak"}, "", "remark")};
  root.variables[0].cell_methods = "time: mean";
  root.variables[3].flag_meanings = {"failed", "finished"};
  root.groups = {events(), provenance()};
  return root;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: make_sample FILE\n", stderr);
    return 2;
  }
  try {
    throughgate::results::write_dataset(sample(), argv[1]);
  } catch (const throughgate::results::ResultsError& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
