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
  std::vector<Problem> problems;  ///< of its line; `input` is of no use unless there are none
};

struct ReleaseCases {
  std::vector<ReleaseCase> cases;
  std::vector<Problem> unknown;  ///< keys that are passed over
};

/// Reads every case of a file, each with the problems of its line; empty lines are passed over. Throws InputError for a
/// file that cannot be read.
[[nodiscard]] ReleaseCases read_release_cases(const std::filesystem::path& file);

}  // namespace throughgate::scenario
