#include "scenario/cursor.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace throughgate::scenario {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Cursor::Cursor(const Document& document, Problems& problems) : Cursor(document, problems, document.root(), "") {}

Cursor::Cursor(const Document& document, Problems& problems, const Json& value, std::string pointer)
    : document_(&document), problems_(&problems), value_(&value), pointer_(std::move(pointer)) {}

bool Cursor::has(const std::string& key) const { return value_->is_object() && value_->contains(key); }

Cursor Cursor::member(const std::string& key) const {
  return {*document_, *problems_, value_->at(key), pointer_ + '/' + pointer_token(key)};
}

Cursor Cursor::element(std::size_t index) const {
  return {*document_, *problems_, value_->at(index), pointer_ + '/' + std::to_string(index)};
}

std::vector<std::string> Cursor::keys() const {
  std::vector<std::pair<std::pair<int, int>, std::string>> placed;
  for (const auto& item : value_->items()) {
    const Position position = document_->key_position(pointer_ + '/' + pointer_token(item.key()));
    placed.push_back({{position.line, position.column}, item.key()});
  }
  std::sort(placed.begin(), placed.end());
  std::vector<std::string> names;
  names.reserve(placed.size());
  for (auto& entry : placed) names.push_back(std::move(entry.second));
  return names;
}

void Cursor::refuse(std::string expected, std::string found, std::string nearest) const {
  if (value_->is_discarded()) return;
  problems_->add(position(), path(), std::move(expected), std::move(found), std::move(nearest));
}

void Cursor::refuse(std::string expected) const { refuse(std::move(expected), described(*value_)); }

bool Cursor::check_mapping(std::string_view what) const {
  if (value_->is_object()) return true;
  refuse(std::string(what));
  return false;
}

bool Cursor::check_list(std::string_view what) const {
  if (value_->is_array()) return true;
  refuse(std::string(what));
  return false;
}

bool Cursor::check_keys(const std::vector<std::string>& required, const std::vector<std::string>& optional) const {
  std::vector<std::string> known = required;
  known.insert(known.end(), optional.begin(), optional.end());
  if (!check_mapping("a mapping with the keys " + listed(known))) return false;
  bool good = true;
  std::vector<std::string> absent;
  for (const std::string& name : known) {
    if (!has(name)) absent.push_back(name);
  }
  for (const std::string& key : keys()) {
    if (contains(known, key)) continue;
    const Cursor unknown = member(key);
    problems_->add(unknown.key_position(), unknown.path(), "a known key: " + listed(known, 24), backquoted(key),
                   nearest_known(key, absent));
    good = false;
  }
  for (const std::string& key : required) {
    if (has(key)) continue;
    problems_->add(key_position(), path(), "the key `" + key + "`", "a mapping without it");
    good = false;
  }
  return good;
}

std::optional<std::string> Cursor::read_text(std::string_view expected) const {
  if (value_->is_string() && !value_->get_ref<const std::string&>().empty()) return value_->get<std::string>();
  refuse(std::string(expected));
  return std::nullopt;
}

std::optional<double> Cursor::read_number(std::string_view expected) const {
  if (value_->is_number()) return value_->get<double>();
  refuse(std::string(expected));
  return std::nullopt;
}

std::optional<std::int64_t> Cursor::read_whole(std::int64_t low, std::int64_t high) const {
  if (value_->is_number_integer()) {
    const auto whole = value_->get<std::int64_t>();
    if (whole >= low && whole <= high) return whole;
  } else if (value_->is_number_float()) {
    constexpr double exact = 9007199254740992.0;  // 2^53: doubles above may not be the number written
    const auto number = value_->get<double>();
    const bool is_whole = number == std::floor(number) && std::abs(number) <= exact;
    if (is_whole && number >= static_cast<double>(low) && number <= static_cast<double>(high)) {
      return static_cast<std::int64_t>(number);
    }
  }
  refuse("a whole number from " + std::to_string(low) + " to " + std::to_string(high));
  return std::nullopt;
}

std::optional<bool> Cursor::read_true_false() const {
  if (value_->is_boolean()) return value_->get<bool>();
  refuse("true or false");
  return std::nullopt;
}

std::optional<Date> Cursor::read_date() const {
  if (value_->is_string()) {
    const auto date = parse_date(value_->get_ref<const std::string&>());
    if (date) return date;
  }
  refuse("a date YYYY-MM-DD");
  return std::nullopt;
}

std::optional<std::size_t> Cursor::read_word(const std::vector<std::string>& words) const {
  if (value_->is_string()) {
    const auto word = std::find(words.begin(), words.end(), value_->get_ref<const std::string&>());
    if (word != words.end()) return static_cast<std::size_t>(word - words.begin());
  }
  const std::string nearest =
      value_->is_string() ? nearest_known(value_->get_ref<const std::string&>(), words) : std::string{};
  refuse("one of " + listed(words, 24), described(*value_), nearest);
  return std::nullopt;
}

}  // namespace throughgate::scenario
