#pragma once
/// Inline logarithm and exponential for samplers: relative error below 1e-13 (log: of 1 + |log x|), no errno, no
/// special cases. Plain arithmetic on a table that the standard library's logarithm fills at start: the same binary
/// with the same library gives the same bits.

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace throughgate::random {

namespace detail {

struct LogTable {
  std::array<double, 128> inverse;    ///< 1 / c, c the middle of each 128th of [1, 2)
  std::array<double, 128> logarithm;  ///< log c
};
extern const LogTable log_table;

}  // namespace detail

/// `x` positive, finite and normal.
[[gnu::always_inline]] inline double fast_log(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const auto exponent = static_cast<double>(static_cast<std::int64_t>(bits >> 52) - 1023);
  const double mantissa = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFU) | 0x3FF0000000000000U);
  const std::size_t i = (bits >> 45) & 127U;
  const double r = mantissa * detail::log_table.inverse[i] - 1.0;  // |r| below 1/256
  const double square = r * r;
  const double tail =
      square * ((-1.0 / 2 + r * (1.0 / 3)) + square * ((-1.0 / 4 + r * (1.0 / 5)) - square * (1.0 / 6)));
  return exponent * 0.69314718055994530942 + (detail::log_table.logarithm[i] + (r + tail));
}

/// `x` between -700 and 700.
[[gnu::always_inline]] inline double fast_exp(double x) {
  constexpr double shifter = 0x1.8p52;
  const double shifted = x * 1.44269504088896340736 + shifter;
  const double k = shifted - shifter;
  const double r = (x - k * 0x1.62e42fefa0000p-1) - k * 0x1.cf79abc9e3b3ap-40;  // log 2 in two parts
  const double square = r * r;
  const double low = 1.0 / 2 + r * (1.0 / 6) + square * (1.0 / 24 + r * (1.0 / 120));
  const double high = 1.0 / 720 + r * (1.0 / 5040) +
                      square * (1.0 / 40320 + r * (1.0 / 362880) + square * (1.0 / 3628800 + r * (1.0 / 39916800)));
  const double value = 1.0 + (r + square * (low + square * square * high));
  const auto scale = static_cast<std::uint64_t>(static_cast<std::int64_t>(k) + 1023) << 52;
  return value * std::bit_cast<double>(scale);
}

/// x^y for x positive and normal and |y log x| below 700.
inline double fast_power(double x, double y) { return fast_exp(y * fast_log(x)); }

}  // namespace throughgate::random
