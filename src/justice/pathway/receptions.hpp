#pragma once
/// Persons sentenced to custody who wait at liberty for a place: the last resort of a full estate.

#include <cstddef>
#include <deque>

#include "justice/pathway/transition.hpp"

namespace throughgate::justice {

/// First come, first served. A person waits once: a further sentence of custody takes the place in the line of the
/// first where it is longer.
class Receptions {
 public:
  struct Waiting {
    Identity identity;
    Row row;
    Tick since;
    HandOver sentence;
  };

  void join(Identity identity, Row row, Tick now, const HandOver& sentence) {
    waiting_.push_back({identity, row, now, sentence});
  }
  void lengthen(Identity identity, const HandOver& sentence) {
    for (auto& one : waiting_) {
      if (one.identity.bits == identity.bits && longer(sentence, one.sentence)) one.sentence = sentence;
    }
  }
  /// Whoever waits leaves the line, out of turn. Must be in it.
  [[nodiscard]] Waiting take(Identity identity) {
    auto found = waiting_.begin();
    while (found->identity.bits != identity.bits) ++found;
    const Waiting one = *found;
    waiting_.erase(found);
    return one;
  }
  [[nodiscard]] bool empty() const { return waiting_.empty(); }
  [[nodiscard]] Waiting next() {
    const Waiting first = waiting_.front();
    waiting_.pop_front();
    return first;
  }
  [[nodiscard]] std::size_t bytes() const { return waiting_.size() * sizeof(Waiting); }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [waiting] = *this;
    state(waiting);
  }

 private:
  static bool longer(const HandOver& a, const HandOver& b) {
    return a.band != b.band ? a.band > b.band : a.term_days > b.term_days;
  }

  std::deque<Waiting> waiting_;
};

}  // namespace throughgate::justice
