#include "scenario/sources.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/sha256.hpp"

namespace throughgate::scenario {

std::optional<Document> Sources::read(const std::filesystem::path& path, Problems& problems) {
  auto source = read_plain(path, problems);
  if (!source) return std::nullopt;
  Problems own;
  Document document = parse_document(std::move(*source), own);
  const bool broken = !document.root().is_object();
  if (broken && own.empty()) own.add(document.value_position(""), "", "a mapping", described(document.root()));
  problems.add_all(own.all());
  if (broken) return std::nullopt;
  return document;
}

std::optional<TextSource> Sources::read_plain(const std::filesystem::path& path, Problems& problems) {
  try {
    TextSource source = read_text(path);
    const bool known = std::ranges::any_of(files_, [&](const SourceFile& file) { return file.path == source.path; });
    if (!known) files_.push_back({source.path, source.text, sha256_hex(source.text)});
    return source;
  } catch (const InputError& error) {
    problems.add_all(error.problems());
    return std::nullopt;
  }
}

std::vector<std::string> yaml_stems(const std::filesystem::path& folder) {
  std::vector<std::string> stems;
  std::error_code error;
  const std::filesystem::path listed_folder = folder.empty() ? "." : folder;
  for (std::filesystem::directory_iterator entry(listed_folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".yaml") stems.push_back(entry->path().stem().string());
  }
  std::sort(stems.begin(), stems.end());
  return stems;
}

}  // namespace throughgate::scenario
