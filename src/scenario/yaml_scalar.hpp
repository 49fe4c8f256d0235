#pragma once
/// Plain scalars by the core schema of YAML 1.2: `true` and `false` are the only booleans, so `on`,
/// `off`, `yes` and dates are text. One exception: `null` is text too (`~` and an empty value are nothing).

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace throughgate::scenario {

using Json = nlohmann::json;

/// The value of a plain scalar, or nothing for a number that no program can keep: infinite, not a
/// number, or a whole number of more than 64 bits.
[[nodiscard]] std::optional<Json> plain_scalar(std::string_view text);

/// What a value is, in one word for messages: `number`, `text`, `mapping`, `list`, `true`, `nothing`.
[[nodiscard]] std::string kind_of(const Json& value);

/// A value as it is shown in `found`: `` `0.5` ``, `` the text `abc` ``, `a mapping`.
[[nodiscard]] std::string described(const Json& value);

/// A number in the fewest digits that read back as the same double.
[[nodiscard]] std::string number_text(double value);

}  // namespace throughgate::scenario
