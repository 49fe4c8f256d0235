#include "cli/catalogue.hpp"
#include "cli/verbs.hpp"
#include "scenario/schema.hpp"

namespace throughgate::cli {
namespace {

ExitCode print_schema(Console& console) {
  const scenario::Binders binders = every_parameter();
  const auto schema = scenario::schema(scenario::describe(binders.model), scenario::describe(binders.structure));
  console.print(schema.dump(2) + '\n');
  return ExitCode::good;
}

}  // namespace

void add_schema(CLI::App& program, Invocation& invocation) {
  CLI::App& command = *program.add_subcommand("schema", "Prints the JSON Schema of every input file, for editors");
  command.callback([&invocation] { invocation.action = print_schema; });
}

}  // namespace throughgate::cli
