#include "scenario/schema_check.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "scenario/schema.hpp"

namespace throughgate::scenario {

namespace {

constexpr std::array<const char*, 8> definition_names{"scenario", "model",        "structure", "targets",
                                                      "law",      "correlations", "design",    "overlay"};

/// The path of a valijson error (`<root>`, `[key]`, `[0]`) as a JSON pointer.
std::string as_pointer(const std::vector<std::string>& context) {
  std::string pointer;
  for (const std::string& step : context) {
    if (step.size() < 2 || step.front() != '[') continue;
    std::string token = step.substr(1, step.size() - 2);
    if (token.size() >= 2 && token.front() == '"') token = token.substr(1, token.size() - 2);
    pointer += '/' + pointer_token(token);
  }
  return pointer;
}

/// `a.b.value.c` as `a.b.c`: how readers name the cells of a parameter's value.
std::string without_value(std::string path) {
  constexpr std::string_view word = ".value";
  const std::size_t at = path.find(word);
  const std::size_t after = at + word.size();
  if (at != std::string::npos && (after == path.size() || path[after] == '.')) path.erase(at, word.size());
  return path;
}

bool holds_discarded(const Json& value) {
  return value.is_discarded() || (value.is_structured() && std::any_of(value.begin(), value.end(), holds_discarded));
}

std::ptrdiff_t depth_of(const std::string& pointer) { return std::ranges::count(pointer, '/'); }

}  // namespace

struct SchemaCheck::Schemas {
  std::array<valijson::Schema, definition_names.size()> by_kind;
};

FileKind kind_of_file(const Json& root) {
  if (!root.is_object()) return FileKind::scenario;
  if (root.contains("structure")) return FileKind::structure;
  if (root.contains("overlay")) return FileKind::overlay;
  if (root.contains("method")) return FileKind::design;
  for (const char* key : {"options", "reference", "replications", "seed"}) {
    if (root.contains(key)) return FileKind::scenario;
  }
  if (root.contains("targets")) return FileKind::targets;
  if (root.contains("rules")) return FileKind::law;
  if (root.contains("correlations")) return FileKind::correlations;
  return root.contains("model") ? FileKind::model : FileKind::scenario;
}

SchemaCheck::SchemaCheck(const Catalogue& model, const Catalogue& structure) : schemas_(std::make_unique<Schemas>()) {
  const Json whole = schema(model, structure);
  for (std::size_t kind = 0; kind < definition_names.size(); ++kind) {
    Json root = whole.at("definitions").at(definition_names[kind]);
    root["definitions"] = whole.at("definitions");
    const valijson::adapters::NlohmannJsonAdapter adapter(root);
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(adapter, schemas_->by_kind[kind]);
  }
}

SchemaCheck::~SchemaCheck() = default;
SchemaCheck::SchemaCheck(SchemaCheck&&) noexcept = default;
SchemaCheck& SchemaCheck::operator=(SchemaCheck&&) noexcept = default;

void SchemaCheck::check(const Document& document, FileKind kind, Problems& problems) const {
  if (problems.count() > Problems::shown_at_most) return;
  valijson::Validator validator;
  valijson::ValidationResults results;
  const valijson::adapters::NlohmannJsonAdapter adapter(document.root());
  const auto& chosen = schemas_->by_kind[static_cast<std::size_t>(kind)];
  if (validator.validate(chosen, adapter, &results)) return;
  std::vector<std::pair<std::string, std::string>> errors;  // pointer, description
  for (const auto& error : results) errors.emplace_back(as_pointer(error.context), error.description);
  // valijson tells a failed alternative at every level and for every alternative: the innermost will do.
  std::ranges::stable_sort(errors, std::ranges::greater{}, [](const auto& error) { return depth_of(error.first); });
  for (const auto& [pointer, description] : errors) {
    if (problems.count() > Problems::shown_at_most) return;
    const std::string path = dotted(document.root(), pointer);
    const std::string holder = dotted(document.root(), pointer.substr(0, pointer.rfind('/')));
    if (problems.touches(document.file(), path)) continue;
    if (!holder.empty() && problems.touches(document.file(), holder)) continue;
    if (problems.touches(document.file(), without_value(path))) continue;
    const Json::json_pointer at(pointer);
    if (document.root().contains(at) && holds_discarded(document.root().at(at))) continue;
    problems.add(document.value_position(pointer), path, "what the schema wants: " + shortened(description, 160),
                 document.root().contains(at) ? described(document.root().at(at)) : "nothing");
  }
}

}  // namespace throughgate::scenario
