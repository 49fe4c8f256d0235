#include "justice/pathway/organisation.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "justice/people/sampling.hpp"

namespace throughgate::justice {

namespace {

/// Relative to the base, so that equal settings change no bit.
double ratio(double now, double base) { return now == base ? 1.0 : now / base; }

std::array<StaffGroupModel*, 5> groups_of(Model& model) {
  return {&model.supervision.workforce, &model.court_service.writers, &model.programme_staff,
          &model.prison_staff.officers, &model.prison_staff.supervisors};
}

/// Turnover and sickness of everybody.
void apply(const ManagementEthos& ethos, const ManagementEthos& base, Model& model) {
  for (StaffGroupModel* group : groups_of(model)) {
    group->leaving_per_year *= ratio(ethos.leaving_factor, base.leaving_factor);
    group->sickness_days *= ratio(ethos.sickness_factor, base.sickness_factor);
  }
}

/// Empty posts and misfits among those who supervise, write reports and run programmes.
void apply(const RecruitmentRoute& route, const RecruitmentRoute& base, Model& model) {
  constexpr double least_weeks = 1;
  for (StaffGroupModel* group : {&model.supervision.workforce, &model.court_service.writers, &model.programme_staff}) {
    if (route.list_weeks != base.list_weeks) {
      group->weeks_to_fill = std::max(least_weeks, group->weeks_to_fill + route.list_weeks - base.list_weeks);
    }
    group->unsuitable_share = std::clamp(group->unsuitable_share + (route.misfit_share - base.misfit_share), 0.0, 1.0);
  }
}

/// Time until a joiner is worth a full post, and what supervision by the trained does.
void apply(const Training& training, const Training& base, Model& model) {
  model.supervision.workforce.training_months *= ratio(training.months_factor, base.months_factor);
  const double more = training.skilled_share - base.skilled_share;
  model.reoffending.skill = more == 0 ? 1.0 : std::pow(model.supervision.skill_effect, more);
}

/// Where persons live and whether they work, in each spell.
void apply(const LocalPartnership& partnership, const LocalPartnership& base, Model& model) {
  const double settled = partnership.settled_gain - base.settled_gain;
  const double employed = partnership.employed_gain - base.employed_gain;
  auto& needs = model.reoffending.needs;
  for (double& share : needs.unsettled) share = std::clamp(share - settled, 0.0, 1.0);
  for (double& share : needs.employed) share = std::clamp(share + employed, 0.0, 1.0);
}

/// Failures to comply that bring breach action.
void apply(const EnforcementPractice& practice, const EnforcementPractice& base, Model& model) {
  double& acted_on = model.orders.enforcement.acted_on;
  const double odds = ratio(practice.action_odds, base.action_odds);
  if (odds != 1) acted_on = with_odds(acted_on, odds);
}

/// Reports: how many are sufficient, of which type they are, how much time there is to write them.
void apply(const CourtServicePractice& practice, const CourtServicePractice& base, Model& model) {
  enum Type : std::size_t { standard, fast };
  ReportModel& reports = model.proceedings.reports;
  const double odds = ratio(practice.sufficient_odds, base.sufficient_odds);
  if (odds != 1) {
    for (double& share : reports.sufficient) share = with_odds(share, odds);
  }
  const double moved = practice.fast_for_standard - base.fast_for_standard;
  const double reports_moved = moved * reports.mix[moved > 0 ? standard : fast];
  reports.mix[standard] -= reports_moved;
  reports.mix[fast] += reports_moved;
  model.court_service.writing_share *= ratio(practice.writing_factor, base.writing_factor);
}

/// Failures to comply where the parts of an order lie in several hands.
void apply(const OrderIntegration& integration, const OrderIntegration& base, Model& model) {
  const double more = integration.handovers - base.handovers;
  model.orders.handover_log = more == 0 ? 0.0 : std::log(model.orders.handover_effect) * more;
}

/// How many prisoners have a supervisor, and how much of one.
void apply(const OffenderSupervisors& supervisors, const OffenderSupervisors& base, Model& model) {
  PrisonStaffModel& staff = model.prison_staff;
  const double posts_factor = ratio(supervisors.posts_factor, base.posts_factor);
  staff.supervisors.posts *= posts_factor;
  staff.supervisor_posts_factor = posts_factor;
  staff.supervisor_cap *= ratio(supervisors.cap_factor, base.cap_factor);
  const double protected_factor = ratio(supervisors.protected_factor, base.protected_factor);
  if (protected_factor != 1) staff.protected_share = std::min(1.0, staff.protected_share * protected_factor);
  const double trained = supervisors.trained_gain - base.trained_gain;
  staff.supervisors_trained_share = std::clamp(staff.supervisors_trained_share + trained, 0.0, 1.0);
}

/// How far programmes made at headquarters fit the community.
void apply(const ProfessionalVoice& voice, const ProfessionalVoice& base, Model& model) {
  constexpr auto community = static_cast<std::size_t>(ProgrammeSetting::community);
  const double louder = ratio(voice.probation_share, base.probation_share);
  if (louder != 1) model.programmes.fit[community] = std::pow(louder, model.programmes.voice_elasticity);
}

}  // namespace

Model organised(const Model& model, const Structure& structure, const Structure& base) {
  Model result = model;
  apply(structure.ethos, base.ethos, result);
  apply(structure.recruitment_route, base.recruitment_route, result);
  apply(structure.training, base.training, result);
  apply(structure.local_partnership, base.local_partnership, result);
  apply(structure.enforcement, base.enforcement, result);
  apply(structure.court_service, base.court_service, result);
  apply(structure.order_integration, base.order_integration, result);
  apply(structure.offender_supervisors, base.offender_supervisors, result);
  apply(structure.professional_voice, base.professional_voice, result);
  return result;
}

}  // namespace throughgate::justice
