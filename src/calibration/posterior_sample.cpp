#include "calibration/posterior_sample.hpp"

#include <algorithm>
#include <cmath>
#include <nlopt.hpp>
#include <vector>

#include "calibration/slice_sampling.hpp"

namespace throughgate::calibration {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr std::uint16_t sample_process = 0x4008;
/// The approximation believes the figures' standard deviations to be this much larger.
constexpr double widening = 1.4;

VectorXd find_mode(const Misfit& misfit, Index parameters) {
  auto objective = [&](const std::vector<double>& x, std::vector<double>& gradient) {
    const Eigen::Map<const VectorXd> mapped(x.data(), static_cast<Index>(x.size()));
    VectorXd slope;
    const double value = misfit.log_likelihood(mapped, slope) - 0.5 * mapped.squaredNorm();
    if (!gradient.empty()) Eigen::Map<VectorXd>(gradient.data(), slope.size()) = slope - mapped;
    return value;
  };
  using Objective = decltype(objective);
  nlopt::opt search(nlopt::LD_LBFGS, static_cast<unsigned>(parameters));
  search.set_max_objective([](const std::vector<double>& x, std::vector<double>& gradient,
                              void* data) { return (*static_cast<Objective*>(data))(x, gradient); },
                           &objective);
  search.set_ftol_abs(1e-6);
  search.set_maxeval(500);
  std::vector<double> place(static_cast<std::size_t>(parameters), 0.0);
  double best = 0;
  try {
    search.optimize(place, best);
  } catch (const nlopt::roundoff_limited&) {  // as good as it gets
  }
  return Eigen::Map<const VectorXd>(place.data(), parameters);
}

/// place = mode + spread e, with e standard normal.
struct Approximation {
  VectorXd mode;
  Eigen::LLT<MatrixXd> precision;

  Approximation(const Misfit& misfit, VectorXd at) : mode(std::move(at)) {
    const MatrixXd slopes = misfit.sensitivities(mode) / widening;
    precision.compute(MatrixXd::Identity(mode.size(), mode.size()) + slopes.transpose() * slopes);
  }
  [[nodiscard]] VectorXd place(const VectorXd& e) const { return mode + precision.matrixU().solve(e); }
};

VectorXd means_at(const Emulators& emulators, const VectorXd& scores) {
  VectorXd means(emulators.targets());
  for (Index target = 0; target < means.size(); ++target) means(target) = emulators.mean(target, scores);
  return means;
}

double correlation(const VectorXd& a, const VectorXd& b) {
  const VectorXd from_a = a.array() - a.mean();
  const VectorXd from_b = b.array() - b.mean();
  const double scale = from_a.norm() * from_b.norm();
  return scale > 0 ? from_a.dot(from_b) / scale : 0;
}

}  // namespace

PosteriorSample posterior_sample(const Emulators& emulators, const Misfit& misfit, Index parameters,
                                 const SamplePlan& plan) {
  PosteriorSample sample;
  sample.mode = find_mode(misfit, parameters);
  const Approximation around(misfit, sample.mode);
  const auto draws = static_cast<Index>(plan.draws);
  sample.scores.resize(draws, parameters);
  MatrixXd halfway(draws, emulators.targets());
  MatrixXd at_end(draws, emulators.targets());
  const auto log_density = [&](const VectorXd& e) {
    const VectorXd place = around.place(e);
    return misfit.log_likelihood(place) - 0.5 * place.squaredNorm() + 0.5 * e.squaredNorm();
  };
  on_threads(plan.draws, plan.threads, [&](std::size_t draw) {
    const random::PreparedKey key(random::StreamKey{plan.seed, static_cast<std::uint32_t>(draw)});
    random::Stream stream(key, Identity{plan.round}, sample_process, 0);
    VectorXd e(parameters);
    draw_normals(stream, e);
    double value = log_density(e);
    const auto row = static_cast<Index>(draw);
    for (std::size_t step = 0; step < plan.steps; ++step) {
      if (step == plan.steps / 2) halfway.row(row) = means_at(emulators, around.place(e)).transpose();
      slice_step(e, value, stream, log_density);
    }
    const VectorXd place = around.place(e);
    sample.scores.row(row) = place.transpose();
    at_end.row(row) = means_at(emulators, place).transpose();
  });
  for (Index target = 0; target < emulators.targets(); ++target) {
    sample.memory = std::max(sample.memory, std::abs(correlation(halfway.col(target), at_end.col(target))));
  }
  return sample;
}

}  // namespace throughgate::calibration
