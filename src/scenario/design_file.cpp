#include "scenario/design_file.hpp"

#include <filesystem>

namespace throughgate::scenario {

namespace {

void load_table(const std::filesystem::path& path, Design& design, Sources& sources, Problems& problems) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    problems.add(design.table_position, "table", "a table of points (CSV)", "no file " + backquoted(path.string()));
    return;
  }
  const auto source = sources.read_plain(path, problems);
  if (!source) return;
  const auto records = parse_csv(source->content(), source->path, problems);
  if (problems.empty()) read_design_table(records, source->path, design, problems);
}

}  // namespace

Design load_design_file(const Document& document, const SchemaCheck& schema, Sources& sources, Problems& problems) {
  Problems own;
  Design design = read_design(Cursor(document, own));
  schema.check(document, FileKind::design, own);
  if (!design.table.empty()) {
    load_table(std::filesystem::path(document.file()).parent_path() / design.table, design, sources, own);
  }
  problems.add_all(own.all());
  return design;
}

}  // namespace throughgate::scenario
