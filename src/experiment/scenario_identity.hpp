#pragma once
/// What tells one scenario's runs from another's, as text.

#include <cstddef>
#include <optional>
#include <string>

#include "scenario/scenario_loader.hpp"

namespace throughgate::experiment {

/// SHA-256 of every value in the model and the structure of an option, before any draw or design point.
[[nodiscard]] std::string values_digest(const scenario::LoadedScenario& loaded, std::size_t option);

/// Which law is known: the date, or `none`, and the digest of its file.
[[nodiscard]] std::string law_identity(const scenario::LoadedScenario& loaded);

[[nodiscard]] std::string date_or_none(const std::optional<Date>& date);

}  // namespace throughgate::experiment
