#pragma once
/// Command-line words that several verbs share.

#include <CLI/CLI.hpp>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "experiment/replication.hpp"
#include "scenario/overrides.hpp"

namespace throughgate::cli {

/// Of the verbs that simulate. Texts that replace a value of the scenario are checked with the scenario.
struct RunArguments {
  std::string scenario;
  std::string output;                     ///< empty for the default
  std::string csv;                        ///< folder; empty for none
  std::optional<std::string> checkpoint;  ///< folder; none for the beginning
  std::vector<std::string> set;
  std::optional<std::string> replications, seed, scale, from, until;
  std::size_t threads = 0;  ///< 0 for every core
  std::string queue = "ring";
  bool json = false;
  bool quiet = false;
  bool trace = false;

  [[nodiscard]] std::vector<scenario::Override> overrides() const;
  /// `suffix` stands in the default name alone.
  [[nodiscard]] std::filesystem::path output_path(const std::string& suffix = {}) const;
  [[nodiscard]] std::size_t thread_count() const;
  [[nodiscard]] experiment::QueueKind queue_kind() const;
};

/// The words that make this another run than the scenario alone: `--scale 0.1 --set 'a=b'`; empty when there are none.
[[nodiscard]] std::string words_of(const RunArguments& arguments);

/// Declares SCENARIO and the options above. `arguments` must live until the command line was parsed.
void declare(CLI::App& command, RunArguments& arguments);

/// `--checkpoint`, of the verbs whose options can start from one.
CLI::Option* declare_checkpoint(CLI::App& command, RunArguments& arguments);

/// Throws UsageError for words that are declared but not yet available.
void require_available(const RunArguments& arguments);

/// `--json` of the verbs that do not simulate.
void declare_json(CLI::App& command, bool& json);

}  // namespace throughgate::cli
