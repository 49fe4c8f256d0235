#pragma once
/// How far a run is: a bar on a terminal, plain lines elsewhere.

#include <memory>

#include "cli/console.hpp"
#include "experiment/runner.hpp"

namespace throughgate::cli {

/// Null under --quiet.
[[nodiscard]] std::unique_ptr<experiment::Progress> make_progress(Console& console);

}  // namespace throughgate::cli
