#include "justice/people/sentence_unit.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "base/date.hpp"

namespace throughgate::justice {

namespace {

constexpr unsigned bit(SentenceType type) { return 1U << static_cast<unsigned>(type); }

/// The first day after terms that follow each other from `start`.
template <class Length>
int after_terms(int start, const SentenceUnit::Chain& chain, Length&& length) {
  // Adjoining months are counted together, so that a short month is met once.
  int after = start;
  TermLength open;
  for (const Sentence* sentence : chain) {
    const TermLength term = length(*sentence);
    open.months += term.months;
    open.days += term.days;
    if (open.days > 0) {
      after = day_after(after, open);
      open = {};
    }
  }
  return day_after(after, open);
}

TermLength custodial(const Sentence& sentence) { return sentence.term; }
TermLength extension(const Sentence& sentence) { return sentence.extension; }

}  // namespace

SentenceUnit::SentenceUnit(const Chain& chain) : start_(chain.front()->sentenced), last_sentenced_(start_) {
  for (const Sentence* sentence : chain) {
    start_ = std::min(start_, sentence->sentenced);
    last_sentenced_ = std::max(last_sentenced_, sentence->sentenced);
    members_.push_back({sentence, nullptr, {}});
  }
  after_ = after_terms(start_, chain, custodial);
  all_after_ = after_terms(after_, chain, extension);
}

void SentenceUnit::absorb(const SentenceUnit& other) {
  start_ = std::min(start_, other.start_);
  after_ = std::max(after_, other.after_);
  all_after_ = std::max(all_after_, other.all_after_);
  last_sentenced_ = std::max(last_sentenced_, other.last_sentenced_);
  members_.insert(members_.end(), other.members_.begin(), other.members_.end());
  merged_ = true;
}

bool SentenceUnit::within(TermSpan span) const { return throughgate::justice::within(span, start_, after_); }

bool SentenceUnit::has(SentenceType type) const {
  return std::ranges::any_of(members_, [type](const Member& member) { return member.sentence->type == type; });
}

bool SentenceUnit::only(unsigned types) const {
  return std::ranges::all_of(members_,
                             [types](const Member& member) { return (bit(member.sentence->type) & types) != 0; });
}

bool SentenceUnit::indeterminate() const { return has(SentenceType::public_protection) || has(SentenceType::life); }

bool SentenceUnit::single_term() const {
  return std::ranges::all_of(members_, [](const Member& member) { return member.rule->single_term; });
}

bool SentenceUnit::unconditional() const {
  return std::ranges::all_of(members_, [](const Member& member) { return member.rule->unconditional; });
}

template <class Which>
int SentenceUnit::days_of(int start, const Which& which) const {
  if (merged_ || std::ranges::all_of(members_, which)) return days();
  Chain chain;
  for (const Member& member : members_) {
    if (which(member)) chain.push_back(member.sentence);
  }
  return after_terms(start, chain, custodial) - start;
}

/// Each share is taken of all terms that have it, and rounded once. Each group begins on the day after the one before
/// it is served; terms that end with the Board come last.
template <class Share>
int SentenceUnit::sum_of_shares(const Share& share) const {
  if (merged_) return share(members_.front()).day(days());
  int sum = 0;
  for (const bool with_parole : {false, true}) {
    for (std::size_t first = 0; first < members_.size(); ++first) {
      const Fraction fraction = share(members_[first]);
      const auto same = [&](const Member& member) {
        return share(member) == fraction && member.rule->parole.any() == with_parole &&
               member.rule->apart == members_[first].rule->apart;
      };
      if (std::ranges::find_if(members_, same) != members_.begin() + static_cast<std::ptrdiff_t>(first)) continue;
      sum += fraction.day(days_of(members_[first].rule->apart ? start_ : start_ + sum, same));
    }
  }
  return sum;
}

int SentenceUnit::moved(int day_of_term) const {
  return start_ + day_of_term - 1 - adjustment_.credit + adjustment_.unlawfully_at_large;
}

template <class Share>
int SentenceUnit::release_under(const Share& share) const {
  return std::max(moved(sum_of_shares(share)), last_sentenced_);
}

int SentenceUnit::custodial_days() const {
  return sum_of_shares([](const Member& member) { return member.release; });
}

const ReleaseRule& SentenceUnit::rule_for(const ReleaseLaw& law, const Sentence& sentence, int half_way,
                                          std::optional<int> birth) const {
  const bool listed = merged_
                          ? std::ranges::any_of(members_, [](const Member& one) { return one.sentence->schedule15; })
                          : sentence.schedule15;
  const auto applies = [&](const ReleaseRule& rule) {
    if ((rule.types & bit(sentence.type)) == 0 || !rule.offence.contains(sentence.offence)) return false;
    if (!rule.sentenced.contains(sentence.sentenced) || !rule.half_way.contains(half_way)) return false;
    if (!within(rule.term) || (rule.listed && *rule.listed != listed)) return false;
    if (!throughgate::justice::within(rule.own_term, sentence.sentenced, day_after(sentence.sentenced, sentence.term)))
      return false;
    if (!birth) return rule.under_age == 0;
    const int age = completed_years(date_from_days(*birth), date_from_days(half_way));
    return age >= rule.least_age && (rule.under_age == 0 || age < rule.under_age);
  };
  const auto found = std::ranges::find_if(law.rules, applies);
  if (found == law.rules.end()) throw std::invalid_argument("no rule of the law covers the sentence");
  return *found;
}

void SentenceUnit::apply(const ReleaseLaw& law, const Adjustment& adjustment, std::optional<int> birth) {
  const int half_way = start_ + Fraction{1, 2}.day(days()) - 1 - adjustment.credit + adjustment.unlawfully_at_large;
  bool credited = false;
  const int extension_days = all_after_ - after_;
  for (Member& member : members_) {
    member.rule = &rule_for(law, *member.sentence, half_way, birth);
    member.release = member.rule->release;
    credited |= member.rule->credited;
  }
  const auto limited = [](const Member& member) { return member.rule->most_months > 0; };
  if (std::ranges::all_of(members_, limited)) {
    after_ = std::min(after_, day_after(start_, {members_.front().rule->most_months, 0}));
  }
  all_after_ = after_ + extension_days;
  adjustment_ = adjustment;
  const int served = custodial_days();
  adjustment_.credit = !credited ? 0 : indeterminate() ? adjustment.credit : std::min(adjustment.credit, served);
}

void SentenceUnit::apply_since(std::span<const EarlierRelease> tranches) {
  for (Member& member : members_) {
    for (const EarlierRelease& tranche : tranches) {
      const Sentence& sentence = *member.sentence;
      if ((tranche.types & bit(sentence.type)) == 0 || !(tranche.replaced == member.release)) continue;
      if (sentence.sentenced < tranche.sentenced_from || (tranche.but_for_excluded && sentence.excluded)) continue;
      member.release = tranche.by;
      break;
    }
  }
}

void SentenceUnit::apply_tranche(const EarlierRelease& tranche) {
  if (statutory_release() < tranche.from) return;
  bool any = false;
  for (Member& member : members_) {
    const Sentence& sentence = *member.sentence;
    if ((tranche.types & bit(sentence.type)) == 0 || !(tranche.replaced == member.release)) continue;
    if (tranche.but_for_excluded && sentence.excluded) continue;
    member.release = tranche.by;
    any = true;
  }
  if (any) commencement_ = tranche.from;
}

int SentenceUnit::statutory_release() const {
  // A tranche lets nobody out before it begins.
  return std::max(release_under([](const Member& member) { return member.release; }), commencement_);
}

int SentenceUnit::release() const {
  const int statutory = statutory_release();
  return std::max(statutory, std::min(statutory + adjustment_.added, expiry()));
}

std::optional<int> SentenceUnit::parole() const {
  if (std::ranges::none_of(members_, [](const Member& member) { return member.rule->parole.any(); })) return {};
  return release_under(
             [](const Member& member) { return member.rule->parole.any() ? member.rule->parole : member.release; }) +
         adjustment_.added;
}

int SentenceUnit::expiry() const { return moved(all_after_ - start_); }

std::optional<int> SentenceUnit::licence_expiry() const {
  const auto to_the_end = [](const Member& member) { return member.rule->licence == LicenceEnd::expiry; };
  const auto without = [](const Member& member) { return member.rule->licence == LicenceEnd::none; };
  if (std::ranges::all_of(members_, without)) return {};
  if (std::ranges::any_of(members_, to_the_end)) {
    if (std::ranges::none_of(members_, without)) return expiry();
    // Terms with and without licence in one: the licence is that of the first, from their release on.
    const int licensed = days_of(start_, to_the_end);
    return statutory_release() + licensed - Fraction{1, 2}.day(licensed);
  }
  return moved(members_.front().rule->licence_share.day(days())) + (all_after_ - after_);
}

std::optional<int> SentenceUnit::supervision_expiry() const {
  int months = 0;
  for (const Member& member : members_) {
    if (within(member.rule->supervised_term)) months = std::max(months, member.rule->supervision_months);
  }
  if (months == 0) return {};
  return days_since_1970(add_months(date_from_days(statutory_release()), months));
}

std::optional<int> SentenceUnit::tariff() const {
  std::optional<int> latest;
  for (const Member& member : members_) {
    const TermLength length = member.sentence->tariff;
    if (length.months == 0 && length.days == 0) continue;
    const int day =
        day_after(member.sentence->sentenced, length) - 1 - adjustment_.credit + adjustment_.unlawfully_at_large;
    latest = std::max(latest.value_or(day), day);
  }
  return latest;
}

/// That of the sentence passed last; none where one of the sentences has none.
const CurfewScheme* SentenceUnit::scheme(const ReleaseLaw& law) const {
  if (std::ranges::any_of(members_, [](const Member& member) { return member.rule->curfew < 0; })) return nullptr;
  const auto last =
      std::ranges::max_element(members_, {}, [](const Member& member) { return member.sentence->sentenced; });
  return &law.curfews[static_cast<std::size_t>(last->rule->curfew)];
}

bool SentenceUnit::bars_curfew(const ReleaseLaw& law, bool whatever_the_date) const {
  const CurfewScheme* const own = scheme(law);
  if (own == nullptr) return true;
  if (custodial_days() < own->least_custodial_days || !within(own->term)) return true;
  if (whatever_the_date || !within(own->barred_term)) return false;
  return own->barred_sentenced.contains(last_sentenced_) && own->barred_release.contains(release());
}

template <class Share>
std::optional<int> SentenceUnit::curfew_under(const CurfewScheme& scheme, std::optional<int> window,
                                              const Share& share) const {
  const int custodial_part = sum_of_shares(share);
  if (!within(scheme.term) || custodial_part < scheme.least_custodial_days) return {};
  int served = scheme.least_served_days;
  if (!within(scheme.served_days_alone)) {
    const Fraction first = share(members_.front());
    const bool one_share =
        merged_ || std::ranges::all_of(members_, [&](const Member& member) { return share(member) == first; });
    const Fraction of_term{first.numerator * scheme.share.numerator, first.denominator * scheme.share.denominator};
    served = std::max(served, one_share ? of_term.day(days()) : scheme.share.day(custodial_part));
  }
  const bool alone = within(scheme.served_days_alone);
  const int added = release() - statutory_release();
  const auto opens = [&](int days) {
    return moved(1) + added + (alone ? served : std::max(served, custodial_part - days));
  };
  // Of the windows that came into force one after the other, the one that opens first.
  int eligible = std::numeric_limits<int>::max();
  if (window) eligible = opens(*window);
  for (const CurfewWindow& one : scheme.windows) {
    if (!window) eligible = std::min(eligible, std::max(opens(one.days), one.from));
  }
  return std::max({eligible, last_sentenced_, start_ + scheme.least_after_sentence});
}

std::optional<int> SentenceUnit::curfew(const ReleaseLaw& law, std::optional<int> window) const {
  const CurfewScheme* const own = scheme(law);
  if (own == nullptr || bars_curfew(law, window.has_value())) return {};
  auto eligible = curfew_under(*own, window, [](const Member& member) { return member.release; });
  if (commencement_ != std::numeric_limits<int>::min()) {
    const auto before = curfew_under(*own, window, [](const Member& member) { return member.rule->release; });
    if (before && *before < commencement_) {
      eligible = before;
    } else if (eligible) {
      eligible = std::max(*eligible, commencement_);
    }
  }
  if (!eligible || release() - start_ < own->least_after_sentence) return {};
  if (release() - *eligible < std::max(1, own->least_before_release)) return {};
  return eligible;
}

}  // namespace throughgate::justice
