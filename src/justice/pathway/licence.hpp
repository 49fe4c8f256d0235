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
          const ReleaseLaw& law);

  /// On licence from now; `again` after a recall.
  void begin(const Context& context, bool again) const;
  /// The pending recall decision: a recall, or a look at a new period.
  void look(const Context& context) const;
  /// Back to custody. `by_charge` when a charge brought it.
  void recall(const Context& context) const;
  void end(const Context& context) const;

 private:
  void pass_gate(const Context& context) const;
  void plan_recall(const Context& context) const;

  LicenceModel model_;
  const ReleaseLaw& law_;
  DelaySampler standard_stay_;
  double log_gate_effect_;
  double log_incomplete_effect_;
  double gate_months_;
  double base_meeting_share_;
  double base_incomplete_share_;
};

}  // namespace throughgate::justice
