#pragma once
/// Points in the unit cube, from which designs are made.

#include <Eigen/Dense>
#include <cstddef>
#include <cstdint>

namespace throughgate::experiment {

/// Point by factor; every coordinate inside (0, 1).
using UnitPoints = Eigen::MatrixXd;

/// Latin hypercube: in each factor one point in each of as many equal strata as there are points, at a place of its own
/// inside the stratum (McKay, Beckman and Conover 1979). A factor's column depends on the seed, the number of points
/// and its position alone. Throws std::invalid_argument without points or factors.
[[nodiscard]] UnitPoints latin_hypercube(std::size_t points, std::size_t factors, std::uint64_t seed);

/// The first points of Sobol's sequence with the direction numbers of Joe and Kuo, each coordinate shifted digitally by
/// the seed: the first 2^k points of a factor lie one in each of 2^k equal strata. More points leave the first ones as
/// they were. At most 3667 factors. Throws std::invalid_argument.
[[nodiscard]] UnitPoints sobol_points(std::size_t points, std::size_t factors, std::uint64_t seed);

/// Every combination of levels, the last factor fastest: positions of levels, point by factor.
[[nodiscard]] Eigen::MatrixXi full_factorial(const Eigen::VectorXi& levels);

/// Points for Sobol' indices (Saltelli 2002): for each of `base` points of a sequence over twice as many factors A,
/// then B, then A with one factor of B after the other: base x (factors + 2) points, those of a base point together.
[[nodiscard]] UnitPoints index_points(std::size_t base, std::size_t factors, std::uint64_t seed);

}  // namespace throughgate::experiment
