#include "scenario/design.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace throughgate::scenario {

namespace {

const std::vector<std::string> common_keys{"design", "method"};

std::vector<std::string> keys_of(DesignMethod method) {
  std::vector<std::string> keys = common_keys;
  switch (method) {
    case DesignMethod::table:
      keys.emplace_back("table");
      break;
    case DesignMethod::latin_hypercube:
    case DesignMethod::sobol:
    case DesignMethod::sobol_indices:
      keys.insert(keys.end(), {"points", "factors"});
      break;
    case DesignMethod::factorial:
    case DesignMethod::one_at_a_time:
      keys.emplace_back("factors");
      break;
  }
  return keys;
}

bool is_drawn(DesignMethod method) {
  return method == DesignMethod::latin_hypercube || method == DesignMethod::sobol ||
         method == DesignMethod::sobol_indices;
}

/// `path[a, b]` as path and options, without blanks. False if the brackets do not close, or hold nothing.
bool split_name(Factor& factor) {
  const std::size_t open = factor.name.find('[');
  factor.path = factor.name.substr(0, open);
  if (open == std::string::npos) return true;
  if (factor.name.back() != ']') return false;
  std::erase(factor.name, ' ');
  std::string inside = factor.name.substr(factor.path.size() + 1);
  inside.back() = ',';
  for (std::size_t comma = inside.find(','); comma != std::string::npos; comma = inside.find(',')) {
    if (comma == 0) return false;
    factor.option_names.push_back(inside.substr(0, comma));
    inside.erase(0, comma + 1);
  }
  return true;
}

constexpr const char* name_form = "the path of a parameter, or `path[option]`";

class DesignReader {
 public:
  explicit DesignReader(const Cursor& root) : root_(root) {}

  Design read() {
    if (!root_.check_mapping("a design: a mapping with the keys " + listed(common_keys))) return std::move(design_);
    if (!root_.has("method")) {
      root_.refuse("the key `method`: one of " + listed(design_method_names()), "a mapping without it");
      return std::move(design_);
    }
    const auto method = root_.member("method").read_word(design_method_names());
    if (!method) return std::move(design_);
    design_.method = static_cast<DesignMethod>(*method);
    (void)root_.check_keys(keys_of(design_.method),
                           is_drawn(design_.method) ? std::vector<std::string>{"seed"} : std::vector<std::string>{});
    if (root_.has("design")) design_.name = root_.member("design").read_text("a name").value_or("");
    if (root_.has("points")) read_points(root_.member("points"));
    if (root_.has("seed")) read_seed(root_.member("seed"));
    if (root_.has("table")) {
      design_.table = root_.member("table").read_text("the path of a CSV file").value_or("");
      design_.table_position = root_.member("table").position();
    }
    if (root_.has("factors")) read_factors(root_.member("factors"));
    return std::move(design_);
  }

 private:
  void read_points(const Cursor& points) {
    design_.points = static_cast<std::size_t>(points.read_whole(1, most_design_points).value_or(1));
  }

  void read_seed(const Cursor& seed) {
    const auto whole = seed.read_whole(0, std::numeric_limits<std::int64_t>::max());
    if (whole) design_.seed = static_cast<std::uint64_t>(*whole);
  }

  void read_factors(const Cursor& factors) {
    if (!factors.check_list("a list of factors")) return;
    if (factors.size() == 0) factors.refuse("at least one factor", "an empty list");
    std::set<std::string> names;
    for (std::size_t i = 0; i < factors.size(); ++i) {
      auto factor = read_factor(factors.element(i));
      if (!factor) continue;
      if (!names.insert(factor->name).second) {
        factors.element(i).member("path").refuse("each factor once", backquoted(factor->name) + " again");
      }
      design_.factors.push_back(std::move(*factor));
    }
  }

  std::optional<Factor> read_factor(const Cursor& cursor) {
    if (!cursor.check_keys({"path"}, {"values", "range", "relative", "levels"})) return std::nullopt;
    const auto name = cursor.member("path").read_text(name_form);
    if (!name) return std::nullopt;
    Factor factor;
    factor.name = *name;
    factor.position = cursor.member("path").position();
    if (!split_name(factor)) cursor.member("path").refuse(name_form);
    if (cursor.has("values") && cursor.has("range")) {
      cursor.member("range").refuse("`values` or `range`, not both", "both");
    }
    if (cursor.has("values")) read_values(cursor.member("values"), factor);
    if (cursor.has("range")) read_range(cursor.member("range"), factor);
    if (cursor.has("relative")) read_relative(cursor.member("relative"), factor);
    if (cursor.has("levels")) read_levels(cursor.member("levels"), factor);
    return factor;
  }

  static void read_values(const Cursor& values, Factor& factor) {
    if (!values.check_list("a list of values")) return;
    if (values.size() == 0) values.refuse("at least one value", "an empty list");
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Cursor value = values.element(i);
      if (!value.value().is_number() && !value.value().is_string()) {
        value.refuse("a number, a date or a word");
        continue;
      }
      if (std::ranges::find(factor.values, value.value()) != factor.values.end()) {
        value.refuse("each value once", described(value.value()) + " again");
      }
      factor.values.push_back(value.value());
      factor.value_positions.push_back(value.position());
    }
  }

