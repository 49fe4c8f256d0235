#pragma once
/// From a scenario file and command-line words to everything that a run needs from files.

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "justice/people/release_law.hpp"
#include "scenario/correlations.hpp"
#include "scenario/design.hpp"
#include "scenario/overrides.hpp"
#include "scenario/parameter_document.hpp"
#include "scenario/posterior_draws.hpp"
#include "scenario/scenario.hpp"
#include "scenario/sources.hpp"
#include "scenario/targets.hpp"

namespace throughgate::scenario {

/// The functions that name every parameter of a model and of a structure.
struct Binders {
  Bind model;
  Bind structure;
};

/// The parameters of one option. The documents, after every `set`, are immutable and shared by whoever has the same.
struct OptionParameters {
  std::shared_ptr<const ParameterDocument> model;
  std::shared_ptr<const ParameterDocument> structure;
  ParameterChanges model_changes{};  ///< of a draw or a design point
  ParameterChanges structure_changes{};

  /// A copy of the parameter to change: the one that was changed already, or the document's, which must be there.
  [[nodiscard]] Parameter& changed(bool of_structure, const std::string& path);
};

/// What the files say beside the parameters in force.
struct LoadedFiles {
  Scenario scenario;
  std::optional<Targets> targets;
  std::optional<Design> design;
  justice::ReleaseLaw law;
  std::vector<CorrelatedPair> correlations;
  std::optional<PosteriorDraws> posterior;
  std::vector<SourceFile> sources;
  std::vector<Override> overrides;
  /// Of each option: the structures that the design may give it, by name, after every `set`.
  std::vector<std::map<std::string, std::shared_ptr<const ParameterDocument>>> structures;
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
  LoadedScenario(LoadedFiles files, std::vector<OptionParameters> parameters);

  [[nodiscard]] const Scenario& scenario() const noexcept { return files_->scenario; }
  [[nodiscard]] const std::optional<Targets>& targets() const noexcept { return files_->targets; }
  [[nodiscard]] const std::optional<Design>& design() const noexcept { return files_->design; }
  /// Every rule of the model's law, whenever it was known.
  [[nodiscard]] const justice::ReleaseLaw& law() const noexcept { return files_->law; }
  /// Of the model's uncertain parameters.
  [[nodiscard]] const std::vector<CorrelatedPair>& correlations() const noexcept { return files_->correlations; }
  /// Of the model's calibrated parameters, if it has any.
  [[nodiscard]] const std::optional<PosteriorDraws>& posterior() const noexcept { return files_->posterior; }
  /// Every file read, in order of reading: scenario, targets, design, model, evidence, law, correlations, posterior
  /// draws, structures.
  [[nodiscard]] const std::vector<SourceFile>& sources() const noexcept { return files_->sources; }
  [[nodiscard]] const std::vector<Override>& overrides() const noexcept { return files_->overrides; }
  [[nodiscard]] const OptionParameters& parameters(std::size_t option) const { return parameters_.at(option); }
  /// A structure that the design may give the option.
  [[nodiscard]] const std::shared_ptr<const ParameterDocument>& structure(std::size_t option,
                                                                          const std::string& name) const {
    return files_->structures.at(option).at(name);
  }
  /// The same question with other parameters, one for each option.
  [[nodiscard]] LoadedScenario with_parameters(std::vector<OptionParameters> parameters) const;

  /// The option whose model and structure hold before the option's `from`: the stage before it, or the reference; the
  /// option itself if it has no `from`.
  [[nodiscard]] std::size_t option_before(std::size_t option) const;
  /// What the option passes through, in order of time; itself the last.
  [[nodiscard]] std::vector<std::size_t> stages_of(std::size_t option) const;

  /// Hands the option's parameters to the binder's targets. Throws InputError, which cannot happen with
  /// the binders that the scenario was loaded with.
  void fill_model(std::size_t option, const Bind& bind) const;
  void fill_structure(std::size_t option, const Bind& bind) const;
  /// Hands over what a draw or a design point changed in the option's model.
  void fill_model_changes(std::size_t option, const Bind& bind) const;

  /// Every parameter of an option: the model's, then the structure's, each sorted by path.
  [[nodiscard]] std::vector<ParameterRecord> records(std::size_t option) const;

 private:
  std::shared_ptr<const LoadedFiles> files_;
  std::vector<OptionParameters> parameters_;  ///< one for each option
};

/// Whether the scenario's design is read: who runs the scenario alone may set what a sweep would vary.
enum class DesignUse { loaded, passed_over };

/// Reads the scenario and every file that it names; adds every problem of every file, and then gives nothing.
[[nodiscard]] std::optional<LoadedScenario> try_load_scenario(const std::filesystem::path& path,
                                                              const std::vector<Override>& overrides,
                                                              const Binders& binders, Problems& problems,
                                                              DesignUse design = DesignUse::loaded);

/// Reads the scenario and every file that it names; relative paths count from the scenario's folder.
/// Throws InputError with every problem of every file.
[[nodiscard]] LoadedScenario load_scenario(const std::filesystem::path& path, const std::vector<Override>& overrides,
                                           const Binders& binders, DesignUse design = DesignUse::loaded);

/// Reads the parameters of a model by its folder. Throws InputError with every problem.
[[nodiscard]] ParameterDocument read_model(const std::filesystem::path& folder, const Binders& binders);

}  // namespace throughgate::scenario
