#pragma once
/// Sentences as a court passes them, what is credited or added to them, and the dates that the law makes of both.

#include <cstdint>
#include <optional>
#include <vector>

#include "justice/people/release_law.hpp"

namespace throughgate::justice {

/// The length of a term as it was pronounced. Years and months are of the calendar.
struct TermLength {
  int months = 0;  ///< years in months
  int days = 0;    ///< weeks in days
};

struct Sentence {
  SentenceType type = SentenceType::determinate;
  int offence = 0;    ///< day since 1970-01-01, as every day here
  int sentenced = 0;  ///< day of sentence: the first day of the term
  TermLength term{};  ///< custodial part
  TermLength extension{};
  TermLength tariff{};  ///< minimum term of the indeterminate
  std::optional<std::size_t> consecutive_to{};
  bool schedule15 = false;
  bool excluded = false;  ///< from early release schemes for its offence
};

enum class RecallKind : std::uint8_t { fixed_term, standard, curfew };

struct Recall {
  RecallKind kind = RecallKind::standard;
  std::optional<int> returned;  ///< day of the return to custody; must be there for a fixed term
};

/// Everything about one person's sentences that a release date depends on.
struct SentenceCase {
  std::vector<Sentence> sentences;
  int remand_days = 0;
  int tagged_bail_days = 0;  ///< days credited for bail on a tag
  int added_days = 0;        ///< punishment
  int unlawfully_at_large = 0;
  std::optional<int> birth;
  std::optional<Recall> recall;
  std::optional<int> curfew_window;     ///< in place of the law's
  bool end_of_custody = false;          ///< released on end of custody licence
  std::optional<bool> earlier_release;  ///< false: outside the later law's tranches
};

/// Days since 1970-01-01; nothing where there is no such date.
struct ReleaseDates {
  std::optional<int> automatic_release;    ///< unconditional
  std::optional<int> conditional_release;  ///< on licence or supervision
  std::optional<int> early_release;        ///< of a detention and training order
  std::optional<int> parole_eligibility;
  std::optional<int> tariff_expiry;
  std::optional<int> curfew_eligibility;
  std::optional<int> end_of_custody_licence;
  std::optional<int> re_release;
  std::optional<int> discharge;  ///< the working day on which the release falls
  std::optional<int> sentence_expiry;
  std::optional<int> licence_expiry;
  std::optional<int> supervision_expiry;
};

/// The first day after a term that begins on `start`. A day that its month does not have is the first of the next.
[[nodiscard]] int day_after(int start, TermLength term);

/// Whether the term from `start` to the day before `after` has a length of the span.
[[nodiscard]] bool within(TermSpan span, int start, int after);

}  // namespace throughgate::justice
