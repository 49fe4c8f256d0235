#pragma once
/// The disposal of a case, and its length. The disposal received is drawn from the tables in force, given what runs at
/// conviction; the expected one, a mark of the person that every option shares, from the base year's tables by offence
/// group and history alone. Both share their draw.

#include <array>
#include <vector>

#include "justice/pathway/context.hpp"
#include "justice/pathway/report_effects.hpp"
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
  /// `reports` and `base_reports`: what a report does to the order that follows it.
  Sentencing(const SentencingModel& model, const SentencingModel& base, const ReportModel& reports,
             const ReportModel& base_reports);

  /// Decides at conviction what the case will end in; addressed by the case.
  void decide(const Context& context, Case& one) const;
  /// Again when a report has been read, which multiplies the odds of custody. Both decisions share their draw.
  void decide_again(const Context& context, Case& one, double custody_odds) const;
  /// Length of custody for the case; addressed by it.
  [[nodiscard]] Term term(const Context& context, const Case& one) const {
    return tables_.term(one.group, context.cold().sex, context.stream(Process::length, one.number));
  }
  /// The class of a disposal that levels and effects go by.
  [[nodiscard]] static ExpectedDisposal expected_class(Disposal disposal, LengthBand band);

  /// Pronounces the disposal of a case, decides on sentences already running, and hands the person over.
  void sentence(const Context& context, std::size_t which) const;

 private:
  /// A model made ready to be drawn from.
  struct Tables {
    explicit Tables(const SentencingModel& the_model);
    [[nodiscard]] Disposal disposal(OffenceGroup group, unsigned sanctions, double custody_odds, double u) const;
    [[nodiscard]] Term term(OffenceGroup group, Sex sex, random::Stream stream) const;

    SentencingModel model;
    std::vector<random::DiscreteTable> length;  ///< by sex, then offence group
    std::array<double, 5> band_exponent{};
    DelaySampler life_tariff;
    DelaySampler ipp_tariff;
  };

  [[nodiscard]] Disposal received(const Context& context, const Case& one, double custody_odds, double u) const;
  [[nodiscard]] ExpectedDisposal expected(const Context& context, const Case& one) const;
  void decide_on_running_order(const Context& context, Disposal disposal, std::uint16_t number) const;

  Tables tables_;
  Tables base_;
  ReportEffects report_effects_;
};

}  // namespace throughgate::justice
