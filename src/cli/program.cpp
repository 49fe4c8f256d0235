#include "cli/program.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <new>

#include "base/located_error.hpp"
#include "cli/build_info.hpp"
#include "cli/usage_error.hpp"
#include "cli/verbs.hpp"
#include "scenario/problems_printer.hpp"

namespace throughgate::cli {
namespace {

constexpr const char* description =
    "Compares structures of prison and probation services by simulating the flow of offenders.";

constexpr const char* footer =
    "Exit codes: 0 good, 1 a run failed, 2 usage or invalid input, 3 a target missed (backtest --check),\n"
    "130 interrupted. `throughgate VERB --help` says more.";

void add_every_verb(CLI::App& program, Invocation& invocation) {
  program.require_subcommand(1);
  program.set_version_flag("--version", fmt::format("throughgate {} ({})", program_version(), program_commit()));
  program.footer(footer);
  add_validate(program, invocation);
  add_run(program, invocation);
  add_compare(program, invocation);
  add_claims(program, invocation);
  add_sweep(program, invocation);
  add_merge(program, invocation);
  add_checkpoint(program, invocation);
  add_backtest(program, invocation);
  add_calibrate(program, invocation);
  add_survival(program, invocation);
  add_release(program, invocation);
  add_report(program, invocation);
  add_info(program, invocation);
  add_schema(program, invocation);
}

std::string command_line_of(const std::vector<std::string>& words) {
  std::string line = "throughgate";
  for (const std::string& word : words) {
    const bool plain = !word.empty() && word.find_first_of(" \t\n'\"$`\\*?&|;<>()") == std::string::npos;
    line += plain ? " " + word : " '" + word + "'";
  }
  return line;
}

std::vector<std::string> verb_names(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* verb : program.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(verb->get_name());
  }
  return names;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_group().empty()) continue;
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string suggestion(const std::string& word, const std::vector<std::string>& candidates) {
  const std::string nearest = nearest_name(word, candidates);
  return nearest.empty() ? "" : fmt::format(" (did you mean {}?)", nearest);
}

/// The first word must be a verb or an option; the parser's own message would not name the nearest.
void require_known_verb(const CLI::App& program, const std::vector<std::string>& words) {
  if (words.empty()) throw UsageError("no verb was given\n" + program.help());
  if (words.front().starts_with("-")) return;
  const auto names = verb_names(program);
  if (std::ranges::find(names, words.front()) != names.end()) return;
  throw UsageError(fmt::format("unknown verb {}{}; there are {}", words.front(), suggestion(words.front(), names),
                               fmt::join(names, ", ")));
}

/// A word that nothing was declared for comes before what else the parser found wrong.
std::string usage_message(const CLI::App& program, const CLI::ParseError& error) {
  const auto parsed = program.get_subcommands();
  const CLI::App& command = parsed.empty() ? program : *parsed.front();
  for (const std::string& word : command.remaining()) {
    if (!word.starts_with("--")) continue;
    const std::string name = word.substr(0, word.find('='));
    return fmt::format("unknown option {}{}", name, suggestion(name, option_names(command)));
  }
  return error.what();
}

/// Parses the words; nothing to do is left when help or the version was asked for.
bool parse(CLI::App& program, const std::vector<std::string>& words, Console& console) {
  require_known_verb(program, words);
  try {
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    program.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    const auto parsed = program.get_subcommands();
    console.print(parsed.empty() ? program.help() : parsed.front()->help("throughgate"));
    return false;
  } catch (const CLI::CallForVersion& version) {
    console.print(std::string(version.what()) + '\n');
    return false;
  } catch (const CLI::ParseError& error) {
    throw UsageError(usage_message(program, error));
  }
  return true;
}

}  // namespace

ExitCode run_program(const std::vector<std::string>& words, Console& console) {
  try {
    Invocation invocation;
    invocation.command_line = command_line_of(words);
    CLI::App program(description, "throughgate");
    add_every_verb(program, invocation);
    return parse(program, words, console) ? invocation.action(console) : ExitCode::good;
  } catch (const InputError& error) {
    console.messages() << scenario::format_problems(error.problems()) << std::flush;
    return ExitCode::invalid;
  } catch (const UsageError& error) {
    console.error(error.what());
    return ExitCode::invalid;
  } catch (const std::bad_alloc&) {
    console.error("out of memory");
    return ExitCode::failed;
  } catch (const std::exception& error) {
    console.error(error.what());
    return ExitCode::failed;
  }
}

}  // namespace throughgate::cli
