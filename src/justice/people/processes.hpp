#pragma once
/// The named processes that address randomness, and the named slots and priorities of a person's events.

#include <array>
#include <cstdint>

#include "base/ids.hpp"
#include "random/stream.hpp"

namespace throughgate::justice {

/// The process part of a random address; the occurrence is a case, spell, sentence or order number.
/// Values are part of reproducibility: append, never renumber.
enum class Process : std::uint16_t {
  entrants = 1,  ///< of a region and month: how many enter
  kept = 2,      ///< whether the person is kept at a scale below 1
  attributes = 3,
  death = 4,
  spell = 5,    ///< frailty and thresholds E1, E2, ... of a spell
  offence = 6,  ///< group, outcome, plea, court of a case
  charge = 7,   ///< remand at charge
  listing = 8,
  preparation = 9,
  verdict = 10,
  report = 11,
  disposal = 12,
  length = 13,
  order = 14,
  breach = 15,
  breach_hearing = 16,
  early_end = 17,
  release = 18,  ///< home detention curfew, end of custody licence, delay of the first parole hearing
  gate = 19,     ///< manager and record at release
  recall = 20,
  recall_stay = 21,
  tier = 22,
  opening = 23,  ///< thinning and repeating of the burn-in
  adjournment = 24,
  serious = 25,
  bail_review = 26,
  repeat = 27,      ///< fresh thresholds of a repeated person of the opening stock
  activation = 28,  ///< term of a suspended sentence or order that became custody
  parole = 29,
  listed = 30,  ///< whether the offence of a case is a listed one
  consecutive = 31,
  trial = 32,  ///< whether a trial is effective on its day, and what the adjournment does to remand
  recall_reason = 33,
  needs = 34,      ///< of a spell: accommodation and employment
  programme = 35,  ///< of an order or sentence: eligibility, length, drop-out
  approved_premises = 36,
  requirement = 37,  ///< which requirements an order holds
  enforcement = 38,  ///< whether breach action is taken
  allocation = 39,   ///< of a case to a provider: what is lost, whether and when its risk rises
  escalation = 40,   ///< of its risk: whether it is missed, what is lost
  places = 41        ///< of programmes, by financial year and setting (a service's)
};

/// The events a person can have pending, one of each.
enum class Slot : std::uint8_t {
  offence,
  first_case,
  second_case,
  third_case,
  custody,
  order,
  breach,
  licence,
  recall,
  exit,
  programme
};
inline constexpr unsigned slot_count = 11;
inline constexpr std::size_t most_cases = 3;

[[nodiscard]] constexpr Slot case_slot(std::size_t which) {
  return static_cast<Slot>(static_cast<std::size_t>(Slot::first_case) + which);
}

/// The documented order of events on one tick. Services come first (the month's review, then the day's
/// sittings and writing), then people: exits and releases before receptions and new charges.
inline constexpr unsigned month_priority = 0;
inline constexpr unsigned day_priority = 1;
inline constexpr std::array<std::uint8_t, slot_count> slot_priority{/*offence*/ 20,
                                                                    /*cases*/ 16,    16, 16,
                                                                    /*custody*/ 11,
                                                                    /*order*/ 13,
                                                                    /*breach*/ 18,
                                                                    /*licence*/ 12,
                                                                    /*recall*/ 19,
                                                                    /*exit*/ 10,
                                                                    /*programme*/ 14};

/// Stream of one decision.
[[nodiscard]] inline random::Stream draw(const random::PreparedKey& key, Identity identity, Process process,
                                         std::uint32_t occurrence) {
  return {key, identity, static_cast<std::uint16_t>(process), occurrence};
}

/// The occurrence of what happens again and again in the course of something numbered: look 3 of order 2.
[[nodiscard]] constexpr std::uint32_t address(unsigned number, std::uint8_t time) { return (number << 8) | time; }

/// Counts the times of such an address. The last is not left: 255 looks are more than a life holds.
constexpr void count(std::uint8_t& times) {
  if (times < 255) ++times;
}

/// In (0, 1) at a resolution of 2^-32: half the price of `Stream::uniform`, enough for a decision.
[[nodiscard]] inline double chance(random::Stream& stream) { return (stream.word() + 0.5) * 0x1p-32; }

}  // namespace throughgate::justice
