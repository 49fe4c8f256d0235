#include "scenario/scenario_loader.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "scenario/design_file.hpp"
#include "scenario/design_settling.hpp"
#include "scenario/foreknowledge.hpp"
#include "scenario/law_reader.hpp"
#include "scenario/model_folder.hpp"
#include "scenario/scenario_reader.hpp"
#include "scenario/schema_check.hpp"
#include "scenario/structure_chain.hpp"

namespace throughgate::scenario {

namespace {

constexpr const char* posterior_file = "uncertainty/posterior.csv";
constexpr const char* correlations_file = "uncertainty/correlations.yaml";

class Loader {
 public:
  Loader(const Binders& binders, Problems& problems, DesignUse design)
      : problems_(problems),
        design_use_(design),
        model_catalogue_(describe(binders.model)),
        structure_catalogue_(describe(binders.structure)),
        schema_(model_catalogue_, structure_catalogue_),
        paths_(model_catalogue_, structure_catalogue_) {}

  std::optional<LoadedScenario> load(const std::filesystem::path& path, const std::vector<Override>& overrides) {
    auto document = sources_.read(path, problems_);
    if (!document) return std::nullopt;
    const std::vector<SetEntry> words = apply_to_scenario(overrides, *document, problems_);
    LoadedFiles files;
    files.scenario = read(*document);
    const Scenario& scenario = files.scenario;
    check_paths(scenario, words);
    files.targets = load_targets(scenario, *document);
    files.design = load_design(scenario, *document);
    ParameterDocument model = load_model_of(scenario, *document);
    lay_evidence_over(scenario, *document, model);
    files.law = load_law_of(scenario, *document);
    files.correlations = load_correlations(scenario, model);
    files.posterior = load_posterior(scenario);
    load_structures(scenario, *document);
    if (!problems_.empty()) return std::nullopt;
    std::vector<OptionParameters> parameters;
    for (std::size_t i = 0; i < scenario.options.size(); ++i) {
      parameters.push_back(settled(scenario, i, model, composed(i, scenario.options[i].structure), words));
    }
    if (files.design && problems_.empty()) {
      DesignSettling(scenario, parameters, paths_, model_catalogue_, structure_catalogue_, problems_)
          .settle(*files.design, words);
      if (problems_.empty()) files.structures = design_structures(scenario, *files.design, model, words);
    }
    if (!problems_.empty()) return std::nullopt;
    files.sources = sources_.files();
    files.overrides = overrides;
    return LoadedScenario(std::move(files), std::move(parameters));
  }

 private:
  Scenario read(const Document& document) {
    Problems own;
    Scenario scenario = read_scenario(Cursor(document, own));
    schema_.check(document, FileKind::scenario, own);
    problems_.add_all(own.all());
    return scenario;
  }

  void check_paths(const Scenario& scenario, const std::vector<SetEntry>& words) {
    for (const SetEntry& entry : scenario.set) paths_.check(entry, problems_);
    for (const Option& option : scenario.options) {
      for (const SetEntry& entry : option.set) paths_.check(entry, problems_);
    }
    for (const SetEntry& entry : words) paths_.check(entry, problems_);
  }

  std::optional<Targets> load_targets(const Scenario& scenario, const Document& document) {
    if (!scenario.targets_file) return std::nullopt;
    if (!is_there(*scenario.targets_file, document.value_position("/targets"), "targets", "a targets file")) {
      return std::nullopt;
    }
    const auto file = sources_.read(*scenario.targets_file, problems_);
    if (!file) return std::nullopt;
    Problems own;
    Targets targets = read_targets(Cursor(*file, own));
    schema_.check(*file, FileKind::targets, own);
    problems_.add_all(own.all());
    return targets;
  }

  std::optional<Design> load_design(const Scenario& scenario, const Document& document) {
    if (!scenario.design_file || design_use_ == DesignUse::passed_over) return std::nullopt;
    if (!is_there(*scenario.design_file, document.value_position("/design"), "design", "a design file")) {
      return std::nullopt;
    }
    const auto file = sources_.read(*scenario.design_file, problems_);
    if (!file) return std::nullopt;
    return load_design_file(*file, schema_, sources_, problems_);
  }

