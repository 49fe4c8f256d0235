#pragma once
/// The verbs: each declares its words, and says what to do when it is the one that was given.

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "cli/console.hpp"
#include "cli/exit_code.hpp"

namespace throughgate::cli {

/// What a command line asks for; `action` is set by the verb that was parsed.
struct Invocation {
  std::string command_line;
  std::function<ExitCode(Console&)> action;
};

// One function a file (verb_*.cpp). `invocation` must outlive the parsing and the action.

void add_validate(CLI::App& program, Invocation& invocation);
void add_run(CLI::App& program, Invocation& invocation);
void add_compare(CLI::App& program, Invocation& invocation);
void add_claims(CLI::App& program, Invocation& invocation);
void add_sweep(CLI::App& program, Invocation& invocation);
void add_merge(CLI::App& program, Invocation& invocation);
void add_checkpoint(CLI::App& program, Invocation& invocation);
void add_backtest(CLI::App& program, Invocation& invocation);
void add_calibrate(CLI::App& program, Invocation& invocation);
void add_survival(CLI::App& program, Invocation& invocation);
void add_release(CLI::App& program, Invocation& invocation);
void add_report(CLI::App& program, Invocation& invocation);
void add_info(CLI::App& program, Invocation& invocation);
void add_schema(CLI::App& program, Invocation& invocation);

}  // namespace throughgate::cli
