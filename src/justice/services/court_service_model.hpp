#pragma once
/// Parameters of the courts' sitting time and of the writers of pre-sentence reports.

#include "justice/services/staff_model.hpp"

namespace throughgate::justice {

struct ReportModel {
  Values<disposal_count> requested{};  ///< share by expected disposal
  Values<3> mix{};                     ///< standard, fast, oral
  Values<3> minutes{};                 ///< writing time
  Values<3> adjournment_days{};        ///< least time from request to sentence
  Values<3> sufficient{};              ///< share of reports that are, by type
  double poor_custody_odds{};          ///< odds multiplier of custody where the report is not
  double poor_breach{};                ///< hazard ratio of failures to comply where it is not
  double poor_reoffending{};           ///< the same of reoffending
  Values<3> breach{};                  ///< hazard ratio of failures with a report of the type, against none
};

struct CrownCourtModel {
  Values<9> tried_in_crown{};       ///< share of charged cases, by offence group
  double committed_for_sentence{};  ///< share of guilty cases in magistrates' courts that are committed for sentence,
                                    ///< custody expected
  double preparation_guilty_days{};
  double preparation_contested_days{};
  double preparation_sentence_days{};
  double preparation_shape{};  ///< sigma of the lognormal around those medians
  double minutes_guilty{};
  double minutes_contested{};
  double minutes_sentence{};
  double minutes_ineffective{};  ///< of a trial that does not go ahead on its day
  double appeals_per_year{};
  double minutes_appeal{};
  double sitting_days_per_year{};
  double minutes_per_sitting_day{};
  int policy{};              ///< 0 fixed days, 1 days that follow receipts
  double followed_months{};  ///< mean age of the receipts that days follow
};
inline constexpr std::array<std::string_view, 2> sitting_policy_labels{"fixed", "follows-receipts"};

struct CourtServiceModel {
  StaffGroupModel writers;  ///< of reports
  Values<10> region_share{};
  double writing_share{};  ///< of the writers' working time
};

}  // namespace throughgate::justice
