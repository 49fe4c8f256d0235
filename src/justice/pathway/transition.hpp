#pragma once
/// What a handler returns: what happened, what comes next, and which process goes on with the person.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>

#include "base/tick.hpp"
#include "justice/pathway/observer.hpp"
#include "justice/people/processes.hpp"

namespace throughgate::justice {

/// The process that receives the person next. `pathway` alone knows which handler that is.
enum class Route : std::uint8_t {
  none,
  sentence,         ///< a case is ready for its disposal (`which_case`)
  custody,          ///< a sentence of immediate custody begins (`band`, `term_days`)
  activation,       ///< a suspended sentence or revoked order becomes custody (`term_days`)
  order,            ///< a court order begins (`order_kind`)
  licence,          ///< released on licence
  recall,           ///< returns to custody from licence
  remand,           ///< enters custody on remand (`label`: 0 untried, 1 unsentenced)
  bail,             ///< leaves remand unless a case still holds the person there
  programme,        ///< put down for an accredited programme (`label`: setting)
  after_programme,  ///< released from a sentence with a programme (`label`: how it ended)
  reception,        ///< received under a sentence (`band`): put down for a programme, or not
  end_order,        ///< a running order ends (`label`: see Happening::order_ended)
  allocation,       ///< supervision begins, or its end is put off (`label`: CaseOccasion)
};

/// Why a case is looked at for its provider.
enum class CaseOccasion : std::uint8_t {
  order,      ///< a court order begins: courts are the upper provider's
  release,    ///< on licence: what the gate does to the record is the gate's
  prolonged,  ///< the supervision goes on, its end is another
  change      ///< the structure splits cases from now on: each is given to the provider of its tier
};

struct HandOver {
  Route route = Route::none;
  std::uint8_t label = 0;
  std::uint8_t which_case = 0;
  LengthBand band = LengthBand::up_to_6m;
  OrderKind order_kind = OrderKind::community_order;
  float term_days = 0;
  Tick offence{};        ///< of a sentence of custody
  bool listed = false;   ///< for a listed offence
  float breach_log = 0;  ///< of an order: log hazard ratio of failures to comply
};

/// Filled by handlers in the course of one event. Fixed size: the loop allocates nothing.
class Transition {
 public:
  struct Next {
    Slot slot;
    Tick tick;  ///< `never` cancels
  };

  void clear() {
    next_count_ = occurrence_count_ = hand_over_count_ = 0;
    new_spell = false;
    person_left = false;
    offence_looked_at = false;
    new_spell_at_liberty = false;
    lasting = 0;
  }
  void schedule(Slot slot, Tick tick) { push(next_, next_count_, Next{slot, tick}); }
  void cancel(Slot slot) { schedule(slot, Tick::never()); }
  void tell(Happening happening, unsigned label = 0, double amount = 0, Tick since = {}) {
    push(occurrences_, occurrence_count_,
         Occurrence{happening, static_cast<std::uint8_t>(label), static_cast<float>(amount), since});
  }
  void hand_over(const HandOver& to) { push(hand_overs_, hand_over_count_, to); }

  [[nodiscard]] std::span<const Occurrence> occurrences() const { return {occurrences_.data(), occurrence_count_}; }
  /// Hand-overs added while one is carried out are carried out too, in order.
  [[nodiscard]] std::size_t hand_overs() const { return hand_over_count_; }
  [[nodiscard]] HandOver hand_over_at(std::size_t index) const { return hand_overs_[index]; }

  bool new_spell = false;             ///< the at-risk spell closes and another begins
  bool new_spell_at_liberty = false;  ///< the same, for a person whom the event leaves at risk
  double lasting = 0;                 ///< log hazard ratio that the new spell carries, beside the disposal's own
  bool person_left = false;
  bool offence_looked_at = false;  ///< the pending offence was reached: it must be timed anew

  /// One entry a slot, the last that was asked for.
  [[nodiscard]] std::span<const Next> last_of_each_slot() {
    std::size_t kept = 0;
    for (std::size_t index = 0; index < next_count_; ++index) {
      bool later = false;
      for (std::size_t other = index + 1; other < next_count_; ++other) later |= next_[other].slot == next_[index].slot;
      if (!later) next_[kept++] = next_[index];
    }
    next_count_ = kept;
    return {next_.data(), next_count_};
  }

 private:
  template <class Item, std::size_t Size>
  [[gnu::always_inline]] static void push(std::array<Item, Size>& items, std::size_t& count, const Item& item) {
    if (count == Size) [[unlikely]]
      overflow();
    items[count++] = item;
  }
  [[noreturn]] static void overflow() {
    throw std::length_error("transition: one event did more than it has room for");
  }

  std::array<Next, 24> next_{};
  std::array<Occurrence, 24> occurrences_{};
  std::array<HandOver, 8> hand_overs_{};
  std::size_t next_count_ = 0;
  std::size_t occurrence_count_ = 0;
  std::size_t hand_over_count_ = 0;
};

}  // namespace throughgate::justice
