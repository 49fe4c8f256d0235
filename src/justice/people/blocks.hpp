#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

namespace throughgate::justice {

/// A column that grows by blocks: nothing is ever moved, and at most one block stands half empty.
template <class T>
class Blocks {
 public:
  static constexpr std::size_t block_size = 4096;

  Blocks() = default;
  Blocks(Blocks&&) noexcept = default;
  Blocks& operator=(Blocks&&) noexcept = default;
  Blocks(const Blocks& other) : size_(other.size_) {
    for (const auto& block : other.blocks_) {
      blocks_.push_back(std::make_unique<Block>());
      std::copy_n(block->items, block_size, blocks_.back()->items);
    }
  }
  Blocks& operator=(const Blocks& other) {
    if (this != &other) *this = Blocks(other);
    return *this;
  }
  ~Blocks() = default;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] T& operator[](std::size_t index) { return blocks_[index / block_size]->items[index % block_size]; }
  [[nodiscard]] const T& operator[](std::size_t index) const { return blocks_[index / block_size]->items[index % block_size]; }

  /// The index of a new item, default-made.
  std::size_t add() {
    if (size_ == blocks_.size() * block_size) blocks_.push_back(std::make_unique<Block>());
    return size_++;
  }
  [[nodiscard]] std::size_t bytes() const { return blocks_.size() * sizeof(Block); }

 private:
  struct Block {
    T items[block_size];
  };
  std::vector<std::unique_ptr<Block>> blocks_;
  std::size_t size_ = 0;
};

}  // namespace throughgate::justice
