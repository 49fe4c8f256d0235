#include "scenario/release_cases.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/date.hpp"
#include "scenario/cursor.hpp"
#include "scenario/law_reader.hpp"

namespace throughgate::scenario {

namespace {

using namespace justice;

constexpr int most_years = 100;
constexpr int months_in_year = 12;
constexpr int days_in_week = 7;

/// Whether there is a value at the key; JSON's null is none (in YAML files of this project it is a word).
bool given(const Cursor& at, const std::string& key) {
  return at.has(key) && !at.member(key).value().is_null() && at.member(key).value() != "null";
}

int whole(const Cursor& at, const std::string& key, int most) {
  if (!given(at, key)) return 0;
  return static_cast<int>(at.member(key).read_whole(0, most).value_or(0));
}

int day(const Cursor& at, const std::string& key) {
  if (!at.has(key)) {
    at.refuse("a date at `" + key + "`", "none");
    return 0;
  }
  const auto date = at.member(key).read_date();
  return date ? days_since_1970(*date) : 0;
}

bool flag(const Cursor& at, const std::string& key) {
  return given(at, key) && at.member(key).read_true_false().value_or(false);
}

TermLength length(const Cursor& at, const std::string& prefix) {
  return {months_in_year * whole(at, prefix + "years", most_years) +
              whole(at, prefix + "months", months_in_year * most_years),
          days_in_week * whole(at, prefix + "weeks", 53 * most_years) + whole(at, prefix + "days", 366 * most_years)};
}

/// Tells of keys that are not known, which are passed over.
void check_known(const Cursor& at, const std::vector<std::string>& known, std::vector<Problem>& unknown) {
  for (const std::string& key : at.keys()) {
    if (std::ranges::find(known, key) != known.end()) continue;
    const Position position = at.member(key).key_position();
    unknown.push_back({position, at.member(key).path(), "a known key", backquoted(key), nearest_known(key, known)});
  }
}

Sentence read_sentence(const Cursor& at, std::size_t sentences, std::vector<Problem>& unknown) {
  static const std::vector<std::string> known{
      "offence_date", "sentence_date",  "years",           "months",           "weeks",           "days",
      "type",         "consecutive_to", "extension_years", "extension_months", "extension_weeks", "extension_days",
      "tariff_years", "tariff_months",  "tariff_days",     "schedule15",       "sds40_excluded"};
  Sentence sentence;
  if (!at.check_mapping("a sentence")) return sentence;
  check_known(at, known, unknown);
  if (!at.has("type")) {
    at.refuse("a type of sentence at `type`", "none");
  } else if (const auto type = at.member("type").read_word(sentence_type_names())) {
    sentence.type = static_cast<SentenceType>(*type);
  }
  sentence.offence = day(at, "offence_date");
  sentence.sentenced = day(at, "sentence_date");
  sentence.term = length(at, "");
  sentence.extension = length(at, "extension_");
  sentence.tariff = length(at, "tariff_");
  sentence.schedule15 = flag(at, "schedule15");
  sentence.excluded = flag(at, "sds40_excluded");
  if (given(at, "consecutive_to")) {
    const auto last = static_cast<std::int64_t>(sentences) - 1;
    if (const auto index = at.member("consecutive_to").read_whole(0, last)) {
      sentence.consecutive_to = static_cast<std::size_t>(*index);
    }
  }
  const bool indeterminate = sentence.type == SentenceType::public_protection || sentence.type == SentenceType::life;
  if (!indeterminate && sentence.term.months == 0 && sentence.term.days == 0)
    at.refuse("a term of a day or more", "none");
  return sentence;
}

/// Days on remand: each once, however many periods hold it.
int read_remand(const Cursor& list, std::vector<Problem>& unknown) {
  int counted = 0;
  std::set<int> days;
  if (!list.check_list("a list of periods")) return 0;
  for (std::size_t index = 0; index < list.size(); ++index) {
    const Cursor period = list.element(index);
    if (!period.check_mapping("a period")) continue;
    check_known(period, {"from", "to", "days"}, unknown);
    if (given(period, "days")) {
      counted += whole(period, "days", 366 * most_years);
      continue;
    }
    const int from = day(period, "from");
    const int to = day(period, "to");
    if (from > to || to - from > 366 * most_years) {
      period.refuse("`from` not after `to`");
      continue;
    }
    for (int one = from; one <= to; ++one) days.insert(one);
  }
  return counted + static_cast<int>(days.size());
}

Recall read_recall(const Cursor& at, std::vector<Problem>& unknown) {
  Recall recall;
  if (!at.check_mapping("a recall")) return recall;
  check_known(at, {"kind", "return_to_custody"}, unknown);
  if (!at.has("kind")) {
    at.refuse("a kind of recall at `kind`", "none");
  } else if (const auto kind = at.member("kind").read_word({"fixed", "standard", "curfew"})) {
    recall.kind = static_cast<RecallKind>(*kind);
  }
  // A standard recall ends with the sentence, whenever the person came back.
  if (recall.kind == RecallKind::fixed_term || given(at, "return_to_custody"))
    recall.returned = day(at, "return_to_custody");
  return recall;
}

ReleaseCase read_case(const Cursor& root, std::vector<Problem>& unknown) {
  static const std::vector<std::string> known{"id",
                                              "sentences",
                                              "remand",
                                              "tagged_bail_days",
                                              "tagged_bail_credit_days",
                                              "added_days",
                                              "ual_days",
                                              "dob",
                                              "hdc_window",
                                              "sds40",
                                              "ecl",
                                              "recall",
                                              "expected",
                                              "rule",
                                              "working",
                                              "note",
                                              "source"};
  ReleaseCase one;
  check_known(root, known, unknown);
  if (given(root, "id")) {
    const Cursor id = root.member("id");
    one.id = id.value().is_number_integer() ? id.value().dump() : id.read_text("the name of the case").value_or("");
  }
  SentenceCase& input = one.input;
  if (!root.has("sentences")) {
    root.refuse("a list of sentences at `sentences`", "none");
  } else if (const Cursor list = root.member("sentences"); list.check_list("a list of sentences")) {
    if (list.size() == 0) list.refuse("a sentence or more");
    for (std::size_t index = 0; index < list.size(); ++index)
      input.sentences.push_back(read_sentence(list.element(index), list.size(), unknown));
  }
  if (given(root, "remand")) input.remand_days = read_remand(root.member("remand"), unknown);
  input.tagged_bail_days = (whole(root, "tagged_bail_days", 366 * most_years) + 1) / 2 +
                           whole(root, "tagged_bail_credit_days", 366 * most_years);
  input.added_days = whole(root, "added_days", 366 * most_years);
  input.unlawfully_at_large = whole(root, "ual_days", 366 * most_years);
  if (given(root, "dob")) input.birth = day(root, "dob");
  if (given(root, "hdc_window")) input.curfew_window = whole(root, "hdc_window", 366);
  if (given(root, "sds40")) input.earlier_release = flag(root, "sds40");
  input.end_of_custody = flag(root, "ecl");
  if (given(root, "recall")) input.recall = read_recall(root.member("recall"), unknown);
  return one;
}

void shift(std::vector<Problem>& problems, std::size_t from, int lines) {
  for (std::size_t index = from; index < problems.size(); ++index) problems[index].position.line += lines;
}

}  // namespace

ReleaseCases read_release_cases(const std::filesystem::path& file) {
  ReleaseCases result;
  const TextSource source = read_text(file);
  const std::string_view content = source.content();
  int line = 0;
  for (std::size_t begin = 0; begin < content.size(); ++line) {
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    std::string text(content.substr(begin, end - begin));
    begin = end + 1;
    if (text.ends_with('\r')) text.pop_back();
    if (text.find_first_not_of(" \t") == std::string::npos) continue;
    Problems own;
    const std::size_t unknown = result.unknown.size();
    const Document document = parse_document({source.path, std::move(text)}, own);
    const Cursor root(document, own);
    ReleaseCase one;
    if (own.empty() && root.check_mapping("a case")) one = read_case(root, result.unknown);
    if (one.id.empty()) one.id = "line " + std::to_string(line + 1);
    one.problems = own.sorted();
    shift(one.problems, 0, line);
    shift(result.unknown, unknown, line);
    result.cases.push_back(std::move(one));
  }
  return result;
}

}  // namespace throughgate::scenario
