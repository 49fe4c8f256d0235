#include "random/distribution.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace throughgate::random {
namespace {

void require(bool good, const char* message) {
  if (!good) throw std::invalid_argument(message);
}

double standard_normal_quantile(double u) { return quantile(boost::math::normal_distribution<>{}, u); }
double standard_normal_cdf(double z) { return cdf(boost::math::normal_distribution<>{}, z); }

double sample_quantile(const std::vector<double>& sorted, double u) {
  const double place = u * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

Distribution Distribution::fixed(double value) {
  require(std::isfinite(value), "fixed: the value must be finite");
  return {Family::fixed, value, 0, value, value};
}

Distribution Distribution::uniform(double low, double high) {
  require(std::isfinite(low) && std::isfinite(high) && low < high, "uniform: low must be below high");
  return {Family::uniform, 0, 0, low, high};
}

Distribution Distribution::triangular(double low, double mode, double high) {
  require(std::isfinite(low) && std::isfinite(high) && low < high && low <= mode && mode <= high,
          "triangular: low, mode and high must be in order, low below high");
  return {Family::triangular, mode, 0, low, high};
}

Distribution Distribution::normal(double mean, double standard_deviation) {
  require(std::isfinite(mean) && std::isfinite(standard_deviation) && standard_deviation > 0,
          "normal: the standard deviation must be above 0");
  return {Family::normal, mean, standard_deviation, 0, 0};
}

Distribution Distribution::lognormal(double mu, double sigma) {
  require(std::isfinite(mu) && std::isfinite(sigma) && sigma > 0, "lognormal: sigma must be above 0");
  return {Family::lognormal, mu, sigma, 0, 0};
}

Distribution Distribution::beta(double a, double b, double low, double high) {
  require(std::isfinite(a) && std::isfinite(b) && a > 0 && b > 0, "beta: both shapes must be above 0");
  require(std::isfinite(low) && std::isfinite(high) && low < high, "beta: low must be below high");
  return {Family::beta, a, b, low, high};
}

Distribution Distribution::pert(double low, double mode, double high) {
  require(std::isfinite(low) && std::isfinite(high) && low < high && low <= mode && mode <= high,
          "pert: low, mode and high must be in order, low below high");
  const double width = high - low;
  return beta(1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width, low, high);
}

Distribution Distribution::empirical(std::vector<double> values) {
  require(!values.empty() && std::ranges::all_of(values, [](double value) { return std::isfinite(value); }),
          "empirical: finite values are needed");
  std::ranges::sort(values);
  Distribution distribution{Family::empirical, 0, 0, values.front(), values.back()};
  distribution.sorted_ = std::make_shared<const std::vector<double>>(std::move(values));
  return distribution;
}

Distribution Distribution::with_point_mass(double probability, double value) const {
  require(probability >= 0 && probability <= 1 && std::isfinite(value),
          "point mass: the probability must lie between 0 and 1");
  require(!point_mass_, "point mass: the distribution has one already");
  Distribution mixture = *this;
  if (probability > 0) mixture.point_mass_ = PointMass{probability, value};
  return mixture;
}

double Distribution::mean() const {
  if (!point_mass_) return smooth_mean();
  return point_mass_->probability * point_mass_->value + (1 - point_mass_->probability) * smooth_mean();
}

double Distribution::quantile(double u) const {
  require(u > 0 && u < 1, "quantile: u must lie inside (0, 1)");
  if (!point_mass_) return smooth_quantile(u);
  const double others = 1 - point_mass_->probability;
  const double below =
      family_ == Family::fixed ? (low_ < point_mass_->value ? others : 0.0) : others * smooth_cdf(point_mass_->value);
  if (u < below) return smooth_quantile(u / others);
  if (u <= below + point_mass_->probability) return point_mass_->value;
  return smooth_quantile((u - point_mass_->probability) / others);
}

double Distribution::cdf(double x) const {
  if (!point_mass_) return smooth_cdf(x);
  const double step = x >= point_mass_->value ? point_mass_->probability : 0.0;
  return step + (1 - point_mass_->probability) * smooth_cdf(x);
}

double Distribution::smooth_mean() const {
  switch (family_) {
    case Family::fixed:
    case Family::normal:
      return a_;
    case Family::uniform:
      return 0.5 * (low_ + high_);
    case Family::triangular:
      return (low_ + a_ + high_) / 3;
    case Family::lognormal:
      return std::exp(a_ + 0.5 * b_ * b_);
    case Family::beta:
      return low_ + (high_ - low_) * a_ / (a_ + b_);
    case Family::empirical:
      return std::accumulate(sorted_->begin(), sorted_->end(), 0.0) / static_cast<double>(sorted_->size());
  }
  throw std::logic_error("unknown family of distribution");
}

double Distribution::smooth_quantile(double u) const {
  switch (family_) {
    case Family::fixed:
      return a_;
    case Family::uniform:
      return low_ + u * (high_ - low_);
    case Family::triangular:
      return boost::math::quantile(boost::math::triangular_distribution<>{low_, a_, high_}, u);
    case Family::normal:
      return a_ + b_ * standard_normal_quantile(u);
    case Family::lognormal:
      return std::exp(a_ + b_ * standard_normal_quantile(u));
    case Family::beta:
      return low_ + (high_ - low_) * boost::math::quantile(boost::math::beta_distribution<>{a_, b_}, u);
    case Family::empirical:
      return sample_quantile(*sorted_, u);
  }
  throw std::logic_error("unknown family of distribution");
}

double Distribution::smooth_cdf(double x) const {
  if (family_ == Family::normal) return standard_normal_cdf((x - a_) / b_);
  if (family_ == Family::lognormal) return x > 0 ? standard_normal_cdf((std::log(x) - a_) / b_) : 0.0;
  if (x < low_) return 0;
  if (x >= high_) return 1;
  if (family_ == Family::empirical) {
    const auto above = std::ranges::upper_bound(*sorted_, x) - sorted_->begin();
    return static_cast<double>(above) / static_cast<double>(sorted_->size());
  }
  const double share = (x - low_) / (high_ - low_);
  if (family_ == Family::uniform) return share;
  if (family_ == Family::triangular)
    return boost::math::cdf(boost::math::triangular_distribution<>{low_, a_, high_}, x);
  return boost::math::cdf(boost::math::beta_distribution<>{a_, b_}, share);
}

}  // namespace throughgate::random
