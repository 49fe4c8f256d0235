#include "scenario/parameter_document.hpp"

#include <algorithm>
#include <utility>

namespace throughgate::scenario {

namespace {

class ParameterReader {
 public:
  ParameterReader(const std::vector<std::string>& header, const Catalogue& catalogue, ParameterDocument& into)
      : header_(header), catalogue_(catalogue), into_(into) {}

  void read_group(const Cursor& group, const std::string& path) {
    if (!path.empty()) into_.groups.emplace(path, group.key_position());
    for (const std::string& key : group.keys()) {
      if (path.empty() && std::find(header_.begin(), header_.end(), key) != header_.end()) continue;
      read_member(group, group.member(key), key, path);
    }
  }

 private:
  void read_member(const Cursor& group, const Cursor& member, const std::string& key, const std::string& group_path) {
    const std::string path = dotted_path(group_path, key);
    if (const CatalogueEntry* entry = catalogue_.find(path)) {
      read_one(member, *entry);
    } else if (!catalogue_.is_group(path)) {
      refuse_unknown(group, member, key, group_path);
    } else if (member.check_mapping("a group of parameters: a mapping with " + listed(catalogue_.children(path)))) {
      read_group(member, path);
    }
  }

  void read_one(const Cursor& member, const CatalogueEntry& entry) {
    const auto earlier = into_.parameters.find(entry.path);
    if (earlier != into_.parameters.end()) {
      const Position& first = earlier->second.position;
      member.problems().add(member.key_position(), entry.path, "each parameter once",
                            "it again (first at " + first.file + ':' + std::to_string(first.line) + ':' +
                                std::to_string(first.column) + ')');
      return;
    }
    auto parameter = read_parameter(member, entry);
    if (parameter) {
      (void)read_value(entry, *parameter, member.problems());
      into_.parameters.emplace(entry.path, std::move(*parameter));
    } else {
      into_.unreadable.insert(entry.path);
    }
  }

  void refuse_unknown(const Cursor& group, const Cursor& member, const std::string& key,
                      const std::string& group_path) const {
    std::vector<std::string> known = catalogue_.children(group_path);
    if (group_path.empty()) known.insert(known.end(), header_.begin(), header_.end());
    std::vector<std::string> absent;
    for (const std::string& name : known) {
      if (!group.has(name)) absent.push_back(name);
    }
    member.problems().add(member.key_position(), member.path(), "a known key: " + listed(known), backquoted(key),
                          nearest_known(key, absent));
  }

  const std::vector<std::string>& header_;
  const Catalogue& catalogue_;
  ParameterDocument& into_;
};

/// Where a missing parameter should have stood: at the innermost group that is there.
Position position_for(const ParameterDocument& document, std::string_view path) {
  for (std::size_t dot = path.rfind('.'); dot != std::string_view::npos; dot = path.rfind('.')) {
    path = path.substr(0, dot);
    const auto group = document.groups.find(path);
    if (group != document.groups.end()) return group->second;
  }
  return document.position;
}

void refuse_missing(const ParameterDocument& document, const CatalogueEntry& entry, Problems& problems) {
  problems.add(position_for(document, entry.path), entry.path,
               "the parameter `" + entry.path + "` (" + entry.meaning + "): " + entry.wanted(), "nothing");
}

class Filler final : public Binder {
 public:
  /// Without a document: the changes alone.
  Filler(const ParameterDocument* document, const ParameterChanges& changes, Problems& problems)
      : document_(document), changes_(changes), problems_(problems) {}

  void number(std::string_view path, std::string_view unit, Bounds bounds, std::string_view meaning,
              double& target) override {
    const auto values = read(path, unit, meaning, ValueKind::number, bounds, Sum::free, {}, {});
    if (!values.empty()) target = values.front();
  }
  void row(std::string_view path, std::string_view unit, Bounds bounds, Sum sum, Labels labels,
           std::string_view meaning, std::span<double> target) override {
    copy(read(path, unit, meaning, ValueKind::row, bounds, sum, labels, {}), target);
  }
  void table(std::string_view path, std::string_view unit, Bounds bounds, Sum sum, Labels rows, Labels columns,
             std::string_view meaning, std::span<double> target) override {
    copy(read(path, unit, meaning, ValueKind::table, bounds, sum, rows, columns), target);
  }
  void date(std::string_view path, std::string_view meaning, int& days_since_1970) override {
    const auto values = read(path, "date", meaning, ValueKind::date, unbounded, Sum::free, {}, {});
    if (!values.empty()) days_since_1970 = static_cast<int>(values.front());
  }
  void choice(std::string_view path, Labels words, std::string_view meaning, int& target) override {
    const auto values = read(path, "word", meaning, ValueKind::choice, unbounded, Sum::free, words, {});
    if (!values.empty()) target = static_cast<int>(values.front());
  }

 private:
  std::vector<double> read(std::string_view path, std::string_view unit, std::string_view meaning, ValueKind kind,
                           Bounds bounds, Sum sum, Labels rows, Labels columns) {
    const auto change = changes_.find(path);
    const bool changed = change != changes_.end();
    if (!changed && document_ == nullptr) return {};
    const CatalogueEntry entry{std::string(path), std::string(unit),  std::string(meaning), kind, bounds, sum,
                               as_strings(rows),  as_strings(columns)};
    const Parameter* parameter = changed ? &change->second : document_->find(path);
    if (parameter != nullptr) return read_value(entry, *parameter, problems_);
    if (!document_->unreadable.contains(path)) refuse_missing(*document_, entry, problems_);
    return {};
  }

  static void copy(const std::vector<double>& values, std::span<double> target) {
    if (values.size() == target.size()) std::copy(values.begin(), values.end(), target.begin());
  }

  const ParameterDocument* document_;
  const ParameterChanges& changes_;
  Problems& problems_;
};

}  // namespace

const Parameter* ParameterDocument::find(std::string_view path) const {
  const auto found = parameters.find(path);
  return found == parameters.end() ? nullptr : &found->second;
}

void read_parameters(const Cursor& root, const std::vector<std::string>& header, const Catalogue& catalogue,
                     ParameterDocument& into) {
  ParameterReader(header, catalogue, into).read_group(root, "");
}

void overlay(ParameterDocument& document, const ParameterDocument& over) {
  for (const auto& [path, parameter] : over.parameters) document.parameters.insert_or_assign(path, parameter);
  for (const auto& [path, position] : over.groups) document.groups.insert_or_assign(path, position);
  document.unreadable.insert(over.unreadable.begin(), over.unreadable.end());
  document.name = over.name;
  document.title = over.title;
  document.period = over.period;
  document.source = over.source;
  document.position = over.position;
}

void check_parameters(const ParameterDocument& document, const Catalogue& catalogue, bool complete,
                      Problems& problems) {
  for (const CatalogueEntry& entry : catalogue.entries()) {
    if (const Parameter* parameter = document.find(entry.path)) {
      (void)read_value(entry, *parameter, problems);
    } else if (complete && !document.unreadable.contains(entry.path)) {
      refuse_missing(document, entry, problems);
    }
  }
}

void fill(const ParameterDocument& document, const ParameterChanges& changes, const Bind& bind, Problems& problems) {
  Filler filler(&document, changes, problems);
  bind(filler);
}

void fill_changes(const ParameterChanges& changes, const Bind& bind, Problems& problems) {
  if (changes.empty()) return;
  Filler filler(nullptr, changes, problems);
  bind(filler);
}

}  // namespace throughgate::scenario