  bool is_there(const std::filesystem::path& file, const Position& referrer, const char* key, const char* wanted) {
    std::error_code error;
    if (std::filesystem::exists(file, error)) return true;
    problems_.add(referrer, key, wanted, "no file " + backquoted(file.string()));
    return false;
  }

  ParameterDocument load_model_of(const Scenario& scenario, const Document& document) {
    if (scenario.model_folder.empty()) return {};
    return load_model(scenario.model_folder, Referrer{document.value_position("/model"), "model"}, model_catalogue_,
                      schema_, sources_, problems_);
  }

  justice::ReleaseLaw load_law_of(const Scenario& scenario, const Document& document) {
    std::error_code error;
    if (scenario.model_folder.empty() || !std::filesystem::is_directory(scenario.model_folder, error)) return {};
    const auto file = scenario.model_folder / law_file;
    if (!std::filesystem::exists(file, error)) {
      problems_.add(document.value_position("/model"), "model", "a model with a law of release",
                    "no file " + backquoted(file.string()));
      return {};
    }
    const auto text = sources_.read(file, problems_);
    if (!text) return {};
    Problems own;
    justice::ReleaseLaw law = read_law(Cursor(*text, own));
    schema_.check(*text, FileKind::law, own);
    problems_.add_all(own.all());
    return law;
  }

  /// Parameters and pairs of one file take the place of the model's; two files may not have the same.
  void lay_evidence_over(const Scenario& scenario, const Document& document, ParameterDocument& model) {
    ParameterDocument evidence;
    evidence.name = model.name;
    for (std::size_t i = 0; i < scenario.evidence_files.size(); ++i) {
      const auto& path = scenario.evidence_files[i];
      const auto place = referrer(document, "/evidence/" + std::to_string(i));
      if (path.empty() || !is_there(path, place.position, place.path.c_str(), "a file in the form of the model's")) {
        continue;
      }
      const auto file = sources_.read(path, problems_);
      if (file) read_model_file(*file, model_catalogue_, schema_, evidence, problems_);
    }
    check_parameters(evidence, model_catalogue_, false, problems_);
    for (const auto& [path, parameter] : evidence.parameters) model.parameters.insert_or_assign(path, parameter);
    std::ranges::move(evidence.correlated, std::back_inserter(model.correlated));
  }

  /// A model may have no file of correlations. Pairs beside the parameters come last, and the last one holds.
  std::vector<CorrelatedPair> load_correlations(const Scenario& scenario, const ParameterDocument& model) {
    std::vector<CorrelatedPair> correlations;
    const auto file = scenario.model_folder / correlations_file;
    std::error_code error;
    if (!scenario.model_folder.empty() && std::filesystem::exists(file, error)) {
      if (const auto text = sources_.read(file, problems_)) {
        Problems own;
        correlations = read_correlations(Cursor(*text, own), model_catalogue_, structure_catalogue_);
        schema_.check(*text, FileKind::correlations, own);
        problems_.add_all(own.all());
      }
    }
    for (const CorrelatedPair& pair : model.correlated) {
      std::erase_if(correlations, [&pair](const CorrelatedPair& other) {
        return std::minmax(pair.first, pair.second) == std::minmax(other.first, other.second);
      });
      correlations.push_back(pair);
    }
    return correlations;
  }

  /// A model that was not calibrated has none.
  std::optional<PosteriorDraws> load_posterior(const Scenario& scenario) {
    const auto file = scenario.model_folder / posterior_file;
    std::error_code error;
    if (scenario.model_folder.empty() || !std::filesystem::exists(file, error)) return std::nullopt;
    const auto text = sources_.read_plain(file, problems_);
    if (!text) return std::nullopt;
    return read_posterior(text->content(), file.string(), model_catalogue_.paths(), problems_);
  }

