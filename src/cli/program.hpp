#pragma once
/// The program from command line to exit code.

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/exit_code.hpp"

namespace throughgate::cli {

/// Runs what `words` (without the program's name) ask for. The one place that catches: every exception becomes a
/// message and an exit code.
[[nodiscard]] ExitCode run_program(const std::vector<std::string>& words, Console& console);

}  // namespace throughgate::cli