  static void read_range(const Cursor& range, Factor& factor) {
    if (!range.check_list("a list of two numbers, [low, high]")) return;
    if (range.size() != 2) return range.refuse("two numbers, [low, high]", std::to_string(range.size()));
    const auto low = range.element(0).read_number("a number");
    const auto high = range.element(1).read_number("a number");
    if (!low || !high) return;
    if (!(*low < *high)) return range.element(1).refuse("a number above " + number_text(*low));
    factor.range = {*low, *high};
    factor.value_positions = {range.element(0).position(), range.element(1).position()};
  }

  static void read_relative(const Cursor& relative, Factor& factor) {
    factor.relative = relative.read_true_false().value_or(false);
    if (!factor.relative) return;
    if (factor.is_structure()) relative.refuse("no `relative`: a structure is no number", "it");
    if (!factor.range && factor.values.empty()) relative.refuse("`values` or `range` beside it", "neither");
  }

  void read_levels(const Cursor& levels, Factor& factor) const {
    factor.levels = static_cast<std::size_t>(levels.read_whole(2, 1000).value_or(2));
    const bool used = design_.method == DesignMethod::factorial || design_.method == DesignMethod::one_at_a_time;
    if (!used) levels.refuse("`levels` in a factorial or one-at-a-time design", "another design");
    if (!factor.values.empty()) levels.refuse("`values` or `levels`, not both", "both");
  }

  Cursor root_;
  Design design_;
};

Json text() { return {{"type", "string"}, {"minLength", 1}}; }

}  // namespace

const std::vector<std::string>& design_method_names() {
  static const std::vector<std::string> names{"factorial",     "latin-hypercube", "sobol",
                                              "sobol-indices", "one-at-a-time",   "table"};
  return names;
}

Design read_design(const Cursor& root) { return DesignReader(root).read(); }

void read_design_table(const std::vector<CsvRecord>& records, const std::string& file, Design& design,
                       Problems& problems) {
  if (records.size() < 2) {
    problems.add({file, 1, 1}, "", "a header with the paths of the factors, and a row for each point",
                 records.empty() ? "an empty table" : "a header alone");
    return;
  }
  if (records.size() - 1 > most_design_points) {
    problems.add({file, 1, 1}, "", "at most " + std::to_string(most_design_points) + " points",
                 std::to_string(records.size() - 1));
    return;
  }
  std::set<std::string> names;
  for (const CsvCell& cell : records.front()) {
    Factor factor;
    factor.name = cell.text;
    factor.position = {file, cell.line, cell.column};
    if (cell.text.empty() || !split_name(factor)) problems.add(factor.position, "", name_form, backquoted(cell.text));
    if (!names.insert(factor.name).second) {
      problems.add(factor.position, "", "each factor once", backquoted(cell.text) + " again");
    }
    design.factors.push_back(std::move(factor));
  }
  std::vector<std::map<std::string, std::size_t>> known(design.factors.size());
  for (std::size_t i = 1; i < records.size(); ++i) {
    const CsvRecord& record = records[i];
    if (record.size() != design.factors.size()) {
      problems.add({file, record.front().line, 1}, "", std::to_string(design.factors.size()) + " cells",
                   std::to_string(record.size()));
      continue;
    }
    auto& row = design.rows.emplace_back();
    for (std::size_t column = 0; column < record.size(); ++column) {
      const CsvCell& cell = record[column];
      Factor& factor = design.factors[column];
      if (cell.text.empty()) {
        row.push_back(Design::as_filed);
        continue;
      }
      const auto [found, is_new] = known[column].try_emplace(cell.text, factor.values.size());
      row.push_back(found->second);
      if (!is_new) continue;
      const Position position{file, cell.line, cell.column};
      auto value = plain_scalar(cell.text);
      if (!value || (!value->is_number() && !value->is_string())) {
        problems.add(position, factor.name, "a number, a date or a word", backquoted(cell.text));
        value = Json(0);
      }
      factor.values.push_back(std::move(*value));
      factor.value_positions.push_back(position);
    }
  }
}

Json design_schema() {
  const Json value{{"type", {"number", "string"}}};
  const Json factor{
      {"type", "object"},
      {"additionalProperties", false},
      {"required", {"path"}},
      {"properties",
       {{"path",
         {{"type", "string"},
          {"minLength", 1},
          {"description",
           "path of a parameter (`structure.` before those of a structure), or `structure`; "
           "`path[option]` for that option alone"}}},
        {"values", {{"type", "array"}, {"items", value}, {"minItems", 1}, {"description", "levels"}}},
        {"range",
         {{"type", "array"},
          {"items", {{"type", "number"}}},
          {"minItems", 2},
          {"maxItems", 2},
          {"description", "low and high; without values and range: the parameter's own distribution"}}},
        {"relative", {{"type", "boolean"}, {"description", "values and range are factors of the parameter's value"}}},
        {"levels", {{"type", "integer"}, {"minimum", 2}, {"maximum", 1000}}}}}};
  return {{"type", "object"},
          {"additionalProperties", false},
          {"required", {"design", "method"}},
          {"properties",
           {{"design", text()},
            {"method", {{"enum", design_method_names()}}},
            {"points", {{"type", "integer"}, {"minimum", 1}, {"maximum", most_design_points}}},
            {"seed", {{"type", "integer"}, {"minimum", 0}}},
            {"table", text()},
            {"factors", {{"type", "array"}, {"items", factor}, {"minItems", 1}}}}}};
}

}  // namespace throughgate::scenario
