#include "scenario/problems_printer.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <system_error>
#include <utility>

#include "scenario/problems.hpp"
#include "scenario/text_source.hpp"

namespace throughgate::scenario {

namespace {

constexpr std::size_t widest = 110;

bool continues_character(char character) { return (static_cast<unsigned char>(character) & 0xC0U) == 0x80U; }

/// The lines of a file that is within the size limit; none otherwise.
std::vector<std::string> lines_of(const std::string& path) {
  std::vector<std::string> lines;
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return lines;
  const auto size = std::filesystem::file_size(path, error);
  if (error || size > text_limits.bytes) return lines;
  std::ifstream stream(path, std::ios::binary);
  for (std::string line; std::getline(stream, line);) lines.push_back(std::move(line));
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (!lines.empty() && lines.front().starts_with(byte_order_mark)) lines.front().erase(0, byte_order_mark.size());
  return lines;
}

/// Byte offset of a character, counted from 0.
std::size_t offset_of(const std::string& line, std::size_t character) {
  std::size_t at = 0;
  for (; at < line.size(); ++at) {
    if (!continues_character(line[at]) && character-- == 0) break;
  }
  return at;
}

/// The line, cut to the part around the column, with a caret below.
std::string excerpt(const std::string& line, int column) {
  const auto wanted = static_cast<std::size_t>(std::max(column, 1) - 1);
  const std::size_t skipped = wanted > widest * 3 / 4 ? wanted - widest / 2 : 0;
  const std::string shown = shortened(std::string_view(line).substr(offset_of(line, skipped)), widest);
  return "    " + shown + "\n    " + std::string(wanted - skipped, ' ') + "^\n";
}

}  // namespace

std::string format_problems(const std::vector<Problem>& problems) {
  std::map<std::string, std::vector<std::string>> files;
  std::string text;
  for (const Problem& problem : problems) {
    text += problem.message() + '\n';
    const Position& position = problem.position;
    if (position.line < 1) continue;
    auto file = files.find(position.file);
    if (file == files.end()) file = files.emplace(position.file, lines_of(position.file)).first;
    const auto line = static_cast<std::size_t>(position.line - 1);
    if (line < file->second.size()) text += excerpt(file->second[line], position.column);
  }
  return text;
}

Json problems_json(const std::vector<FileReport>& reports) {
  Json files = Json::array();
  for (const FileReport& report : reports) {
    Json errors = Json::array();
    for (const Problem& problem : report.problems) {
      errors.push_back({{"line", problem.position.line},
                        {"column", problem.position.column},
                        {"path", problem.path},
                        {"expected", problem.expected},
                        {"found", problem.found},
                        {"message", problem.message()}});
    }
    files.push_back({{"path", report.path}, {"errors", std::move(errors)}});
  }
  return {{"files", std::move(files)}};
}

}  // namespace throughgate::scenario
