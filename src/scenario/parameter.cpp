#include "scenario/parameter.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace throughgate::scenario {

namespace {

constexpr double sum_tolerance = 1e-6;

/// Text, or a number that stands for it (`period: 2009`, `unit: 1`).
std::optional<std::string> read_text_or_number(const Cursor& cursor, std::string_view expected) {
  if (cursor.value().is_number()) return cursor.value().dump();
  return cursor.read_text(expected);
}

void read_unit(const Cursor& cursor, const CatalogueEntry& entry, Parameter& into) {
  const auto unit = read_text_or_number(cursor, "the unit `" + entry.unit + "`");
  if (unit && *unit != entry.unit) cursor.refuse("the unit `" + entry.unit + "`", backquoted(*unit));
  into.unit = entry.unit;
}

void read_texts(const Cursor& cursor, Parameter& into) {
  if (cursor.has("period")) {
    into.period = read_text_or_number(cursor.member("period"), "the period that the value holds for").value_or("");
  }
  if (cursor.has("source")) into.source = cursor.member("source").read_text("where the value was read").value_or("");
  if (cursor.has("note")) into.note = cursor.member("note").read_text("a note").value_or("");
  if (cursor.has("borrowed")) into.borrowed = cursor.member("borrowed").read_true_false().value_or(false);
  if (!cursor.has("grade")) return;
  const auto grade = cursor.member("grade").read_word(grade_names());
  if (grade) into.grade = grade_names()[*grade];
}

void read_spread(const Cursor& cursor, const CatalogueEntry& entry, Parameter& into) {
  const auto distribution = read_distribution(cursor, into.value);
  if (!distribution) return;
  into.distribution = *distribution;
  const bool numeric = entry.kind != ValueKind::date && entry.kind != ValueKind::choice;
  if (!numeric && distribution->family != Family::fixed) {
    cursor.member("family").refuse("fixed, for a " + entry.unit);
  }
  if (entry.sum == Sum::one && distribution->family != Family::fixed) {
    cursor.member("family").refuse("fixed, for values that sum to 1: one factor of them all would change nothing");
  }
}

void record_cells(const Cursor& value, const std::string& name, Parameter& into) {
  into.cells[name] = value.position();
  into.labels[name] = value.key_position();
  if (!value.value().is_object()) return;
  for (const auto& item : value.value().items()) {
    record_cells(value.member(item.key()), dotted_path(name, item.key()), into);
  }
}

/// Reads one parameter's value against its entry.
class ValueReader {
 public:
  ValueReader(const CatalogueEntry& entry, const Parameter& parameter, Problems& problems)
      : entry_(entry), parameter_(parameter), problems_(problems) {}

  std::vector<double> read() {
    if (parameter_.value.is_discarded()) return {};
    switch (entry_.kind) {
      case ValueKind::number:
        read_number(parameter_.value, "");
        break;
      case ValueKind::date:
        read_date();
        break;
      case ValueKind::choice:
        read_choice();
        break;
      case ValueKind::row:
        read_row(parameter_.value, "", entry_.rows);
        break;
      case ValueKind::table:
        read_table();
        break;
    }
    return good_ ? std::move(numbers_) : std::vector<double>{};
  }

 private:
  void refuse(const std::string& cell, std::string expected, std::string found, std::string nearest = {}) {
    refuse_at(parameter_.cell(cell), cell, std::move(expected), std::move(found), std::move(nearest));
  }

  void refuse_at(Position position, const std::string& cell, std::string expected, std::string found,
                 std::string nearest) {
    good_ = false;
    problems_.add(std::move(position), cell.empty() ? parameter_.path : dotted_path(parameter_.path, cell),
                  std::move(expected), std::move(found), std::move(nearest));
  }

  void read_number(const Json& value, const std::string& cell) {
    if (value.is_discarded()) {
      good_ = false;
      return;
    }
    if (value.is_number()) {
      const auto number = value.get<double>();
      if (number >= entry_.bounds.low && number <= entry_.bounds.high) {
        numbers_.push_back(number);
        return;
      }
    }
    refuse(cell, wanted_number(entry_.bounds) + ", unit " + entry_.unit, described(value));
  }

  void read_date() {
    const auto date = parameter_.value.is_string() ? parse_date(parameter_.value.get_ref<const std::string&>())
                                                   : std::optional<Date>{};
    if (date) {
      numbers_.push_back(days_since_1970(*date));
    } else {
      refuse("", "a date YYYY-MM-DD", described(parameter_.value));
    }
  }

