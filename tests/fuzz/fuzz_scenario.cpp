/// libFuzzer target: any text through the limits, the YAML reader and the reader of every kind of file.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "../unit/scenario/small_catalogue.hpp"
#include "scenario/model_folder.hpp"
#include "scenario/problems_printer.hpp"
#include "scenario/scenario_reader.hpp"
#include "scenario/structure_chain.hpp"

namespace throughgate::scenario {
namespace {

struct Readers {
  Catalogue model = describe(test::small_binders().model);
  Catalogue structure = describe(test::small_binders().structure);
  SchemaCheck schema{model, structure};
};

void read(const Readers& readers, const Document& document, Problems& problems) {
  std::string based_on;
  ParameterDocument model;
  (void)read_scenario(Cursor(document, problems));
  (void)read_targets(Cursor(document, problems));
  read_model_file(document, readers.model, readers.schema, model, problems);
  check_parameters(model, readers.model, true, problems);
  (void)read_structure_file(document, readers.structure, readers.schema, based_on, problems);
}

}  // namespace
}  // namespace throughgate::scenario

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace throughgate::scenario;
  static const Readers readers;
  Problems problems;
  try {
    const Document document =
        parse_document(checked_text("fuzz.yaml", std::string(reinterpret_cast<const char*>(data), size)), problems);
    if (!document.root().is_object() && !document.root().is_structured() && problems.empty()) return 0;
    if (document.root().is_object()) read(readers, document, problems);
  } catch (const throughgate::InputError& error) {
    problems.add_all(error.problems());
  }
  for (const throughgate::Problem& problem : problems.all()) {
    if (problem.position.file.empty() || problem.position.line < 0 || problem.message().empty()) std::abort();
  }
  (void)problems_json({{"fuzz.yaml", problems.sorted()}}).dump();
  return 0;
}
