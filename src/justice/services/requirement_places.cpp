#include "justice/services/requirement_places.hpp"

#include <algorithm>
#include <limits>

#include "justice/people/sampling.hpp"

namespace throughgate::justice {

RequirementPlaces::RequirementPlaces(const RequirementPlacesModel& model, const Values<10>& region_share, double scale)
    : model_(&model), region_share_(region_share), scale_(scale) {}

double RequirementPlaces::throughput_per_month(unsigned region, std::size_t requirement) const {
  const double places = model_->places[requirement];
  const double duration = model_->duration_months[requirement];
  if (places <= 0 || duration <= 0) return std::numeric_limits<double>::infinity();
  return places * region_share_[region] * scale_ / duration;
}

double RequirementPlaces::wait_days(unsigned region, std::size_t requirement) const {
  const double months = waiting_[region][requirement] / throughput_per_month(region, requirement);
  return model_->lead_days[requirement] + months * days_in_month;
}

void RequirementPlaces::close_month(bool finite) {
  for (unsigned region = 0; region < region_count; ++region) {
    for (std::size_t which = 0; which < requirement_count; ++which) {
      double& waiting = waiting_[region][which];
      waiting = std::max(0.0, waiting + starts_[region][which] - throughput_per_month(region, which));
      if (!finite) waiting = 0;
    }
    starts_[region].fill(0);
  }
}

}  // namespace throughgate::justice
