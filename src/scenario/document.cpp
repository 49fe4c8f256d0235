#include "scenario/document.hpp"

#include <utility>

namespace throughgate::scenario {

const Place* Document::place_of(std::string pointer) const {
  while (true) {
    const auto place = places_.find(pointer);
    if (place != places_.end()) return &place->second;
    const std::size_t slash = pointer.rfind('/');
    if (slash == std::string::npos) return nullptr;
    pointer.resize(slash);
  }
}

Position Document::value_position(const std::string& pointer) const {
  const Place* place = place_of(pointer);
  if (place == nullptr) return Position{file(), 1, 1};
  if (!place->origin.empty()) return Position{place->origin, 0, 0};
  return Position{file(), place->value.line, place->value.column};
}

Position Document::key_position(const std::string& pointer) const {
  const Place* place = place_of(pointer);
  if (place == nullptr) return Position{file(), 1, 1};
  if (!place->origin.empty()) return Position{place->origin, 0, 0};
  return Position{file(), place->key.line, place->key.column};
}

void Document::replace(const std::string& pointer, Json value, const std::string& origin) {
  root_[Json::json_pointer(pointer)] = std::move(value);
  places_[pointer] = Place{{}, {}, origin};
}

std::string pointer_token(const std::string& key) {
  std::string token;
  for (const char character : key) {
    if (character == '~') {
      token += "~0";
    } else if (character == '/') {
      token += "~1";
    } else {
      token += character;
    }
  }
  return token;
}

std::string dotted(const Json& root, const std::string& pointer) {
  std::string path;
  const Json* node = &root;
  Json::json_pointer rest(pointer);
  std::vector<std::string> tokens;
  for (; !rest.empty(); rest.pop_back()) tokens.push_back(rest.back());
  for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
    if (node != nullptr && node->is_array()) {
      path += '[' + *token + ']';
    } else {
      path += (path.empty() ? "" : ".") + *token;
    }
    const Json::json_pointer step("/" + pointer_token(*token));
    node = node != nullptr && node->is_structured() && node->contains(step) ? &node->at(step) : nullptr;
  }
  return path;
}

}  // namespace throughgate::scenario
