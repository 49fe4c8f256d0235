#pragma once
/// Errors of input: where, what was expected, what was found. All errors of a file are collected
/// before one is thrown; `cli` prints them and ends with exit code 2.

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace throughgate {

/// A place in a text. Lines and columns count from 1; 0 means that the place has none (a command-line word).
struct Position {
  std::string file;
  int line = 0;
  int column = 0;

  friend bool operator==(const Position&, const Position&) = default;
};

/// One thing wrong with an input.
struct Problem {
  Position position;
  std::string path;      ///< dotted path of the value, for example `options[1].structure`; may be empty
  std::string expected;  ///< what would have been right, for example `a share between 0 and 1`
  std::string found;     ///< what stands there, shortened to one line
  std::string nearest;   ///< the nearest valid name, or empty

  /// `file:line:column: path: expected ..., found ... (did you mean ...?)`
  [[nodiscard]] std::string message() const;
};

/// Thrown at the edge with every problem of the input, in order of position.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Problem> problems);
  [[nodiscard]] const std::vector<Problem>& problems() const noexcept { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// The candidate with the smallest edit distance to `word`, or an empty string when none is near
/// (distance above a third of the word's length, at least 2).
[[nodiscard]] std::string nearest_name(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace throughgate
