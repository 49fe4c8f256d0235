#pragma once
/// Parameters that the published figures leave possible, by an emulated likelihood.

#include <Eigen/Dense>
#include <cstddef>
#include <cstdint>

#include "calibration/emulators.hpp"

namespace throughgate::calibration {

struct PosteriorSample {
  Eigen::VectorXd mode;    ///< most probable scores
  Eigen::MatrixXd scores;  ///< draw by parameter, independent of each other
  double memory = 0;  ///< largest correlation over the targets between the draws and where their chains stood halfway
};

struct SamplePlan {
  std::size_t draws = 400;
  std::size_t steps = 60;  ///< of the chain of each draw
  std::uint64_t seed = 0;
  std::uint32_t round = 0;
  std::size_t threads = 1;
};

/// The prior of every score is a standard normal. The mode is found by NLopt (L-BFGS); every draw has a chain of its
/// own that begins at a draw of the normal approximation around the mode, widened, and slices relative to it
/// (Nishihara, Murray and Adams 2014). The same for any number of threads.
[[nodiscard]] PosteriorSample posterior_sample(const Emulators& emulators, const Misfit& misfit,
                                               Eigen::Index parameters, const SamplePlan& plan);

}  // namespace throughgate::calibration
