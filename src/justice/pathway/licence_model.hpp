#pragma once
/// Parameters of licence and recall.

#include "justice/people/population_model.hpp"

namespace throughgate::justice {

struct LicenceModel {
  Values<5> recall_per_month{};  ///< recall without a new charge, by length band of the sentence
  double recall_on_charge{};     ///< share of charges on licence that bring recall
  double fixed_term_share{};
  double standard_mean_days{};
  double standard_shape{};        ///< sigma of the lognormal stay
  double detection_elasticity{};  ///< of recall to contact intensity
};

}  // namespace throughgate::justice
