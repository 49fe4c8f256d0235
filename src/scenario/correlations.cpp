#include "scenario/correlations.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "scenario/parameter.hpp"

namespace throughgate::scenario {

namespace {

std::vector<std::string> paths_of(const Catalogue& model, const Catalogue& structure) {
  std::vector<std::string> paths = model.paths();
  for (const std::string& path : structure.paths()) paths.emplace_back(structure_prefix).append(path);
  return paths;
}

std::string read_path(const Cursor& cursor, const std::vector<std::string>& known) {
  const auto path = cursor.read_text("the path of a parameter");
  if (!path) return "";
  if (std::ranges::find(known, *path) != known.end()) return *path;
  cursor.refuse("the path of a parameter", backquoted(*path), nearest_known(*path, known));
  return "";
}

CorrelatedPair read_pair(const Cursor& cursor, const std::vector<std::string>& known) {
  CorrelatedPair pair;
  pair.position = cursor.position();
  if (!cursor.check_keys({"between", "value", "source", "grade"}, {"note"})) return pair;
  const Cursor between = cursor.member("between");
  if (between.check_list("a list of two paths")) {
    if (between.size() != 2) {
      between.refuse("two paths", std::to_string(between.size()));
    } else {
      pair.first = read_path(between.element(0), known);
      pair.second = read_path(between.element(1), known);
      if (!pair.first.empty() && pair.first == pair.second) between.refuse("two parameters", "one twice");
    }
  }
  const auto value = cursor.member("value").read_number("a correlation between -1 and 1");
  if (value && std::abs(*value) >= 1) cursor.member("value").refuse("a correlation between -1 and 1");
  pair.value = value.value_or(0);
  (void)cursor.member("source").read_text("where the value was read");
  (void)cursor.member("grade").read_word(grade_names());
  if (cursor.has("note")) (void)cursor.member("note").read_text("a note");
  return pair;
}

}  // namespace

std::vector<CorrelatedPair> read_correlations(const Cursor& root, const Catalogue& model, const Catalogue& structure) {
  if (!root.check_keys({"correlations", "pairs"}, {})) return {};
  (void)root.member("correlations").read_text("the name of the model");
  return read_pairs(root.member("pairs"), paths_of(model, structure));
}

std::vector<CorrelatedPair> read_pairs(const Cursor& list, const std::vector<std::string>& known) {
  std::vector<CorrelatedPair> pairs;
  if (!list.check_list("a list of pairs")) return pairs;
  std::set<std::pair<std::string, std::string>> met;
  for (std::size_t i = 0; i < list.size(); ++i) {
    CorrelatedPair pair = read_pair(list.element(i), known);
    if (!met.insert(std::minmax(pair.first, pair.second)).second && !pair.first.empty()) {
      list.element(i).refuse("each pair once", "it again");
    }
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

Json pairs_schema() {
  const Json text{{"type", "string"}, {"minLength", 1}};
  const Json pair{{"type", "object"},
                  {"additionalProperties", false},
                  {"required", {"between", "value", "source", "grade"}},
                  {"properties",
                   {{"between", {{"type", "array"}, {"items", text}, {"minItems", 2}, {"maxItems", 2}}},
                    {"value", {{"type", "number"}, {"exclusiveMinimum", -1}, {"exclusiveMaximum", 1}}},
                    {"source", text},
                    {"grade", {{"enum", grade_names()}}},
                    {"note", text}}}};
  return {{"type", "array"}, {"items", pair}};
}

Json correlations_schema() {
  return {{"type", "object"},
          {"additionalProperties", false},
          {"required", {"correlations", "pairs"}},
          {"properties", {{"correlations", {{"type", "string"}, {"minLength", 1}}}, {"pairs", pairs_schema()}}}};
}

}  // namespace throughgate::scenario