  /// Those that the options name.
  void load_structures(const Scenario& scenario, const Document& document) {
    structures_.emplace("", ParameterDocument{});  // of an option whose structure could not be read
    if (scenario.model_folder.empty()) return;
    for (const Option& option : scenario.options) {
      load_structure_of(scenario, option.structure, referrer(document, option.pointer + "/structure"));
      for (std::size_t i = 0; i < option.overlays.size(); ++i) {
        load_overlay_of(scenario, option.overlays[i], overlay_referrer(document, option, i));
      }
    }
    if (problems_.empty()) name_overlays(scenario, document);
  }

  static Referrer referrer(const Document& document, const std::string& pointer) {
    return {document.value_position(pointer), dotted(document.root(), pointer)};
  }
  static Referrer overlay_referrer(const Document& document, const Option& option, std::size_t overlay) {
    return referrer(document, option.pointer + "/overlays/" + std::to_string(overlay));
  }

  /// By option, its overlays in order.
  void name_overlays(const Scenario& scenario, const Document& document) {
    for (const Option& option : scenario.options) {
      auto& named = named_overlays_.emplace_back();
      for (std::size_t i = 0; i < option.overlays.size(); ++i) {
        named.push_back({&overlays_.at(option.overlays[i]), overlay_referrer(document, option, i)});
      }
    }
  }

  /// An overlay that is named several times is read once.
  void load_overlay_of(const Scenario& scenario, const std::string& name, const Referrer& referrer) {
    if (overlays_.contains(name)) return;
    auto overlay = load_overlay(scenario.structure_folder / "overlays", name, referrer, structure_catalogue_, schema_,
                                sources_, problems_);
    if (overlay) overlays_.emplace(name, std::move(*overlay));
  }

  /// The structure with the option's overlays.
  ParameterDocument composed(std::size_t option, const std::string& name) {
    ParameterDocument structure = structures_.at(name);
    lay_over(structure, named_overlays_[option], problems_);
    return structure;
  }

  /// A structure that is named several times is read once.
  void load_structure_of(const Scenario& scenario, const std::string& name, const Referrer& referrer) {
    if (structures_.contains(name)) return;
    structures_.emplace(name, load_structure(scenario.structure_folder, name, referrer, structure_catalogue_, schema_,
                                             sources_, problems_));
  }

  /// By option, those that the design may give it.
  std::vector<std::map<std::string, std::shared_ptr<const ParameterDocument>>> design_structures(
      const Scenario& scenario, const Design& design, const ParameterDocument& model,
      const std::vector<SetEntry>& words) {
    std::vector<std::map<std::string, std::shared_ptr<const ParameterDocument>>> of_options(scenario.options.size());
    for (const Factor& factor : design.factors) {
      if (!factor.is_structure()) continue;
      for (std::size_t i = 0; i < factor.values.size(); ++i) {
        const auto name = factor.values[i].get<std::string>();
        load_structure_of(scenario, name, {factor.value_positions[i], factor.name});
        if (!problems_.empty()) return of_options;
        for (const std::size_t option : factor.options) {
          of_options[option][name] = settled(scenario, option, model, composed(option, name), words).structure;
        }
      }
    }
    return of_options;
  }

  /// Files, then the scenario's set, then the option's, then the command line.
  OptionParameters settled(const Scenario& scenario, std::size_t option, ParameterDocument model,
                           ParameterDocument structure, const std::vector<SetEntry>& words) {
    for (const auto* entries : {&scenario.set, &scenario.options[option].set, &words}) {
      for (const SetEntry& entry : *entries) paths_.apply(entry, model, structure);
    }
    check_parameters(model, model_catalogue_, true, problems_);
    check_parameters(structure, structure_catalogue_, true, problems_);
    if (scenario.predicts_from && problems_.empty()) {
      check_foreknowledge(model, *scenario.predicts_from, problems_);
      check_foreknowledge(structure, *scenario.predicts_from, problems_);
    }
    return {std::make_shared<const ParameterDocument>(std::move(model)),
            std::make_shared<const ParameterDocument>(std::move(structure))};
  }

