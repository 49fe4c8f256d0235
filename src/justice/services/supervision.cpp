#include "justice/services/supervision.hpp"

#include <algorithm>
#include <cmath>

#include "justice/people/sampling.hpp"

namespace throughgate::justice {

namespace {
constexpr double weeks_per_month = days_in_month / 7;
}  // namespace

Supervision::Supervision(const SupervisionModel& model, const Structure& structure, double scale)
    : model_(&model), structure_(&structure), scale_(scale), base_weeks_(weeks_to_fill()) {
  intensity_.fill(1.0);
}

void Supervision::adopt(const SupervisionModel& model, const Structure& structure) {
  model_ = &model;
  structure_ = &structure;
}

double Supervision::weeks_to_fill() const {
  return model_->workforce.weeks_to_fill + structure_->layers.decision_weeks;
}

double Supervision::trained_a_month() const {
  const double months = model_->workforce.training_months;
  return months > 0 ? std::min(1.0, 1 / months) : 1.0;
}

double Supervision::need(unsigned region) const {
  double sum = 0;
  for (unsigned kind = 0; kind < 3; ++kind) {
    for (unsigned tier = 0; tier < tier_count; ++tier) {
      sum +=
          static_cast<double>(caseload_[region][kind][tier]) * model_->kind_weight[kind] * model_->tier_minutes[tier];
    }
  }
  return sum / scale_;
}

double Supervision::productive(const Officers& officers) const {
  return officers.in_post - officers.in_training * (1 - model_->workforce.training_productivity);
}

/// The fixed point of `staff_region`.
Officers Supervision::steady_state(double posts, double weeks) const {
  const auto& workforce = model_->workforce;
  const double leaving = workforce.leaving_per_year / months_per_year;
  const double filled_a_month = std::min(1.0, weeks_per_month / weeks);
  const double trained = trained_a_month();
  const double in_post = posts * filled_a_month / (1 - (1 - leaving) * (1 - filled_a_month));
  return {in_post, in_post * leaving / (1 - (1 - leaving) * (1 - trained))};
}

void Supervision::staff_region(unsigned region, double posts) {
  const auto& workforce = model_->workforce;
  Officers& officers = officers_[region];
  const double leaving = workforce.leaving_per_year / months_per_year;
  const double vacancies = posts - officers.in_post * (1 - leaving);
  const double filled = std::max(0.0, vacancies) * std::min(1.0, weeks_per_month / weeks_to_fill());
  officers.in_training = officers.in_training * (1 - leaving) * (1 - trained_a_month()) + filled;
  officers.in_post = officers.in_post * (1 - leaving) + filled;
}

SupervisionMonth Supervision::review(Tick now, Tick base, const std::array<double, region_count>* need_elsewhere) {
  const auto& workforce = model_->workforce;
  SupervisionMonth month;
  const double years = (now - base).as_days() / days_in_year;
  const double growth = std::pow(1 + workforce.posts_growth_per_year, std::max(0.0, years));
  month.weeks_to_fill = weeks_to_fill();
  for (unsigned region = 0; region < region_count; ++region) {
    const double base_posts = workforce.posts * workforce.region_share[region];
    const Officers at_base = steady_state(base_posts, base_weeks_);
    if (!staffed_) officers_[region] = at_base;
    if (staffed_) staff_region(region, base_posts * growth);
    month.need[region] = need_elsewhere != nullptr ? (*need_elsewhere)[region] : need(region);
    const double free_of_requests =
        (1 - structure_->central_requests.working_time_share[region]) / (1 - model_->request_share);
    month.contact_share += model_->contact_share * free_of_requests * workforce.region_share[region];
    const double relative_supply = productive(officers_[region]) / productive(at_base) * free_of_requests;
    const double relative_need = month.need[region] / model_->base_need[region];
    intensity_[region] = relative_need > 0 ? relative_supply / relative_need : 1.0;
    month.in_post += officers_[region].in_post;
    month.posts += base_posts * growth;
  }
  month.intensity = intensity_;
  staffed_ = true;
  return month;
}

}  // namespace throughgate::justice
