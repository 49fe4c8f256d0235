#include "experiment/scenario_identity.hpp"

#include "base/sha256.hpp"

namespace throughgate::experiment {

namespace {

/// The same text for the same numbers, however they are written.
scenario::Json canonical(const scenario::Json& value) {
  if (value.is_number()) return value.get<double>();
  if (!value.is_object()) return value;
  scenario::Json result = scenario::Json::object();
  for (const auto& item : value.items()) result[item.key()] = canonical(item.value());
  return result;
}

std::string law_digest(const scenario::LoadedScenario& loaded) {
  for (const auto& source : loaded.sources()) {
    if (source.path.ends_with("law/release.yaml")) return source.sha256;
  }
  return "none";
}

}  // namespace

std::string values_digest(const scenario::LoadedScenario& loaded, std::size_t option) {
  Sha256 sha;
  for (const auto* document : {&loaded.parameters(option).model, &loaded.parameters(option).structure}) {
    for (const auto& [path, parameter] : (*document)->parameters) {
      sha.update(path + '=' + canonical(parameter.value).dump() + '\n');
    }
    sha.update("\n");
  }
  return sha.finish_hex();
}

std::string law_identity(const scenario::LoadedScenario& loaded) {
  return date_or_none(loaded.scenario().law.known_at) + ' ' + law_digest(loaded);
}

std::string date_or_none(const std::optional<Date>& date) { return date ? to_string(*date) : "none"; }

}  // namespace throughgate::experiment
