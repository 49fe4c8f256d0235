#include "justice/services/staff.hpp"

#include <algorithm>
#include <cmath>

#include "base/date.hpp"
#include "justice/people/sampling.hpp"

namespace throughgate::justice {

namespace {
constexpr int months_a_year = 12;

/// Shares of a month: of those in post who leave, of vacancies filled, of trainees trained, of joiners not suited.
struct StaffFlows {
  double leaving;
  double filled;
  double trained;
  double unsuitable;
};

/// A month's balance of one region.
struct StaffMove {
  StaffStock stock;
  double left;
  double joined;
};

double by_workload(double workload, double elasticity) {
  return std::pow(std::min(workload, greatest_workload), elasticity);
}

double weeks_to_fill_a_post(const StaffSetting& setting) {
  return setting.model.weeks_to_fill + setting.rules.decision_weeks;
}

/// Part of a month (since January 1970) in which nobody is taken on.
double frozen_part(const RecruitmentRules& rules, int month) {
  constexpr int march = 2;  // from January = 0, as months of a year are counted here
  const int months_to_march = (months_a_year + march - month % months_a_year) % months_a_year;
  return std::clamp(rules.frozen_months_per_year - months_to_march, 0.0, 1.0);
}

/// `unsettled`: those who leave because of a change, a month.
StaffFlows flows_of(const StaffSetting& setting, double workload, int month, double unsettled = 0) {
  constexpr double weeks_a_month = days_in_month / 7;
  const auto& [model, rules] = setting;
  const double usual = model.leaving_per_year / months_per_year;
  const double own = std::min(1.0, usual * by_workload(workload, model.leaving_workload_elasticity) + unsettled);
  const double called_back = rules.seconded_share * rules.secondees_leaving_per_month;
  const double filled = std::min(1.0, weeks_a_month / weeks_to_fill_a_post(setting));
  return {own + (1 - own) * called_back, filled * (1 - frozen_part(rules, month)),
          model.training_months > 0 ? std::min(1.0, 1 / model.training_months) : 1.0, model.unsuitable_share};
}

/// Those beyond the posts go; they count as leavers.
void return_surplus(StaffMove& move, double posts) {
  StaffStock& stock = move.stock;
  if (stock.in_post <= posts) return;
  const double kept = posts / stock.in_post;
  move.left += stock.in_post - posts;
  stock = {posts, stock.in_training * kept, stock.unsuited * kept, stock.unsuited_in_training * kept};
}

StaffMove next_month_of(const StaffStock& stock, const StaffFlows& flows, double posts) {
  const double staying = 1 - flows.leaving;
  const double vacancies = posts - stock.in_post * staying;
  const double joined = std::max(0.0, vacancies) * flows.filled;
  return {{stock.in_post * staying + joined, stock.in_training * staying * (1 - flows.trained) + joined,
           stock.unsuited * staying + joined * flows.unsuitable,
           stock.unsuited_in_training * staying * (1 - flows.trained) + joined * flows.unsuitable},
          stock.in_post * flows.leaving,
          joined};
}

/// The stock whose joiners have always had the same share of unsuited.
StaffStock mixed(double in_post, double in_training, double unsuitable) {
  return {in_post, in_training, in_post * unsuitable, in_training * unsuitable};
}

/// The fixed point of a month's leaving, filling and training.
StaffMove fixed_point(const StaffFlows& flows, double posts) {
  const double in_post = posts * flows.filled / (1 - (1 - flows.leaving) * (1 - flows.filled));
  const double leavers = in_post * flows.leaving;
  const double in_training = leavers / (1 - (1 - flows.leaving) * (1 - flows.trained));
  return {mixed(in_post, in_training, flows.unsuitable), leavers, leavers};
}

/// The fixed point of a year's cycle in which some months are frozen, at the end of `month`. A year is linear in what
/// it begins with, so a year that begins with nobody tells the rest.
StaffMove cycle_point(const StaffSetting& setting, double workload, double posts, int month) {
  const auto a_year_from = [&](StaffStock stock) {
    for (int later = 0; later < months_a_year; ++later) {
      stock = next_month_of(stock, flows_of(setting, workload, month + later), posts).stock;
    }
    return stock;
  };
  double kept = 1;
  double untrained = 1;
  for (int later = 0; later < months_a_year; ++later) {
    const StaffFlows flows = flows_of(setting, workload, month + later);
    kept *= (1 - flows.leaving) * (1 - flows.filled);
    untrained *= (1 - flows.leaving) * (1 - flows.trained);
  }
  const double in_post = a_year_from({}).in_post / (1 - kept);
  const double in_training = a_year_from({.in_post = in_post}).in_training / (1 - untrained);
  const StaffFlows flows = flows_of(setting, workload, month);
  return next_month_of(mixed(in_post, in_training, flows.unsuitable), flows, posts);
}

StaffMove steady_move(const StaffSetting& setting, double workload, double posts, int month) {
  return setting.rules.frozen_months_per_year > 0 ? cycle_point(setting, workload, posts, month)
                                                  : fixed_point(flows_of(setting, workload, month), posts);
}

/// Share of working time at work.
double presence(const StaffGroupModel& model, double workload) {
  constexpr double least_presence = 0.5;
  const double days = model.sickness_days * by_workload(workload, model.sickness_workload_elasticity);
  return std::clamp(1 - days / model.working_days_per_year, least_presence, 1.0);
}

StaffCount counted(const StaffGroupModel& model, const StaffMove& move, double workload, double posts) {
  constexpr double minutes_per_hour = 60;
  const StaffStock& stock = move.stock;
  const double unsuited = stock.unsuited - stock.unsuited_in_training * (1 - model.training_productivity);
  const double productive = stock.in_post - stock.in_training * (1 - model.training_productivity) -
                            unsuited * (1 - model.unsuitable_productivity);
  return {stock.in_post,  stock.in_training,
          stock.unsuited, std::max(0.0, posts - stock.in_post),
          move.left,      move.joined,
          productive,     productive * model.hours_per_year * minutes_per_hour * presence(model, workload)};
}

void add(StaffCount& sum, const StaffCount& part, double weight) {
  sum.in_post += part.in_post * weight;
  sum.in_training += part.in_training * weight;
  sum.unsuited += part.unsuited * weight;
  sum.vacancies += part.vacancies * weight;
  sum.left += part.left * weight;
  sum.joined += part.joined * weight;
  sum.productive += part.productive * weight;
  sum.minutes += part.minutes * weight;
}

/// What a change of structure still does in the month that begins so many months after it.
struct Unrest {
  double lost = 0;     ///< share of productive time
  double leaving = 0;  ///< share of those in post, in the month
};

Unrest unrest_at(Tick now, Tick changed, const RecruitmentRules& rules) {
  if (changed.is_never()) return {};
  const int months = month_index(now) - month_index(changed);
  const double left = rules.recovery_months > 0 ? 1 - months / rules.recovery_months : 0;
  return {rules.dip_share * std::max(0.0, left), months < months_a_year ? rules.leavers_share / months_a_year : 0};
}

/// The mean month of a steady year.
StaffCount steady_year(const StaffSetting& setting, double posts) {
  if (!(setting.rules.frozen_months_per_year > 0)) {
    return counted(setting.model, steady_move(setting, 1, posts, 0), 1, posts);
  }
  StaffCount mean;
  for (int month = 0; month < months_a_year; ++month) {
    add(mean, counted(setting.model, steady_move(setting, 1, posts, month), 1, posts), 1.0 / months_a_year);
  }
  return mean;
}
}  // namespace

StaffGroup::StaffGroup(const StaffGroupModel& model, const RecruitmentRules& rules, const StaffGroupModel& base_model,
                       const RecruitmentRules& base_rules)
    : now_{model, rules} {
  for (unsigned region = 0; region < region_count; ++region) {
    base_[region] = steady_year({base_model, base_rules}, base_model.posts * base_model.region_share[region]);
    add(base_total_, base_[region], 1);
  }
}

StaffMonth StaffGroup::review(Tick now, Tick base, const std::array<double, region_count>& workload) {
  const StaffGroupModel& model = now_.model;
  const int calendar_month = month_index(now);
  const double years = (now - base).as_days() / days_in_year;
  const double growth = std::pow(1 + model.posts_growth_per_year, std::max(0.0, years));
  const Unrest unrest = unrest_at(now, changed_, now_.rules);
  StaffMonth month;
  double absent_days = 0;
  for (unsigned region = 0; region < region_count; ++region) {
    const double load = workload[region];
    const double at_base = model.posts * model.region_share[region];
    const double posts = at_base * growth;
    StaffMove move = staffed_
                         ? next_month_of(stocks_[region], flows_of(now_, load, calendar_month, unrest.leaving), posts)
                         : steady_move(now_, load, at_base, calendar_month);
    if (model.surplus_returns) return_surplus(move, posts);
    stocks_[region] = move.stock;
    month.regions[region] = counted(model, move, load, posts);
    month.regions[region].minutes *= 1 - unrest.lost;
    add(month.total, month.regions[region], 1);
    month.posts += posts;
    absent_days += move.stock.in_post * (1 - presence(model, load)) * model.working_days_per_year;
  }
  month.weeks_to_fill = weeks_to_fill_a_post(now_);
  month.sickness_days = month.total.in_post > 0 ? absent_days / month.total.in_post : 0;
  month.pay = month.total.in_post * model.pay;
  month.recruitment_cost = month.total.joined * model.recruitment_cost;
  staffed_ = true;
  return month;
}

}  // namespace throughgate::justice
