#include "scenario/catalogue.hpp"

#include <stdexcept>
#include <utility>

#include "scenario/yaml_scalar.hpp"

namespace throughgate::scenario {

namespace {

/// The group that holds a path, and the path's last word.
std::pair<std::string_view, std::string_view> split(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return {std::string_view{}, path};
  return {path.substr(0, dot), path.substr(dot + 1)};
}

class Describer final : public Binder {
 public:
  explicit Describer(Catalogue& catalogue) : catalogue_(catalogue) {}

  void number(std::string_view path, std::string_view unit, Bounds bounds, std::string_view meaning,
              double& /*target*/) override {
    add(path, unit, meaning, ValueKind::number, bounds, Sum::free, {}, {});
  }
  void row(std::string_view path, std::string_view unit, Bounds bounds, Sum sum, Labels labels,
           std::string_view meaning, std::span<double> /*target*/) override {
    add(path, unit, meaning, ValueKind::row, bounds, sum, labels, {});
  }
  void table(std::string_view path, std::string_view unit, Bounds bounds, Sum sum, Labels rows, Labels columns,
             std::string_view meaning, std::span<double> /*target*/) override {
    add(path, unit, meaning, ValueKind::table, bounds, sum, rows, columns);
  }
  void date(std::string_view path, std::string_view meaning, int& /*days_since_1970*/) override {
    add(path, "date", meaning, ValueKind::date, unbounded, Sum::free, {}, {});
  }
  void choice(std::string_view path, Labels words, std::string_view meaning, int& /*target*/) override {
    add(path, "word", meaning, ValueKind::choice, unbounded, Sum::free, words, {});
  }

 private:
  void add(std::string_view path, std::string_view unit, std::string_view meaning, ValueKind kind, Bounds bounds,
           Sum sum, Labels rows, Labels columns) {
    catalogue_.add({std::string(path), std::string(unit), std::string(meaning), kind, bounds, sum, as_strings(rows),
                    as_strings(columns)});
  }

  Catalogue& catalogue_;
};

}  // namespace

std::vector<std::string> as_strings(Labels labels) { return {labels.begin(), labels.end()}; }

std::string dotted_path(const std::string& holder, const std::string& name) {
  std::string path = holder;
  if (!path.empty()) path += '.';
  path += name;
  return path;
}

std::string wanted_number(const Bounds& bounds) {
  const bool low = bounds.low > unbounded.low;
  const bool high = bounds.high < unbounded.high;
  if (bounds.low == positive.low) {
    return high ? "a number above 0 and at most " + number_text(bounds.high) : "a number above 0";
  }
  if (low && high) return "a number from " + number_text(bounds.low) + " to " + number_text(bounds.high);
  if (low) return "a number of at least " + number_text(bounds.low);
  if (high) return "a number of at most " + number_text(bounds.high);
  return "a number";
}

std::string CatalogueEntry::wanted() const {
  switch (kind) {
    case ValueKind::date:
      return "a date YYYY-MM-DD";
    case ValueKind::choice:
      return "one word";
    case ValueKind::row:
      return "a mapping from each label to " + wanted_number(bounds) + ", unit " + unit;
    case ValueKind::table:
      return "a mapping of mappings to " + wanted_number(bounds) + ", unit " + unit;
    case ValueKind::number:
      break;
  }
  return wanted_number(bounds) + ", unit " + unit;
}

void Catalogue::add(CatalogueEntry entry) {
  const std::string path = entry.path;
  if (by_path_.contains(path)) throw std::logic_error("parameter bound twice: " + path);
  if (groups_.contains(path)) throw std::logic_error("parameter and group at once: " + path);
  std::string_view rest = path;
  while (!rest.empty()) {
    const auto [group, name] = split(rest);
    if (by_path_.contains(group)) throw std::logic_error("parameter and group at once: " + std::string(group));
    groups_[std::string(group)].emplace(name);
    rest = group;
  }
  by_path_.emplace(path, entries_.size());
  entries_.push_back(std::move(entry));
}

const CatalogueEntry* Catalogue::find(std::string_view path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? nullptr : &entries_[found->second];
}

const CatalogueEntry* Catalogue::find_above(std::string_view path) const {
  while (!path.empty()) {
    if (const CatalogueEntry* entry = find(path)) return entry;
    path = split(path).first;
  }
  return nullptr;
}

bool Catalogue::is_group(std::string_view path) const { return groups_.find(path) != groups_.end(); }

std::vector<std::string> Catalogue::children(std::string_view group) const {
  const auto found = groups_.find(group);
  if (found == groups_.end()) return {};
  return {found->second.begin(), found->second.end()};
}

std::vector<std::string> Catalogue::paths() const {
  std::vector<std::string> names;
  names.reserve(entries_.size());
  for (const CatalogueEntry& entry : entries_) names.push_back(entry.path);
  return names;
}

Catalogue describe(const Bind& bind) {
  Catalogue catalogue;
  Describer describer(catalogue);
  bind(describer);
  return catalogue;
}

}  // namespace throughgate::scenario
