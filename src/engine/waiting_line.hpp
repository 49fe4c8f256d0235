#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <stdexcept>
#include <vector>

#include "base/tick.hpp"

namespace throughgate::engine {

/// Names a place in a waiting line, so that whoever waits can leave without a search.
struct Ticket {
  std::uint32_t priority_class = 0;
  std::uint64_t number = 0;
};

/// A queue of one or more priority classes (class 0 first), first come first served within each.
class WaitingLine {
 public:
  struct Customer {
    std::uint64_t token = 0;  ///< the caller's name for whoever waits
    Tick since;
    float work = 0;  ///< what is asked for, in the server's unit
  };

  explicit WaitingLine(std::uint32_t classes = 1) : classes_(classes) {
    if (classes == 0) throw std::invalid_argument("waiting line: at least one class is needed");
  }

  Ticket join(std::uint64_t token, Tick now, std::uint32_t priority_class = 0, float work = 0) {
    Class& line = classes_.at(priority_class);
    line.customers.push_back({token, now, work});
    ++size_;
    return {priority_class, line.first + line.customers.size() - 1};
  }

  /// Leaves the line without service; false when the ticket was served or withdrawn before.
  bool withdraw(Ticket ticket) {
    Class& line = classes_.at(ticket.priority_class);
    if (ticket.number < line.first || ticket.number - line.first >= line.customers.size()) return false;
    Customer& customer = line.customers[static_cast<std::size_t>(ticket.number - line.first)];
    if (customer.since.is_never()) return false;
    customer.since = Tick::never();
    --size_;
    line.drop_withdrawn();
    return true;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  /// Who is served next; the line must not be empty.
  [[nodiscard]] const Customer& front() const {
    assert(!empty());
    const Class* line = classes_.data();
    while (line->customers.empty()) ++line;
    return line->customers.front();
  }

  /// About n places behind the front of the first class, or null: a hint.
  [[nodiscard]] const Customer* ahead(std::size_t n) const {
    const auto& line = classes_.front().customers;
    return n < line.size() ? &line[n] : nullptr;
  }

  Customer pop() {
    assert(!empty());
    Class* line = classes_.data();
    while (line->customers.empty()) ++line;
    const Customer customer = line->customers.front();
    line->customers.pop_front();
    ++line->first;
    --size_;
    line->drop_withdrawn();
    return customer;
  }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [classes, size] = *this;
    state(classes, size);
  }

 private:
  struct Class {
    std::deque<Customer> customers;  ///< the front one has never withdrawn
    std::uint64_t first = 0;         ///< ticket number of the front one

    void drop_withdrawn() {
      while (!customers.empty() && customers.front().since.is_never()) {
        customers.pop_front();
        ++first;
      }
    }
    template <class State>
    void transfer(State& state) {
      auto& [waiting, number] = *this;
      state(waiting, number);
    }
  };

  std::vector<Class> classes_;
  std::size_t size_ = 0;
};

}  // namespace throughgate::engine
