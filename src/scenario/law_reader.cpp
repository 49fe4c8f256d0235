#include "scenario/law_reader.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

namespace throughgate::scenario {

namespace {

using namespace justice;

constexpr std::string_view fraction_wanted = "a share of a term from 0 to 1, `1/2`";
constexpr std::string_view length_wanted = "a length in whole months or years, `18 months`";

/// A whole number at the front of `text`, which is left with the rest.
std::optional<int> leading_number(std::string_view& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0) return {};
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

void read_fraction(const Cursor& at, Fraction& into) {
  const auto text = at.read_text(fraction_wanted);
  if (!text) return;
  std::string_view rest = *text;
  const auto numerator = leading_number(rest);
  if (numerator && rest.starts_with('/')) {
    rest.remove_prefix(1);
    const auto denominator = leading_number(rest);
    if (denominator && rest.empty() && *denominator > 0 && *denominator <= 1000 && *numerator <= *denominator) {
      into = {*numerator, *denominator};
      return;
    }
  }
  at.refuse(std::string(fraction_wanted));
}

void read_length(const Cursor& at, int& months) {
  const auto text = at.read_text(length_wanted);
  if (!text) return;
  std::string_view rest = *text;
  const auto number = leading_number(rest);
  const bool years = rest == " years" || rest == " year";
  if (!number || *number > 1200 || !(years || rest == " months" || rest == " month")) {
    at.refuse(std::string(length_wanted));
    return;
  }
  months = years ? 12 * *number : *number;
}

void read_day(const Cursor& at, int& into) {
  if (const auto date = at.read_date()) into = days_since_1970(*date);
}

/// Calls `read(member)` where the key is there.
template <class Read>
void where(const Cursor& at, const std::string& key, Read&& read) {
  if (at.has(key)) read(at.member(key));
}

void read_days_span(const Cursor& at, DaySpan& into) {
  if (!at.check_keys({}, {"from", "before"})) return;
  where(at, "from", [&](const Cursor& day) { read_day(day, into.from); });
  where(at, "before", [&](const Cursor& day) { read_day(day, into.before); });
  if (into.from >= into.before) at.refuse("`from` earlier than `before`");
}

void read_term_span(const Cursor& at, TermSpan& into) {
  into = {};
  if (!at.check_keys({}, {"from", "under"})) return;
  where(at, "from", [&](const Cursor& length) { read_length(length, into.from); });
  where(at, "under", [&](const Cursor& length) { read_length(length, into.under); });
  if (into.from >= into.under) at.refuse("`from` less than `under`");
}

void read_count(const Cursor& at, int& into) {
  if (const auto number = at.read_whole(0, 100000)) into = static_cast<int>(*number);
}

void read_flag(const Cursor& at, bool& into) {
  if (const auto flag = at.read_true_false()) into = *flag;
}

void read_types(const Cursor& at, unsigned& into) {
  if (!at.check_list("a list of types of sentence")) return;
  for (std::size_t index = 0; index < at.size(); ++index) {
    if (const auto type = at.element(index).read_word(sentence_type_names())) into |= 1U << *type;
  }
}

void read_known(const Cursor& at, int& into) {
  where(at, "known", [&](const Cursor& day) { read_day(day, into); });
}

void read_names(const Cursor& at, std::string& name) {
  where(at, "name", [&](const Cursor& text) { name = text.read_text("a name").value_or(""); });
  where(at, "source", [](const Cursor& text) { (void)text.read_text("where the rule was read"); });
}

void read_licence(const Cursor& at, ReleaseRule& rule) {
  const auto text = at.read_text("`none`, `end` or a share of the term");
  if (!text) return;
  rule.licence = *text == "none" ? LicenceEnd::none : *text == "end" ? LicenceEnd::expiry : LicenceEnd::fraction;
  if (rule.licence == LicenceEnd::fraction) read_fraction(at, rule.licence_share);
}

void read_supervision(const Cursor& at, ReleaseRule& rule) {
  if (!at.check_keys({"months", "term"}, {})) return;
  where(at, "months", [&](const Cursor& count) { read_count(count, rule.supervision_months); });
  where(at, "term", [&](const Cursor& span) { read_term_span(span, rule.supervised_term); });
}

/// `curfews`: names of the schemes.
ReleaseRule read_rule(const Cursor& at, const std::vector<std::string>& curfews) {
  ReleaseRule rule;
  at.check_keys(
      {"name", "source", "known", "types", "release"},
      {"end_known", "offence", "sentenced", "half_way", "term", "own_term", "listed", "least_age", "under_age", "apart",
       "unconditional", "parole", "licence", "single_term", "supervision", "curfew", "credited", "most_months"});
  if (!at.value().is_object()) return rule;
  read_names(at, rule.name);
  read_known(at, rule.known);
  where(at, "end_known", [&](const Cursor& day) { read_day(day, rule.end_known); });
  where(at, "types", [&](const Cursor& list) { read_types(list, rule.types); });
  where(at, "offence", [&](const Cursor& span) { read_days_span(span, rule.offence); });
  where(at, "sentenced", [&](const Cursor& span) { read_days_span(span, rule.sentenced); });
  where(at, "half_way", [&](const Cursor& span) { read_days_span(span, rule.half_way); });
  where(at, "term", [&](const Cursor& span) { read_term_span(span, rule.term); });
  where(at, "own_term", [&](const Cursor& span) { read_term_span(span, rule.own_term); });
  where(at, "listed", [&](const Cursor& flag) { rule.listed = flag.read_true_false(); });
  where(at, "least_age", [&](const Cursor& count) { read_count(count, rule.least_age); });
  where(at, "under_age", [&](const Cursor& count) { read_count(count, rule.under_age); });
  where(at, "apart", [&](const Cursor& flag) { read_flag(flag, rule.apart); });
  where(at, "release", [&](const Cursor& share) { read_fraction(share, rule.release); });
  where(at, "parole", [&](const Cursor& share) { read_fraction(share, rule.parole); });
  where(at, "unconditional", [&](const Cursor& flag) { read_flag(flag, rule.unconditional); });
  where(at, "licence", [&](const Cursor& text) { read_licence(text, rule); });
  where(at, "single_term", [&](const Cursor& flag) { read_flag(flag, rule.single_term); });
  where(at, "credited", [&](const Cursor& flag) { read_flag(flag, rule.credited); });
  where(at, "most_months", [&](const Cursor& count) { read_count(count, rule.most_months); });
  where(at, "supervision", [&](const Cursor& group) { read_supervision(group, rule); });
  where(at, "curfew", [&](const Cursor& word) {
    if (const auto scheme = word.read_word(curfews)) rule.curfew = static_cast<int>(*scheme);
  });
  return rule;
}

void read_barred(const Cursor& at, CurfewScheme& scheme) {
  if (!at.check_keys({"term"}, {"sentenced", "release"})) return;
  where(at, "term", [&](const Cursor& span) { read_term_span(span, scheme.barred_term); });
  where(at, "sentenced", [&](const Cursor& span) { read_days_span(span, scheme.barred_sentenced); });
  where(at, "release", [&](const Cursor& span) { read_days_span(span, scheme.barred_release); });
}

void read_windows(const Cursor& at, CurfewScheme& scheme) {
  if (!at.check_list("a list of windows")) return;
  for (std::size_t index = 0; index < at.size(); ++index) {
    const Cursor one = at.element(index);
    CurfewWindow& window = scheme.windows.emplace_back();
    if (!one.check_keys({"from", "days"}, {})) continue;
    where(one, "from", [&](const Cursor& day) { read_day(day, window.from); });
    where(one, "days", [&](const Cursor& count) { read_count(count, window.days); });
  }
}

CurfewScheme read_curfew(const Cursor& at) {
  CurfewScheme scheme;
  scheme.served_days_alone.under = scheme.barred_term.under = 0;  // none, unless the file says otherwise
  at.check_keys({"name", "source", "least_served", "share", "windows"},
                {"term", "least_custodial", "served_alone", "least_before_release", "least_after_sentence", "barred"});
  if (!at.value().is_object()) return scheme;
  read_names(at, scheme.name);
  where(at, "term", [&](const Cursor& span) { read_term_span(span, scheme.term); });
  where(at, "least_custodial", [&](const Cursor& count) { read_count(count, scheme.least_custodial_days); });
  where(at, "least_served", [&](const Cursor& count) { read_count(count, scheme.least_served_days); });
  where(at, "share", [&](const Cursor& share) { read_fraction(share, scheme.share); });
  where(at, "served_alone", [&](const Cursor& span) { read_term_span(span, scheme.served_days_alone); });
  where(at, "least_before_release", [&](const Cursor& count) { read_count(count, scheme.least_before_release); });
  where(at, "least_after_sentence", [&](const Cursor& count) { read_count(count, scheme.least_after_sentence); });
  where(at, "barred", [&](const Cursor& group) { read_barred(group, scheme); });
  where(at, "windows", [&](const Cursor& list) { read_windows(list, scheme); });
  return scheme;
}

EarlierRelease read_earlier(const Cursor& at) {
  EarlierRelease tranche;
  tranche.but_for_excluded = false;
  at.check_keys({"name", "source", "known", "from", "sentenced_from", "types", "replaces", "by"},
                {"longest", "exclusions"});
  if (!at.value().is_object()) return tranche;
  read_names(at, tranche.name);
  read_known(at, tranche.known);
  where(at, "from", [&](const Cursor& day) { read_day(day, tranche.from); });
  where(at, "types", [&](const Cursor& list) { read_types(list, tranche.types); });
  where(at, "sentenced_from", [&](const Cursor& day) { read_day(day, tranche.sentenced_from); });
  where(at, "longest", [&](const Cursor& span) { read_term_span(span, tranche.longest); });
  where(at, "replaces", [&](const Cursor& share) { read_fraction(share, tranche.replaced); });
  where(at, "by", [&](const Cursor& share) { read_fraction(share, tranche.by); });
  where(at, "exclusions", [&](const Cursor& flag) { read_flag(flag, tranche.but_for_excluded); });
  return tranche;
}

EndOfCustodyLicence read_end_of_custody(const Cursor& at) {
  EndOfCustodyLicence scheme;
  std::string name;
  at.check_keys({"name", "source", "release", "days_early"}, {"end_known", "least_term", "term"});
  if (!at.value().is_object()) return scheme;
  read_names(at, name);
  where(at, "release", [&](const Cursor& span) { read_days_span(span, scheme.release); });
  where(at, "end_known", [&](const Cursor& day) { read_day(day, scheme.end_known); });
  where(at, "days_early", [&](const Cursor& count) { read_count(count, scheme.days_early); });
  where(at, "least_term", [&](const Cursor& count) { read_count(count, scheme.least_term_days); });
  where(at, "term", [&](const Cursor& span) { read_term_span(span, scheme.term); });
  return scheme;
}

FixedTermRecall read_recall(const Cursor& at) {
  FixedTermRecall rule;
  std::string name;
  at.check_keys({"name", "source", "known", "types", "returned", "days"}, {"term"});
  if (!at.value().is_object()) return rule;
  read_names(at, name);
  read_known(at, rule.known);
  where(at, "types", [&](const Cursor& list) { read_types(list, rule.types); });
  where(at, "returned", [&](const Cursor& span) { read_days_span(span, rule.returned); });
  where(at, "term", [&](const Cursor& span) { read_term_span(span, rule.term); });
  where(at, "days", [&](const Cursor& count) { read_count(count, rule.days); });
  return rule;
}

DetentionRelease read_detention(const Cursor& at) {
  DetentionRelease rule;
  std::string name;
  at.check_keys({"name", "term", "months_early"}, {"source"});
  if (!at.value().is_object()) return rule;
  read_names(at, name);
  where(at, "term", [&](const Cursor& span) { read_term_span(span, rule.term); });
  where(at, "months_early", [&](const Cursor& count) { read_count(count, rule.months_early); });
  return rule;
}

void read_holidays(const Cursor& years, std::vector<int>& into) {
  if (!years.check_list("a list of years, each a list of dates")) return;
  for (std::size_t year = 0; year < years.size(); ++year) {
    const Cursor dates = years.element(year);
    if (!dates.check_list("a list of dates")) continue;
    for (std::size_t index = 0; index < dates.size(); ++index) {
      int day = 0;
      read_day(dates.element(index), day);
      into.push_back(day);
    }
  }
  std::ranges::sort(into);
}

void read_discharge(const Cursor& at, ReleaseLaw& law) {
  if (!at.check_keys({"source", "term_days", "holidays"}, {})) return;
  where(at, "term_days", [&](const Cursor& count) { read_count(count, law.discharge_term_days); });
  where(at, "holidays", [&](const Cursor& years) { read_holidays(years, law.holidays); });
}

/// Reads each element of the list at `key`.
template <class Item, class Read>
void read_list(const Cursor& root, const std::string& key, std::vector<Item>& into, Read&& read) {
  if (!root.has(key)) return;
  const Cursor list = root.member(key);
  if (!list.check_list("a list")) return;
  for (std::size_t index = 0; index < list.size(); ++index) into.push_back(read(list.element(index)));
}

}  // namespace

const std::vector<std::string>& sentence_type_names() {
  static const std::vector<std::string> names{"SDS", "SDS+", "EDS", "EPP", "DTO", "IPP", "LIFE"};
  return names;
}

ReleaseLaw read_law(const Cursor& root) {
  ReleaseLaw law;
  root.check_keys({"law", "title", "rules"}, {"earlier_release", "curfew", "end_of_custody_licence",
                                              "fixed_term_recall", "detention_and_training", "discharge"});
  if (!root.value().is_object()) return law;
  for (const char* key : {"law", "title"}) {
    if (root.has(key)) (void)root.member(key).read_text("a name");
  }
  read_list(root, "curfew", law.curfews, read_curfew);
  std::vector<std::string> curfews;
  for (const CurfewScheme& scheme : law.curfews) curfews.push_back(scheme.name);
  read_list(root, "rules", law.rules, [&](const Cursor& at) { return read_rule(at, curfews); });
  read_list(root, "earlier_release", law.earlier, read_earlier);
  read_list(root, "end_of_custody_licence", law.end_of_custody, read_end_of_custody);
  read_list(root, "fixed_term_recall", law.recalls, read_recall);
  read_list(root, "detention_and_training", law.detention, read_detention);
  if (root.has("discharge")) read_discharge(root.member("discharge"), law);
  return law;
}

ReleaseLaw load_law(const std::filesystem::path& file, Sources& sources) {
  Problems problems;
  ReleaseLaw law;
  if (const auto document = sources.read(file, problems)) law = read_law(Cursor(*document, problems));
  problems.throw_if_any();
  return law;
}

}  // namespace throughgate::scenario
