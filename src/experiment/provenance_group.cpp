#include "experiment/provenance_group.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace throughgate::experiment {
namespace {

using recording::Attribute;
using recording::Dataset;
using recording::Dimension;
using recording::Variable;
using scenario::ParameterRecord;
using scenario::SourceFile;

std::int64_t whole(std::uint64_t value) { return static_cast<std::int64_t>(value); }

template <typename Record>
std::vector<std::string> texts_of(const std::vector<Record>& records, std::string Record::*field) {
  std::vector<std::string> texts;
  texts.reserve(records.size());
  for (const Record& record : records) texts.push_back(record.*field);
  return texts;
}

Variable text_variable(const std::string& name, const std::string& long_name, std::vector<std::string> dimensions,
                       std::vector<std::string> texts) {
  Variable variable;
  variable.name = name;
  variable.dimensions = std::move(dimensions);
  variable.data = std::move(texts);
  variable.long_name = long_name;
  return variable;
}

void add_sources(Dataset& group, const std::vector<SourceFile>& sources) {
  if (sources.empty()) return;
  group.dimensions.push_back(
      Dimension{"source_file", texts_of(sources, &SourceFile::path), {}, {{"long_name", "file that was read"}}});
  const auto add = [&](const char* name, const char* long_name, std::string SourceFile::*field) {
    group.variables.push_back(text_variable(name, long_name, {"source_file"}, texts_of(sources, field)));
  };
  add("source_text", "text of the file", &SourceFile::text);
  add("source_sha256", "SHA-256 of the text", &SourceFile::sha256);
}

void add_stages(Dataset& group, const std::vector<StageRecord>& stages) {
  if (stages.empty()) return;
  Dimension stage{"stage", {}, {}, {{"units", "1"}, {"long_name", "structure that an option passes through"}}};
  for (std::size_t number = 1; number <= stages.size(); ++number) stage.values.push_back(static_cast<double>(number));
  group.dimensions.push_back(std::move(stage));
  const auto add = [&](const char* name, const char* long_name, std::string StageRecord::*field) {
    group.variables.push_back(text_variable(name, long_name, {"stage"}, texts_of(stages, field)));
  };
  add("stage_option", "option of the stage", &StageRecord::option);
  add("stage_from", "date from which it holds; empty for the beginning", &StageRecord::from);
  add("stage_structure", "structure", &StageRecord::structure);
  add("stage_overlays", "overlays of the structure", &StageRecord::overlays);
}

using Records = std::vector<ParameterRecord>;

void require_same_paths(const std::vector<Records>& parameters) {
  for (const Records& of_option : parameters) {
    if (texts_of(of_option, &ParameterRecord::path) != texts_of(parameters.front(), &ParameterRecord::path)) {
      throw std::logic_error("the options have parameters of other paths");
    }
  }
}

void add_parameters(Dataset& group, const std::vector<Records>& parameters) {
  if (parameters.empty() || parameters.front().empty()) return;
  require_same_paths(parameters);
  const Records& first = parameters.front();
  group.dimensions.push_back(
      Dimension{"parameter", texts_of(first, &ParameterRecord::path), {}, {{"long_name", "path of a parameter"}}});
  group.variables.push_back(
      text_variable("parameter_unit", "unit of the value", {"parameter"}, texts_of(first, &ParameterRecord::unit)));
  const auto add = [&](const char* name, const char* long_name, std::string ParameterRecord::*field) {
    std::vector<std::string> texts;
    for (const Records& of_option : parameters)
      std::ranges::move(texts_of(of_option, field), std::back_inserter(texts));
    group.variables.push_back(text_variable(name, long_name, {"option", "parameter"}, std::move(texts)));
  };
  add("parameter_value", "value in force, as JSON", &ParameterRecord::value);
  add("parameter_period", "period that the value describes", &ParameterRecord::period);
  add("parameter_source", "source of the value", &ParameterRecord::source);
  add("parameter_grade", "grade of the evidence", &ParameterRecord::grade);
  add("parameter_distribution", "distribution of the uncertain value", &ParameterRecord::distribution);
  add("parameter_replaced_by", "what replaced the value of the file", &ParameterRecord::replaced_by);
}

template <typename Value, typename Field>
Variable by_run(const RunResult& result, const std::vector<std::uint32_t>& paired, const std::string& name,
                const std::string& units, const std::string& long_name, Field field) {
  std::vector<Value> values;
  for (const auto& of_option : result.outcomes) {
    for (const std::uint32_t replication : paired) {
      values.push_back(static_cast<Value>(field(of_option[replication]->statistics)));
    }
  }
  Variable variable;
  variable.name = name;
  variable.dimensions = {"option", "replication"};
  variable.data = std::move(values);
  variable.units = units;
  variable.long_name = long_name;
  return variable;
}

void add_runs(Dataset& group, const RunResult& result, const std::vector<std::uint32_t>& paired) {
  using Statistics = RunStatistics;
  group.variables.push_back(by_run<std::int64_t>(result, paired, "run_events", "1", "events executed",
                                                 [](const Statistics& run) { return run.events; }));
  group.variables.push_back(by_run<double>(result, paired, "run_seconds", "s", "time of the run on its thread",
                                           [](const Statistics& run) { return run.wall_seconds; }));
  group.variables.push_back(by_run<std::int64_t>(result, paired, "run_peak_persons", "1", "most persons held at once",
                                                 [](const Statistics& run) { return run.peak_persons; }));
  group.variables.push_back(by_run<std::int64_t>(result, paired, "run_opening_persons", "1",
                                                 "persons in the opening stock, at liberty included",
                                                 [](const Statistics& run) { return run.opening_persons; }));
  group.variables.push_back(by_run<std::int64_t>(result, paired, "run_state_bytes", "byte",
                                                 "state, events and observers at the peak",
                                                 [](const Statistics& run) { return run.state_bytes; }));
}

}  // namespace

