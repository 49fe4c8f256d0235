#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "random/stream.hpp"

namespace throughgate::random {

/// An immutable table of outcomes 0 to n-1. Sampling inverts the cumulative weights, so a small change of the
/// weights changes few outcomes under common random numbers; a guide table makes the search short.
class DiscreteTable {
 public:
  /// Weights need not sum to one. Throws std::invalid_argument when one is negative or not finite, or all are zero.
  explicit DiscreteTable(std::span<const double> weights);

  [[nodiscard]] std::size_t size() const { return cumulative_.size(); }
  [[nodiscard]] double probability(std::size_t outcome) const {
    return outcome == 0 ? cumulative_[0] : cumulative_[outcome] - cumulative_[outcome - 1];
  }

  /// The outcome of a uniform u in [0, 1); never one of weight zero.
  [[nodiscard]] std::size_t at(double u) const {
    std::size_t outcome = guide_[static_cast<std::size_t>(u * static_cast<double>(guide_.size()))];
    while (u >= cumulative_[outcome]) ++outcome;
    return outcome;
  }
  std::size_t operator()(Stream& stream) const { return at(stream.uniform()); }

 private:
  std::vector<double> cumulative_;    ///< from the last outcome of positive weight on exactly 1
  std::vector<std::uint32_t> guide_;  ///< guide_[j]: the outcome of u = j / size
};

}  // namespace throughgate::random
