#include "justice/services/supervision.hpp"

#include <algorithm>

namespace throughgate::justice {

namespace {
/// Of working time: what requests return or take beyond the base year's is contact in proportion.
double contact_share(SupervisionSetting setting, const SupervisionModel& base, unsigned region) {
  return setting.model->contact_share * (1 - setting.structure->central_requests.working_time_share[region]) /
         (1 - base.request_share);
}
}  // namespace

Supervision::Supervision(const SupervisionModel& model, const Structure& structure, SupervisionSetting base,
                         double scale)
    : now_{&model, &structure},
      base_(base),
      scale_(scale),
      officers_(model.workforce, recruitment_of(structure), base.model->workforce, recruitment_of(*base.structure)) {
  for (unsigned region = 0; region < region_count; ++region) {
    base_minutes_[region] = officers_.base_minutes(region) * contact_share(base, *base.model, region);
  }
  intensity_.fill(1.0);
}

void Supervision::adopt(const SupervisionModel& model, const Structure& structure, Tick now) {
  now_ = {&model, &structure};
  officers_.adopt(model.workforce, unsettled_recruitment_of(structure), now);
}

double Supervision::need_of_tier(unsigned tier) const {
  double sum = 0;
  for (const auto& region : caseload_) {
    for (unsigned kind = 0; kind < 3; ++kind) {
      sum += static_cast<double>(region[kind][tier]) * now_.model->kind_weight[kind] * now_.model->tier_minutes[tier];
    }
  }
  return sum / scale_;
}

double Supervision::supervised_in_custody() const {
  constexpr unsigned pre_release = 2;
  std::int64_t persons = 0;
  for (const auto& region : caseload_) {
    for (const std::int64_t of_tier : region[pre_release]) persons += of_tier;
  }
  return static_cast<double>(persons) / scale_;
}

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

SupervisionMonth Supervision::review(Tick now, Tick base, const std::array<double, region_count>* need_elsewhere) {
  SupervisionMonth month;
  std::array<double, region_count> workload;
  for (unsigned region = 0; region < region_count; ++region) {
    workload[region] = 1 / std::max(intensity_[region], least_intensity);
  }
  month.staff = officers_.review(now, base, workload);
  for (unsigned region = 0; region < region_count; ++region) {
    month.need[region] = need_elsewhere != nullptr ? (*need_elsewhere)[region] : need(region);
    const double share = contact_share(now_, *base_.model, region);
    const double of_staff = now_.model->workforce.region_share[region];
    month.contact_share += share * of_staff;
    month.request_time +=
        (now_.structure->central_requests.working_time_share[region] - base_.model->request_share) * of_staff;
    const double supply = month.staff.regions[region].minutes * share / base_minutes_[region];
    const double relative_need = month.need[region] / base_.model->base_need[region];
    intensity_[region] = relative_need > 0 ? supply / relative_need : 1.0;
  }
  for (unsigned tier = 0; tier < tier_count; ++tier) month.need_by_tier[tier] = need_of_tier(tier);
  month.intensity = intensity_;
  return month;
}

}  // namespace throughgate::justice
