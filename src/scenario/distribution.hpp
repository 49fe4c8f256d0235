#pragma once
/// How sure a parameter is: the distribution that a probabilistic sensitivity analysis draws from.

#include <optional>
#include <string>
#include <vector>

#include "scenario/cursor.hpp"

namespace throughgate::scenario {

enum class Family { fixed, uniform, triangular, normal, lognormal, beta, pert };

/// Names in the order of `Family`, and the keys that each family needs.
[[nodiscard]] const std::vector<std::string>& family_names();
[[nodiscard]] std::vector<std::string> family_keys(Family family);

struct Distribution {
  Family family = Family::fixed;
  /// A factor of the parameter's value, one draw for every cell of a row or table; otherwise the value itself.
  bool relative = false;
  std::optional<double> low, mode, high;  ///< uniform (no mode), triangular, pert
  std::optional<double> mean, sd;         ///< normal, beta; lognormal and normal given by `relative_sd` have mean 1
  std::optional<double> median, sigma;    ///< lognormal; sigma is that of the logarithm
  std::optional<double> no_effect_mass;   ///< probability that the value is `no_effect_value` instead
  std::optional<double> no_effect_value;
};

/// Reads `{family: ..., ...}` and checks it against the parameter's value (a number, or a mapping of
/// numbers, for which only fixed and relative distributions make sense).
[[nodiscard]] std::optional<Distribution> read_distribution(const Cursor& cursor, const Json& value);

/// `triangular low 0.1 mode 0.2 high 0.4`, for records of provenance.
[[nodiscard]] std::string to_text(const Distribution& distribution);

}  // namespace throughgate::scenario
