#include "results/dataset_check.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "results/results_error.hpp"

namespace throughgate::results {
namespace {

using recording::Dataset;
using recording::Dimension;
using recording::Variable;

class Checker {
 public:
  void group(const Dataset& group, const std::string& path) {
    std::set<std::string_view> names;
    for (const Dimension& dimension : group.dimensions) {
      name(dimension.name, path, names);
      texts(dimension.labels, path + dimension.name);
      if (!dimension.labels.empty() && !dimension.values.empty()) {
        fault("dimension {}{} has both labels and values", path, dimension.name);
      }
    }
    for (const Variable& variable : group.variables) {
      name(variable.name, path, names);
      this->variable(group, variable, path + variable.name);
    }
    for (const Dataset& child : group.groups) {
      name(child.name, path, names);
      this->group(child, path + child.name + "/");
    }
  }

  void throw_faults() const {
    if (!faults_.empty()) {
      throw ResultsError(fmt::format("results do not fit together: {}", fmt::join(faults_, "; ")));
    }
  }

 private:
  template <typename... Arguments>
  void fault(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
    faults_.push_back(fmt::format(text, std::forward<Arguments>(arguments)...));
  }

  void name(const std::string& name, const std::string& path, std::set<std::string_view>& names) {
    const bool is_control = std::ranges::any_of(name, [](char letter) { return letter >= 0 && letter < ' '; });
    if (name.empty() || name.front() == '.' || name.back() == ' ' || is_control || name.find('/') != name.npos) {
      fault("`{}{}` is no netCDF name", path, name);
    }
    if (!names.insert(name).second) {
      fault("`{}{}` is there twice", path, name);
    }
  }

  void variable(const Dataset& group, const Variable& variable, const std::string& path) {
    for (const std::string& dimension : variable.dimensions) {
      if (group.dimension(dimension) == nullptr) {
        fault("{} is over `{}`, which its group does not have", path, dimension);
        return;
      }
    }
    const std::size_t expected = expected_size(group, variable);
    const std::size_t found = std::visit([](const auto& values) { return values.size(); }, variable.data);
    if (expected != found) {
      fault("{} has {} values where its dimensions ({}) need {}", path, found, fmt::join(variable.dimensions, ", "),
            expected);
    }
    if (const auto* strings = std::get_if<std::vector<std::string>>(&variable.data)) {
      texts(*strings, path);
    }
    flags(variable, path);
  }

  void flags(const Variable& variable, const std::string& path) {
    if (variable.flag_meanings.empty()) {
      return;
    }
    const auto* values = std::get_if<std::vector<std::int8_t>>(&variable.data);
    if (values == nullptr || variable.flag_meanings.size() > 128) {
      fault("{} has flag meanings but is not int8", path);
      return;
    }
    for (const std::string& meaning : variable.flag_meanings) {
      if (meaning.empty() || meaning.find_first_of(" \t\n") != meaning.npos) {
        fault("{} has the flag meaning `{}`, which must be one word", path, meaning);
      }
    }
    const auto count = static_cast<int>(variable.flag_meanings.size());
    const auto outside = std::ranges::find_if(*values, [&](int value) { return value < 0 || value >= count; });
    if (outside != values->end()) {
      fault("{} holds the flag {}, but has {} meanings", path, static_cast<int>(*outside), count);
    }
  }

  void texts(const std::vector<std::string>& texts, const std::string& path) {
    if (std::ranges::any_of(texts, [](const std::string& text) { return text.find('\0') != text.npos; })) {
      fault("{} holds text with a NUL", path);
    }
  }

  std::vector<std::string> faults_;
};

}  // namespace

void check_dataset(const Dataset& dataset) {
  Checker checker;
  checker.group(dataset, "");
  checker.throw_faults();
}

std::size_t expected_size(const Dataset& group, const Variable& variable) {
  std::size_t size = 1;
  for (const std::string& name : variable.dimensions) {
    const Dimension* dimension = group.dimension(name);
    if (dimension == nullptr) {
      throw ResultsError(fmt::format("{} is over `{}`, which its group does not have", variable.name, name));
    }
    size *= dimension->size();
  }
  return size;
}

}  // namespace throughgate::results