std::vector<Dimension> leading_dimensions(const RunResult& result, const std::vector<std::uint32_t>& paired) {
  Dimension option{"option", result.options, {}, {{"long_name", "alternative of the comparison"}}};
  Dimension replication{"replication", {}, {}, {{"units", "1"}, {"long_name", "number of the replication"}}};
  for (const std::uint32_t number : paired) replication.values.push_back(number + 1.0);
  return {std::move(option), std::move(replication)};
}

Dataset provenance_group(const RunResult& result, const Provenance& provenance,
                         const std::vector<std::uint32_t>& paired) {
  Dataset group;
  group.name = "provenance";
  const double seconds = result.wall_seconds;
  group.attributes = {
      {"program", "throughgate"},
      {"program_version", provenance.program_version},
      {"commit", provenance.commit},
      {"seed", whole(provenance.seed)},
      {"started", provenance.started},
      {"ended", provenance.ended},
      {"host", provenance.host},
      {"threads", whole(provenance.threads)},
      {"ranks", whole(provenance.ranks)},
      {"queue", provenance.queue},
      {"wall_seconds", seconds},
      {"events", whole(result.events)},
      {"events_per_second", seconds > 0 ? static_cast<double>(result.events) / seconds : 0.0},
      {"peak_memory_bytes", whole(provenance.peak_memory_bytes)},
  };
  if (!provenance.checkpoint.empty()) group.attributes.push_back({"checkpoint", provenance.checkpoint});
  group.dimensions = leading_dimensions(result, paired);
  if (paired.empty()) {
    group.dimensions.pop_back();  // no replications of their own: a probabilistic analysis
  } else {
    add_runs(group, result, paired);
  }
  add_sources(group, provenance.sources);
  add_stages(group, provenance.stages);
  add_parameters(group, provenance.parameters);
  return group;
}

}  // namespace throughgate::experiment
