#include "experiment/assemble.hpp"

#include <stdexcept>
#include <utility>

#include "experiment/provenance_group.hpp"
#include "experiment/stack.hpp"

namespace throughgate::experiment {
namespace {

using recording::Attribute;
using recording::Dataset;

std::string failure_lines(const std::vector<Failure>& failures) {
  std::string lines;
  for (const Failure& failure : failures) {
    if (!lines.empty()) lines += '\n';
    lines += failure.text();
  }
  return lines;
}

}  // namespace

std::vector<Attribute> root_attributes(const RunResult& result, const AssemblyNames& names) {
  std::vector<Attribute> attributes = {
      {"title", names.title},
      {"history", names.history},
      {"reference", names.reference},
      {"complete", std::int64_t{result.complete() ? 1 : 0}},
  };
  if (!result.failures.empty()) attributes.push_back({"failures", failure_lines(result.failures)});
  return attributes;
}

Dataset assemble(const RunResult& result, const AssemblyNames& names, const Provenance& provenance) {
  const std::vector<std::uint32_t> paired = result.paired_replications();
  if (paired.empty()) throw std::runtime_error("no replication was finished for every option");
  std::vector<const Dataset*> runs;
  for (const auto& of_option : result.outcomes) {
    for (const std::uint32_t replication : paired) runs.push_back(&of_option[replication]->tables);
  }
  Dataset dataset = stack(runs, leading_dimensions(result, paired));
  const std::vector<Attribute> attributes = root_attributes(result, names);
  dataset.attributes.insert(dataset.attributes.begin(), attributes.begin(), attributes.end());
  dataset.groups.push_back(provenance_group(result, provenance, paired));
  return dataset;
}

}  // namespace throughgate::experiment
