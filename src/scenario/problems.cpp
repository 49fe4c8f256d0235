#include "scenario/problems.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace throughgate::scenario {

namespace {

bool is_above(std::string_view above, std::string_view below) {
  return below.substr(0, above.size()) == above &&
         (below.size() == above.size() || above.empty() || below[above.size()] == '.' || below[above.size()] == '[');
}

bool printable(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return byte >= 0x20 && byte != 0x7F;
}

bool continues_character(char character) { return (static_cast<unsigned char>(character) & 0xC0U) == 0x80U; }

}  // namespace

void Problems::add(Problem problem) {
  const std::string key = problem.position.file + '\n' + std::to_string(problem.position.line) + ':' +
                          std::to_string(problem.position.column) + '\n' + problem.path + '\n' + problem.expected +
                          '\n' + problem.found;
  if (keys_.insert(key).second) problems_.push_back(std::move(problem));
}

void Problems::add(Position position, std::string path, std::string expected, std::string found, std::string nearest) {
  add(Problem{std::move(position), std::move(path), std::move(expected), std::move(found), std::move(nearest)});
}

void Problems::add_all(const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) add(problem);
}

bool Problems::touches(const std::string& file, std::string_view path) const {
  return std::any_of(problems_.begin(), problems_.end(), [&](const Problem& problem) {
    return problem.position.file == file && (is_above(problem.path, path) || is_above(path, problem.path));
  });
}

std::vector<Problem> Problems::sorted() const {
  std::vector<Problem> result = problems_;
  const auto key = [](const Problem& problem) {
    return std::tie(problem.position.file, problem.position.line, problem.position.column);
  };
  std::ranges::stable_sort(result, [&](const Problem& a, const Problem& b) { return key(a) < key(b); });
  if (result.size() > shown_at_most) {
    const std::string found =
        std::to_string(result.size()) + " errors, of which the first " + std::to_string(shown_at_most) + " are shown";
    result.resize(shown_at_most);
    result.insert(result.begin(), Problem{Position{result.front().position.file, 0, 0}, "", "no error", found, ""});
  }
  return result;
}

void Problems::throw_if_any() const {
  if (!empty()) throw InputError(sorted());
}

std::string shortened(std::string_view text, std::size_t limit) {
  std::string line;
  std::size_t characters = 0;
  for (const char character : text) {
    if (!continues_character(character) && ++characters > limit) return line + "...";
    if (character == '\n' || character == '\t' || character == '\r') {
      line += ' ';
    } else {
      line += printable(character) ? character : '?';
    }
  }
  return line;
}

std::string nearest_known(std::string_view word, const std::vector<std::string>& names) {
  constexpr std::size_t longest = 100;
  return word.size() > longest ? std::string{} : nearest_name(word, names);
}

std::string backquoted(std::string_view text) { return '`' + shortened(text) + '`'; }

std::string listed(const std::vector<std::string>& names, std::size_t limit) {
  std::string text;
  const std::size_t count = std::min(limit, names.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  if (names.size() > limit) text += " or " + std::to_string(names.size() - limit) + " others";
  return text;
}

}  // namespace throughgate::scenario
