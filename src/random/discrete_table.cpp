#include "random/discrete_table.hpp"

#include <cmath>
#include <stdexcept>

namespace throughgate::random {

DiscreteTable::DiscreteTable(std::span<const double> weights) {
  double total = 0;
  std::size_t last_positive = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (!(weights[i] >= 0) || !std::isfinite(weights[i])) {
      throw std::invalid_argument("discrete table: a weight is negative or not finite");
    }
    if (weights[i] > 0) last_positive = i;
    total += weights[i];
  }
  if (!(total > 0) || !std::isfinite(total)) {
    throw std::invalid_argument("discrete table: the weights must have a positive, finite sum");
  }

  cumulative_.reserve(weights.size());
  double sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    sum += weights[i];
    cumulative_.push_back(i >= last_positive ? 1.0 : sum / total);
  }
  guide_.reserve(weights.size());
  std::uint32_t outcome = 0;
  for (std::size_t j = 0; j < weights.size(); ++j) {
    while (static_cast<double>(j) / static_cast<double>(weights.size()) >= cumulative_[outcome]) ++outcome;
    guide_.push_back(outcome);
  }
}

}  // namespace throughgate::random
