#include "scenario/overrides.hpp"

#include <algorithm>
#include <utility>

#include "scenario/scenario_reader.hpp"

namespace throughgate::scenario {

namespace {

/// `reporting.from` as `/reporting/from`.
std::string as_pointer(std::string path) {
  std::replace(path.begin(), path.end(), '.', '/');
  return '/' + path;
}

bool holder_is_mapping(const Document& document, const std::string& pointer) {
  const Json::json_pointer holder = Json::json_pointer(pointer).parent_pointer();
  return document.root().is_object() && document.root().contains(holder) && document.root().at(holder).is_object();
}

/// The cells that a set path may name: labels of a row; rows and row.column of a table.
std::vector<std::string> cells_of(const CatalogueEntry& entry) {
  if (entry.kind == ValueKind::row) return entry.rows;
  std::vector<std::string> cells;
  if (entry.kind != ValueKind::table) return cells;
  for (const std::string& row : entry.rows) {
    cells.push_back(row);
    for (const std::string& column : entry.columns) cells.push_back(dotted_path(row, column));
  }
  return cells;
}

/// The words of a cell's name; labels may hold dots themselves, so a table's row is matched, not split.
std::pair<std::string, std::string> split_cell(const CatalogueEntry& entry, const std::string& cell) {
  for (const std::string& row : entry.rows) {
    if (cell == row) return {row, ""};
    if (entry.kind == ValueKind::table && cell.starts_with(row + '.')) return {row, cell.substr(row.size() + 1)};
  }
  return {cell, ""};
}

void forget_below(std::map<std::string, Position>& cells, const std::string& cell) {
  std::erase_if(cells, [&](const auto& item) { return cell.empty() || item.first.starts_with(cell + '.'); });
}

}  // namespace

Override parse_override(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    throw InputError({Problem{Position{"--set " + shortened(text), 0, 0}, "", "path=value", backquoted(text), ""}});
  }
  return {std::string(text.substr(0, equals)), std::string(text.substr(equals + 1)), "--set " + shortened(text)};
}

std::vector<SetEntry> apply_to_scenario(const std::vector<Override>& overrides, Document& document,
                                        Problems& problems) {
  std::vector<SetEntry> others;
  const std::vector<std::string>& keys = settable_scenario_keys();
  for (const Override& word : overrides) {
    const Position position{word.origin, 0, 0};
    auto value = plain_scalar(word.value);
    if (!value) {
      problems.add(position, word.path, "a finite number of at most 64 bits", backquoted(word.value));
      continue;
    }
    const std::string pointer = as_pointer(word.path);
    if (std::find(keys.begin(), keys.end(), word.path) == keys.end()) {
      others.push_back({word.path, std::move(*value), word.path, position, position, word.origin});
    } else if (holder_is_mapping(document, pointer)) {
      document.replace(pointer, std::move(*value), word.origin);
    } else {
      problems.add(position, word.path, "a scenario that has what holds this key", "none");
    }
  }
  return others;
}

SetPaths::Named SetPaths::find(std::string_view path) const {
  Named named;
  named.structure = path.starts_with(structure_prefix);
  if (named.structure) path.remove_prefix(structure_prefix.size());
  named.parameter = (named.structure ? structure_ : model_).find_above(path);
  if (named.parameter != nullptr && path.size() > named.parameter->path.size()) {
    named.cell = std::string(path.substr(named.parameter->path.size() + 1));
  }
  return named;
}

std::vector<std::string> SetPaths::candidates(const Named& named) const {
  std::vector<std::string> names;
  if (named.parameter != nullptr) {
    const std::string prefix =
        (named.structure ? std::string(structure_prefix) : std::string()) + named.parameter->path;
    names.push_back(prefix);
    for (const std::string& cell : cells_of(*named.parameter)) names.push_back(dotted_path(prefix, cell));
    return names;
  }
  names = model_.paths();
  for (const std::string& path : structure_.paths()) names.push_back(std::string(structure_prefix) + path);
  const auto& keys = settable_scenario_keys();
  names.insert(names.end(), keys.begin(), keys.end());
  return names;
}

bool SetPaths::check(const SetEntry& entry, Problems& problems) const {
  const Named named = find(entry.path);
  if (named.parameter != nullptr) {
    const std::vector<std::string> cells = cells_of(*named.parameter);
    if (named.cell.empty() || std::find(cells.begin(), cells.end(), named.cell) != cells.end()) return true;
  }
  const std::string expected = named.parameter == nullptr ? "the path of a parameter"
                               : cells_of(*named.parameter).empty()
                                   ? "the path of a parameter; `" + named.parameter->path + "` has no parts"
                                   : "a label of `" + named.parameter->path + "`: " + listed(named.parameter->rows);
  problems.add(entry.key_position, entry.shown_path, expected, backquoted(entry.path),
               nearest_known(entry.path, candidates(named)));
  return false;
}

void SetPaths::apply(const SetEntry& entry, ParameterDocument& model, ParameterDocument& structure) const {
  const Named named = find(entry.path);
  if (named.parameter == nullptr) return;
  auto& parameters = (named.structure ? structure : model).parameters;
  const auto found = parameters.find(named.parameter->path);
  if (found == parameters.end()) return;
  Parameter& parameter = found->second;
  const auto [row, column] = split_cell(*named.parameter, named.cell);
  if (named.cell.empty()) {
    parameter.value = entry.value;
  } else if (!parameter.value.is_object()) {
    return;
  } else if (column.empty()) {
    parameter.value[row] = entry.value;
  } else if (parameter.value.contains(row) && parameter.value[row].is_object()) {
    parameter.value[row][column] = entry.value;
  }
  forget_below(parameter.cells, named.cell);
  forget_below(parameter.labels, named.cell);
  parameter.cells[named.cell] = entry.position;
  parameter.labels[named.cell] = entry.key_position;
  parameter.replaced_by += (parameter.replaced_by.empty() ? "" : "; ") + entry.origin;
}

}  // namespace throughgate::scenario
