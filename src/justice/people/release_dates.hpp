#pragma once
/// The dates that a law makes of one person's sentences.

#include "justice/people/release_law.hpp"
#include "justice/people/sentence.hpp"

namespace throughgate::justice {

/// Throws std::invalid_argument where no rule covers a sentence, or sentences are consecutive in a circle.
[[nodiscard]] ReleaseDates release_dates(const ReleaseLaw& law, const SentenceCase& one);

/// The last day up to and including `day` that is no Saturday, Sunday or holiday.
[[nodiscard]] int working_day_before(const ReleaseLaw& law, int day);

}  // namespace throughgate::justice
