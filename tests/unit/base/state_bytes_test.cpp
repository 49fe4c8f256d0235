#include "base/state_bytes.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <deque>
#include <optional>

namespace throughgate {
namespace {

struct Part {
  int number = 0;
  std::vector<double> rows;

  template <class State>
  void transfer(State& state) {
    auto& [a, b] = *this;
    state(a, b);
  }
};

struct Whole {
  std::vector<Part> parts{2};
  std::array<Part, 2> pair;
  std::deque<std::uint16_t> line;
  std::optional<float> maybe;
  double level = 0;

  template <class State>
  void transfer(State& state) {
    auto& [a, b, c, d, e] = *this;
    state(a, b, c, d, e);
  }
};

Whole example() {
  Whole whole;
  whole.parts[1] = {7, {0.1, -2, 1e300}};
  whole.pair[0].rows = {5};
  whole.line = {1, 2, 65535};
  whole.maybe = 0.5F;
  whole.level = -0.0;
  return whole;
}

StateBytes bytes_of(Whole whole) {
  StateWriter writer;
  writer(whole);
  return writer.take();
}

TEST(StateBytes, GiveBackWhatWasWritten) {
  const StateBytes bytes = bytes_of(example());
  Whole whole;
  whole.line = {9};  // is replaced
  StateReader reader(bytes);
  reader(whole);
  reader.finish();
  EXPECT_EQ(whole.parts[1].number, 7);
  EXPECT_EQ(whole.parts[1].rows, (std::vector<double>{0.1, -2, 1e300}));
  EXPECT_EQ(whole.pair[0].rows, (std::vector<double>{5}));
  EXPECT_EQ(whole.line, (std::deque<std::uint16_t>{1, 2, 65535}));
  EXPECT_EQ(whole.maybe, 0.5F);
  EXPECT_TRUE(std::signbit(whole.level));
}

TEST(StateBytes, CutAnywhereAreRefused) {
  const StateBytes bytes = bytes_of(example());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Whole whole;
    StateReader reader({bytes.data(), size});
    EXPECT_THROW(reader(whole), StateError) << size;
  }
}

TEST(StateBytes, OfMoreThanIsReadAreRefused) {
  StateBytes bytes = bytes_of(example());
  bytes.push_back(0);
  Whole whole;
  StateReader reader(bytes);
  reader(whole);
  EXPECT_THROW(reader.finish(), StateError);
}

TEST(StateBytes, OfAnotherTypeOrAnotherNumberOfPartsAreRefused) {
  StateWriter writer;
  std::vector<std::uint32_t> narrow{1, 2};
  writer(narrow);
  const StateBytes bytes = writer.take();
  std::vector<std::uint64_t> wide;
  StateReader reader(bytes);
  EXPECT_THROW(reader(wide), StateError);

  Whole more = example();
  more.parts.resize(3);
  const StateBytes three = bytes_of(more);
  Whole two;
  StateReader other(three);
  EXPECT_THROW(other(two), StateError);
}

TEST(StateBytes, WithAHugeCountAllocateNothing) {
  StateWriter writer;
  std::uint64_t item = 0;
  writer.count(std::size_t{1} << 60, sizeof(double));
  writer(item);
  const StateBytes bytes = writer.take();
  std::vector<double> rows;
  StateReader reader(bytes);
  EXPECT_THROW(reader(rows), StateError);
}

}  // namespace
}  // namespace throughgate
