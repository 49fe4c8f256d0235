#include "results/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/sha256.hpp"
#include "results/dataset_check.hpp"
#include "results/results_error.hpp"

namespace throughgate::results {
namespace {

using recording::Attribute;
using recording::Dataset;
using recording::Dimension;
using recording::Variable;

static_assert(std::endian::native == std::endian::little, "the canonical bytes are little-endian");

/// Contiguous values of a column.
struct Run {
  std::size_t begin;
  std::size_t length;
};

/// Length-prefixed and tagged, so that different data never serialise to the same bytes.
class CanonicalBytes {
 public:
  void count(std::uint64_t value) { hash_.update(&value, sizeof value); }

  void text(std::string_view text) {
    count(text.size());
    hash_.update(text);
  }

  template <typename Value>
  void values(std::span<const Value> values) {
    if constexpr (std::is_same_v<Value, std::string>) {
      std::ranges::for_each(values, [&](const std::string& each) { text(each); });
    } else if constexpr (std::is_floating_point_v<Value>) {
      reals(values);
    } else {
      hash_.update(values.data(), values.size_bytes());
    }
  }

  std::string finish() { return hash_.finish_hex(); }

 private:
  template <typename Real>
  void reals(std::span<const Real> values) {
    std::vector<Real> canonical(std::min<std::size_t>(values.size(), 4096));
    for (std::size_t done = 0; done < values.size(); done += canonical.size()) {
      const auto piece = values.subspan(done, std::min(canonical.size(), values.size() - done));
      std::ranges::transform(piece, canonical.begin(), [](Real value) {
        return std::isnan(value) ? std::numeric_limits<Real>::quiet_NaN() : value + Real{0};
      });
      hash_.update(canonical.data(), piece.size_bytes());
    }
  }

  Sha256 hash_;
};

template <typename Named>
std::vector<const Named*> in_name_order(const std::vector<Named>& things) {
  std::vector<const Named*> sorted(things.size());
  std::ranges::transform(things, sorted.begin(), [](const Named& thing) { return &thing; });
  std::ranges::sort(sorted, {}, [](const Named* thing) -> const std::string& { return thing->name; });
  return sorted;
}

/// One group as seen for one option. `position` is empty where the group's `option` coordinates lack it.
struct OptionView {
  std::optional<std::size_t> position;
  std::string row_dimension;  ///< of a group of rows with a column `option`
  std::vector<Run> rows;
};

std::vector<Run> rows_of_option(const Variable& option, std::size_t index) {
  std::vector<Run> rows;
  std::visit(
      [&](const auto& values) {
        if constexpr (std::is_integral_v<typename std::decay_t<decltype(values)>::value_type>) {
          for (std::size_t row = 0; row < values.size(); ++row) {
            if (std::cmp_not_equal(values[row], index)) {
              continue;
            }
            if (!rows.empty() && rows.back().begin + rows.back().length == row) {
              ++rows.back().length;
            } else {
              rows.push_back({row, 1});
            }
          }
        }
      },
      option.data);
  return rows;
}

OptionView view_of(const Dataset& group, const Dimension& root_options, std::size_t index) {
  OptionView view;
  if (const Dimension* options = group.dimension("option")) {
    const bool is_labelled = !options->labels.empty() && !root_options.labels.empty();
    const auto found =
        is_labelled ? static_cast<std::size_t>(std::distance(
                          options->labels.begin(), std::ranges::find(options->labels, root_options.labels[index])))
                    : index;
    view.position = found < options->size() ? std::optional(found) : std::nullopt;
  } else if (const Variable* column = group.find("option"); column != nullptr && column->dimensions.size() == 1) {
    view.row_dimension = column->dimensions.front();
    view.rows = rows_of_option(*column, index);
  }
  return view;
}

/// Which values of a variable belong to the option; nothing when the variable has no option.
std::optional<std::vector<Run>> runs_of_option(const Dataset& group, const Variable& variable, const OptionView& view) {
  const auto axis = std::ranges::find(variable.dimensions, "option");
  const auto size_of = [&](const std::string& name) { return group.dimension(name)->size(); };
  const auto product = [&](auto first, auto last) {
    return std::transform_reduce(first, last, std::size_t{1}, std::multiplies<>{}, size_of);
  };
  std::vector<Run> runs;
  if (axis != variable.dimensions.end()) {
    const bool describes_option =
        std::holds_alternative<std::vector<std::string>>(variable.data) && variable.dimensions.size() == 1;
    if (!view.position || describes_option) {
      return std::nullopt;
    }
    const std::size_t inner = product(axis + 1, variable.dimensions.end());
    const std::size_t outer = product(variable.dimensions.begin(), axis);
    for (std::size_t block = 0; block < outer; ++block) {
      runs.push_back({(block * size_of("option") + *view.position) * inner, inner});
    }
    return runs;
  }
  const bool has_rows = !view.row_dimension.empty() && !variable.dimensions.empty() &&
                        variable.dimensions.front() == view.row_dimension && variable.name != "option";
  if (!has_rows) {
    return std::nullopt;
  }
  const std::size_t inner = product(variable.dimensions.begin() + 1, variable.dimensions.end());
  for (const Run& rows : view.rows) {
    runs.push_back({rows.begin * inner, rows.length * inner});
  }
  return runs;
}

class Digester {
 public:
  explicit Digester(std::optional<std::size_t> option = std::nullopt) : option_(option) {}