  void read_choice() {
    const std::string word = parameter_.value.is_string() ? parameter_.value.get<std::string>() : std::string{};
    const auto found = std::find(entry_.rows.begin(), entry_.rows.end(), word);
    if (found != entry_.rows.end()) {
      numbers_.push_back(static_cast<double>(found - entry_.rows.begin()));
    } else {
      refuse("", "one of " + listed(entry_.rows, 24), described(parameter_.value), nearest_known(word, entry_.rows));
    }
  }

  /// Whether the value is a mapping with exactly these labels.
  bool check_labels(const Json& value, const std::string& cell, const std::vector<std::string>& labels) {
    if (value.is_discarded()) {
      good_ = false;
      return false;
    }
    if (!value.is_object()) {
      refuse(cell, "a mapping with the labels " + listed(labels, 24), described(value));
      return false;
    }
    std::vector<std::string> absent;
    for (const std::string& label : labels) {
      if (!value.contains(label)) absent.push_back(label);
    }
    bool good = true;
    for (const auto& item : value.items()) {
      if (std::find(labels.begin(), labels.end(), item.key()) != labels.end()) continue;
      const std::string nearest = nearest_known(item.key(), absent);
      const std::string name = dotted_path(cell, item.key());
      const auto label = parameter_.labels.find(name);
      refuse_at(label == parameter_.labels.end() ? parameter_.cell(name) : label->second, name,
                "one of the labels " + listed(labels, 24), backquoted(item.key()), nearest);
      std::erase(absent, nearest);
      good = false;
    }
    if (!absent.empty()) {
      refuse(cell, "the labels " + listed(labels, 24), "a mapping without " + listed(absent));
      good = false;
    }
    return good;
  }

  void read_row(const Json& value, const std::string& cell, const std::vector<std::string>& labels) {
    if (!check_labels(value, cell, labels)) return;
    const std::size_t before = numbers_.size();
    for (const std::string& label : labels) {
      read_number(value.at(label), dotted_path(cell, label));
    }
    if (entry_.sum == Sum::free || numbers_.size() != before + labels.size()) return;
    double sum = 0;
    for (std::size_t i = before; i < numbers_.size(); ++i) sum += numbers_[i];
    if (std::abs(sum - 1.0) > sum_tolerance) refuse(cell, "values that sum to 1", "a sum of " + number_text(sum));
  }

  void read_table() {
    if (!check_labels(parameter_.value, "", entry_.rows)) return;
    for (const std::string& row : entry_.rows) read_row(parameter_.value.at(row), row, entry_.columns);
  }

  const CatalogueEntry& entry_;
  const Parameter& parameter_;
  Problems& problems_;
  std::vector<double> numbers_;
  bool good_ = true;
};

}  // namespace

const std::vector<std::string>& grade_names() {
  static const std::vector<std::string> names{"S", "R", "R2", "D", "M"};
  return names;
}

Position Parameter::cell(const std::string& name) const {
  const auto exact = cells.find(name);
  if (exact != cells.end()) return exact->second;
  const auto whole = cells.find("");
  return whole == cells.end() ? position : whole->second;
}

std::optional<Parameter> read_parameter(const Cursor& cursor, const CatalogueEntry& entry) {
  const std::vector<std::string> required{"value", "unit", "period", "source", "grade", "distribution"};
  if (!cursor.value().is_object()) {
    cursor.refuse("a parameter: a mapping with the keys " + listed(required));
    return std::nullopt;
  }
  cursor.check_keys(required, {"note", "borrowed"});
  if (!cursor.has("value")) return std::nullopt;
  Parameter parameter;
  parameter.path = entry.path;
  parameter.value = cursor.member("value").value();
  parameter.position = cursor.key_position();
  record_cells(cursor.member("value"), "", parameter);
  if (cursor.has("unit")) read_unit(cursor.member("unit"), entry, parameter);
  read_texts(cursor, parameter);
  if (cursor.has("distribution")) read_spread(cursor.member("distribution"), entry, parameter);
  return parameter;
}

std::vector<double> read_value(const CatalogueEntry& entry, const Parameter& parameter, Problems& problems) {
  return ValueReader(entry, parameter, problems).read();
}

}  // namespace throughgate::scenario
