// Streams whose addresses differ in one part must look independent. The addresses are fixed; each tolerance is that of
// a test with a false-alarm rate of one in a million on fresh ones.

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "random/stream.hpp"

namespace throughgate::random {
namespace {

constexpr double five_sigma = 4.892;  // two-sided, one in a million
constexpr std::uint32_t streams = 100000;

struct Address {
  StreamKey key{1, 0};
  Identity identity = Identity::of(480, 3, 0);
  std::uint16_t process = 7;
  std::uint32_t occurrence = 2;

  [[nodiscard]] Stream stream() const { return {key, identity, process, occurrence}; }
};

struct Part {
  std::string name;
  std::function<Address(std::uint32_t)> nth;  ///< addresses that differ in this part only
};

std::vector<Part> parts() {
  const auto with = [](auto change) {
    return [change](std::uint32_t n) {
      Address address;
      change(address, n);
      return address;
    };
  };
  return {{"seed", with([](Address& a, std::uint32_t n) { a.key.seed = n; })},
          {"replication", with([](Address& a, std::uint32_t n) { a.key.replication = n; })},
          {"number", with([](Address& a, std::uint32_t n) { a.identity.bits += n; })},
          {"month", with([](Address& a, std::uint32_t n) { a.identity = Identity::of(n & 4095U, n >> 12, 5); })},
          {"process", with([](Address& a, std::uint32_t n) {
             a.process = static_cast<std::uint16_t>(n);
             a.occurrence = n >> 16;
           })},
          {"occurrence", with([](Address& a, std::uint32_t n) { a.occurrence = n; })}};
}

/// n uniforms have a mean correlation with n others of 0, sd 1 / sqrt(n).
double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - 0.5) * (y[i] - 0.5) * 12;
  return sum / static_cast<double>(x.size());
}

TEST(Streams, NeighboursInEachPartOfTheAddressAreUncorrelated) {
  for (const Part& part : parts()) {
    std::array<std::vector<double>, 3> draws;  // the first three draws of each stream
    for (std::uint32_t n = 0; n < streams; ++n) {
      Stream stream = part.nth(n).stream();
      for (auto& column : draws) column.push_back(stream.uniform());
    }
    const double limit = five_sigma / std::sqrt(static_cast<double>(streams - 16));
    for (std::size_t lag : {1U, 2U, 16U}) {
      const std::vector<double> ahead(draws[0].begin() + static_cast<std::ptrdiff_t>(lag), draws[0].end());
      const std::vector<double> behind(draws[0].begin(), draws[0].end() - static_cast<std::ptrdiff_t>(lag));
      EXPECT_LT(std::fabs(correlation(ahead, behind)), limit) << part.name << " lag " << lag;
    }
    EXPECT_LT(std::fabs(correlation(draws[0], draws[1])), limit) << part.name;
    EXPECT_LT(std::fabs(correlation(draws[1], draws[2])), limit) << part.name;
  }
}

TEST(Streams, ANeighbouringAddressFlipsHalfTheBits) {
  for (const Part& part : parts()) {
    double flipped = 0;
    std::uint64_t last = part.nth(0).stream()();
    for (std::uint32_t n = 1; n < streams; ++n) {
      const std::uint64_t next = part.nth(n).stream()();
      flipped += std::popcount(last ^ next);
      last = next;
    }
    const double bits = 64.0 * (streams - 1);
    EXPECT_LT(std::fabs(flipped - bits / 2), five_sigma * std::sqrt(bits) / 2) << part.name;
  }
}

TEST(Streams, InterleavedAreStillUniform) {
  std::array<double, 64> counts{};
  for (std::uint32_t n = 0; n < streams; ++n) {
    for (const Part& part : parts()) counts[part.nth(n).stream()() >> 58]++;
  }
  const double expected = 6.0 * streams / 64;
  double statistic = 0;
  for (const double count : counts) statistic += (count - expected) * (count - expected) / expected;
  EXPECT_LT(statistic, 131.4);  // chi-squared, 63 degrees: exceeded once in a million
}

}  // namespace
}  // namespace throughgate::random
