#pragma once
/// The disposal of a case, and its length. Base-year tables give the expected disposal and the one received:
/// they share their draw, so that they differ only where something experienced makes them differ.

#include <array>
#include <vector>

#include "justice/pathway/context.hpp"
#include "justice/people/sampling.hpp"

namespace throughgate::justice {

/// Length of custody: days of a determinate term, or of the tariff.
struct Term {
  LengthBand band = LengthBand::up_to_6m;
  bool life = false;
  double days = 0;
};

class Sentencing {
 public:
  explicit Sentencing(const SentencingModel& model);

  /// Disposal of the case by offence group, history and standing; addressed by the case.
  [[nodiscard]] Disposal disposal(const Context& context, const Case& one) const;
  /// The class that the person's stratum keeps.
  [[nodiscard]] static ExpectedDisposal expected_class(Disposal disposal, LengthBand band);

  [[nodiscard]] Term term(const Context& context, const Case& one) const;

  /// Pronounces the disposal of a case, decides on sentences already running, and hands the person over.
  void sentence(const Context& context, std::size_t which) const;

 private:
  void decide_on_running_order(const Context& context, Disposal disposal, std::uint16_t number) const;

  SentencingModel model_;
  std::vector<random::DiscreteTable> length_;
  std::array<double, 5> band_exponent_{};
  DelaySampler life_tariff_;
  DelaySampler ipp_tariff_;
};

}  // namespace throughgate::justice
