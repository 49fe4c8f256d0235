#include "scenario/scenario_loader.hpp"

#include <map>
#include <utility>

#include "scenario/law_reader.hpp"
#include "scenario/model_folder.hpp"
#include "scenario/scenario_reader.hpp"
#include "scenario/schema_check.hpp"
#include "scenario/structure_chain.hpp"

namespace throughgate::scenario {

namespace {

constexpr const char* correlations_file = "uncertainty/correlations.yaml";

class Loader {
 public:
  Loader(const Binders& binders, Problems& problems)
      : problems_(problems),
        model_catalogue_(describe(binders.model)),
        structure_catalogue_(describe(binders.structure)),
        schema_(model_catalogue_, structure_catalogue_),
        paths_(model_catalogue_, structure_catalogue_) {}

  std::optional<LoadedScenario> load(const std::filesystem::path& path, const std::vector<Override>& overrides) {
    auto document = sources_.read(path, problems_);
    if (!document) return std::nullopt;
    const std::vector<SetEntry> words = apply_to_scenario(overrides, *document, problems_);
    const Scenario scenario = read(*document);
    check_paths(scenario, words);
    const std::optional<Targets> targets = load_targets(scenario, *document);
    const ParameterDocument model = load_model_of(scenario, *document);
    const justice::ReleaseLaw law = load_law_of(scenario, *document);
    std::vector<CorrelatedPair> correlations = load_correlations(scenario);
    const std::vector<ParameterDocument> structures = load_structures(scenario, *document);
    if (!problems_.empty()) return std::nullopt;
    std::vector<OptionParameters> parameters;
    for (std::size_t i = 0; i < scenario.options.size(); ++i) {
      parameters.push_back(settled(scenario, i, {model, structures[i]}, words));
    }
    if (!problems_.empty()) return std::nullopt;
    return LoadedScenario(scenario, std::move(parameters), targets, law, std::move(correlations), sources_.files(),
                          overrides);
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
    std::error_code error;
    if (!std::filesystem::exists(*scenario.targets_file, error)) {
      problems_.add(document.value_position("/targets"), "targets", "a targets file",
                    "no file " + backquoted(scenario.targets_file->string()));
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

  /// A model may have none.
  std::vector<CorrelatedPair> load_correlations(const Scenario& scenario) {
    const auto file = scenario.model_folder / correlations_file;
    std::error_code error;
    if (scenario.model_folder.empty() || !std::filesystem::exists(file, error)) return {};
    const auto text = sources_.read(file, problems_);
    if (!text) return {};
    Problems own;
    auto correlations = read_correlations(Cursor(*text, own), model_catalogue_, structure_catalogue_);
    schema_.check(*text, FileKind::correlations, own);
    problems_.add_all(own.all());
    return correlations;
  }

  /// One for each option; a structure that several options name is read once.
  std::vector<ParameterDocument> load_structures(const Scenario& scenario, const Document& document) {
    std::map<std::string, ParameterDocument> by_name;
    std::vector<ParameterDocument> structures;
    for (std::size_t i = 0; i < scenario.options.size(); ++i) {
      const std::string& name = scenario.options[i].structure;
      const std::string index = std::to_string(i);
      if (name.empty() || scenario.model_folder.empty()) {
        structures.emplace_back();
        continue;
      }
      if (!by_name.contains(name)) {
        const Referrer referrer{document.value_position("/options/" + index + "/structure"),
                                "options[" + index + "].structure"};
        by_name.emplace(name, load_structure(scenario.structure_folder, name, referrer, structure_catalogue_, schema_,
                                             sources_, problems_));
      }
      structures.push_back(by_name.at(name));
    }
    return structures;
  }

  /// Files, then the scenario's set, then the option's, then the command line.
  OptionParameters settled(const Scenario& scenario, std::size_t option, OptionParameters parameters,
                           const std::vector<SetEntry>& words) {
    for (const auto* entries : {&scenario.set, &scenario.options[option].set, &words}) {
      for (const SetEntry& entry : *entries) paths_.apply(entry, parameters.model, parameters.structure);
    }
    check_parameters(parameters.model, model_catalogue_, true, problems_);
    check_parameters(parameters.structure, structure_catalogue_, true, problems_);
    return parameters;
  }

  Problems& problems_;
  Sources sources_;
  Catalogue model_catalogue_;
  Catalogue structure_catalogue_;
  SchemaCheck schema_;
  SetPaths paths_;
};

void add_records(const ParameterDocument& document, const std::string& prefix, std::vector<ParameterRecord>& records) {
  for (const auto& [path, parameter] : document.parameters) {
    records.push_back({prefix + path, parameter.value.dump(), parameter.unit, parameter.period, parameter.source,
                       parameter.grade, to_text(parameter.distribution), parameter.note, parameter.borrowed,
                       parameter.replaced_by});
  }
}

void fill_or_throw(const ParameterDocument& document, const Bind& bind) {
  Problems problems;
  fill(document, bind, problems);
  problems.throw_if_any();
}

}  // namespace

LoadedScenario::LoadedScenario(Scenario scenario, std::vector<OptionParameters> parameters,
                               std::optional<Targets> targets, justice::ReleaseLaw law,
                               std::vector<CorrelatedPair> correlations, std::vector<SourceFile> sources,
                               std::vector<Override> overrides)
    : scenario_(std::move(scenario)),
      parameters_(std::move(parameters)),
      targets_(std::move(targets)),
      law_(std::move(law)),
      correlations_(std::move(correlations)),
      sources_(std::move(sources)),
      overrides_(std::move(overrides)) {}

LoadedScenario LoadedScenario::with_parameters(std::vector<OptionParameters> parameters) const {
  LoadedScenario other = *this;
  other.parameters_ = std::move(parameters);
  return other;
}

std::size_t LoadedScenario::option_before(std::size_t option) const {
  return scenario_.options.at(option).from ? scenario_.reference : option;
}

void LoadedScenario::fill_model(std::size_t option, const Bind& bind) const {
  fill_or_throw(parameters_.at(option).model, bind);
}

void LoadedScenario::fill_structure(std::size_t option, const Bind& bind) const {
  fill_or_throw(parameters_.at(option).structure, bind);
}

std::vector<ParameterRecord> LoadedScenario::records(std::size_t option) const {
  std::vector<ParameterRecord> records;
  add_records(parameters_.at(option).model, "", records);
  add_records(parameters_.at(option).structure, "structure.", records);
  return records;
}

std::optional<LoadedScenario> try_load_scenario(const std::filesystem::path& path,
                                                const std::vector<Override>& overrides, const Binders& binders,
                                                Problems& problems) {
  return Loader(binders, problems).load(path, overrides);
}

LoadedScenario load_scenario(const std::filesystem::path& path, const std::vector<Override>& overrides,
                             const Binders& binders) {
  Problems problems;
  auto loaded = try_load_scenario(path, overrides, binders, problems);
  if (!loaded) throw InputError(problems.sorted());
  return std::move(*loaded);
}

}  // namespace throughgate::scenario
