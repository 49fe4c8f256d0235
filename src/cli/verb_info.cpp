#include <fmt/format.h>

#include <memory>

#include "cli/arguments.hpp"
#include "cli/json_output.hpp"
#include "cli/read_results.hpp"
#include "cli/verbs.hpp"
#include "results/describe.hpp"
#include "results/digest.hpp"

namespace throughgate::cli {
namespace {

struct InfoArguments {
  std::string file;
  bool digest = false;
  bool json = false;
};

struct Digests {
  std::string file;
  std::vector<std::pair<std::string, std::string>> options;  ///< name, digest
};

Digests digests_of(const recording::Dataset& dataset) {
  Digests digests{results::digest(dataset), {}};
  const recording::Dimension* option = dataset.dimension("option");
  if (option == nullptr) return digests;
  for (std::size_t i = 0; i < option->labels.size(); ++i) {
    digests.options.emplace_back(option->labels[i], results::digest_of_option(dataset, i));
  }
  return digests;
}

std::string digest_text(const InfoArguments& arguments, const Digests& digests) {
  if (arguments.json) {
    Json json = {{"file", digests.file}, {"options", Json::array()}};
    for (const auto& [name, digest] : digests.options)
      json["options"].push_back({{"option", name}, {"digest", digest}});
    return json_line(json);
  }
  std::string text = digests.file + "  " + arguments.file + '\n';
  for (const auto& [name, digest] : digests.options) text += fmt::format("{}  {}\n", digest, name);
  return text;
}

ExitCode info(const InfoArguments& arguments, Console& console) {
  const recording::Dataset dataset = read_results(arguments.file);
  if (arguments.digest) {
    console.print(digest_text(arguments, digests_of(dataset)));
  } else if (arguments.json) {
    console.print(json_line(results::describe_as_json(dataset)));
  } else {
    console.print(results::describe(dataset));
  }
  return ExitCode::good;
}

}  // namespace

void add_info(CLI::App& program, Invocation& invocation) {
  const auto arguments = std::make_shared<InfoArguments>();
  CLI::App& command = *program.add_subcommand("info", "Says what a results file holds");
  command.add_option("RESULTS", arguments->file, "Results file")->required();
  command.add_flag("--digest", arguments->digest, "SHA-256 of all data but provenance, of the file and of each option");
  declare_json(command, arguments->json);
  command.callback([&invocation, arguments] {
    invocation.action = [arguments](Console& console) { return info(*arguments, console); };
  });
}

}  // namespace throughgate::cli
