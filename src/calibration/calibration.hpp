#pragma once
/// From published figures to parameters: history matching in waves, then a sample of the posterior, held against the
/// simulator (Craig et al. 1997; Vernon, Goldstein and Bower 2010).

#include <Eigen/Dense>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "calibration/emulators.hpp"
#include "calibration/information.hpp"

namespace throughgate::calibration {

/// How much is run.
struct CalibrationPlan {
  std::size_t waves = 3;         ///< of history matching; the first covers the prior
  std::size_t runs = 250;        ///< of each wave
  std::size_t rounds = 2;        ///< in which draws of the posterior are run and the emulators refined
  std::size_t refining = 40;     ///< runs of each round; as many over the prior, and as many draws that are checked
  std::size_t draws = 400;       ///< of the posterior
  std::size_t chance_runs = 40;  ///< at the middle of the prior: they measure luck
  std::size_t mode_runs = 8;     ///< at the most probable parameters
  double cutoff = 3;             ///< a point whose implausibility is above is left out
  std::uint64_t seed = 0;
  std::size_t threads = 1;
};

enum class Fidelity { wave, refining };
/// Simulates the scores, a row each, and gives the figures, a row each; the runs are numbered from `first`.
using Simulate = std::function<Eigen::MatrixXd(const Eigen::MatrixXd& scores, std::size_t first, Fidelity fidelity)>;
/// What is being done: `wave 2 of 3`.
using Tell = std::function<void(const std::string&)>;

/// A figure that no run gave.
struct NotSimulated {
  Eigen::Index target = 0;
};

struct Stage {
  std::string name;  ///< `wave 1`, `posterior 1`
  std::size_t runs = 0;
  double volume = 1;          ///< share of the prior that was not implausible before it; of a wave
  double cutoff = 0;          ///< of that region; above the plan's where the plan's was not reached
  Eigen::VectorXd precision;  ///< by target, after its runs: what the emulator does not know, in deviations
};

struct Calibration {
  TargetFigures figures;
  CalibrationRuns runs;      ///< that the emulators learned from
  CalibrationRuns refining;  ///< that they learned the difference from
  std::vector<Stage> stages;
  Eigen::VectorXd emulator_variances;
  Eigen::VectorXd mode;               ///< most probable scores
  Eigen::MatrixXd simulated_at_mode;  ///< run by target
  Eigen::MatrixXd scores;             ///< draw by parameter
  Eigen::MatrixXd emulated;           ///< draw by target
  Eigen::MatrixXd simulated;          ///< of the first draws, as refining runs: draw by target
  double memory = 0;                  ///< of the chains behind the draws (posterior_sample.hpp)
  Information information;

  /// By target, over the simulated draws: mean and standard deviation of what was simulated minus what was emulated, in
  /// the standard deviations expected of it.
  struct EmulatorCheck {
    double mean = 0;
    double sd = 0;
  };
  [[nodiscard]] std::vector<EmulatorCheck> checks() const;
};

/// `figures.chance` is measured. `parameters`: how many. The same for any number of threads, and for runs that come
/// from an earlier attempt. Throws NotSimulated.
[[nodiscard]] Calibration calibrate(TargetFigures figures, Eigen::Index parameters, const CalibrationPlan& plan,
                                    const Simulate& simulate, const Tell& tell = {});

}  // namespace throughgate::calibration
