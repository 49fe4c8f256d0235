#pragma once
/// From a charged offence to the moment of sentence or the end of the case.

#include <array>

#include "justice/pathway/context.hpp"
#include "justice/pathway/report_effects.hpp"
#include "justice/pathway/sentencing.hpp"
#include "justice/people/sampling.hpp"

namespace throughgate::justice {

class Proceedings {
 public:
  /// `base`: proceedings of the base year, which the effects of reports are relative to.
  Proceedings(const ProceedingsModel& model, const ReoffendingModel& reoffending, const Sentencing& sentencing,
              const ProceedingsModel& base);

  /// A charged offence: a case is opened, or the newest one grows where the person has as many as can be open.
  void open_case(const Context& context) const;

  /// The next step of a case. A case that waits for a service has none.
  void step(const Context& context, std::size_t which) const;

  /// The Crown Court has heard the case, or the report is written: what follows the wait.
  void heard(const Context& context, std::size_t which) const;
  void report_written(const Context& context, std::size_t which) const;

  /// The case leaves the books.
  void close(const Context& context, std::size_t which) const;

 private:
  /// Of the person's charged cases that are serious further offences.
  [[nodiscard]] double serious_share(const Context& context) const;
  void describe_offence(const Context& context, random::Stream& stream, Case& one) const;
  void charge(const Context& context, std::size_t which, Case& one) const;
  void first_listing(const Context& context, std::size_t which, Case& one) const;
  void send_to_crown(const Context& context, std::size_t which, Case& one, bool for_sentence) const;
  void queue_for_hearing(const Context& context, std::size_t which, Case& one) const;
  void trial(const Context& context, std::size_t which, Case& one) const;
  void adjourn(const Context& context, std::size_t which, Case& one, CaseStage stage) const;
  [[nodiscard]] bool goes_ahead(const Context& context, const Case& one) const;
  void verdict(const Context& context, std::size_t which, Case& one) const;
  void convict(const Context& context, std::size_t which, Case& one) const;
  void await(const Context& context, std::size_t which, Case& one, CaseStage stage, Tick tick) const;
  void request_report(const Context& context, std::size_t which, Case& one) const;
  [[nodiscard]] CaseToken wait_for_service(const Context& context, std::size_t which, Case& one) const;
  // Draws stand in a fixed order, those that are not always needed last: common random numbers.
  void hold_until_sentence(const Context& context, Case& one, double draw) const;
  void remand_at_charge(const Context& context, Case& one, double draw, random::Stream& stream) const;

  ProceedingsModel model_;
  const Sentencing& sentencing_;
  std::array<double, 9> further_offences_;
  std::array<double, 9> further_scale_{};
  std::array<double, 9> same_group_;
  random::DiscreteTable other_group_;
  random::DiscreteTable report_mix_;
  ReportEffects report_effects_;
  DelaySampler offence_to_charge_, charge_to_listing_, magistrates_trial_, magistrates_adjournment_, discontinued_;
  DelaySampler relisting_;
  DelaySampler preparation_guilty_, preparation_contested_, preparation_sentence_;
  Values<4> serious_share_;
  double unseen_risk_effect_;
};

}  // namespace throughgate::justice
