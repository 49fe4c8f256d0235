#include "scenario/targets.hpp"

#include <cmath>
#include <set>
#include <utility>

#include "scenario/response_names.hpp"

namespace throughgate::scenario {

namespace {

void read_response(const Cursor& row, TargetRow& into) {
  const Cursor cursor = row.member("response");
  const auto response = cursor.read_text("a response name, alone or with a label: `name[label]`");
  if (!response) return;
  into.response = *response;
  if (is_response(*response)) return;
  const std::string name(response_name(*response));
  cursor.refuse("a known response, alone or with a label: `name[label]`", backquoted(*response),
                nearest_known(name, response_names()));
}

void read_date(const Cursor& row, TargetRow& into) {
  const auto date = row.member("date").read_date();
  if (!date) return;
  into.date = *date;
  const bool flow = response_name(into.response).ends_with("_per_year");
  if (flow && (date->month != 1 || date->day != 1)) {
    row.member("date").refuse("1 January of the year, for a flow", to_string(*date));
  }
}

void read_tolerance(const Cursor& row, TargetRow& into) {
  const bool absolute = row.has("tolerance");
  if (absolute == row.has("tolerance_share")) {
    row.refuse("either `tolerance` (in the unit) or `tolerance_share`", absolute ? "both" : "neither");
    return;
  }
  const Cursor cursor = row.member(absolute ? "tolerance" : "tolerance_share");
  const auto number = cursor.read_number("a number of at least 0");
  if (!number) return;
  if (*number < 0 || (!absolute && *number > 1)) {
    cursor.refuse(absolute ? "a number of at least 0" : "a share from 0 to 1");
    return;
  }
  into.tolerance = absolute ? *number : *number * std::abs(into.observed);
}

void read_contains(const Cursor& contains, TargetRow& into) {
  if (!contains.check_list("a list of names")) return;
  for (std::size_t i = 0; i < contains.size(); ++i) {
    if (auto name = contains.element(i).read_text("a name")) into.contains.push_back(std::move(*name));
  }
}

void read_deviations(const Cursor& row, TargetRow& into) {
  const auto read = [&row](const char* key) -> std::optional<double> {
    if (!row.has(key)) return std::nullopt;
    const auto number = row.member(key).read_number("a number of at least 0");
    if (number && *number < 0) row.member(key).refuse("a number of at least 0");
    return number;
  };
  into.standard_error = read("standard_error");
  into.discrepancy = read("discrepancy");
}

TargetRow read_row(const Cursor& row) {
  TargetRow target;
  target.position = row.position();
  row.check_keys({"response", "date", "observed", "unit", "kind", "source"},
                 {"tolerance", "tolerance_share", "standard_error", "discrepancy", "contains", "note"});
  if (!row.value().is_object()) return target;
  if (row.has("response")) read_response(row, target);
  if (row.has("date")) read_date(row, target);
  if (row.has("observed")) target.observed = row.member("observed").read_number("a number").value_or(0);
  read_tolerance(row, target);
  read_deviations(row, target);
  if (row.has("unit")) {
    const Cursor unit = row.member("unit");
    target.unit = unit.value() == 1 ? "1" : unit.read_text("a unit").value_or("");
  }
  if (row.has("kind")) {
    target.kind = static_cast<TargetKind>(row.member("kind").read_word(target_kind_names()).value_or(0));
  }
  if (row.has("source")) target.source = row.member("source").read_text("where the figure was read").value_or("");
  if (row.has("note")) target.note = row.member("note").read_text("a note").value_or("");
  if (row.has("contains")) read_contains(row.member("contains"), target);
  return target;
}

}  // namespace

const std::vector<std::string>& target_kind_names() {
  static const std::vector<std::string> names{"input", "warm start", "fitted", "emergent", "not simulated"};
  return names;
}

double TargetRow::deviation() const {
  if (!standard_error && !discrepancy) return tolerance / 2;
  return std::hypot(standard_error.value_or(0), discrepancy.value_or(0));
}

Targets read_targets(const Cursor& root) {
  Targets targets;
  root.check_keys({"targets", "rows"}, {});
  if (root.has("targets")) targets.name = root.member("targets").read_text("a name").value_or("");
  if (!root.has("rows") || !root.member("rows").check_list("a list of rows")) return targets;
  const Cursor rows = root.member("rows");
  std::set<std::pair<std::string, Date>> seen;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    TargetRow row = read_row(rows.element(i));
    if (!row.response.empty() && !seen.insert({row.response, row.date}).second) {
      rows.element(i).member("response").refuse("each response and date once", backquoted(row.response) + " again");
    }
    targets.rows.push_back(std::move(row));
  }
  return targets;
}

}  // namespace throughgate::scenario
