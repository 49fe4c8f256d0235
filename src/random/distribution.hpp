#pragma once
/// Distributions of uncertain parameters: sampled by their quantile, so that one uniform, a stratum of a Latin
/// hypercube or a Sobol coordinate all give a value.

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace throughgate::random {

/// An immutable distribution on the real line. The factories throw std::invalid_argument for parameters out of range.
class Distribution {
 public:
  enum class Family : std::uint8_t { fixed, uniform, triangular, normal, lognormal, beta, empirical };

  [[nodiscard]] static Distribution fixed(double value);
  [[nodiscard]] static Distribution uniform(double low, double high);
  [[nodiscard]] static Distribution triangular(double low, double mode, double high);
  [[nodiscard]] static Distribution normal(double mean, double standard_deviation);
  /// exp of a normal with mean `mu` and standard deviation `sigma`.
  [[nodiscard]] static Distribution lognormal(double mu, double sigma);
  /// Between `low` and `high`.
  [[nodiscard]] static Distribution beta(double a, double b, double low = 0, double high = 1);
  /// A beta with mean (low + 4 mode + high) / 6.
  [[nodiscard]] static Distribution pert(double low, double mode, double high);

  /// That of a sample: quantiles are interpolated between its sorted values. Needs a value.
  [[nodiscard]] static Distribution empirical(std::vector<double> values);

  /// This distribution with probability 1 - `probability`, else exactly `value` (no effect: 0, or 1 for a ratio).
  [[nodiscard]] Distribution with_point_mass(double probability, double value) const;

  [[nodiscard]] Family family() const { return family_; }
  [[nodiscard]] bool is_fixed() const { return family_ == Family::fixed && !point_mass_; }

  [[nodiscard]] double mean() const;
  /// `u` in (0, 1); rises with u. The least x with cdf(x) >= u.
  [[nodiscard]] double quantile(double u) const;
  [[nodiscard]] double cdf(double x) const;

  friend bool operator==(const Distribution&, const Distribution&) = default;

 private:
  struct PointMass {
    double probability;
    double value;
    friend bool operator==(const PointMass&, const PointMass&) = default;
  };

  Distribution(Family family, double a, double b, double low, double high)
      : family_(family), a_(a), b_(b), low_(low), high_(high) {}
  [[nodiscard]] double smooth_mean() const;
  [[nodiscard]] double smooth_quantile(double u) const;
  [[nodiscard]] double smooth_cdf(double x) const;

  Family family_;
  double a_;    ///< value, mode, mean, mu or first shape
  double b_;    ///< standard deviation, sigma or second shape
  double low_;  ///< support of the bounded families
  double high_;
  std::optional<PointMass> point_mass_;
  std::shared_ptr<const std::vector<double>> sorted_;  ///< of an empirical one
};

}  // namespace throughgate::random
