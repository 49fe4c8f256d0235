#include "random/samplers.hpp"

#include <algorithm>

namespace throughgate::random {
namespace detail {
namespace {

/// `tail_edge` and `area` are the published constants of the 256-layer ziggurat for the density.
template <class Density, class Inverse>
ZigguratLayers layers(double tail_edge, double area, Density density, Inverse inverse) {
  ZigguratLayers result{};
  result.edge[0] = area / density(tail_edge);
  result.edge[1] = tail_edge;
  for (std::size_t i = 2; i < 256; ++i) {
    result.edge[i] = inverse(area / result.edge[i - 1] + density(result.edge[i - 1]));
  }
  result.edge[256] = 0;
  for (std::size_t i = 0; i < 257; ++i) result.density[i] = density(result.edge[i]);
  return result;
}

bool below_density(Stream& stream, const ZigguratLayers& table, std::size_t layer, double density) {
  const double low = table.density[layer];
  const double high = table.density[layer + 1];
  return low + stream.uniform() * (high - low) < density;
}

double normal_tail(Stream& stream, double edge) {
  for (;;) {
    const double x = -std::log(stream.uniform()) / edge;
    const double y = -std::log(stream.uniform());
    if (2 * y >= x * x) return edge + x;
  }
}

}  // namespace

const ZigguratLayers exponential_layers = layers(
    7.69711747013104972, 3.949659822581572e-3, [](double x) { return std::exp(-x); },
    [](double y) { return -std::log(y); });
const ZigguratLayers normal_layers = layers(
    3.6541528853610088, 4.92867323399e-3, [](double x) { return std::exp(-0.5 * x * x); },
    [](double y) { return std::sqrt(-2 * std::log(y)); });

double exponential_beyond_core(Stream& stream, std::uint64_t bits) {
  double offset = 0;
  for (;;) {
    const std::size_t layer = bits & 255U;
    const double x = exponential_abscissa(bits);
    if (x < exponential_layers.edge[layer + 1]) return offset + x;
    if (layer == 0) {
      offset += exponential_layers.edge[1];  // the tail is an exponential again
    } else if (below_density(stream, exponential_layers, layer, std::exp(-x))) {
      return offset + x;
    }
    bits = stream();
  }
}

double normal_beyond_core(Stream& stream, std::uint64_t bits) {
  for (;;) {
    const std::size_t layer = bits & 255U;
    const double x = normal_abscissa(bits);
    if (std::fabs(x) < normal_layers.edge[layer + 1]) return x;
    if (layer == 0) {
      return std::copysign(normal_tail(stream, normal_layers.edge[1]), x);
    }
    if (below_density(stream, normal_layers, layer, std::exp(-0.5 * x * x))) return x;
    bits = stream();
  }
}

}  // namespace detail

namespace {

double gamma_of_shape_one_or_more(Stream& stream, double shape) {
  const double d = shape - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  for (;;) {
    const double x = normal(stream);
    const double root = 1.0 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    if (std::log(stream.uniform()) < 0.5 * x * x + d * (1.0 - v + std::log(v))) return d * v;
  }
}

std::uint64_t poisson_by_inversion(Stream& stream, double mean) {
  double probability = std::exp(-mean);
  double left = stream.uniform();
  std::uint64_t count = 0;
  while (left > probability && probability > 0) {
    left -= probability;
    ++count;
    probability *= mean / static_cast<double>(count);
  }
  return count;
}

/// The log of k!: Stirling's series from 10 on, where its error is below 1e-10, and sums below.
double log_factorial(std::uint64_t k) {
  if (k < 10) {
    double product = 1;
    for (std::uint64_t i = 2; i <= k; ++i) product *= static_cast<double>(i);
    return std::log(product);
  }
  const double x = static_cast<double>(k) + 1;
  const double inverse = 1 / x;
  const double square = inverse * inverse;
  constexpr double half_log_two_pi = 0.91893853320467274178;
  return (x - 0.5) * std::log(x) - x + half_log_two_pi +
         inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
}

std::uint64_t poisson_by_rejection(Stream& stream, double mean) {
  const double b = 0.931 + 2.53 * std::sqrt(mean);
  const double a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  const double squeeze = 0.9277 - 3.6224 / (b - 2);
  const double log_mean = std::log(mean);
  for (;;) {
    const double u = stream.uniform() - 0.5;
    const double v = stream.uniform();
    const double us = 0.5 - std::fabs(u);
    const double k = std::floor((2 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return static_cast<std::uint64_t>(k);
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (std::log(v * inverse_alpha / (a / (us * us) + b)) <=
        k * log_mean - mean - log_factorial(static_cast<std::uint64_t>(k))) {
      return static_cast<std::uint64_t>(k);
    }
  }
}

}  // namespace

double gamma(Stream& stream, double shape, double scale) {
  if (shape >= 1) return scale * gamma_of_shape_one_or_more(stream, shape);
  const double larger = gamma_of_shape_one_or_more(stream, shape + 1);
  return scale * larger * std::pow(stream.uniform(), 1.0 / shape);
}

double beta(Stream& stream, double a, double b) {
  const double x = gamma(stream, a, 1);
  const double y = gamma(stream, b, 1);
  return x / (x + y);
}

std::uint64_t poisson(Stream& stream, double mean) {
  if (mean <= 0) return 0;
  return mean < 10 ? poisson_by_inversion(stream, mean) : poisson_by_rejection(stream, mean);
}

}  // namespace throughgate::random
