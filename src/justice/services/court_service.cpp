#include "justice/services/court_service.hpp"

#include "justice/people/sampling.hpp"

namespace throughgate::justice {

namespace {
/// Weekdays of a year; sittings and writing are spread over all of them.
constexpr double weekdays_per_year = 365.25 * 5 / 7;
}  // namespace

CourtService::CourtService(const CrownCourtModel& crown, const CourtServiceModel& service, double scale, Tick start)
    : crown_(&crown),
      service_(&service),
      scale_(scale),
      hearings_(region_count, engine::DailyServer(start)),
      reports_(region_count, engine::DailyServer(start)) {}

void CourtService::adopt(const CrownCourtModel& crown, const CourtServiceModel& service) {
  crown_ = &crown;
  service_ = &service;
}

void CourtService::offer_hearing(unsigned region, CaseToken token, double minutes, Tick now) {
  offered_minutes_[region] += minutes;
  hearings_[region].offer(token.packed(), minutes, now);
}

void CourtService::offer_report(unsigned region, CaseToken token, double minutes, Tick now) {
  reports_[region].offer(token.packed(), minutes, now);
}

double CourtService::sitting_minutes_per_day(unsigned region) const {
  const CrownCourtModel& crown = *crown_;
  if (crown.policy == 1 && followed_minutes_[region] > 0) return followed_minutes_[region];
  const double appeals = crown.appeals_per_year * crown.minutes_appeal;
  const double minutes = crown.sitting_days_per_year * crown.minutes_per_sitting_day - appeals;
  return std::max(0.0, minutes) / weekdays_per_year * service_->region_share[region] * scale_;
}

double CourtService::writing_minutes_per_day(unsigned region) const {
  return worked_minutes_[region] * service_->writing_share / weekdays_per_year * scale_;
}

void CourtService::staff(const StaffMonth& writers) {
  for (unsigned region = 0; region < region_count; ++region) worked_minutes_[region] = writers.regions[region].minutes;
}

std::array<CourtMonth, region_count> CourtService::close_month(Tick now) {
  std::array<CourtMonth, region_count> months;
  for (unsigned region = 0; region < region_count; ++region) {
    const auto hearings = hearings_[region].close_window(now);
    const auto reports = reports_[region].close_window(now);
    months[region] = {hearings.minutes_used, hearings.minutes_available, reports.minutes_used,
                      reports.minutes_available};
    const double a_day = offered_minutes_[region] / (weekdays_per_year / months_per_year);
    double& followed = followed_minutes_[region];
    // An exponential mean of the months, whose mean age in months is the memory.
    followed = followed > 0 ? followed + (a_day - followed) / (1 + crown_->followed_months) : a_day;
    offered_minutes_[region] = 0;
  }
  return months;
}

}  // namespace throughgate::justice
