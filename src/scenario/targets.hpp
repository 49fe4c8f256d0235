#pragma once
/// Published figures that a simulation is held against.

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "scenario/cursor.hpp"

namespace throughgate::scenario {

enum class TargetKind { input, warm_start, fitted, emergent, not_simulated };

/// `input`, `warm start`, `fitted`, `emergent`, `not simulated`, in the order of `TargetKind`.
[[nodiscard]] const std::vector<std::string>& target_kind_names();

struct TargetRow {
  std::string response;  ///< a response name, or `name[label]`
  Date date;             ///< a stock's day; 1 January of the year of a flow or cohort
  double observed = 0;
  double tolerance = 0;                  ///< absolute, in the unit
  std::optional<double> standard_error;  ///< of the published figure
  std::optional<double>
      discrepancy;  ///< standard deviation of what a perfect fit would still leave, for the model's sake
  std::string unit;
  std::vector<std::string> contains;  ///< rows of the model that the published figure contains
  TargetKind kind = TargetKind::input;
  std::string source;
  std::string note;
  Position position;

  /// Standard deviation of the figure around the model's, for a fit: standard error and discrepancy together, or half
  /// the tolerance where neither is given.
  [[nodiscard]] double deviation() const;
};

struct Targets {
  std::string name;
  std::vector<TargetRow> rows;
};

/// Reads and checks a targets file; what could not be read keeps its default, and a problem tells.
[[nodiscard]] Targets read_targets(const Cursor& root);

}  // namespace throughgate::scenario
