#include "scenario/claims.hpp"

#include <algorithm>
#include <utility>

#include "scenario/response_names.hpp"

namespace throughgate::scenario {

namespace {

std::optional<std::size_t> read_option(const Cursor& claim, const std::string& key,
                                       const std::vector<std::string>& options) {
  if (!claim.has(key)) return std::nullopt;
  const auto name = claim.member(key).read_text("the name of an option");
  if (!name) return std::nullopt;
  const auto found = std::ranges::find(options, *name);
  if (found != options.end()) return static_cast<std::size_t>(found - options.begin());
  claim.member(key).refuse("one of the options " + listed(options), backquoted(*name), nearest_known(*name, options));
  return std::nullopt;
}

void read_response(const Cursor& cursor, Claim& into) {
  const auto response = cursor.read_text("a response name, alone or with a label: `name[label]`");
  if (!response) return;
  const std::string name(response_name(*response));
  if (!is_response(*response)) {
    cursor.refuse("a known response, alone or with a label: `name[label]`", backquoted(*response),
                  nearest_known(name, response_names()));
    return;
  }
  const auto labels = response_labels(name);
  if (name.size() != response->size() && !labels.empty()) {
    const std::string label = response->substr(name.size() + 1, response->size() - name.size() - 2);
    if (std::ranges::find(labels, label) == labels.end()) {
      cursor.refuse("a label of `" + name + "`: " + listed(labels), backquoted(label), nearest_known(label, labels));
      return;
    }
  }
  into.metric.push_back(*response);
}

void read_metric(const Cursor& metric, Claim& into) {
  if (!metric.value().is_array()) return read_response(metric, into);
  for (std::size_t i = 0; i < metric.size(); ++i) read_response(metric.element(i), into);
  if (metric.size() == 0) metric.refuse("at least one response");
}

/// Exactly one of the sides.
void read_threshold(const Cursor& claim, Claim& into) {
  std::size_t given = 0;
  for (std::size_t side = 0; side < side_names().size(); ++side) {
    if (!claim.has(side_names()[side])) continue;
    ++given;
    into.side = static_cast<Side>(side);
    into.threshold = claim.member(side_names()[side]).read_number("a number, in the unit of the metric").value_or(0);
  }
  if (given != 1) claim.refuse("one of " + listed(side_names()), given == 0 ? "none" : "several");
}

PublishedFigure read_figure(const Cursor& figure) {
  PublishedFigure read;
  if (!figure.check_keys({"label", "value", "unit", "source"}, {})) return read;
  read.label = figure.member("label").read_text("what the figure is").value_or("");
  read.value = figure.member("value").read_number("a number").value_or(0);
  const Cursor unit = figure.member("unit");
  read.unit = unit.value() == 1 ? "1" : unit.read_text("a unit").value_or("");
  read.source = figure.member("source").read_text("where the figure was read").value_or("");
  return read;
}

Claim read_claim(const Cursor& cursor, const std::vector<std::string>& options) {
  Claim claim;
  claim.position = cursor.position();
  std::vector<std::string> optional{"against", "beside", "note"};
  optional.insert(optional.end(), side_names().begin(), side_names().end());
  cursor.check_keys({"id", "claim", "source", "date", "option", "metric"}, optional);
  if (!cursor.value().is_object()) return claim;
  const auto text = [&cursor](const char* key, const char* expected) {
    return cursor.has(key) ? cursor.member(key).read_text(expected).value_or("") : std::string();
  };
  claim.id = text("id", "a short name");
  claim.text = text("claim", "the claim in one sentence");
  claim.source = text("source", "who says so, and where");
  claim.note = text("note", "a note");
  if (cursor.has("date")) claim.date = cursor.member("date").read_date().value_or(Date{});
  claim.option = read_option(cursor, "option", options).value_or(0);
  claim.against = read_option(cursor, "against", options);
  if (cursor.has("metric")) read_metric(cursor.member("metric"), claim);
  read_threshold(cursor, claim);
  if (cursor.has("beside") && cursor.member("beside").check_list("a list of published figures")) {
    const Cursor beside = cursor.member("beside");
    for (std::size_t i = 0; i < beside.size(); ++i) claim.beside.push_back(read_figure(beside.element(i)));
  }
  return claim;
}

}  // namespace

const std::vector<std::string>& side_names() {
  static const std::vector<std::string> names{"at_least", "at_most", "above", "below"};
  return names;
}

bool Claim::holds_at(double value) const {
  switch (side) {
    case Side::at_least:
      return value >= threshold;
    case Side::at_most:
      return value <= threshold;
    case Side::above:
      return value > threshold;
    case Side::below:
      return value < threshold;
  }
  return false;
}

std::vector<Claim> read_claims(const Cursor& claims, const std::vector<std::string>& options) {
  std::vector<Claim> read;
  if (!claims.check_list("a list of claims")) return read;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    Claim claim = read_claim(claims.element(i), options);
    if (!claim.id.empty() && std::ranges::find(read, claim.id, &Claim::id) != read.end()) {
      claims.element(i).member("id").refuse("each id once", backquoted(claim.id) + " again");
    }
    read.push_back(std::move(claim));
  }
  return read;
}

}  // namespace throughgate::scenario
