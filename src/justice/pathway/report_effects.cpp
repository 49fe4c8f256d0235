#include "justice/pathway/report_effects.hpp"

#include <cmath>

namespace throughgate::justice {

namespace {
double poor_share(const ReportModel& reports) {
  double share = 0;
  for (std::size_t type = 0; type < reports.mix.size(); ++type)
    share += reports.mix[type] * (1 - reports.sufficient[type]);
  return share;
}
}  // namespace

ReportEffects::ReportEffects(const ReportModel& model, const ReportModel& base)
    : poor_breach_(std::log(model.poor_breach)), poor_reoffending_(std::log(model.poor_reoffending)) {
  const double poor = poor_share(base);
  custody_odds_ = {std::pow(model.poor_custody_odds, -poor), std::pow(model.poor_custody_odds, 1 - poor)};
  double mean_breach = poor * poor_breach_;
  for (std::size_t type = 0; type < breach_.size(); ++type) {
    breach_[type] = std::log(model.breach[type]);
    mean_breach += base.mix[type] * breach_[type];
  }
  for (std::size_t disposal = 0; disposal < base_breach_.size(); ++disposal) {
    base_breach_[disposal] = base.requested[disposal] * mean_breach;
    base_reoffending_[disposal] = base.requested[disposal] * poor * poor_reoffending_;
  }
}

ReportFit ReportEffects::of_order(Disposal disposal, std::uint8_t type, bool poor) const {
  const auto which = static_cast<std::size_t>(disposal);
  ReportFit fit{-base_breach_[which], -base_reoffending_[which]};
  if (type >= breach_.size()) return fit;
  fit.breach += breach_[type] + (poor ? poor_breach_ : 0);
  fit.reoffending += poor ? poor_reoffending_ : 0;
  return fit;
}

}  // namespace throughgate::justice
