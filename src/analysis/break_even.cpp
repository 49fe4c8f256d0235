#include "analysis/break_even.hpp"

#include <algorithm>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "analysis/conditional_mean.hpp"

namespace throughgate::analysis {

using Eigen::Index;
using Eigen::VectorXd;

ChanceGiven::ChanceGiven(const VectorXd& parameter, const VectorXd& outcome, std::function<bool(double)> holds)
    : rest_(outcome), holds_(std::move(holds)) {
  std::vector<Index> order(static_cast<std::size_t>(parameter.size()));
  std::iota(order.begin(), order.end(), Index{0});
  std::ranges::stable_sort(order, {}, [&](Index draw) { return parameter(draw); });
  const auto basis = basis_of(parameter);
  VectorXd fitted = VectorXd::Constant(outcome.size(), outcome.mean());
  if (basis && basis->cols() > 0) {
    // Least squares on an orthogonal basis whose columns have the length of the root of the draws.
    fitted += *basis * (basis->transpose() * outcome) / static_cast<double>(outcome.size());
  }
  rest_ -= fitted;
  std::vector<double> places;
  std::vector<double> means;
  for (const Index draw : order) {
    if (!places.empty() && parameter(draw) == places.back()) continue;
    places.push_back(parameter(draw));
    means.push_back(fitted(draw));
  }
  place_ = Eigen::Map<const VectorXd>(places.data(), static_cast<Index>(places.size()));
  mean_ = Eigen::Map<const VectorXd>(means.data(), static_cast<Index>(means.size()));
}

double ChanceGiven::mean_at(double parameter) const {
  const auto above = std::upper_bound(place_.begin(), place_.end(), parameter);
  if (above == place_.begin()) return mean_(0);
  if (above == place_.end()) return mean_(mean_.size() - 1);
  const auto i = static_cast<Index>(above - place_.begin());
  const double part = (parameter - place_(i - 1)) / (place_(i) - place_(i - 1));
  return mean_(i - 1) + part * (mean_(i) - mean_(i - 1));
}

double ChanceGiven::operator()(double parameter) const {
  const double mean = mean_at(parameter);
  const auto holding = std::ranges::count_if(rest_, [&](double rest) { return holds_(mean + rest); });
  return static_cast<double>(holding) / static_cast<double>(rest_.size());
}

std::optional<double> break_even_of(const VectorXd& parameter, const VectorXd& outcome,
                                    const std::function<bool(double)>& holds) {
  constexpr double half = 0.5;
  constexpr int steps = 200;
  constexpr double tenth = 0.1;
  const ChanceGiven chance(parameter, outcome, holds);
  const double width = chance.greatest() - chance.least();
  const auto lies_above = [&](double x) { return chance(x) > half; };
  for (int step = 0; step < steps; ++step) {
    const double from = chance.least() + width * step / steps;
    const double until = chance.least() + width * (step + 1) / steps;
    if (lies_above(from) == lies_above(until)) continue;
    const auto [low, high] =
        boost::math::tools::bisect([&](double x) { return lies_above(x) ? 1.0 : -1.0; }, from, until,
                                   [width](double a, double b) { return std::abs(a - b) <= 1e-9 * width; });
    const double root = std::midpoint(low, high);
    const double apart = root != 0 ? tenth * std::abs(root) : tenth * width;
    if (lies_above(root - apart) != lies_above(root + apart)) return root;
  }
  return std::nullopt;
}

}  // namespace throughgate::analysis
