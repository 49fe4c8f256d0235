#include "scenario/option_reader.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace throughgate::scenario {

namespace {

bool is_name(const std::string& text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto follows = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
  return !text.empty() && letter(text.front()) && std::all_of(text.begin(), text.end(), follows);
}

class OptionReader {
 public:
  explicit OptionReader(const Horizon& horizon) : horizon_(horizon) {}

  std::vector<Option> read(const Cursor& options) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < options.size(); ++i) {
      Option option = read_option(options.element(i));
      if (!option.name.empty() && !names.insert(option.name).second) {
        options.element(i).member("name").refuse("each option name once", backquoted(option.name) + " again");
      }
      compared_.push_back(std::move(option));
    }
    const std::size_t count = compared_.size();
    for (Option& stage : stages_) compared_.push_back(std::move(stage));
    for (Option& option : compared_) {
      if (option.after) *option.after += count;
    }
    return std::move(compared_);
  }

 private:
  Option read_option(const Cursor& cursor) {
    Option option;
    if (!cursor.check_keys({"name"}, {"structure", "from", "set", "overlays", "timeline"}) &&
        !cursor.value().is_object()) {
      return option;
    }
    if (cursor.has("name")) {
      option.name = cursor.member("name").read_text("an option name").value_or("");
      if (!option.name.empty() && !is_name(option.name)) {
        cursor.member("name").refuse("an option name: a letter, then letters, digits, `-` or `_`");
      }
    }
    if (cursor.has("timeline")) {
      read_timeline(cursor, option);
    } else {
      read_stage(cursor, option);
    }
    return option;
  }

  /// What holds from a date: structure, overlays, values.
  void read_stage(const Cursor& cursor, Option& option) const {
    option.pointer = cursor.pointer();
    if (cursor.has("structure")) {
      option.structure = cursor.member("structure").read_text("a structure").value_or("");
    } else if (cursor.value().is_object()) {
      cursor.problems().add(cursor.key_position(), cursor.path(), "the key `structure`", "a mapping without it");
    }
    if (cursor.has("overlays")) read_overlays(cursor.member("overlays"), option);
    option.from = read_date(cursor, "from");
    if (option.from && horizon_.start && *option.from < *horizon_.start) {
      cursor.member("from").refuse("a date not before start (" + to_string(*horizon_.start) + ")",
                                   to_string(*option.from));
    }
    if (option.from && horizon_.end && *option.from >= *horizon_.end) {
      cursor.member("from").refuse("a date before end (" + to_string(*horizon_.end) + ")", to_string(*option.from));
    }
    if (cursor.has("set")) {
      for (auto& entry : read_set(cursor.member("set"), "set of option " + option.name)) {
        option.set.push_back(std::move(entry));
      }
    }
  }

  static void read_overlays(const Cursor& overlays, Option& option) {
    if (!overlays.check_list("a list of overlays")) return;
    for (std::size_t i = 0; i < overlays.size(); ++i) {
      auto name = overlays.element(i).read_text("the name of an overlay");
      if (!name) continue;
      if (std::ranges::find(option.overlays, *name) != option.overlays.end()) {
        overlays.element(i).refuse("each overlay once", backquoted(*name) + " again");
        continue;
      }
      option.overlays.push_back(std::move(*name));
    }
  }

  /// The last stage is the option itself; those before it are kept apart.
  void read_timeline(const Cursor& cursor, Option& option) {
    for (const char* key : {"structure", "from", "overlays"}) {
      if (!cursor.has(key)) continue;
      cursor.problems().add(cursor.member(key).key_position(), cursor.member(key).path(),
                            "`timeline` or `" + std::string(key) + "`, not both: it stands at each stage",
                            "both of them");
    }
    const Cursor timeline = cursor.member("timeline");
    if (!timeline.check_list("a list of stages")) return;
    if (timeline.size() == 0) return timeline.refuse("at least one stage", "an empty list");
    std::vector<SetEntry> common;
    if (cursor.has("set")) common = read_set(cursor.member("set"), "set of option " + option.name);
    std::vector<Option> stages;
    for (std::size_t i = 0; i < timeline.size(); ++i) {
      const Cursor element = timeline.element(i);
      Option stage;
      stage.name = i + 1 < timeline.size() ? option.name + "/" + std::to_string(i + 1) : option.name;
      stage.set = common;
      element.check_keys({}, {"structure", "from", "overlays", "set"});
      read_stage(element, stage);
      require_order(element, i, stages, stage);
      stages.push_back(std::move(stage));
    }
    link(stages, option);
  }

  static void require_order(const Cursor& element, std::size_t index, const std::vector<Option>& before,
                            const Option& stage) {
    if (index == 0) return;
    if (!stage.from) {
      if (!element.has("from")) element.refuse("the key `from` at each stage but the first", "a stage without it");
    } else if (before.back().from && *stage.from <= *before.back().from) {
      element.member("from").refuse("a date after the stage before it (" + to_string(*before.back().from) + ")",
                                    to_string(*stage.from));
    }
  }

  void link(std::vector<Option>& stages, Option& option) {
    for (std::size_t i = 0; i < stages.size(); ++i) {
      const bool is_last = i + 1 == stages.size();
      if (i > 0) stages[i].after = stages_.size() - 1;  // among the stages, which come behind the options
      stages[i].is_stage = !is_last;
      if (is_last) {
        option = std::move(stages[i]);
      } else {
        stages_.push_back(std::move(stages[i]));
      }
    }
  }

  const Horizon& horizon_;
  std::vector<Option> compared_;
  std::vector<Option> stages_;
};

}  // namespace

std::vector<Option> read_options(const Cursor& options, const Horizon& horizon) {
  if (!options.check_list("a list of options")) return {};
  if (options.size() == 0) options.refuse("at least one option", "an empty list");
  return OptionReader(horizon).read(options);
}

std::vector<SetEntry> read_set(const Cursor& set, const std::string& origin) {
  std::vector<SetEntry> entries;
  if (!set.check_mapping("a mapping from parameter paths to values")) return entries;
  for (const std::string& key : set.keys()) {
    const Cursor member = set.member(key);
    entries.push_back({key, member.value(), member.path(), member.key_position(), member.position(), origin});
  }
  return entries;
}

std::optional<Date> read_date(const Cursor& holder, const std::string& key) {
  return holder.has(key) ? holder.member(key).read_date() : std::nullopt;
}

}  // namespace throughgate::scenario
