#include "results/csv.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "results/dataset_check.hpp"
#include "results/file_replacement.hpp"
#include "results/time_axis.hpp"

namespace throughgate::results {
namespace {

using recording::Attribute;
using recording::Dataset;
using recording::Dimension;
using recording::Variable;
using Buffer = fmt::memory_buffer;

constexpr std::size_t flush_bytes = 1U << 20U;

void append_text(Buffer& line, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == text.npos) {
    line.append(text);
    return;
  }
  line.push_back('"');
  for (const char letter : text) {
    line.push_back(letter);
    if (letter == '"') {
      line.push_back(letter);
    }
  }
  line.push_back('"');
}

template <typename Number>
void append_number(Buffer& line, Number value) {
  if constexpr (std::is_floating_point_v<Number>) {
    if (std::isnan(value)) {
      return;
    }
    fmt::format_to(std::back_inserter(line), "{}", value);
  } else {
    fmt::format_to(std::back_inserter(line), "{}", static_cast<std::int64_t>(value));
  }
}

std::string attribute_text(const Dimension& dimension, std::string_view name) {
  for (const Attribute& attribute : dimension.attributes) {
    const auto* text = std::get_if<std::string>(&attribute.value);
    if (text != nullptr && attribute.name == name) {
      return *text;
    }
  }
  return "";
}

/// The cells of a dimension, ready to be copied.
std::vector<std::string> coordinate_cells(const Dimension& dimension) {
  const auto axis = TimeAxis::from_units(attribute_text(dimension, "units"));
  std::vector<std::string> cells(dimension.size());
  for (std::size_t position = 0; position < cells.size(); ++position) {
    Buffer cell;
    if (!dimension.labels.empty()) {
      append_text(cell, dimension.labels[position]);
    } else if (axis) {
      append_text(cell, axis->iso(dimension.values[position]));
    } else {
      append_number(cell, dimension.values[position]);
    }
    cells[position] = fmt::to_string(cell);
  }
  return cells;
}

using CellWriter = std::function<void(Buffer&, std::size_t)>;

CellWriter cells_of(const Variable& variable) {
  const auto axis = TimeAxis::from_units(variable.units);
  return std::visit(
      [&](const auto& values) -> CellWriter {
        using Value = typename std::decay_t<decltype(values)>::value_type;
        if constexpr (std::is_same_v<Value, std::string>) {
          return [&values](Buffer& line, std::size_t row) { append_text(line, values[row]); };
        } else {
          if (axis) {
            return [&values, axis](Buffer& line, std::size_t row) {
              append_text(line, axis->iso(static_cast<double>(values[row])));
            };
          }
          if (!variable.flag_meanings.empty()) {
            return [&values, &variable](Buffer& line, std::size_t row) {
              append_text(line, variable.flag_meanings[static_cast<std::size_t>(values[row])]);
            };
          }
          return [&values](Buffer& line, std::size_t row) { append_number(line, values[row]); };
        }
      },
      variable.data);
}

/// Variables over the same dimensions.
struct Table {
  const Dataset* group;
  std::vector<std::string> dimensions;
  std::vector<const Variable*> variables;

  [[nodiscard]] std::string file_name() const {
    return dimensions.empty() ? "scalars.csv" : fmt::format("{}.csv", fmt::join(dimensions, "-"));
  }
};

std::vector<Table> tables_of(const Dataset& group) {
  std::vector<Table> tables;
  for (const Variable& variable : group.variables) {
    const auto found = std::ranges::find(tables, variable.dimensions, &Table::dimensions);
    if (found == tables.end()) {
      tables.push_back({&group, variable.dimensions, {&variable}});
    } else {
      found->variables.push_back(&variable);
    }
  }
  return tables;
}

/// Walks the rows of a table in row-major order.
class TableWriter {
 public:
  explicit TableWriter(const Table& table) : rows_(expected_size(*table.group, *table.variables.front())) {
    for (const std::string& dimension : table.dimensions) {
      coordinates_.push_back(coordinate_cells(*table.group->dimension(dimension)));
      add_header(dimension);
    }
    for (const Variable* variable : table.variables) {
      columns_.push_back(cells_of(*variable));
      add_header(variable->name);
    }
    text_.push_back('\n');
    position_.resize(coordinates_.size(), 0);
  }

  void write(const std::filesystem::path& path) {
    FileReplacement file(path);
    for (std::size_t row = 0; row < rows_; ++row) {
      add_row(row);
      if (text_.size() > flush_bytes) {
        file.append({text_.data(), text_.size()});
        text_.clear();
      }
    }
    file.append({text_.data(), text_.size()});
    file.commit();
  }

 private:
  void add_header(const std::string& name) {
    text_.append(std::string_view(text_.size() == 0 ? "" : ","));
    append_text(text_, name);
  }

  void add_row(std::size_t row) {
    std::string_view separator;
    for (std::size_t axis = 0; axis < position_.size(); ++axis) {
      text_.append(std::exchange(separator, ","));
      text_.append(coordinates_[axis][position_[axis]]);
    }
    for (const CellWriter& column : columns_) {
      text_.append(std::exchange(separator, ","));
      column(text_, row);
    }
    text_.push_back('\n');
    for (std::size_t axis = position_.size(); axis-- > 0 && ++position_[axis] == coordinates_[axis].size();) {
      position_[axis] = 0;
    }
  }

  std::size_t rows_;
  std::vector<std::vector<std::string>> coordinates_;
  std::vector<CellWriter> columns_;
  std::vector<std::size_t> position_;
  Buffer text_;
};

void append_row(Buffer& text, std::initializer_list<std::string_view> cells) {
  std::string_view separator;
  for (const std::string_view cell : cells) {
    text.append(std::exchange(separator, ","));
    append_text(text, cell);
  }
  text.push_back('\n');
}

void write_group(const Dataset& group, const std::filesystem::path& folder, const std::string& prefix, Buffer& legend) {
  for (const Table& table : tables_of(group)) {
    TableWriter(table).write(folder / table.file_name());
    const std::string file = prefix + table.file_name();
    for (const std::string& name : table.dimensions) {
      const Dimension& dimension = *group.dimension(name);
      append_row(legend, {file, name, attribute_text(dimension, "units"), attribute_text(dimension, "long_name")});
    }
    for (const Variable* variable : table.variables) {
      append_row(legend, {file, variable->name, variable->units, variable->long_name});
    }
  }
  for (const Dataset& child : group.groups) {
    write_group(child, folder / child.name, prefix + child.name + "/", legend);
  }
}

}  // namespace

void write_csv(const Dataset& dataset, const std::filesystem::path& folder) {
  check_dataset(dataset);
  Buffer legend;
  append_row(legend, {"file", "column", "unit", "meaning"});
  write_group(dataset, folder, "", legend);
  FileReplacement file(folder / "columns.csv");
  file.append({legend.data(), legend.size()});
  file.commit();
}

}  // namespace throughgate::results
