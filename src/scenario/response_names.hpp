#pragma once
/// The names that responses have in results, targets and JSON; a breakdown is written `name[label]`.

#include <string>
#include <string_view>
#include <vector>

namespace throughgate::scenario {

[[nodiscard]] const std::vector<std::string>& response_names();

/// The name before a `[label]`; the whole text if it has none.
[[nodiscard]] std::string_view response_name(std::string_view response);

/// The labels of a response's breakdown, for those that claims are made of; empty for others.
[[nodiscard]] std::vector<std::string> response_labels(std::string_view name);

/// Whether the text is a known name, alone or with one label.
[[nodiscard]] bool is_response(std::string_view response);

}  // namespace throughgate::scenario
