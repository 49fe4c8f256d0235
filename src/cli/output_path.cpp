#include "cli/output_path.hpp"

#include <fmt/format.h>

#include "results/file_replacement.hpp"

namespace throughgate::cli {

std::filesystem::path default_output(const std::filesystem::path& scenario, const std::string& suffix) {
  std::filesystem::path name = scenario.stem();
  if (name.empty()) name = "results";
  return std::filesystem::path("output") / name += fmt::format("{}.h5", suffix);
}

void require_writable(const std::filesystem::path& target) {
  results::FileReplacement trial(target);
  trial.append("trial");
}

void write_text(const std::filesystem::path& target, const std::string& text) {
  results::FileReplacement file(target);
  file.append(text);
  file.commit();
}

}  // namespace throughgate::cli
