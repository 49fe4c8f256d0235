#include "experiment/unit_points.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "base/ids.hpp"
#include "random/stream.hpp"

namespace throughgate::experiment {

namespace {

using Eigen::Index;

/// Beyond the processes of persons (justice::Process).
constexpr std::uint16_t hypercube_process = 0x4003;
constexpr std::uint16_t shift_process = 0x4004;

void require(std::size_t points, std::size_t factors) {
  if (points == 0 || factors == 0) throw std::invalid_argument("a design needs points and factors");
}

random::Stream stream_of(std::uint64_t seed, std::uint16_t process, std::size_t factor) {
  return {random::StreamKey{seed, 0}, Identity{factor}, process, 0};
}

/// Of 2^32 cells the middle.
double inside(std::uint32_t cell) { return (cell + 0.5) * 0x1p-32; }

}  // namespace

UnitPoints latin_hypercube(std::size_t points, std::size_t factors, std::uint64_t seed) {
  require(points, factors);
  UnitPoints result(static_cast<Index>(points), static_cast<Index>(factors));
  std::vector<std::size_t> strata(points);
  for (std::size_t factor = 0; factor < factors; ++factor) {
    auto stream = stream_of(seed, hypercube_process, factor);
    std::iota(strata.begin(), strata.end(), std::size_t{0});
    for (std::size_t left = points; left > 1; --left) {  // Fisher and Yates
      const auto chosen = static_cast<std::size_t>(stream.uniform() * static_cast<double>(left));
      std::swap(strata[left - 1], strata[chosen]);
    }
    for (std::size_t point = 0; point < points; ++point) {
      result(static_cast<Index>(point), static_cast<Index>(factor)) =
          (static_cast<double>(strata[point]) + stream.uniform()) / static_cast<double>(points);
    }
  }
  return result;
}

UnitPoints sobol_points(std::size_t points, std::size_t factors, std::uint64_t seed) {
  require(points, factors);
  if (factors > boost::random::default_sobol_table::max_dimension) {
    throw std::invalid_argument("Sobol's sequence has at most 3667 factors");
  }
  std::vector<std::uint32_t> shift;
  for (std::size_t factor = 0; factor < factors; ++factor) {
    shift.push_back(stream_of(seed, shift_process, factor).word());
  }
  boost::random::sobol_engine<std::uint32_t, 32> sequence(factors);
  UnitPoints result(static_cast<Index>(points), static_cast<Index>(factors));
  for (std::size_t factor = 0; factor < factors; ++factor)
    result(0, static_cast<Index>(factor)) = inside(shift[factor]);
  for (std::size_t point = 1; point < points; ++point) {  // the engine begins after the point at the origin
    for (std::size_t factor = 0; factor < factors; ++factor) {
      result(static_cast<Index>(point), static_cast<Index>(factor)) = inside(sequence() ^ shift[factor]);
    }
  }
  return result;
}

Eigen::MatrixXi full_factorial(const Eigen::VectorXi& levels) {
  if (levels.size() == 0 || levels.minCoeff() < 1) throw std::invalid_argument("a factor needs a level");
  Eigen::MatrixXi result(levels.prod(), levels.size());
  for (Index point = 0; point < result.rows(); ++point) {
    Index left = point;
    for (Index factor = levels.size(); factor-- > 0;) {
      result(point, factor) = static_cast<int>(left % levels(factor));
      left /= levels(factor);
    }
  }
  return result;
}

UnitPoints index_points(std::size_t base, std::size_t factors, std::uint64_t seed) {
  const UnitPoints both = sobol_points(base, 2 * factors, seed);
  const auto count = static_cast<Index>(factors);
  UnitPoints result(both.rows() * (count + 2), count);
  for (Index point = 0; point < both.rows(); ++point) {
    const auto a = both.row(point).head(count);
    const auto b = both.row(point).tail(count);
    const Index first = point * (count + 2);
    result.row(first) = a;
    result.row(first + 1) = b;
    for (Index factor = 0; factor < count; ++factor) {
      result.row(first + 2 + factor) = a;
      result(first + 2 + factor, factor) = b(factor);
    }
  }
  return result;
}

}  // namespace throughgate::experiment
