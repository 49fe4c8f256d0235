#include "scenario/model_folder.hpp"

#include <algorithm>
#include <iterator>
#include <system_error>

namespace throughgate::scenario {

namespace {

std::vector<std::string> folders_beside(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder.parent_path(), error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->is_directory(error)) names.push_back(entry->path().filename().string());
  }
  return names;
}

}  // namespace

void read_model_file(const Document& document, const Catalogue& catalogue, const SchemaCheck& schema,
                     ParameterDocument& into, Problems& problems) {
  Problems own;
  const Cursor root(document, own);
  if (into.position.file.empty()) into.position = root.position();
  if (!root.has("model")) {
    root.refuse("the header `model: " + (into.name.empty() ? "NAME" : into.name) + "`", "a mapping without it");
  } else if (const auto name = root.member("model").read_text("the model's name")) {
    if (into.name.empty()) {
      into.name = *name;
      into.position = root.member("model").key_position();
    } else if (into.name != *name) {
      root.member("model").refuse("the name of the folder's other files, `" + into.name + "`", backquoted(*name));
    }
  }
  read_parameters(root, {"model", "correlated"}, catalogue, into);
  if (root.has("correlated")) {
    auto pairs = read_pairs(root.member("correlated"), catalogue.paths());
    std::ranges::move(pairs, std::back_inserter(into.correlated));
  }
  schema.check(document, FileKind::model, own);
  problems.add_all(own.all());
}

ParameterDocument load_model(const std::filesystem::path& folder, const Referrer& referrer, const Catalogue& catalogue,
                             const SchemaCheck& schema, Sources& sources, Problems& problems) {
  ParameterDocument model;
  model.kind = DocumentKind::model;
  model.position = Position{folder.string(), 0, 0};
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    problems.add(referrer.position, referrer.path, "a model's folder", "no folder " + backquoted(folder.string()),
                 nearest_known(folder.filename().string(), folders_beside(folder)));
    return model;
  }
  const std::vector<std::string> stems = yaml_stems(folder);
  if (stems.empty()) {
    problems.add(referrer.position, referrer.path, "a folder with *.yaml files",
                 "none in " + backquoted(folder.string()));
    return model;
  }
  bool all_read = true;
  for (const std::string& stem : stems) {
    const auto document = sources.read(folder / (stem + ".yaml"), problems);
    if (document) read_model_file(*document, catalogue, schema, model, problems);
    all_read = all_read && document.has_value();
  }
  check_parameters(model, catalogue, all_read, problems);
  return model;
}

}  // namespace throughgate::scenario
