#pragma once
/// Where no published figure is implausible: its share of the prior, and points inside.

#include <Eigen/Dense>
#include <cstddef>
#include <cstdint>

#include "calibration/emulators.hpp"

namespace throughgate::calibration {

struct PlausibleRegion {
  double volume = 1;       ///< share of the prior that is not implausible
  double cutoff = 0;       ///< implausibility up to which points are inside
  bool reached = true;     ///< false: no point below the wanted cutoff was found, and `cutoff` is the lowest that was
  Eigen::MatrixXd points;  ///< point by parameter: normal scores
};

struct RegionSearch {
  double cutoff = 3;
  std::size_t population = 500;
  std::size_t points = 100;  ///< wanted, at most the population
  std::uint64_t seed = 0;
  std::uint32_t wave = 0;  ///< so that every wave has luck of its own
  std::size_t threads = 1;
};

/// Subset simulation (Au and Beck 2001): the cutoff falls in steps that each keep a fifth of the points, and slice
/// sampling spreads the kept ones again. The same for any number of threads.
[[nodiscard]] PlausibleRegion plausible_region(const Misfit& misfit, Eigen::Index parameters,
                                               const RegionSearch& search);

}  // namespace throughgate::calibration
