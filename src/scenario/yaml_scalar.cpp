#include "scenario/yaml_scalar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <system_error>

#include "scenario/problems.hpp"

namespace throughgate::scenario {

namespace {

bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

bool one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

std::string_view without_sign(std::string_view text) {
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
  return text;
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
bool is_decimal(std::string_view text) {
  text = without_sign(text);
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos) {
    if (!all_digits(without_sign(text.substr(exponent + 1)))) return false;
    text = text.substr(0, exponent);
  }
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  if (whole.empty()) return all_digits(fraction);
  return all_digits(whole) && (fraction.empty() || all_digits(fraction));
}

template <class Integer>
std::optional<Json> whole(std::string_view digits, int base) {
  Integer value{};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return Json(value);
}

std::optional<Json> decimal_whole(std::string_view text) {
  if (text.front() == '+') text.remove_prefix(1);
  return whole<std::int64_t>(text, 10);
}

std::optional<Json> decimal(std::string_view text) {
  if (text.front() == '+') text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size()) return std::nullopt;
  if (error == std::errc::result_out_of_range || !std::isfinite(value)) return std::nullopt;
  return Json(value);
}

bool is_based(std::string_view text, std::string_view prefix, std::string_view digits) {
  return text.size() > 2 && text.substr(0, 2) == prefix && text.find_first_not_of(digits, 2) == std::string_view::npos;
}

}  // namespace

std::optional<Json> plain_scalar(std::string_view text) {
  if (text.empty() || one_of(text, {"~", "Null", "NULL"})) return Json(nullptr);
  if (one_of(text, {"true", "True", "TRUE"})) return Json(true);
  if (one_of(text, {"false", "False", "FALSE"})) return Json(false);
  if (one_of(without_sign(text), {".inf", ".Inf", ".INF"}) || one_of(text, {".nan", ".NaN", ".NAN"})) {
    return std::nullopt;
  }
  if (all_digits(without_sign(text))) return decimal_whole(text);
  if (is_based(text, "0o", "01234567")) return whole<std::int64_t>(text.substr(2), 8);
  if (is_based(text, "0x", "0123456789abcdefABCDEF")) return whole<std::int64_t>(text.substr(2), 16);
  if (is_decimal(text)) return decimal(text);
  return Json(std::string(text));
}

std::string kind_of(const Json& value) {
  if (value.is_object()) return "mapping";
  if (value.is_array()) return "list";
  if (value.is_string()) return "text";
  if (value.is_number()) return "number";
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  return "nothing";
}

std::string number_text(double value) {
  std::array<char, 32> digits{};
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  return {digits.data(), result.ptr};
}

std::string described(const Json& value) {
  if (value.is_object()) return "a mapping";
  if (value.is_array()) return "a list";
  if (value.is_string()) return "the text " + backquoted(value.get_ref<const std::string&>());
  if (value.is_number_float()) return backquoted(number_text(value.get<double>()));
  if (value.is_number()) return backquoted(value.dump());
  if (value.is_boolean()) return backquoted(kind_of(value));
  return "nothing";
}

}  // namespace throughgate::scenario
