#pragma once
/// Parameters of charge, remand, hearings and reports.

#include "justice/services/court_service_model.hpp"

namespace throughgate::justice {

/// A delay with a right tail: lognormal by median and mean, in days.
struct Delay {
  double median{};
  double mean{};
};

struct RemandModel {
  Table<9, 2> at_charge{};  ///< share by offence group x court
  Values<5> history_odds{};
  Values<2> sex_odds{};
  double bailed_on_review{};               ///< share of those remanded who are later bailed
  double days_to_bail{};                   ///< mean days to that bail
  double bailed_at_adjournment{};          ///< of those held, when a trial does not go ahead
  Table<disposal_count, 2> unsentenced{};  ///< share held between conviction and sentence, by expected disposal x court
};

struct ProceedingsModel {
  double most_open_cases{};
  Delay offence_to_charge;
  Delay charge_to_first_listing;
  Values<9> proven{};              ///< share of charged cases that end in conviction
  Values<2> guilty_if_proven{};    ///< guilty pleas among the proven, by court
  Delay magistrates_trial;         ///< first listing to trial
  double magistrates_adjourned{};  ///< share of guilty cases without report that are adjourned once
  Delay magistrates_adjournment;
  Values<2> ineffective{};           ///< share of trials that do not go ahead on their day, by court
  Delay relisting;                   ///< from there to the next day of trial
  Delay discontinued;                ///< first listing to the end of a case that is not contested to verdict
  double discontinued_share{};       ///< of cases not proven
  Values<2> magistrates_hearings{};  ///< hearings a case, adjournments apart, by its court, for costs
  RemandModel remand;
  CrownCourtModel crown;
  ReportModel reports;
};

}  // namespace throughgate::justice
