#pragma once
/// The uncertain parameters of a scenario, and the scenario with other values for them.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "random/distribution.hpp"
#include "scenario/scenario_loader.hpp"

namespace throughgate::scenario {

/// Of the value of a number, or, when relative, of a factor of every cell.
[[nodiscard]] random::Distribution sampled(const Distribution& distribution, double value);

/// Whether a `set` gave the value of this cell; the whole value is the cell without a name.
[[nodiscard]] bool is_replaced(const Parameter& parameter, const std::string& cell);

/// What a factor does to cells that a `set` gave.
enum class Replaced { stays, is_multiplied };

/// The parameter's value with every number multiplied and kept inside the bounds.
[[nodiscard]] Json multiplied(const Parameter& parameter, double factor, const Bounds& bounds, Replaced replaced);

/// One unknown quantity. Options that take it from the same place of the same file have the same unknown. One that some
/// structures only have says whose it is: `structure.layers.headquarters.posts[separate-directorates]`.
struct UncertainParameter {
  /// Where the value stands.
  struct Place {
    std::size_t option = 0;
    bool structure = false;
    std::string path;  ///< in the model or the structure
  };

  std::string name;  ///< the path, with `structure.` before that of a structure
  std::string unit;  ///< `1` for a factor
  std::string grade;
  bool relative = false;  ///< a factor of the value
  random::Distribution distribution;
  double base = 1;  ///< what the files say: the value, or 1
  std::vector<Place> places;
  /// Its column of the posterior draws, whose marginal distribution it then has.
  std::optional<std::size_t> joint{};
};

/// Whether parameters that were calibrated have their posterior draws or their own distributions.
enum class PosteriorUse { drawn_jointly, passed_over };

/// In order of name. A value, or a cell of it, that was replaced (`set`, `--set`) is a decision: it is not uncertain.
/// Evidence that is laid over a calibrated parameter holds in place of its draws. Throws InputError where the model has
/// changed since it was calibrated.
[[nodiscard]] std::vector<UncertainParameter> uncertain_parameters(
    const LoadedScenario& loaded, PosteriorUse posterior = PosteriorUse::drawn_jointly);

/// The scenario with `values` (one for each of `parameters`) in place of those of the files. A cell that would leave
/// the bounds of its parameter takes the bound. `binders` are those that the scenario was loaded with.
[[nodiscard]] LoadedScenario with_values(const LoadedScenario& loaded, std::span<const UncertainParameter> parameters,
                                         std::span<const double> values, const Binders& binders);

/// A correlation of two parameters' normal scores (Gaussian copula).
struct Correlation {
  std::size_t first = 0;  ///< positions among the uncertain parameters
  std::size_t second = 0;
  double value = 0;
};

/// Of the model's file `uncertainty/correlations.yaml`, among `parameters`; those of parameters that are not uncertain
/// here, or have joint draws, are left out. A path below `structure.` stands for the parameter of every structure; of
/// two structures' parameters those are correlated that some option has together.
[[nodiscard]] std::vector<Correlation> correlations_among(const LoadedScenario& loaded,
                                                          std::span<const UncertainParameter> parameters);

}  // namespace throughgate::scenario
