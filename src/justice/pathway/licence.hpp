#pragma once
/// Licence after release, what happens at the gate, and recall.

#include "justice/pathway/context.hpp"
#include "justice/people/release_law.hpp"
#include "justice/people/sampling.hpp"

namespace throughgate::justice {

class Licence {
 public:
  /// `base` is the structure of the base year: effects are centred on its shares.
  /// `law` must outlive it.
  Licence(const LicenceModel& model, const ReoffendingModel& reoffending, const ThroughTheGate& base,
          const NeedsModel& base_needs, const ReleaseLaw& law);

  /// On licence from now; `again` after a recall.
  void begin(const Context& context, bool again) const;
  /// The pending recall decision: a recall, or a look at what contact has made of its hazard.
  void look(const Context& context) const;
  /// A charge on licence brings the person back to custody.
  void recall_on_charge(const Context& context) const { recall(context, RecallReason::charge); }
  void end(const Context& context) const;

  void plan_recall(const Context& context) const;
  /// Consumes the hazard of recall up to now: before its rate changes.
  void settle(const Context& context) const;
  /// Whether recalls come by the same rates: if so, nothing is settled where one follows the other.
  [[nodiscard]] bool has_rates_of(const Licence& other) const {
    return model_.recall_per_month == other.model_.recall_per_month &&
           model_.unsettled_recall == other.model_.unsettled_recall;
  }
  /// Its rate has changed, or contact may rise higher than was reckoned with.
  void look_ahead_anew(const Context& context) const;

 private:
  void await_recall(const Context& context) const;
  [[nodiscard]] double recalls_per_day(const Context& context) const;
  void recall(const Context& context, RecallReason reason) const;
  [[nodiscard]] double unsettled_ratio(const Context& context) const;
  static void enter_premises(const Context& context);
  void pass_gate(const Context& context) const;

  LicenceModel model_;
  const ReleaseLaw& law_;
  random::DiscreteTable reason_;
  DelaySampler standard_stay_;
  double log_unsettled_;
  NeedsModel base_needs_;
  double log_gate_effect_;
  double log_incomplete_effect_;
  double gate_months_;
  double base_meeting_share_;
  double base_incomplete_share_;
};

}  // namespace throughgate::justice