  std::string of(const Dataset& root) {
    root_options_ = root.dimension("option");
    group(root, true);
    return bytes_.finish();
  }

 private:
  void group(const Dataset& group, bool is_root) {
    const OptionView view = option_ ? view_of(group, *root_options_, *option_) : OptionView{};
    bytes_.text("group");
    bytes_.text(group.name);
    if (!option_) {
      attributes(group.attributes, is_root);
    }
    for (const Dimension* each : in_name_order(group.dimensions)) {
      if (!option_ || (each->name != "option" && each->name != view.row_dimension)) {
        dimension(*each);
      }
    }
    for (const Variable* each : in_name_order(group.variables)) {
      if (!option_) {
        variable(*each, {{0, expected_size(group, *each)}});
      } else if (const auto runs = runs_of_option(group, *each, view)) {
        variable(*each, *runs);
      }
    }
    for (const Dataset* child : in_name_order(group.groups)) {
      if (!is_root || child->name != "provenance") {
        this->group(*child, false);
      }
    }
    bytes_.text("end");
  }

  void attributes(const std::vector<Attribute>& attributes, bool is_root) {
    for (const Attribute* each : in_name_order(attributes)) {
      if (is_root && (each->name == "history" || each->name == "Conventions")) {
        continue;
      }
      bytes_.text("attribute");
      bytes_.text(each->name);
      bytes_.count(each->value.index());
      std::visit([&](const auto& value) { bytes_.values(std::span(&value, 1)); }, each->value);
    }
  }

  void dimension(const Dimension& dimension) {
    bytes_.text("dimension");
    bytes_.text(dimension.name);
    attributes(dimension.attributes, false);
    bytes_.count(dimension.labels.size());
    bytes_.values(std::span(dimension.labels));
    bytes_.count(dimension.values.size());
    bytes_.values(std::span(dimension.values));
  }

  void variable(const Variable& variable, const std::vector<Run>& runs) {
    bytes_.text("variable");
    bytes_.text(variable.name);
    bytes_.count(variable.dimensions.size());
    bytes_.values(std::span(variable.dimensions));
    bytes_.text(variable.units);
    bytes_.text(variable.long_name);
    bytes_.text(variable.cell_methods);
    bytes_.count(variable.flag_meanings.size());
    bytes_.values(std::span(variable.flag_meanings));
    attributes(variable.attributes, false);
    bytes_.count(variable.data.index());
    std::size_t total = 0;
    std::ranges::for_each(runs, [&](const Run& run) { total += run.length; });
    bytes_.count(total);
    std::visit(
        [&](const auto& values) {
          for (const Run& run : runs) {
            bytes_.values(std::span(values).subspan(run.begin, run.length));
          }
        },
        variable.data);
  }

  CanonicalBytes bytes_;
  std::optional<std::size_t> option_;
  const Dimension* root_options_ = nullptr;
};

}  // namespace

std::string digest(const Dataset& dataset) {
  check_dataset(dataset);
  return Digester().of(dataset);
}

std::string digest_of_option(const Dataset& dataset, std::size_t option_index) {
  check_dataset(dataset);
  const Dimension* options = dataset.dimension("option");
  if (options == nullptr || option_index >= options->size()) {
    throw ResultsError(fmt::format("there is no option number {} in these results", option_index));
  }
  return Digester(option_index).of(dataset);
}

}  // namespace throughgate::results
