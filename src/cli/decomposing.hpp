#pragma once
/// `compare --decompose`: the differences shared among the mechanisms that make them.

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/decomposition.hpp"
#include "cli/arguments.hpp"
#include "cli/console.hpp"
#include "cli/json_output.hpp"
#include "scenario/scenario_loader.hpp"

namespace throughgate::cli {

struct DecompositionArguments {
  bool wanted = false;
  bool single = false;    ///< each mechanism by itself, not families of them
  std::size_t pairs = 4;  ///< of orders a replication, where there are more than six changes
};

/// Of every option against the reference, at the scenario's scale. `complete` is false when it was interrupted or runs
/// failed, which is told. Throws UsageError for one replication, and for options that change more than once.
struct Decomposed {
  std::vector<analysis::MechanismShare> shares;
  bool interrupted = false;
  bool complete = true;
};
[[nodiscard]] Decomposed decompose(const scenario::LoadedScenario& loaded, const RunArguments& arguments,
                                   const DecompositionArguments& decomposition, Console& console);

[[nodiscard]] Json decomposition_json(const std::vector<analysis::MechanismShare>& shares);
/// The main responses.
[[nodiscard]] std::string decomposition_text(const std::vector<analysis::MechanismShare>& shares);

}  // namespace throughgate::cli
