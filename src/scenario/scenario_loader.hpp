#pragma once
/// From a scenario file and command-line words to everything that a run needs from files.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "justice/people/release_law.hpp"
#include "scenario/correlations.hpp"
#include "scenario/overrides.hpp"
#include "scenario/parameter_document.hpp"
#include "scenario/scenario.hpp"
#include "scenario/sources.hpp"
#include "scenario/targets.hpp"

namespace throughgate::scenario {

/// The functions that name every parameter of a model and of a structure.
struct Binders {
  Bind model;
  Bind structure;
};

/// The parameters of one option after every `set`.
struct OptionParameters {
  ParameterDocument model;
  ParameterDocument structure;
};

/// A parameter as provenance and the assumptions log record it.
struct ParameterRecord {
  std::string path;   ///< with `structure.` before those of a structure
  std::string value;  ///< as JSON
  std::string unit, period, source, grade, distribution, note;
  bool borrowed = false;
  std::string replaced_by;  ///< the `set` or command-line word that gave the value, or empty
};

class LoadedScenario {
 public:
  LoadedScenario(Scenario scenario, std::vector<OptionParameters> parameters, std::optional<Targets> targets,
                 justice::ReleaseLaw law, std::vector<CorrelatedPair> correlations, std::vector<SourceFile> sources,
                 std::vector<Override> overrides);

  [[nodiscard]] const Scenario& scenario() const noexcept { return scenario_; }
  [[nodiscard]] const std::optional<Targets>& targets() const noexcept { return targets_; }
  /// Every rule of the model's law, whenever it was known.
  [[nodiscard]] const justice::ReleaseLaw& law() const noexcept { return law_; }
  /// Of the model's uncertain parameters.
  [[nodiscard]] const std::vector<CorrelatedPair>& correlations() const noexcept { return correlations_; }
  /// Every file read, in order of reading: scenario, targets, model, law, correlations, structures.
  [[nodiscard]] const std::vector<SourceFile>& sources() const noexcept { return sources_; }
  [[nodiscard]] const std::vector<Override>& overrides() const noexcept { return overrides_; }
  [[nodiscard]] const OptionParameters& parameters(std::size_t option) const { return parameters_.at(option); }
  /// The same question with other parameters, one for each option.
  [[nodiscard]] LoadedScenario with_parameters(std::vector<OptionParameters> parameters) const;

  /// The option whose model and structure hold before the option's `from`: the reference; the option
  /// itself if it has no `from`.
  [[nodiscard]] std::size_t option_before(std::size_t option) const;

  /// Hands the option's parameters to the binder's targets. Throws InputError, which cannot happen with
  /// the binders that the scenario was loaded with.
  void fill_model(std::size_t option, const Bind& bind) const;
  void fill_structure(std::size_t option, const Bind& bind) const;

  /// Every parameter of an option: the model's, then the structure's, each sorted by path.
  [[nodiscard]] std::vector<ParameterRecord> records(std::size_t option) const;

 private:
  Scenario scenario_;
  std::vector<OptionParameters> parameters_;  ///< one for each option
  std::optional<Targets> targets_;
  justice::ReleaseLaw law_;
  std::vector<CorrelatedPair> correlations_;
  std::vector<SourceFile> sources_;
  std::vector<Override> overrides_;
};

/// Reads the scenario and every file that it names; adds every problem of every file, and then gives nothing.
[[nodiscard]] std::optional<LoadedScenario> try_load_scenario(const std::filesystem::path& path,
                                                              const std::vector<Override>& overrides,
                                                              const Binders& binders, Problems& problems);

/// Reads the scenario and every file that it names; relative paths count from the scenario's folder.
/// Throws InputError with every problem of every file.
[[nodiscard]] LoadedScenario load_scenario(const std::filesystem::path& path, const std::vector<Override>& overrides,
                                           const Binders& binders);

}  // namespace throughgate::scenario
