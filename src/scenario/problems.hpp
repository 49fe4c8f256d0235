#pragma once
/// Collects what is wrong with an input, so that everything can be told at once.

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/located_error.hpp"

namespace throughgate::scenario {

class Problems {
 public:
  static constexpr std::size_t shown_at_most = 100;

  /// Keeps the problem unless the same one (position, path, expected, found) is there already.
  void add(Problem problem);
  void add(Position position, std::string path, std::string expected, std::string found, std::string nearest = {});
  void add_all(const std::vector<Problem>& problems);

  [[nodiscard]] bool empty() const noexcept { return problems_.empty(); }
  [[nodiscard]] std::size_t count() const noexcept { return problems_.size(); }
  /// As they were added, without a limit.
  [[nodiscard]] const std::vector<Problem>& all() const noexcept { return problems_; }

  /// Whether a problem stands at this path of this file, above it or below it.
  [[nodiscard]] bool touches(const std::string& file, std::string_view path) const;

  /// In order of file, line and column. Above `shown_at_most` the rest is left off and a first problem
  /// without a line gives the count.
  [[nodiscard]] std::vector<Problem> sorted() const;

  /// Throws InputError with `sorted()` unless empty.
  void throw_if_any() const;

 private:
  std::vector<Problem> problems_;
  std::set<std::string> keys_;
};

/// `text` as one printable line of at most `limit` characters, for the `found` of a problem.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t limit = 60);

/// `nearest_name`, but nothing for a word too long to be a slip of the hand.
[[nodiscard]] std::string nearest_known(std::string_view word, const std::vector<std::string>& names);

/// `text` between backquotes, shortened.
[[nodiscard]] std::string backquoted(std::string_view text);

/// `a, b or c`; above `limit` names, the first ones and a count.
[[nodiscard]] std::string listed(const std::vector<std::string>& names, std::size_t limit = 12);

}  // namespace throughgate::scenario
