#include "justice/services/supervision.hpp"

#include <algorithm>
#include <cmath>

#include "justice/people/sampling.hpp"

namespace throughgate::justice {

namespace {
constexpr double weeks_per_month = days_in_month / 7;

double weeks_to_fill(SupervisionSetting setting) {
  return setting.model->workforce.weeks_to_fill + setting.structure->layers.decision_weeks;
}

double filled_a_month(SupervisionSetting setting) { return std::min(1.0, weeks_per_month / weeks_to_fill(setting)); }

double trained_a_month(const WorkforceModel& workforce) {
  return workforce.training_months > 0 ? std::min(1.0, 1 / workforce.training_months) : 1.0;
}

/// The fixed point of a month's leaving, filling and training.
Officers steady_state(SupervisionSetting setting, double posts) {
  const auto& workforce = setting.model->workforce;
  const double leaving = workforce.leaving_per_year / months_per_year;
  const double filled = filled_a_month(setting);
  const double in_post = posts * filled / (1 - (1 - leaving) * (1 - filled));
  return {in_post, in_post * leaving / (1 - (1 - leaving) * (1 - trained_a_month(workforce)))};
}

/// Of working time: what requests return or take beyond the base year's is contact in proportion.
double contact_share(SupervisionSetting setting, const SupervisionModel& base, unsigned region) {
  return setting.model->contact_share * (1 - setting.structure->central_requests.working_time_share[region]) /
         (1 - base.request_share);
}

/// Minutes of contact a year.
double minutes_supplied(SupervisionSetting setting, const SupervisionModel& base, const Officers& officers,
                        unsigned region) {
  constexpr double minutes_per_hour = 60;
  const auto& workforce = setting.model->workforce;
  const double productive = officers.in_post - officers.in_training * (1 - workforce.training_productivity);
  const double present = 1 - workforce.sickness_days / workforce.working_days_per_year;
  return productive * workforce.hours_per_year * minutes_per_hour * present * contact_share(setting, base, region);
}
}  // namespace

Supervision::Supervision(const SupervisionModel& model, const Structure& structure, SupervisionSetting base,
                         double scale)
    : now_{&model, &structure}, base_(base), scale_(scale) {
  for (unsigned region = 0; region < region_count; ++region) {
    const auto& workforce = base.model->workforce;
    const Officers officers = steady_state(base, workforce.posts * workforce.region_share[region]);
    base_minutes_[region] = minutes_supplied(base, *base.model, officers, region);
  }
  intensity_.fill(1.0);
}

void Supervision::adopt(const SupervisionModel& model, const Structure& structure) { now_ = {&model, &structure}; }

double Supervision::need(unsigned region) const {
  double sum = 0;
  for (unsigned kind = 0; kind < 3; ++kind) {
    for (unsigned tier = 0; tier < tier_count; ++tier) {
      sum += static_cast<double>(caseload_[region][kind][tier]) * now_.model->kind_weight[kind] *
             now_.model->tier_minutes[tier];
    }
  }
  return sum / scale_;
}

void Supervision::staff_region(unsigned region, double posts) {
  const auto& workforce = now_.model->workforce;
  Officers& officers = officers_[region];
  const double leaving = workforce.leaving_per_year / months_per_year;
  const double vacancies = posts - officers.in_post * (1 - leaving);
  const double filled = std::max(0.0, vacancies) * filled_a_month(now_);
  officers.in_training = officers.in_training * (1 - leaving) * (1 - trained_a_month(workforce)) + filled;
  officers.in_post = officers.in_post * (1 - leaving) + filled;
}

SupervisionMonth Supervision::review(Tick now, Tick base, const std::array<double, region_count>* need_elsewhere) {
  const auto& workforce = now_.model->workforce;
  SupervisionMonth month;
  const double years = (now - base).as_days() / days_in_year;
  const double growth = std::pow(1 + workforce.posts_growth_per_year, std::max(0.0, years));
  month.weeks_to_fill = weeks_to_fill(now_);
  for (unsigned region = 0; region < region_count; ++region) {
    const double posts = workforce.posts * workforce.region_share[region];
    if (staffed_) {
      staff_region(region, posts * growth);
    } else {
      officers_[region] = steady_state(now_, posts);
    }
    month.need[region] = need_elsewhere != nullptr ? (*need_elsewhere)[region] : need(region);
    month.contact_share += contact_share(now_, *base_.model, region) * workforce.region_share[region];
    const double supply = minutes_supplied(now_, *base_.model, officers_[region], region) / base_minutes_[region];
    const double relative_need = month.need[region] / base_.model->base_need[region];
    intensity_[region] = relative_need > 0 ? supply / relative_need : 1.0;
    month.in_post += officers_[region].in_post;
    month.posts += posts * growth;
  }
  month.intensity = intensity_;
  staffed_ = true;
  return month;
}

}  // namespace throughgate::justice
