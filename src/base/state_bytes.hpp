#pragma once
/// The state of a run as bytes, and back, for the same program alone.
///
/// A class with state has `template <class State> void transfer(State& state)`: it hands over, in order, every member
/// that is not given anew when the class is made. Its first line takes itself apart (`auto& [a, b] = *this`), so that
/// a member that is added and forgotten does not compile.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

namespace throughgate {

using StateBytes = std::vector<std::int8_t>;

/// Bytes that are not the state of what they are read into: damaged, or written with other types.
class StateError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

template <class Item, class State>
concept Transferable = requires(Item& item, State& state) {
  item.transfer(state);
};

namespace detail {

template <class Item>
inline constexpr bool is_array = false;
template <class Item, std::size_t Size>
inline constexpr bool is_array<std::array<Item, Size>> = true;

template <class Item>
concept Sequence = requires(Item& items) {
  items.resize(items.size());
  items.begin();
};

/// Each item by itself; a sequence of them is as long on both sides when it is made.
template <class State, class Items>
void transfer_each(State& state, Items& items) {
  if (state.count(items.size(), 0) != items.size()) throw StateError("the state has another number of parts");
  for (auto& item : items) state(item);
}

template <class State, Sequence Items>
void transfer_sequence(State& state, Items& items) {
  using Item = typename Items::value_type;
  if constexpr (Transferable<Item, State>) {
    transfer_each(state, items);
  } else {
    const std::size_t count = state.count(items.size(), sizeof(Item));
    if constexpr (State::reading) items.resize(count);
    if constexpr (requires { items.data(); }) {
      state.raw(items.data(), count);
    } else {
      for (Item& item : items) state.raw(&item, 1);
    }
  }
}

template <class State, class Item>
void transfer_item(State& state, Item& item) {
  if constexpr (Transferable<Item, State>) {
    item.transfer(state);
  } else if constexpr (Sequence<Item>) {
    transfer_sequence(state, item);
  } else if constexpr (is_array<Item> && !std::is_trivially_copyable_v<Item>) {
    transfer_each(state, item);
  } else {
    state.raw(&item, state.count(1, sizeof(Item)));
  }
}

}  // namespace detail

class StateWriter {
 public:
  static constexpr bool reading = false;

  template <class... Items>
  void operator()(Items&... items) {
    (detail::transfer_item(*this, items), ...);
  }
  /// So many items of this size (0: whatever size) come next. The number that the state has.
  std::size_t count(std::size_t items, std::size_t size) {
    const std::array<std::uint64_t, 2> numbers{items, size};
    append(numbers.data(), sizeof(numbers));
    return items;
  }
  template <class Item>
  void raw(const Item* items, std::size_t number) {
    static_assert(std::is_trivially_copyable_v<Item> && !std::is_pointer_v<Item>);
    append(items, number * sizeof(Item));
  }
  [[nodiscard]] StateBytes take() { return std::move(bytes_); }

 private:
  void append(const void* data, std::size_t size) {
    if (size == 0) return;
    const auto* first = static_cast<const std::int8_t*>(data);
    bytes_.insert(bytes_.end(), first, first + size);
  }

  StateBytes bytes_;
};

/// Throws StateError where the bytes do not fit; what is read into is then to be thrown away.
class StateReader {
 public:
  static constexpr bool reading = true;

  /// The bytes must outlive the reader.
  explicit StateReader(std::span<const std::int8_t> bytes) : bytes_(bytes) {}

  template <class... Items>
  void operator()(Items&... items) {
    (detail::transfer_item(*this, items), ...);
  }
  std::size_t count(std::size_t, std::size_t size) {
    std::array<std::uint64_t, 2> numbers{};
    take(numbers.data(), sizeof(numbers));
    if (numbers[1] != size || (size > 0 && numbers[0] > bytes_.size() / size)) {
      throw StateError("the state was written with other types, or is damaged");
    }
    return static_cast<std::size_t>(numbers[0]);
  }
  template <class Item>
  void raw(Item* items, std::size_t number) {
    static_assert(std::is_trivially_copyable_v<Item> && !std::is_pointer_v<Item>);
    take(items, number * sizeof(Item));
  }
  /// Nothing may be left.
  void finish() const {
    if (!bytes_.empty()) throw StateError("the state is longer than what it is read into");
  }

 private:
  void take(void* data, std::size_t size) {
    if (size > bytes_.size()) throw StateError("the state ends too soon");
    if (size > 0) std::memcpy(data, bytes_.data(), size);
    bytes_ = bytes_.subspan(size);
  }

  std::span<const std::int8_t> bytes_;
};

}  // namespace throughgate
