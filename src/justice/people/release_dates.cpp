#include "justice/people/release_dates.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "base/date.hpp"
#include "justice/people/sentence_unit.hpp"

namespace throughgate::justice {

namespace {

using Units = std::vector<SentenceUnit>;

void follow(const std::vector<Sentence>& sentences, std::size_t index, SentenceUnit::Chain& chain) {
  chain.push_back(&sentences[index]);
  for (std::size_t next = 0; next < sentences.size(); ++next) {
    if (sentences[next].consecutive_to == index) follow(sentences, next, chain);
  }
}

Units chains(const std::vector<Sentence>& sentences) {
  Units units;
  std::size_t found = 0;
  for (std::size_t index = 0; index < sentences.size(); ++index) {
    if (sentences[index].consecutive_to) continue;
    SentenceUnit::Chain chain;
    follow(sentences, index, chain);
    found += chain.size();
    units.emplace_back(chain);
  }
  if (found != sentences.size()) throw std::invalid_argument("sentences are consecutive to each other in a circle");
  return units;
}

/// Terms that begin before the release from another become one with it, where the law says so of both.
void join_single_terms(Units& units, const ReleaseLaw& law, const Adjustment& adjustment, std::optional<int> birth) {
  std::ranges::sort(units, {}, &SentenceUnit::start);
  for (std::size_t first = 0; first < units.size(); ++first) {
    for (std::size_t second = first + 1; second < units.size();) {
      const bool joined = units[first].single_term() && units[second].single_term() &&
                          units[first].has(SentenceType::detention_and_training) ==
                              units[second].has(SentenceType::detention_and_training) &&
                          units[second].start() <= units[first].release();
      if (!joined) {
        ++second;
        continue;
      }
      units[first].absorb(units[second]);
      units[first].apply(law, adjustment, birth);
      units.erase(units.begin() + static_cast<std::ptrdiff_t>(second));
    }
  }
}

/// Of the tranches of one law, that of a person is the first that covers each term which is being served as it begins.
void let_out_earlier(Units& units, const std::vector<EarlierRelease>& tranches) {
  for (SentenceUnit& unit : units) unit.apply_since(tranches);
  std::optional<int> done;  // names the law: its tranches share the day from which sentences are under it
  for (const EarlierRelease& tranche : tranches) {
    if (tranche.sentenced_from == done) continue;
    const auto serving = [&tranche](const SentenceUnit& unit) {
      return unit.start() < tranche.sentenced_from && unit.expiry() >= tranche.from;
    };
    const auto covered = [&](const SentenceUnit& unit) { return !serving(unit) || unit.within(tranche.longest); };
    if (std::ranges::none_of(units, serving) || !std::ranges::all_of(units, covered)) continue;
    done = tranche.sentenced_from;
    for (SentenceUnit& unit : units) {
      if (serving(unit)) unit.apply_tranche(tranche);
    }
  }
}

template <class Day>
std::optional<int> latest(const Units& units, Day&& day) {
  std::optional<int> result;
  for (const SentenceUnit& unit : units) {
    if (const std::optional<int> one = day(unit)) result = std::max(result.value_or(*one), *one);
  }
  return result;
}

/// The latest curfew; a term to which none is open is served first.
std::optional<int> curfew(const Units& units, const ReleaseLaw& law, std::optional<int> window, int release) {
  bool any = false;
  int eligible = std::numeric_limits<int>::min();
  for (const SentenceUnit& unit : units) {
    const auto own = unit.curfew(law, window);
    any |= own.has_value();
    if (own) eligible = std::max(eligible, *own);
    const bool last = unit.release() == release && !own;
    if (last || unit.bars_curfew(law, window.has_value())) eligible = std::max(eligible, unit.release());
  }
  if (!any || eligible >= release) return {};
  return eligible;
}

/// The Board may release once every other term is served.
std::optional<int> parole(const Units& units, int release) {
  const auto own = latest(units, [](const SentenceUnit& unit) { return unit.parole(); });
  if (!own) return {};
  int day = *own;
  for (const SentenceUnit& unit : units) {
    if (!unit.parole()) day = std::max(day, unit.release());
  }
  if (day >= release) return {};
  return day;
}

/// So many days before release, or as soon after the start of the scheme and the sentence as there are fewer.
std::optional<int> end_of_custody(const SentenceUnit& unit, const ReleaseLaw& law, int release) {
  for (const EndOfCustodyLicence& scheme : law.end_of_custody) {
    if (!unit.within(scheme.term) || unit.days() < scheme.least_term_days) continue;
    const int day = std::max({release - scheme.days_early, scheme.release.from, unit.last_sentenced()});
    if (day < release && scheme.release.contains(day)) return day;
  }
  return {};
}

std::optional<int> end_of_custody(const Units& units, const ReleaseLaw& law, int release) {
  std::optional<int> day;
  for (const SentenceUnit& unit : units) {
    const auto own = end_of_custody(unit, law, release);
    if (!own) return {};
    day = std::max(day.value_or(*own), *own);
  }
  return day;
}

std::optional<int> re_release(const Units& units, const ReleaseLaw& law, const Recall& recall,
                              const ReleaseDates& dates, int release) {
  const int end = dates.licence_expiry.value_or(dates.sentence_expiry.value_or(release));
  if (recall.kind == RecallKind::curfew) return release;  // which was never reached
  if (recall.kind == RecallKind::standard || !recall.returned) return end;
  for (const FixedTermRecall& rule : law.recalls) {
    if (!rule.returned.contains(*recall.returned)) continue;
    if (!std::ranges::all_of(units, [&](const SentenceUnit& unit) { return unit.only(rule.types); })) continue;
    if (!std::ranges::all_of(units, [&](const SentenceUnit& unit) { return unit.within(rule.term); })) continue;
    return std::min(*recall.returned + rule.days - 1, end);
  }
  return end;
}

std::optional<int> detention_release(const Units& units, const ReleaseLaw& law) {
  for (const SentenceUnit& unit : units) {
    if (!unit.has(SentenceType::detention_and_training)) continue;
    for (const DetentionRelease& rule : law.detention) {
      if (!unit.within(rule.term) || unit.release() == unit.last_sentenced()) continue;
      const int early = days_since_1970(add_months(date_from_days(unit.release()), -rule.months_early));
      return std::max(early, unit.last_sentenced());
    }
  }
  return {};
}

/// Release, and what follows it in the community.
void release_and_licence(const Units& units, ReleaseDates& dates) {
  const SentenceUnit& binding = *std::ranges::max_element(units, {}, &SentenceUnit::release);
  const int release = binding.release();
  dates.licence_expiry = latest(units, [](const SentenceUnit& unit) { return unit.licence_expiry(); });
  const bool licensed = dates.licence_expiry && *dates.licence_expiry > release;
  const bool conditional = licensed || !binding.unconditional();
  if (!licensed) dates.licence_expiry.reset();
  (conditional ? dates.conditional_release : dates.automatic_release) = release;
  const auto supervised = latest(units, [](const SentenceUnit& unit) { return unit.supervision_expiry(); });
  if (supervised && *supervised > std::max(release, dates.licence_expiry.value_or(release))) {
    dates.supervision_expiry = supervised;
  }
}

void determinate_dates(const Units& units, const ReleaseLaw& law, const SentenceCase& one, ReleaseDates& dates) {
  dates.sentence_expiry = latest(units, [](const SentenceUnit& unit) { return unit.expiry(); });
  dates.early_release = detention_release(units, law);
  // A detention and training order beside a sentence has dates of its own; the sentence's are told.
  Units told = units;
  std::erase_if(told, [](const SentenceUnit& unit) { return unit.has(SentenceType::detention_and_training); });
  if (told.empty()) told = units;
  release_and_licence(told, dates);
  const int release = dates.conditional_release ? *dates.conditional_release : *dates.automatic_release;
  dates.curfew_eligibility = curfew(told, law, one.curfew_window, release);
  dates.parole_eligibility = parole(told, release);
  if (one.end_of_custody) dates.end_of_custody_licence = end_of_custody(told, law, release);
  const bool longer =
      std::ranges::any_of(told, [&](const SentenceUnit& unit) { return unit.days() > law.discharge_term_days; });
  const auto sentenced = latest(told, [](const SentenceUnit& unit) { return std::optional(unit.last_sentenced()); });
  dates.discharge = longer ? std::max(working_day_before(law, release), *sentenced) : release;
  if (one.recall) dates.re_release = re_release(told, law, *one.recall, dates, release);
}

}  // namespace

int working_day_before(const ReleaseLaw& law, int day) {
  while (is_weekend(date_from_days(day)) || std::ranges::binary_search(law.holidays, day)) --day;
  return day;
}

ReleaseLaw ReleaseLaw::known_at(int day) const {
  ReleaseLaw law = *this;
  const auto later = [day](const auto& entry) { return entry.known > day; };
  std::erase_if(law.rules, later);
  std::erase_if(law.earlier, later);
  std::erase_if(law.recalls, later);
  for (ReleaseRule& rule : law.rules) {
    if (rule.end_known > day) rule.sentenced.before = DaySpan{}.before;
  }
  for (CurfewScheme& scheme : law.curfews) {
    std::erase_if(scheme.windows, [day](const CurfewWindow& window) { return window.from > day; });
    if (scheme.barred_sentenced.from > day) scheme.barred_term = {0, 0};
  }
  for (EndOfCustodyLicence& scheme : law.end_of_custody) {
    if (scheme.end_known > day) scheme.release.before = DaySpan{}.before;
  }
  return law;
}

TermDates term_dates(const ReleaseLaw& law, const Sentence& sentence, int credit) {
  SentenceUnit unit({&sentence});
  unit.apply(law, {.credit = credit}, {});
  unit.apply_since(law.earlier);
  TermDates dates;
  dates.custodial_days = unit.custodial_days();
  for (const EarlierRelease& tranche : law.earlier) {
    const bool serving = unit.start() < tranche.sentenced_from && unit.expiry() >= tranche.from;
    if (!serving || !unit.within(tranche.longest)) continue;
    unit.apply_tranche(tranche);
    break;
  }
  dates.release = unit.release();
  dates.expiry = unit.expiry();
  dates.licence = unit.licence_expiry();
  dates.supervision = unit.supervision_expiry();
  dates.parole = unit.parole();
  dates.curfew = unit.curfew(law, {});
  if (unit.days() > law.discharge_term_days) {
    dates.discharge = std::max(working_day_before(law, dates.release), sentence.sentenced);
  } else {
    dates.discharge = dates.release;
  }
  dates.end_of_custody_licence = end_of_custody(unit, law, dates.release);
  return dates;
}

int fixed_term_recall_days(const ReleaseLaw& law, int returned, int term_days) {
  constexpr unsigned determinate = 1U << static_cast<unsigned>(SentenceType::determinate);
  for (const FixedTermRecall& rule : law.recalls) {
    if ((rule.types & determinate) == 0 || !rule.returned.contains(returned)) continue;
    if (within(rule.term, returned, returned + term_days)) return rule.days;
  }
  return 0;
}

ReleaseDates release_dates(const ReleaseLaw& law, const SentenceCase& one) {
  const Adjustment adjustment{one.remand_days + one.tagged_bail_days, one.unlawfully_at_large, one.added_days};
  Units units = chains(one.sentences);
  for (SentenceUnit& unit : units) unit.apply(law, adjustment, one.birth);
  join_single_terms(units, law, adjustment, one.birth);
  if (one.earlier_release.value_or(true)) let_out_earlier(units, law.earlier);
  ReleaseDates dates;
  dates.tariff_expiry = latest(units, [](const SentenceUnit& unit) { return unit.tariff(); });
  if (std::ranges::none_of(units, &SentenceUnit::indeterminate)) determinate_dates(units, law, one, dates);
  return dates;
}

}  // namespace throughgate::justice
