#pragma once
/// What a pre-sentence report does to the case it was written for, relative to the reports of the base year.

#include "justice/services/court_service_model.hpp"

namespace throughgate::justice {

/// Log ratios; zero is the base year's mean over all orders of the disposal, those without a report included.
struct ReportFit {
  double breach = 0;
  double reoffending = 0;
};

class ReportEffects {
 public:
  ReportEffects(const ReportModel& model, const ReportModel& base);

  /// On the odds of custody, for a case with a report.
  [[nodiscard]] double custody_odds(bool poor) const { return custody_odds_[poor ? 1 : 0]; }
  /// `type` as in `report_labels`; any number beyond them is no report.
  [[nodiscard]] ReportFit of_order(Disposal disposal, std::uint8_t type, bool poor) const;

 private:
  Values<2> custody_odds_{};
  Values<3> breach_{};
  double poor_breach_;
  double poor_reoffending_;
  Values<disposal_count> base_breach_{};
  Values<disposal_count> base_reoffending_{};
};

}  // namespace throughgate::justice
