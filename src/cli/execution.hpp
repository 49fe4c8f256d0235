#pragma once
/// What `run`, `compare` and `backtest` have in common: load, simulate, assemble, write.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/console.hpp"
#include "cli/exit_code.hpp"
#include "experiment/assemble.hpp"
#include "experiment/parameter_draws.hpp"
#include "experiment/probabilistic_tables.hpp"
#include "recording/dataset.hpp"
#include "scenario/scenario_loader.hpp"
#include "scenario/uncertainty.hpp"

namespace throughgate::cli {

/// A finished run. `exit_code` is good, failed (some replications) or interrupted.
struct Execution {
  recording::Dataset dataset;
  std::filesystem::path file;
  ExitCode exit_code = ExitCode::good;
  std::size_t options = 0;
  std::size_t replications = 0;  ///< that every option finished; draws with --psa
  bool probabilistic = false;
  double wall_seconds = 0;  ///< of the simulation
  std::uint64_t events = 0;
  std::uint64_t peak_memory = 0;

  [[nodiscard]] double events_per_second() const;
};

/// Which options of the scenario are run, by position.
enum class OptionChoice { every, reference };

/// Adds to the dataset before it is written; the option positions are those of the choice.
using Supplement = std::function<void(recording::Dataset&)>;

/// Loads the scenario of the arguments. Throws InputError.
[[nodiscard]] scenario::LoadedScenario load(const RunArguments& arguments);

/// Where results come from, as known before anything is run; `options` are those of the results, by position.
[[nodiscard]] experiment::Provenance provenance_of(const scenario::LoadedScenario& loaded,
                                                   const RunArguments& arguments,
                                                   const std::vector<std::size_t>& options);

/// `history` of a results file: when and by which command it was made.
[[nodiscard]] std::string history_line(const std::string& time, const std::string& command_line);

/// Positions of the scenario's options.
[[nodiscard]] std::vector<std::size_t> every_option(const scenario::LoadedScenario& loaded);

/// Simulates and writes results, and the tables as CSV where asked. Failures and interruption are told on the console.
/// When no replication was finished for every option nothing is written, and `replications` is 0. Throws
/// std::runtime_error when the output cannot be written: before anything is simulated, where that can be known.
/// With `draws` each replication is a draw of what is uncertain, and a group `draws` holds their values.
[[nodiscard]] Execution execute(const scenario::LoadedScenario& loaded, const RunArguments& arguments,
                                OptionChoice choice, const std::string& command_line, Console& console,
                                const Supplement& supplement = {}, std::optional<std::uint32_t> draws = {});

/// The uncertain parameters that act in one of the options (positions in the scenario), or in a stage on the way to it.
[[nodiscard]] std::vector<scenario::UncertainParameter> acting_parameters(const scenario::LoadedScenario& loaded,
                                                                          const std::vector<std::size_t>& options);

/// Draws of these parameters. Throws InputError when the correlations of the model contradict each other.
[[nodiscard]] experiment::ParameterDraws draws_of(const scenario::LoadedScenario& loaded,
                                                  const std::vector<scenario::UncertainParameter>& parameters);

/// What draws are for: a decision between options, or claims about them.
enum class DrawPurpose { decision, claims };

/// How much of a probabilistic analysis is run.
struct ProbabilisticArguments {
  bool wanted = false;
  DrawPurpose purpose = DrawPurpose::decision;
  std::uint32_t draws = 500;
  std::optional<double> half_width;             ///< pounds
  std::vector<std::size_t> options;             ///< positions in the scenario; empty for all that are compared
  std::vector<experiment::Contrast> contrasts;  ///< of these options, by position among them
};

/// The same at draws of the uncertain parameters; the group `decision` is added to the file. Throws InputError when the
/// correlations of the model contradict each other, UsageError when nothing is uncertain.
[[nodiscard]] Execution execute_probabilistic(const scenario::LoadedScenario& loaded, const RunArguments& arguments,
                                              const ProbabilisticArguments& probabilistic,
                                              const std::string& command_line, Console& console,
                                              const Supplement& supplement);

/// `20 replications of 2 options · 1.2 bn events in 12.3 s (97.6 m a second) · memory 1.2 GB` and where the file is.
[[nodiscard]] std::string closing_lines(const Execution& execution);

}  // namespace throughgate::cli
