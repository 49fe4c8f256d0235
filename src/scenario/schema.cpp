#include "scenario/schema.hpp"

#include <utility>
#include <vector>

#include "scenario/calibration_settings.hpp"
#include "scenario/claims.hpp"
#include "scenario/correlations.hpp"
#include "scenario/design.hpp"
#include "scenario/distribution.hpp"
#include "scenario/law_schema.hpp"
#include "scenario/parameter.hpp"
#include "scenario/response_names.hpp"
#include "scenario/scenario_reader.hpp"
#include "scenario/targets.hpp"

namespace throughgate::scenario {

namespace {

Json reference(const std::string& definition) { return {{"$ref", "#/definitions/" + definition}}; }

Json described_as(Json node, const std::string& description) {
  node["description"] = description;
  return node;
}

Json object_of(Json properties, const std::vector<std::string>& required) {
  Json node{{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (!required.empty()) node["required"] = required;
  return node;
}

Json text() { return {{"type", "string"}, {"minLength", 1}}; }

Json text_or_number() { return {{"type", {"string", "number"}}}; }

Json date() { return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}}; }

Json number(const Bounds& bounds) {
  Json node{{"type", "number"}};
  if (bounds.low == positive.low) {
    node["exclusiveMinimum"] = 0;
  } else if (bounds.low > unbounded.low) {
    node["minimum"] = bounds.low;
  }
  if (bounds.high < unbounded.high) node["maximum"] = bounds.high;
  return node;
}

Json row(const std::vector<std::string>& labels, const Json& cell) {
  Json properties = Json::object();
  for (const std::string& label : labels) properties[label] = cell;
  return object_of(std::move(properties), labels);
}

Json value_of(const CatalogueEntry& entry) {
  switch (entry.kind) {
    case ValueKind::number:
      return number(entry.bounds);
    case ValueKind::row:
      return row(entry.rows, number(entry.bounds));
    case ValueKind::table:
      return row(entry.rows, row(entry.columns, number(entry.bounds)));
    case ValueKind::date:
      return date();
    case ValueKind::choice:
      return {{"enum", entry.rows}};
  }
  return {};
}

/// A file may write the unit `1` as a number.
Json unit_of(const CatalogueEntry& entry) {
  if (entry.unit == "1") return {{"enum", {"1", 1}}};
  return {{"enum", {entry.unit}}};
}

Json parameter(const CatalogueEntry& entry) {
  std::string value = entry.wanted();
  if (entry.sum == Sum::one) value += "; values that sum to 1";
  const Json properties{{"value", described_as(value_of(entry), value)},
                        {"unit", unit_of(entry)},
                        {"period", reference("period")},
                        {"source", reference("source")},
                        {"grade", reference("grade")},
                        {"distribution", reference("distribution")},
                        {"note", reference("note")},
                        {"borrowed", reference("borrowed")}};
  return described_as(object_of(properties, {"value", "unit", "period", "source", "grade", "distribution"}),
                      entry.meaning + " [" + entry.unit + "]");
}

Json properties_of(const Catalogue& catalogue, const std::string& group) {
  Json properties = Json::object();
  for (const std::string& name : catalogue.children(group)) {
    const std::string path = dotted_path(group, name);
    const CatalogueEntry* entry = catalogue.find(path);
    properties[name] = entry != nullptr ? parameter(*entry) : object_of(properties_of(catalogue, path), {});
  }
  return properties;
}

Json family(const std::string& name, const std::vector<std::string>& keys) {
  Json properties{{"family", {{"const", name}}}};
  for (const std::string& key : keys) properties[key] = number(unbounded);
  std::vector<std::string> required{"family"};
  required.insert(required.end(), keys.begin(), keys.end());
  if (name == "fixed") return object_of(std::move(properties), required);
  properties["relative"] = described_as({{"type", "boolean"}}, "a factor of the value, one draw for all its cells");
  properties["no_effect_mass"] = described_as(number(share_bounds), "probability of `no_effect_value` instead");
  properties["no_effect_value"] = number(unbounded);
  return object_of(std::move(properties), required);
}

Json distribution() {
  Json families = Json::array();
  for (std::size_t i = 0; i < family_names().size(); ++i) {
    families.push_back(family(family_names()[i], family_keys(static_cast<Family>(i))));
  }
  families.push_back(family("normal", {"relative_sd"}));
  families.push_back(family("lognormal", {"relative_sd"}));
  return described_as({{"oneOf", families}}, "how sure the value is: one of " + listed(family_names()));
}

Json grade() {
  return described_as(
      {{"enum", grade_names()}},
      "S stated by the documents whose claims are tested; R read in the source; R2 read at second hand; "
      "D derived from these; M recalled or assumed");
}

Json set_of_parameters() {
  return described_as({{"type", "object"}},
                      "parameter paths (`structure.` before those of a structure) and the values "
                      "that replace the files'");
}

/// What names a structure and the date from which it holds.
Json stage_properties() {
  return {{"structure", described_as(text(), "stem of a file in the folder of structures")},
          {"overlays", described_as({{"type", "array"}, {"items", text()}},
                                    "stems of files in its folder `overlays`, laid over the structure")},
          {"from", described_as(date(), "the stage before it, or the reference option, holds before this date")},
          {"set", set_of_parameters()}};
}

Json option() {
  Json properties = stage_properties();
  properties["name"] = described_as({{"type", "string"}, {"pattern", "^[A-Za-z][A-Za-z0-9_-]*$"}}, "the option's name");
  properties["timeline"] =
      described_as({{"type", "array"}, {"minItems", 1}, {"items", object_of(stage_properties(), {"structure"})}},
                   "in place of `structure`: several in order of date");
  return object_of(properties, {"name"});
}

Json value_per_reoffence() {
  const Json properties{{"amount", number(not_negative)},
                        {"currency", {{"type", "string"}, {"pattern", "^[A-Z]{3}$"}}},
                        {"price_year", {{"type", "integer"}, {"minimum", 1900}, {"maximum", 2200}}}};
  return described_as(object_of(properties, {"amount", "currency", "price_year"}),
                      "what one reoffence avoided is worth");
}

Json claim() {
  const Json figure = object_of(
      {{"label", text()}, {"value", {{"type", "number"}}}, {"unit", text_or_number()}, {"source", reference("source")}},
      {"label", "value", "unit", "source"});
  Json properties{{"id", described_as(text(), "a short name, each once")},
                  {"claim", described_as(text(), "the claim in one sentence")},
                  {"source", reference("source")},
                  {"date", date()},
                  {"option", described_as(text(), "the option that the claim is about")},
                  {"against", described_as(text(), "the option whose value is taken off")},
                  {"metric", described_as({{"type", {"string", "array"}}, {"items", text()}},
                                          "a response, `name` or `name[label]`, or several that are added")},
                  {"beside", described_as({{"type", "array"}, {"items", figure}}, "published figures, shown only")},
                  {"note", reference("note")}};
  for (const std::string& side : side_names()) {
    properties[side] = described_as({{"type", "number"}}, "the claim holds on this side of the number: one of them");
  }
  return object_of(std::move(properties), {"id", "claim", "source", "date", "option", "metric"});
}

Json scenario() {
  const Json window = object_of({{"from", date()}, {"until", date()}}, {"from", "until"});
  Json properties;
  properties["name"] = described_as(text(), "the question in a few words");
  properties["model"] = described_as(text(), "path of the model's folder, from this file");
  properties["law"] =
      described_as({{"type", "string"}, {"pattern", "^(as-it-happened|known-at [0-9]{4}-[0-9]{2}-[0-9]{2})$"}},
                   "`known-at YYYY-MM-DD` or `as-it-happened`");
  properties["start"] = described_as(date(), "first day simulated");
  properties["end"] = described_as(date(), "the day after the last one simulated");
  properties["reporting"] = described_as(window, "results count from `from` up to, not including, `until`");
  properties["predicts_from"] =
      described_as(date(), "no parameter may have been observed on this day or later, unless it is `borrowed`");
  properties["scale"] = described_as({{"type", "number"}, {"exclusiveMinimum", 0}, {"maximum", 1}},
                                     "share of persons and capacities that is simulated");
  properties["seed"] = described_as({{"type", "integer"}, {"minimum", 0}}, "of every random draw");
  properties["replications"] =
      described_as({{"type", "integer"}, {"minimum", 1}, {"maximum", 1000000}}, "paired runs of each option");
  properties["coupling"] = described_as({{"enum", {"on", "off"}}}, "whether persons share capacity and staff");
  properties["value_per_reoffence_avoided"] = value_per_reoffence();
  properties["reference"] = described_as(text(), "the option that the others are compared with");
  properties["options"] = described_as({{"type", "array"}, {"minItems", 1}, {"items", option()}}, "the alternatives");
  properties["set"] = set_of_parameters();
  properties["targets"] = described_as(text(), "path of a targets file, from this file");
  properties["calibration"] =
      described_as(calibration_settings_schema(), "what `throughgate calibrate` fits to the targets");
  properties["evidence"] =
      described_as({{"type", "array"}, {"items", text()}},
                   "paths of files, from this one, whose parameters take the place of the model's");
  properties["claims"] =
      described_as({{"type", "array"}, {"items", claim()}}, "published claims, judged by `throughgate claims`");
  properties["design"] = described_as(text(), "path of a design file, from this file: what a sweep varies");
  return object_of(properties, required_scenario_keys());
}

Json targets() {
  Json properties{{"response", described_as(text(), "a response name, or `name[label]`")},
                  {"date", described_as(date(), "a stock's day; 1 January of the year of a flow or cohort")},
                  {"observed", {{"type", "number"}}},
                  {"tolerance", described_as(number(not_negative), "absolute, in the unit")},
                  {"tolerance_share", described_as(number(share_bounds), "share of `observed`")},
                  {"standard_error", described_as(number(not_negative), "of the published figure, in the unit")},
                  {"discrepancy", described_as(number(not_negative), "standard deviation that the model leaves out")},
                  {"unit", text_or_number()},
                  {"contains", {{"type", "array"}, {"items", text()}}},
                  {"kind", {{"enum", target_kind_names()}}},
                  {"source", reference("source")},
                  {"note", reference("note")}};
  Json row_schema = object_of(std::move(properties), {"response", "date", "observed", "unit", "kind", "source"});
  return object_of({{"targets", text()}, {"rows", {{"type", "array"}, {"items", row_schema}}}}, {"targets", "rows"});
}

Json model_file(const Catalogue& catalogue) {
  Json properties = properties_of(catalogue, "");
  properties["model"] = described_as(text(), "name of the model; the same in every file of its folder");
  properties["correlated"] = described_as(pairs_schema(), "which of the parameters move together");
  return object_of(std::move(properties), {"model"});
}

/// Of a structure or an overlay: `kind`, the key that holds its name.
Json named_file(const Catalogue& catalogue, const std::string& kind) {
  Json properties = properties_of(catalogue, "");
  properties[kind] = described_as(text(), "name of the " + kind + ": the stem of this file");
  properties["title"] = text();
  properties["period"] = reference("period");
  properties["source"] = reference("source");
  return object_of(std::move(properties), {kind, "title", "period", "source"});
}

Json structure_file(const Catalogue& catalogue) {
  Json file = named_file(catalogue, "structure");
  file["properties"]["based_on"] =
      described_as(text(), "another structure of this folder; what stands here replaces its");
  return file;
}

Json has_key(const std::string& key) { return {{"required", {key}}}; }

Json choose(Json condition, Json then, Json otherwise) {
  return {{"if", std::move(condition)}, {"then", std::move(then)}, {"else", std::move(otherwise)}};
}

}  // namespace

Json schema(const Catalogue& model, const Catalogue& structure) {
  const Json scenario_keys{
      {"anyOf", {has_key("options"), has_key("reference"), has_key("replications"), has_key("seed")}}};
  // The first key that a file has tells its kind.
  const std::vector<std::pair<Json, std::string>> kinds{{has_key("structure"), "structure"},
                                                        {has_key("overlay"), "overlay"},
                                                        {has_key("method"), "design"},
                                                        {scenario_keys, "scenario"},
                                                        {has_key("targets"), "targets"},
                                                        {has_key("rules"), "law"},
                                                        {has_key("correlations"), "correlations"},
                                                        {has_key("model"), "model"}};
  Json root = reference("scenario");
  for (auto kind = kinds.rbegin(); kind != kinds.rend(); ++kind) {
    root = choose(kind->first, reference(kind->second), root);
  }
  root["$schema"] = "http://json-schema.org/draft-07/schema#";
  root["title"] = "Throughgate: scenario, model, structure, targets, law, correlations and design files";
  Json& definitions = root["definitions"];
  definitions["period"] = described_as(text_or_number(), "the period that the value holds for");
  definitions["source"] = described_as(text(), "where the value was read");
  definitions["note"] = text();
  definitions["borrowed"] =
      described_as({{"type", "boolean"}}, "taken from another jurisdiction, or from later years than those simulated");
  definitions["grade"] = grade();
  definitions["distribution"] = distribution();
  definitions["scenario"] = scenario();
  definitions["model"] = model_file(model);
  definitions["structure"] = structure_file(structure);
  definitions["overlay"] = named_file(structure, "overlay");
  definitions["targets"] = targets();
  definitions["law"] = law_schema();
  definitions["correlations"] = correlations_schema();
  definitions["design"] = design_schema();
  return root;
}

}  // namespace throughgate::scenario
