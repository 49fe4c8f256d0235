#pragma once
/// Parameters of a group of staff, and of how a structure fills its posts.

#include "justice/people/population_model.hpp"

namespace throughgate::justice {

/// One profession, in the regions. Workload is need over supply, relative to the base year.
struct StaffGroupModel {
  double posts{};  ///< full-time equivalent, national, at the base date
  Values<10> region_share{};
  double posts_growth_per_year{};
  double leaving_per_year{};         ///< of those in post, at the workload of the base year
  double weeks_to_fill{};            ///< a vacant post; the time of decisions comes on top
  double unsuitable_share{};         ///< of those who join: not suited to the post
  double unsuitable_productivity{};  ///< relative to one who is suited, as long as they stay
  double training_months{};          ///< mean time to full productivity
  double training_productivity{};    ///< mean productivity meanwhile
  double hours_per_year{};
  double sickness_days{};  ///< a year, at the workload of the base year
  double sickness_workload_elasticity{};
  double leaving_workload_elasticity{};
  double working_days_per_year{};
  double pay{};               ///< pounds a year of one in post, with on-costs
  double recruitment_cost{};  ///< pounds a post filled
  bool surplus_returns{};     ///< those beyond the posts go back to other duties at once, instead of leaving in time
};

/// How a structure lets posts be filled. Beside `decision_weeks`, zero throughout means open recruitment all the year.
struct RecruitmentRules {
  double decision_weeks{};               ///< added to the time in which a vacant post is filled
  double frozen_months_per_year{};       ///< the last of a financial year, before 1 April: nobody is taken on
  double seconded_share{};               ///< of those in post: on loan from another service
  double secondees_leaving_per_month{};  ///< called back; their posts fall vacant
  // After the date from which these rules hold, where others held before it:
  double dip_share{};        ///< of productive time, lost on that date
  double recovery_months{};  ///< in which it comes back, evenly
  double leavers_share{};    ///< of those in post, who leave in the year after it beside the others
};

}  // namespace throughgate::justice
