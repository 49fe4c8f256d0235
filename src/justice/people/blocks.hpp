#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/huge_page_allocator.hpp"

namespace throughgate::justice {

/// A column that grows by blocks in huge pages: nothing is ever moved, and at most one block stands half empty.
template <class T>
class Blocks {
 public:
  static constexpr std::size_t block_size = 32768;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] T& operator[](std::size_t index) { return blocks_[index / block_size][index % block_size]; }
  [[nodiscard]] const T& operator[](std::size_t index) const { return blocks_[index / block_size][index % block_size]; }

  /// The index of a new item, default-made.
  std::size_t add() {
    if (size_ == blocks_.size() * block_size) blocks_.emplace_back(block_size);
    return size_++;
  }
  [[nodiscard]] std::size_t bytes() const { return blocks_.size() * block_size * sizeof(T); }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [blocks, size] = *this;
    const std::size_t items = state.count(size, sizeof(T));
    if constexpr (State::reading) {
      blocks.clear();
      while (blocks.size() * block_size < items) blocks.emplace_back(block_size);
      size = items;
    }
    for (std::size_t first = 0; first < items; first += block_size) {
      state.raw(blocks[first / block_size].data(), std::min(block_size, items - first));
    }
  }

 private:
  std::vector<HugeVector<T>> blocks_;
  std::size_t size_ = 0;
};

}  // namespace throughgate::justice
