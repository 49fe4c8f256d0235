#pragma once
/// The dates that a law makes of one person's sentences.

#include "justice/people/release_law.hpp"
#include "justice/people/sentence.hpp"

namespace throughgate::justice {

/// Throws std::invalid_argument where no rule covers a sentence, or sentences are consecutive in a circle.
[[nodiscard]] ReleaseDates release_dates(const ReleaseLaw& law, const SentenceCase& one);

/// What the law makes of one determinate sentence by itself; days since 1970-01-01.
struct TermDates {
  int custodial_days = 0;  ///< of the term, credit apart
  int release = 0;         ///< automatic, or at the latest where the Board may release before
  int discharge = 0;       ///< the working day on which that falls
  int expiry = 0;
  std::optional<int> licence{};
  std::optional<int> supervision{};
  std::optional<int> parole{};
  std::optional<int> curfew{};
  std::optional<int> end_of_custody_licence{};
};

/// `credit`: days on remand. Takes no memory. Throws std::invalid_argument where no rule covers the sentence.
[[nodiscard]] TermDates term_dates(const ReleaseLaw& law, const Sentence& sentence, int credit);

/// Days in custody of a fixed-term recall from a determinate sentence of `term_days`, that of return counted; 0 where
/// the law has none.
[[nodiscard]] int fixed_term_recall_days(const ReleaseLaw& law, int returned, int term_days);

/// The last day up to and including `day` that is no Saturday, Sunday or holiday.
[[nodiscard]] int working_day_before(const ReleaseLaw& law, int day);

}  // namespace throughgate::justice
