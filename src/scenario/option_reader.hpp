#pragma once
/// Reads the options of a scenario, and the timelines of those that pass through several structures.

#include <optional>
#include <string>
#include <vector>

#include "scenario/cursor.hpp"
#include "scenario/scenario.hpp"

namespace throughgate::scenario {

/// What could be read of the scenario's `start` and `end`.
struct Horizon {
  std::optional<Date> start;
  std::optional<Date> end;
};

/// The list `options`: those that are compared, then the stages of their timelines. Problems tell what is wrong.
[[nodiscard]] std::vector<Option> read_options(const Cursor& options, const Horizon& horizon);

/// A mapping from parameter paths to values.
[[nodiscard]] std::vector<SetEntry> read_set(const Cursor& set, const std::string& origin);

/// The date of a key that may be there.
[[nodiscard]] std::optional<Date> read_date(const Cursor& holder, const std::string& key);

}  // namespace throughgate::scenario
