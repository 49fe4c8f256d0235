#pragma once
/// The tables of many replications as one dataset, with what is needed to repeat the run.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "experiment/runner.hpp"
#include "recording/dataset.hpp"
#include "scenario/scenario_loader.hpp"

namespace throughgate::experiment {

/// Where the results come from. Times are UTC in ISO 8601.
/// What an option passes through: one structure from a date on.
struct StageRecord {
  std::string option;
  std::string from;  ///< date; empty for the beginning
  std::string structure;
  std::string overlays;  ///< separated by spaces
};

struct Provenance {
  std::string program_version;
  std::string commit;
  std::string started;
  std::string ended;
  std::string host;
  std::string queue;  ///< `ring` or `heap`
  std::uint64_t seed = 0;
  std::size_t threads = 1;
  std::size_t ranks = 1;
  std::uint64_t peak_memory_bytes = 0;
  std::string checkpoint;  ///< folder from which options started; empty for the beginning
  std::vector<scenario::SourceFile> sources;
  /// By option of the run result, those of its last stage; the same paths in the same order for every option.
  std::vector<std::vector<scenario::ParameterRecord>> parameters;
  std::vector<StageRecord> stages;  ///< by option, in order of date
};

struct AssemblyNames {
  std::string title;      ///< the scenario's name
  std::string history;    ///< the command that made the file
  std::string reference;  ///< the option that the others are compared with
};

/// title, history, reference, complete (1 or 0), and failures (one a line) where there are any.
[[nodiscard]] std::vector<recording::Attribute> root_attributes(const RunResult& result, const AssemblyNames& names);

/// Puts `option` (names) and `replication` (numbers from 1) in front of every variable, for the replications that all
/// options finished, and the root attributes. Throws std::runtime_error when no replication is paired, or when two
/// outcomes differ in a dimension or variable; the message names it.
[[nodiscard]] recording::Dataset assemble(const RunResult& result, const AssemblyNames& names,
                                          const Provenance& provenance);

}  // namespace throughgate::experiment
