#include "scenario/structure_chain.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace throughgate::scenario {

namespace {

const std::vector<std::string>& header_keys() {
  static const std::vector<std::string> keys{"structure", "title", "period", "source", "based_on"};
  return keys;
}

std::string stem_of(const std::string& file) { return std::filesystem::path(file).stem().string(); }

/// `kind`: `structure` or `overlay`, the key that holds the name.
void read_header(const Cursor& root, const std::string& kind, ParameterDocument& into, std::string& based_on) {
  into.name = stem_of(root.document().file());
  into.position = root.has(kind) ? root.member(kind).key_position() : root.position();
  for (const std::string& key : {kind, std::string("title"), std::string("period"), std::string("source")}) {
    if (!root.has(key)) root.refuse("the key `" + key + "`", "a " + kind + " file without it");
  }
  if (root.has(kind)) {
    const auto name = root.member(kind).read_text("the " + kind + "'s name");
    if (name && *name != into.name)
      root.member(kind).refuse("the name of the file, `" + into.name + "`", backquoted(*name));
  }
  if (root.has("title")) into.title = root.member("title").read_text("a title").value_or("");
  if (root.has("source")) into.source = root.member("source").read_text("where this was read").value_or("");
  if (root.has("period")) {
    const Cursor period = root.member("period");
    into.period = period.value().is_number() ? period.value().dump()
                                             : period.read_text("the period that the structure holds for").value_or("");
  }
  if (root.has("based_on")) based_on = root.member("based_on").read_text("the name of a structure").value_or("");
}

bool is_in(const std::filesystem::path& folder, const std::string& kind, const std::string& name,
           const Referrer& referrer, Problems& problems) {
  const std::vector<std::string> stems = yaml_stems(folder);
  if (std::find(stems.begin(), stems.end(), name) != stems.end()) return true;
  problems.add(referrer.position, referrer.path,
               stems.empty() ? "a " + kind + " in " + backquoted(folder.string())
                             : "one of the " + kind + "s " + listed(stems, 24),
               backquoted(name), nearest_known(name, stems));
  return false;
}

class Chain {
 public:
  Chain(const std::filesystem::path& folder, const Catalogue& catalogue, const SchemaCheck& schema, Sources& sources,
        Problems& problems)
      : folder_(folder), catalogue_(catalogue), schema_(schema), sources_(sources), problems_(problems) {}

  /// Nothing if a file of the chain cannot be read.
  std::optional<ParameterDocument> load(const std::string& name, const Referrer& referrer) {
    if (std::find(names_.begin(), names_.end(), name) != names_.end()) {
      refuse_circle(name, referrer);
      return std::nullopt;
    }
    names_.push_back(name);
    if (!is_in(folder_, "structure", name, referrer, problems_)) return std::nullopt;
    const auto document = sources_.read(folder_ / (name + ".yaml"), problems_);
    if (!document) return std::nullopt;
    std::string based_on;
    ParameterDocument own = read_structure_file(*document, catalogue_, schema_, based_on, problems_);
    if (based_on.empty()) return own;
    auto base = load(based_on, Referrer{document->value_position("/based_on"), "based_on"});
    if (base) overlay(*base, own);
    return base;
  }

 private:
  void refuse_circle(const std::string& name, const Referrer& referrer) {
    std::string chain;
    for (auto link = std::find(names_.begin(), names_.end(), name); link != names_.end(); ++link)
      chain += *link + " -> ";
    problems_.add(referrer.position, referrer.path, "a chain of structures that ends", "a circle: " + chain + name);
  }

  const std::filesystem::path& folder_;
  const Catalogue& catalogue_;
  const SchemaCheck& schema_;
  Sources& sources_;
  Problems& problems_;
  std::vector<std::string> names_;
};

}  // namespace

ParameterDocument read_structure_file(const Document& document, const Catalogue& catalogue, const SchemaCheck& schema,
                                      std::string& based_on, Problems& problems) {
  Problems own;
  const Cursor root(document, own);
  ParameterDocument structure;
  structure.kind = DocumentKind::structure;
  read_header(root, "structure", structure, based_on);
  read_parameters(root, header_keys(), catalogue, structure);
  schema.check(document, FileKind::structure, own);
  problems.add_all(own.all());
  return structure;
}

ParameterDocument read_overlay_file(const Document& document, const Catalogue& catalogue, const SchemaCheck& schema,
                                    Problems& problems) {
  static const std::vector<std::string> header{"overlay", "title", "period", "source"};
  Problems own;
  const Cursor root(document, own);
  ParameterDocument overlay;
  overlay.kind = DocumentKind::structure;
  std::string based_on;
  read_header(root, "overlay", overlay, based_on);
  read_parameters(root, header, catalogue, overlay);
  if (overlay.parameters.empty() && overlay.unreadable.empty()) {
    root.refuse("at least one parameter of a structure", "an overlay without any");
  }
  schema.check(document, FileKind::overlay, own);
  problems.add_all(own.all());
  return overlay;
}

std::optional<ParameterDocument> load_overlay(const std::filesystem::path& folder, const std::string& name,
                                              const Referrer& referrer, const Catalogue& catalogue,
                                              const SchemaCheck& schema, Sources& sources, Problems& problems) {
  if (!is_in(folder, "overlay", name, referrer, problems)) return std::nullopt;
  const auto document = sources.read(folder / (name + ".yaml"), problems);
  if (!document) return std::nullopt;
  ParameterDocument overlay = read_overlay_file(*document, catalogue, schema, problems);
  check_parameters(overlay, catalogue, false, problems);
  return overlay;
}

void lay_over(ParameterDocument& structure, const std::vector<NamedOverlay>& overlays, Problems& problems) {
  const auto place = [](const Position& position) {
    return position.file + ':' + std::to_string(position.line) + ':' + std::to_string(position.column);
  };
  std::map<std::string, Position, std::less<>> replaced;
  for (const auto& [overlay, referrer] : overlays) {
    for (const auto& [path, parameter] : overlay->parameters) {
      const auto [first, is_new] = replaced.emplace(path, parameter.position);
      if (is_new) {
        structure.parameters.insert_or_assign(path, parameter);
      } else {
        problems.add(referrer.position, referrer.path, "overlays that replace different parameters",
                     backquoted(path) + " twice: " + place(first->second) + " and " + place(parameter.position));
      }
    }
    for (const auto& [path, position] : overlay->groups) structure.groups.emplace(path, position);
  }
}

ParameterDocument load_structure(const std::filesystem::path& folder, const std::string& name, const Referrer& referrer,
                                 const Catalogue& catalogue, const SchemaCheck& schema, Sources& sources,
                                 Problems& problems) {
  auto structure = Chain(folder, catalogue, schema, sources, problems).load(name, referrer);
  if (!structure) return ParameterDocument{DocumentKind::structure, name, {}, {}, {}, referrer.position, {}, {}, {}};
  check_parameters(*structure, catalogue, true, problems);
  return std::move(*structure);
}

}  // namespace throughgate::scenario
