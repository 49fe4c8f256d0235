#pragma once
/// What a design means for a scenario: options, distributions, and whether every value can be taken.

#include <string>
#include <vector>

#include "scenario/scenario_loader.hpp"

namespace throughgate::scenario {

/// What it is given must outlive it.
class DesignSettling {
 public:
  DesignSettling(const Scenario& scenario, const std::vector<OptionParameters>& parameters, const SetPaths& paths,
                 const Catalogue& model, const Catalogue& structure, Problems& problems);

  /// Completes the factors, and adds a problem for everything that the scenario does not have or cannot take. `words`
  /// are the command line's: they may not set what the design varies.
  void settle(Design& design, const std::vector<SetEntry>& words);

 private:
  void settle_options(Factor& factor);
  void settle_structure(const Factor& factor);
  void settle_parameter(Factor& factor);
  void settle_values(const Factor& factor);
  void settle_range(Factor& factor);
  void settle_own_distribution(Factor& factor);
  void check_value(const Factor& factor, const Json& value, const Position& position);
  void check_size(const Design& design);
  [[nodiscard]] const CatalogueEntry* entry_of(const Factor& factor) const;
  /// Whether it names a cell, or a row of cells, of a parameter.
  [[nodiscard]] bool is_part(const Factor& factor) const;
  [[nodiscard]] const Parameter* parameter_of(const Factor& factor, std::size_t option) const;

  const Scenario& scenario_;
  const std::vector<OptionParameters>& parameters_;
  const SetPaths& paths_;
  const Catalogue& model_;
  const Catalogue& structure_;
  Problems& problems_;
};

}  // namespace throughgate::scenario
