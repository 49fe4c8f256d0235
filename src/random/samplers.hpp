#pragma once
/// Fast samplers on an addressed stream. For one binary, the same address gives the same bits.

#include <array>
#include <cmath>
#include <cstdint>

#include "random/fast_math.hpp"
#include "random/stream.hpp"

namespace throughgate::random {

namespace detail {

/// 256 layers of equal area (Marsaglia & Tsang 2000); layer 0 holds the tail. edge[i] falls to edge[256] = 0.
struct ZigguratLayers {
  std::array<double, 257> edge;
  std::array<double, 257> density;  ///< unnormalised, 1 at zero
};
extern const ZigguratLayers exponential_layers;
extern const ZigguratLayers normal_layers;

/// The rare branches: a layer's rim or the tail. `bits` is the draw that missed.
double exponential_beyond_core(Stream& stream, std::uint64_t bits);
double normal_beyond_core(Stream& stream, std::uint64_t bits);

inline double exponential_abscissa(std::uint64_t bits) {
  return static_cast<double>(static_cast<std::int64_t>(bits >> 11)) * 0x1p-53 * exponential_layers.edge[bits & 255U];
}
inline double normal_abscissa(std::uint64_t bits) {
  return static_cast<double>(static_cast<std::int64_t>(bits) >> 11) * 0x1p-52 * normal_layers.edge[bits & 255U];
}

}  // namespace detail

/// Mean 1.
inline double exponential(Stream& stream) {
  const std::uint64_t bits = stream();
  const double x = detail::exponential_abscissa(bits);
  if (x < detail::exponential_layers.edge[(bits & 255U) + 1]) [[likely]]
    return x;
  return detail::exponential_beyond_core(stream, bits);
}

/// Mean 0, standard deviation 1.
inline double normal(Stream& stream) {
  const std::uint64_t bits = stream();
  const double x = detail::normal_abscissa(bits);
  if (std::fabs(x) < detail::normal_layers.edge[(bits & 255U) + 1]) [[likely]]
    return x;
  return detail::normal_beyond_core(stream, bits);
}

/// exp(mu + sigma Z); mu + sigma Z within 700 of zero.
inline double lognormal(Stream& stream, double mu, double sigma) { return fast_exp(mu + sigma * normal(stream)); }

/// Survival exp(-(t / scale)^shape); shape at least 0.1.
inline double weibull(Stream& stream, double shape, double scale) {
  constexpr double smallest = 1e-30;  // a draw of exactly zero has no logarithm
  return scale * fast_exp(fast_log(exponential(stream) + smallest) / shape);
}

inline bool bernoulli(Stream& stream, double probability) { return stream.uniform() < probability; }

/// Mean shape x scale; shape and scale above 0. Marsaglia & Tsang (2000).
double gamma(Stream& stream, double shape, double scale);

/// Mean a / (a + b).
double beta(Stream& stream, double a, double b);

/// Mean 0 or more. Inversion below 10, above it transformed rejection (Hörmann 1993, PTRS).
std::uint64_t poisson(Stream& stream, double mean);

}  // namespace throughgate::random
