#pragma once
/// Which provider holds a case where cases are split by risk: what is lost at each crossing between the two, and the
/// cases whose risk rises while the provider of the lower tiers holds them.

#include "justice/pathway/context.hpp"

namespace throughgate::justice {

class CaseAllocation {
 public:
  CaseAllocation(const InformationBoundary& boundary, const Model& model);

  void begin(const Context& context, CaseOccasion occasion) const;
  /// A step of the case's course is due.
  [[nodiscard]] static bool is_due(const Context& context);
  /// Whether the supervision whose end `slot` lists is not over; what comes next of it is listed again.
  [[nodiscard]] static bool goes_on(const Context& context, Slot slot);
  /// Whether the step that is due changes the rate of failures to comply.
  [[nodiscard]] bool hands_over(const Context& context) const {
    return log_handover_ != 0 && context.record().case_course == CaseCourse::on_the_way;
  }
  /// Takes the step that is due; `goes_on` lists what comes next.
  void step(const Context& context) const;
  [[nodiscard]] bool splits() const { return boundary_.upper_tiers > 0; }
  /// Whether cases are split elsewhere than under `other`.
  [[nodiscard]] bool splits_as(const CaseAllocation& other) const {
    return boundary_.upper_tiers == other.boundary_.upper_tiers;
  }

 private:
  /// The case crosses. `draw` decides whether part of its record is lost.
  void cross(const Context& context, double draw, bool risen) const;
  /// Lists the end of the supervision in its slot, or the case's next step where that is listed there and comes first.
  static void list(const Context& context, Slot slot);

  InformationBoundary boundary_;
  double rises_per_day_;
  double log_incomplete_;
  double log_handover_;
  double blind_days_;
};

}  // namespace throughgate::justice