  Problems& problems_;
  DesignUse design_use_;
  Sources sources_;
  Catalogue model_catalogue_;
  Catalogue structure_catalogue_;
  SchemaCheck schema_;
  SetPaths paths_;
  std::map<std::string, ParameterDocument> structures_;  ///< as their files say, by name
  std::map<std::string, ParameterDocument> overlays_;
  std::vector<std::vector<NamedOverlay>> named_overlays_;
};

void add_records(const ParameterDocument& document, const ParameterChanges& changes, const std::string& prefix,
                 std::vector<ParameterRecord>& records) {
  for (const auto& [path, of_document] : document.parameters) {
    const auto change = changes.find(path);
    const Parameter& parameter = change == changes.end() ? of_document : change->second;
    records.push_back({prefix + path, parameter.value.dump(), parameter.unit, parameter.period, parameter.source,
                       parameter.grade, to_text(parameter.distribution), parameter.note, parameter.borrowed,
                       parameter.replaced_by});
  }
}

void fill_or_throw(const ParameterDocument& document, const ParameterChanges& changes, const Bind& bind) {
  Problems problems;
  fill(document, changes, bind, problems);
  problems.throw_if_any();
}

}  // namespace

Parameter& OptionParameters::changed(bool of_structure, const std::string& path) {
  ParameterChanges& changes = of_structure ? structure_changes : model_changes;
  const auto found = changes.find(path);
  if (found != changes.end()) return found->second;
  return changes.emplace(path, *(of_structure ? structure : model)->find(path)).first->second;
}

LoadedScenario::LoadedScenario(LoadedFiles files, std::vector<OptionParameters> parameters)
    : files_(std::make_shared<const LoadedFiles>(std::move(files))), parameters_(std::move(parameters)) {}

LoadedScenario LoadedScenario::with_parameters(std::vector<OptionParameters> parameters) const {
  LoadedScenario other = *this;
  other.parameters_ = std::move(parameters);
  return other;
}

std::vector<std::size_t> LoadedScenario::stages_of(std::size_t option) const {
  std::vector<std::size_t> stages{option};
  while (option_before(stages.front()) != stages.front()) stages.insert(stages.begin(), option_before(stages.front()));
  return stages;
}

std::size_t LoadedScenario::option_before(std::size_t option) const {
  const Option& one = scenario().options.at(option);
  return one.from ? one.after.value_or(scenario().reference) : option;
}

void LoadedScenario::fill_model(std::size_t option, const Bind& bind) const {
  fill_or_throw(*parameters_.at(option).model, parameters_.at(option).model_changes, bind);
}

void LoadedScenario::fill_structure(std::size_t option, const Bind& bind) const {
  fill_or_throw(*parameters_.at(option).structure, parameters_.at(option).structure_changes, bind);
}

void LoadedScenario::fill_model_changes(std::size_t option, const Bind& bind) const {
  Problems problems;
  fill_changes(parameters_.at(option).model_changes, bind, problems);
  problems.throw_if_any();
}

std::vector<ParameterRecord> LoadedScenario::records(std::size_t option) const {
  const OptionParameters& parameters = parameters_.at(option);
  std::vector<ParameterRecord> records;
  add_records(*parameters.model, parameters.model_changes, "", records);
  add_records(*parameters.structure, parameters.structure_changes, "structure.", records);
  return records;
}

std::optional<LoadedScenario> try_load_scenario(const std::filesystem::path& path,
                                                const std::vector<Override>& overrides, const Binders& binders,
                                                Problems& problems, DesignUse design) {
  return Loader(binders, problems, design).load(path, overrides);
}

LoadedScenario load_scenario(const std::filesystem::path& path, const std::vector<Override>& overrides,
                             const Binders& binders, DesignUse design) {
  Problems problems;
  auto loaded = try_load_scenario(path, overrides, binders, problems, design);
  if (!loaded) throw InputError(problems.sorted());
  return std::move(*loaded);
}

ParameterDocument read_model(const std::filesystem::path& folder, const Binders& binders) {
  const Catalogue model = describe(binders.model);
  const Catalogue structure = describe(binders.structure);
  const SchemaCheck schema(model, structure);
  Problems problems;
  Sources sources;
  auto document = load_model(folder, Referrer{Position{folder.string(), 0, 0}, ""}, model, schema, sources, problems);
  problems.throw_if_any();
  return document;
}

}  // namespace throughgate::scenario
