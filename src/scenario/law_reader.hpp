#pragma once
/// Reads the law of release: a file of dated rules.

#include <filesystem>
#include <string_view>
#include <vector>

#include "justice/people/release_law.hpp"
#include "scenario/cursor.hpp"
#include "scenario/sources.hpp"

namespace throughgate::scenario {

/// Where a model's folder has its law.
inline constexpr const char* law_file = "law/release.yaml";

/// What a file calls the types of sentence, in the order of `SentenceType`.
[[nodiscard]] const std::vector<std::string>& sentence_type_names();

/// Reads and checks a law file; what could not be read keeps its default, and a problem tells.
[[nodiscard]] justice::ReleaseLaw read_law(const Cursor& root);

/// One law file. Throws InputError.
[[nodiscard]] justice::ReleaseLaw load_law(const std::filesystem::path& file, Sources& sources);

}  // namespace throughgate::scenario
