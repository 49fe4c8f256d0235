#pragma once
/// The law of release as data: dated rules, in the order in which they are tried. `scenario` reads them from a file of
/// `models/`; nothing here knows a country.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace throughgate::justice {

/// A share p/q of a term: the day of the term on which it is served, the first day counted as 1, halves against the
/// prisoner.
struct Fraction {
  int numerator = 0;
  int denominator = 1;

  [[nodiscard]] constexpr bool any() const { return numerator > 0; }
  [[nodiscard]] constexpr int day(int days) const { return (days * numerator + denominator - 1) / denominator; }
  friend constexpr bool operator==(Fraction, Fraction) = default;
};

/// Days since 1970-01-01, `before` not included.
struct DaySpan {
  int from = std::numeric_limits<int>::min();
  int before = std::numeric_limits<int>::max();

  [[nodiscard]] constexpr bool contains(int day) const { return day >= from && day < before; }
};

/// Calendar months, `under` not included.
struct TermSpan {
  int from = 0;
  int under = std::numeric_limits<int>::max();
};

enum class SentenceType : std::uint8_t {
  determinate,
  determinate_plus,
  extended,
  extended_public_protection,
  detention_and_training,
  public_protection,
  life
};
inline constexpr std::size_t sentence_type_count = 7;

enum class LicenceEnd : std::uint8_t { none, fraction, expiry };

struct ReleaseRule {
  std::string name;
  int known = std::numeric_limits<int>::min();      ///< day of enactment: a run that knows less passes over the rule
  int end_known = std::numeric_limits<int>::min();  ///< the same of what ends it for sentences from a day on

  // When it applies. `term` is the length of the whole of the terms that are reckoned together.
  unsigned types = 0;  ///< bits of SentenceType
  DaySpan offence;
  DaySpan sentenced;
  DaySpan half_way;  ///< the credited half-way date
  TermSpan term;
  TermSpan own_term;           ///< length of the sentence alone
  std::optional<bool> listed;  ///< a listed (Schedule 15) offence, or none

  // What it says.
  Fraction release;
  bool unconditional = false;
  Fraction parole;  ///< the Board may release from here; none when empty
  LicenceEnd licence = LicenceEnd::expiry;
  Fraction licence_share;
  bool single_term = false;    ///< terms that run into each other are one, from the first day to the last
  int supervision_months = 0;  ///< from the release date, for adults
  TermSpan supervised_term;
  int curfew = -1;       ///< index of the curfew scheme; none below 0
  int least_age = 0;     ///< completed years at the half-way date
  int under_age = 0;     ///< the same, for those whose birth is known; 0: no limit
  bool apart = false;    ///< its share is rounded apart from that of other terms
  bool credited = true;  ///< days on remand count
  int most_months = 0;   ///< longest that terms together can be; 0: no limit
};

/// Days before release in which a curfew can begin, from a day on.
struct CurfewWindow {
  int from = 0;
  int days = 0;
};

/// Home detention curfew. Days are served first; the window ends with the release date.
struct CurfewScheme {
  std::string name;
  TermSpan term;
  int least_custodial_days = 0;  ///< a shorter custodial part has no curfew
  int least_served_days = 0;
  Fraction share;                     ///< of the custodial part, served first
  TermSpan served_days_alone;         ///< terms in this span serve the days above and no share
  int least_before_release = 0;       ///< days between eligibility and release, or there is none
  int least_after_sentence = 0;       ///< days from the sentence to eligibility; a release inside them has none
  TermSpan barred_term;               ///< has no curfew where
  DaySpan barred_sentenced;           ///< imposed in these days
  DaySpan barred_release;             ///< and released in these
  std::vector<CurfewWindow> windows;  ///< in order of date
};

/// A later law that lets those out earlier who are serving, in tranches. The tranche belongs to the person: it is the
/// first whose `longest` covers each of the person's terms.
struct EarlierRelease {
  std::string name;
  int known = std::numeric_limits<int>::min();
  int from = 0;            ///< first day of release under it, for those who are serving
  int sentenced_from = 0;  ///< sentences from this day on are under it at once
  unsigned types = 0;
  TermSpan longest;
  Fraction replaced;  ///< terms released here
  Fraction by;        ///< are released there, and not before `from`
  bool but_for_excluded = true;
};

/// Temporary licence of a fixed number of days before release.
struct EndOfCustodyLicence {
  int end_known = std::numeric_limits<int>::min();  ///< day on which the end of the scheme was announced
  DaySpan release;                                  ///< days on which persons go
  int days_early = 0;
  int least_term_days = 0;
  TermSpan term;
};

/// How long a recall of a fixed term lasts, the day of return counted.
struct FixedTermRecall {
  int known = std::numeric_limits<int>::min();
  unsigned types = 0;  ///< bits of SentenceType; others have none
  DaySpan returned;
  TermSpan term;
  int days = 0;
};

/// Detention and training orders: release a month or two earlier.
struct DetentionRelease {
  TermSpan term;
  int months_early = 0;
};

struct ReleaseLaw {
  std::vector<ReleaseRule> rules;  ///< the first that applies
  std::vector<CurfewScheme> curfews;
  std::vector<EarlierRelease> earlier;  ///< in order
  std::vector<EndOfCustodyLicence> end_of_custody;
  std::vector<FixedTermRecall> recalls;  ///< the first that applies
  std::vector<DetentionRelease> detention;
  std::vector<int> holidays;    ///< sorted; besides Saturdays and Sundays
  int discharge_term_days = 0;  ///< longer terms are not discharged on such a day

  /// The same as it was known on a day: what was enacted or announced by then, windows and bars that were in force.
  [[nodiscard]] ReleaseLaw known_at(int day) const;
};

}  // namespace throughgate::justice
