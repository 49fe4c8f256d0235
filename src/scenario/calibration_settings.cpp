#include "scenario/calibration_settings.hpp"

#include <array>

namespace throughgate::scenario {

namespace {

struct Count {
  const char* key;
  std::size_t CalibrationSettings::*place;
  std::int64_t low;
  std::int64_t high;
  const char* description;
};

constexpr std::array<Count, 5> counts{{
    {"waves", &CalibrationSettings::waves, 1, 20, "of history matching, the first over the prior"},
    {"runs", &CalibrationSettings::runs, 20, 100'000, "of each wave"},
    {"rounds", &CalibrationSettings::rounds, 1, 20,
     "in which draws of the posterior are run and the emulators refined"},
    {"refining", &CalibrationSettings::refining, 10, 10'000,
     "runs of each round; as many over the prior, and as many that check the draws"},
    {"draws", &CalibrationSettings::draws, 20, 100'000, "of the posterior"},
}};

void read_free(const Cursor& list, CalibrationSettings& settings) {
  if (!list.check_list("a list of parameters of the model, or of paths that several begin with")) return;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto path = list.element(i).read_text("a parameter of the model, or a path that several begin with");
    if (path) settings.free.push_back({*path, list.element(i).position()});
  }
}

void read_rows(const Cursor& list, CalibrationSettings& settings) {
  if (!list.check_list("a list of kinds of target")) return;
  settings.rows.clear();
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto kind = list.element(i).read_word(target_kind_names());
    if (kind) settings.rows.push_back(static_cast<TargetKind>(*kind));
  }
}

}  // namespace

CalibrationSettings read_calibration_settings(const Cursor& root) {
  CalibrationSettings settings;
  if (!root.check_keys({}, {"free", "rows", "waves", "runs", "rounds", "refining", "refining_scale", "draws"}))
    return settings;
  if (root.has("free")) read_free(root.member("free"), settings);
  if (root.has("rows")) read_rows(root.member("rows"), settings);
  if (root.has("refining_scale")) {
    const Cursor scale = root.member("refining_scale");
    settings.refining_scale = scale.read_number("a number above 0 and at most 1");
    if (settings.refining_scale && (*settings.refining_scale <= 0 || *settings.refining_scale > 1)) {
      scale.refuse("a number above 0 and at most 1");
    }
  }
  for (const Count& count : counts) {
    if (!root.has(count.key)) continue;
    const auto read = root.member(count.key).read_whole(count.low, count.high);
    if (read) settings.*count.place = static_cast<std::size_t>(*read);
  }
  return settings;
}

Json calibration_settings_schema() {
  Json properties{
      {"free",
       {{"type", "array"},
        {"items", {{"type", "string"}, {"minLength", 1}}},
        {"minItems", 1},
        {"description", "parameters of the model, or paths that several begin with; without it every uncertain one"}}},
      {"rows",
       {{"type", "array"},
        {"items", {{"enum", target_kind_names()}}},
        {"minItems", 1},
        {"description", "kinds of target that are fitted"}}},
      {"refining_scale",
       {{"type", "number"},
        {"exclusiveMinimum", 0},
        {"maximum", 1},
        {"description", "share of persons and capacities in the runs that refine and check"}}}};
  for (const Count& count : counts) {
    properties[count.key] = {
        {"type", "integer"}, {"minimum", count.low}, {"maximum", count.high}, {"description", count.description}};
  }
  return {{"type", "object"}, {"additionalProperties", false}, {"properties", properties}};
}

}  // namespace throughgate::scenario
