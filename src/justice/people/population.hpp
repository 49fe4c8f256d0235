#pragma once
/// All persons of a replication as columns, with pools of cases and records.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "justice/people/blocks.hpp"
#include "justice/people/offender.hpp"

namespace throughgate::justice {

/// Slots of a vector that are handed out and taken back; last back, first out.
template <class T>
class Pool {
 public:
  [[nodiscard]] std::uint32_t take() {
    if (free_.empty()) return static_cast<std::uint32_t>(items_.add());
    const std::uint32_t index = free_.back();
    free_.pop_back();
    items_[index] = T{};
    return index;
  }
  void give_back(std::uint32_t index) { free_.push_back(index); }
  [[nodiscard]] T& operator[](std::uint32_t index) { return items_[index]; }
  [[nodiscard]] const T& operator[](std::uint32_t index) const { return items_[index]; }
  [[gnu::always_inline]] void prefetch(std::uint32_t index) const { __builtin_prefetch(&items_[index], 1); }
  [[nodiscard]] std::size_t held() const { return items_.size() - free_.size(); }
  [[nodiscard]] std::size_t bytes() const { return items_.bytes() + free_.capacity() * sizeof(std::uint32_t); }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [items, free] = *this;
    state(items, free);
  }

 private:
  Blocks<T> items_;
  std::vector<std::uint32_t> free_;
};

/// Rows are reused; identities never are. A free row has standing `outside`.
class Population {
 public:
  [[nodiscard]] Row add(Identity identity) {
    Row row;
    if (free_.empty()) {
      row = Row{static_cast<std::uint32_t>(hot_.add())};
      cold_.add();
    } else {
      row = free_.back();
      free_.pop_back();
      const auto generations = hot_[row.index()].generations;
      hot_[row.index()] = Hot{};
      hot_[row.index()].generations = generations;
      cold_[row.index()] = Cold{};
    }
    hot_[row.index()].identity = identity;
    peak_ = std::max(peak_, size());
    return row;
  }

  /// Takes back the row, its cases and its record. Its pending events must have been cancelled.
  void remove(Row row) {
    Cold& person = cold(row);
    for (auto& index : person.cases) {
      if (index != no_index) cases.give_back(index);
      index = no_index;
    }
    if (person.record != no_index) records.give_back(person.record);
    person.record = no_index;
    hot(row).standing.bits = Standing::outside;
    free_.push_back(row);
  }

  [[nodiscard]] Hot& hot(Row row) { return hot_[row.index()]; }
  [[nodiscard]] const Hot& hot(Row row) const { return hot_[row.index()]; }
  [[nodiscard]] Cold& cold(Row row) { return cold_[row.index()]; }
  [[nodiscard]] const Cold& cold(Row row) const { return cold_[row.index()]; }

  /// The person's record, made when there is none.
  [[nodiscard]] Record& record(Row row) {
    Cold& person = cold(row);
    if (person.record == no_index) person.record = records.take();
    return records[person.record];
  }

  /// A person without sentence, remand, licence or order has nothing to record.
  void drop_record(Row row) {
    Cold& person = cold(row);
    if (person.record == no_index || hot(row).standing.any(Standing::on_record)) return;
    records.give_back(person.record);
    person.record = no_index;
  }

  /// Which of the person's case places is free, or `most_cases`.
  [[nodiscard]] std::size_t free_case(Row row, std::size_t most) const {
    const Cold& person = cold(row);
    for (std::size_t which = 0; which < most; ++which) {
      if (person.cases[which] == no_index) return which;
    }
    return most_cases;
  }

  [[nodiscard]] std::size_t rows() const { return hot_.size(); }
  [[nodiscard]] std::size_t size() const { return hot_.size() - free_.size(); }
  [[nodiscard]] std::size_t peak() const { return peak_; }
  [[nodiscard]] std::size_t bytes() const {
    return hot_.bytes() + cold_.bytes() + free_.capacity() * sizeof(Row) + cases.bytes() + records.bytes();
  }
  void prefetch(Row row) const {
    __builtin_prefetch(&hot_[row.index()], 1);
    __builtin_prefetch(&cold_[row.index()], 1);
  }

  /// Asks for what the person's columns point to; those should be at hand by now.
  [[gnu::always_inline]] void prefetch_records(Row row, unsigned slot) const {
    if (row.index() >= hot_.size()) return;
    const Cold& person = cold_[row.index()];
    const unsigned which = slot - static_cast<unsigned>(Slot::first_case);
    if (which < most_cases && person.cases[which] != no_index) cases.prefetch(person.cases[which]);
    if (person.record != no_index) records.prefetch(person.record);
  }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [of_cases, of_records, hot, cold, free, peak] = *this;
    state(of_cases, of_records, hot, cold, free, peak);
  }

  Pool<Case> cases;
  Pool<Record> records;

 private:
  Blocks<Hot> hot_;
  Blocks<Cold> cold_;
  std::vector<Row> free_;
  std::size_t peak_ = 0;
};

}  // namespace throughgate::justice
