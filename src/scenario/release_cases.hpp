#pragma once
/// Cases for `throughgate release`: one JSON object a line.

#include <filesystem>
#include <string>
#include <vector>

#include "justice/people/sentence.hpp"
#include "scenario/problems.hpp"

namespace throughgate::scenario {

struct ReleaseCase {
  std::string id;
  justice::SentenceCase input;
};

struct ReleaseCases {
  std::vector<ReleaseCase> cases;
  std::vector<Problem> unknown;  ///< keys that are passed over
};

/// Reads every case of a file; empty lines are passed over. Throws InputError with every problem of every line.
[[nodiscard]] ReleaseCases read_release_cases(const std::filesystem::path& file);

}  // namespace throughgate::scenario
