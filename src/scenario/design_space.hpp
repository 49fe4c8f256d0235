#pragma once
/// The scenario at a point of its design.

#include <span>
#include <vector>

#include "scenario/scenario_loader.hpp"

namespace throughgate::scenario {

/// Made once for all points. Safe to use from several threads.
class DesignSpace {
 public:
  /// Of a scenario that has a design; `binders` are those that it was loaded with.
  DesignSpace(LoadedScenario loaded, const Binders& binders);

  [[nodiscard]] const Design& design() const { return *loaded_.design(); }
  [[nodiscard]] const LoadedScenario& loaded() const { return loaded_; }

  /// A coordinate for each factor: a position among its values, or a number; not a number leaves what the files have.
  /// Structures are chosen first; then the factors act in their order. A number that leaves the bounds of its
  /// parameter takes the bound.
  [[nodiscard]] LoadedScenario at(std::span<const double> coordinates) const;

 private:
  void apply(const Factor& factor, double coordinate, std::vector<OptionParameters>& of_options) const;

  LoadedScenario loaded_;
  Catalogue model_;
  Catalogue structure_;
};

}  // namespace throughgate::scenario
