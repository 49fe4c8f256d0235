#include "scenario/bind_model.hpp"

namespace throughgate::scenario {

using namespace justice;

namespace {

void bind_delay(Binder& binder, const std::string& path, std::string_view meaning, Delay& delay) {
  binder.number(path + ".median", "day", not_negative, std::string(meaning) + ", median", delay.median);
  binder.number(path + ".mean", "day", not_negative, std::string(meaning) + ", mean", delay.mean);
}

void bind_remand(Binder& binder, RemandModel& remand) {
  binder.table("remand.at_charge", "share", share_bounds, Sum::free, offence_group_labels, court_labels,
               "remanded in custody at charge", remand.at_charge);
  binder.row("remand.history_odds", "1", positive, Sum::free, history_labels, "odds multiplier by previous sanctions",
             remand.history_odds);
  binder.row("remand.sex_odds", "1", positive, Sum::free, sex_labels, "odds multiplier by sex", remand.sex_odds);
  binder.share("remand.bailed_on_review", "remanded persons who are later bailed", remand.bailed_on_review);
  binder.days("remand.days_to_bail", "mean days from remand to that bail", remand.days_to_bail);
  binder.share("remand.bailed_at_adjournment", "remanded persons bailed when their trial does not go ahead",
               remand.bailed_at_adjournment);
  binder.table("remand.unsentenced", "share", share_bounds, Sum::free, disposal_labels, court_labels,
               "held between conviction and sentence, by the disposal to come", remand.unsentenced);
}

void bind_crown(Binder& binder, CrownCourtModel& crown) {
  binder.row("crown_court.tried_in_crown", "share", share_bounds, Sum::free, offence_group_labels,
             "charged cases committed or sent for trial", crown.tried_in_crown);
  binder.share("crown_court.committed_for_sentence",
               "guilty magistrates' cases committed for sentence where custody is expected",
               crown.committed_for_sentence);
  binder.days("crown_court.preparation.guilty", "least time to hearing, guilty plea, median",
              crown.preparation_guilty_days);
  binder.days("crown_court.preparation.contested", "least time to hearing, contested, median",
              crown.preparation_contested_days);
  binder.days("crown_court.preparation.sentence", "least time to hearing, committed for sentence, median",
              crown.preparation_sentence_days);
  binder.number("crown_court.preparation.shape", "1", {0, 3}, "sigma of the lognormal preparation times",
                crown.preparation_shape);
  binder.number("crown_court.minutes.guilty", "minute", positive, "sitting time of a guilty-plea case",
                crown.minutes_guilty);
  binder.number("crown_court.minutes.contested", "minute", positive, "sitting time of a contested case",
                crown.minutes_contested);
  binder.number("crown_court.minutes.sentence", "minute", positive, "sitting time of a committal for sentence",
                crown.minutes_sentence);
  binder.number("crown_court.minutes.ineffective", "minute", positive,
                "sitting time of a trial that does not go ahead on its day", crown.minutes_ineffective);
  binder.number("crown_court.minutes.appeal", "minute", positive, "sitting time of an appeal", crown.minutes_appeal);
  binder.number("crown_court.appeals_per_year", "case year-1", not_negative,
                "appeals from magistrates' courts, not simulated", crown.appeals_per_year);
  binder.number("crown_court.sitting_days_per_year", "day year-1", positive, "sitting days",
                crown.sitting_days_per_year);
  binder.number("crown_court.minutes_per_sitting_day", "minute", positive, "sitting time of a day",
                crown.minutes_per_sitting_day);
  binder.choice("crown_court.policy", sitting_policy_labels, "whether sitting days are fixed or follow receipts",
                crown.policy);
  binder.number("crown_court.followed_months", "month", not_negative,
                "mean age of the receipts that sitting days follow", crown.followed_months);
}

void bind_reports(Binder& binder, ReportModel& reports) {
  binder.row("reports.requested", "share", share_bounds, Sum::free, disposal_labels,
             "cases with a report, by the disposal to come", reports.requested);
  binder.row("reports.mix", "share", share_bounds, Sum::one, report_labels, "reports by type", reports.mix);
  binder.row("reports.minutes", "minute", positive, Sum::free, report_labels, "time to write a report",
             reports.minutes);
  binder.row("reports.adjournment", "day", not_negative, Sum::free, report_labels,
             "least time from request to sentence", reports.adjournment_days);
  binder.row("reports.sufficient", "share", share_bounds, Sum::free, report_labels, "reports of sufficient quality",
             reports.sufficient);
  binder.number("reports.poor.custody_odds", "1", {0.2, 5}, "odds multiplier of custody where the report is poor",
                reports.poor_custody_odds);
  binder.number("reports.poor.breach", "1", {0.2, 5}, "hazard ratio of failures to comply where the report is poor",
                reports.poor_breach);
  binder.number("reports.poor.reoffending", "1", {0.2, 5}, "hazard ratio of reoffending where the report is poor",
                reports.poor_reoffending);
  binder.row("reports.breach", "1", {0.2, 5}, Sum::free, report_labels,
             "hazard ratio of failures to comply with a report, against none", reports.breach);
}

}  // namespace

void bind_proceedings(Binder& binder, ProceedingsModel& model) {
  binder.number("proceedings.most_open_cases", "case", {1, 3},
                "open cases a person can have; a further charge joins the newest", model.most_open_cases);
  bind_delay(binder, "proceedings.offence_to_charge", "offence to charge", model.offence_to_charge);
  bind_delay(binder, "proceedings.charge_to_first_listing", "charge to first listing", model.charge_to_first_listing);
  binder.row("proceedings.proven", "share", share_bounds, Sum::free, offence_group_labels,
             "charged cases that end in conviction", model.proven);
  binder.row("proceedings.guilty_if_proven", "share", share_bounds, Sum::free, court_labels,
             "guilty pleas among convictions", model.guilty_if_proven);
  bind_delay(binder, "proceedings.magistrates_trial", "first listing to trial in a magistrates' court",
             model.magistrates_trial);
  binder.share("proceedings.magistrates_adjourned", "guilty cases without report adjourned once",
               model.magistrates_adjourned);
  bind_delay(binder, "proceedings.magistrates_adjournment", "length of that adjournment",
             model.magistrates_adjournment);
  binder.row("proceedings.ineffective", "share", share_bounds, Sum::free, court_labels,
             "trials that do not go ahead on their day", model.ineffective);
  bind_delay(binder, "proceedings.relisting", "from there to the next day of trial", model.relisting);
  bind_delay(binder, "proceedings.discontinued", "first listing to discontinuance", model.discontinued);
  binder.share("proceedings.discontinued_share", "cases not proven that are discontinued", model.discontinued_share);
  binder.row("proceedings.magistrates_hearings", "hearing", not_negative, Sum::free, court_labels,
             "hearings in a magistrates' court, adjournments apart, by the court that tries the case",
             model.magistrates_hearings);
  bind_remand(binder, model.remand);
  bind_crown(binder, model.crown);
  bind_reports(binder, model.reports);
}

void bind_sentencing(Binder& binder, SentencingModel& model) {
  binder.table("sentencing.disposal", "share", share_bounds, Sum::one, offence_group_labels, disposal_labels,
               "disposal by offence group, at three to six previous sanctions", model.disposal);
  binder.row("sentencing.custody_odds", "1", positive, Sum::free, history_labels, "odds multiplier of custody",
             model.custody_odds);
  binder.row("sentencing.court_order_odds", "1", positive, Sum::free, history_labels, "odds multiplier of court orders",
             model.court_order_odds);
  binder.row("sentencing.sex_custody_odds", "1", positive, Sum::free, sex_labels, "odds multiplier of custody by sex",
             model.sex_custody_odds);
  binder.number("sentencing.on_order_custody_odds", "1", positive,
                "odds multiplier of custody for persons on an order or licence or in custody",
                model.on_order_custody_odds);
  binder.table("sentencing.length_band", "share", share_bounds, Sum::one, offence_group_labels, length_band_labels,
               "length of custody by offence group", model.length_band);
  binder.table("sentencing.length_weight", "1", not_negative, Sum::free, sex_labels, length_band_labels,
               "multiplies those shares, by sex, before they are made one again", model.length_weight);
  binder.row("sentencing.listed_offence", "share", share_bounds, Sum::free, offence_group_labels,
             "custody that is for listed (Schedule 15) offences", model.listed_offence);
  binder.share("sentencing.consecutive", "sentences on persons serving that follow the one being served",
               model.consecutive);
  binder.row("sentencing.band_low", "month", not_negative, Sum::free, length_band_labels, "shortest term of the band",
             model.band_low_months);
  binder.row("sentencing.band_high", "month", not_negative, Sum::free, length_band_labels, "longest term of the band",
             model.band_high_months);
  binder.row("sentencing.band_mean", "month", not_negative, Sum::free, length_band_labels, "mean term of the band",
             model.band_mean_months);
  binder.share("sentencing.life_share", "life among indeterminate sentences", model.life_share);
  binder.number("sentencing.life_tariff", "month", not_negative, "median minimum term of life",
                model.life_tariff_months);
  binder.number("sentencing.ipp_tariff", "month", not_negative, "median tariff of imprisonment for public protection",
                model.ipp_tariff_months);
  binder.number("sentencing.tariff_shape", "1", {0, 3}, "sigma of the lognormal tariffs", model.tariff_shape);
  binder.row("sentencing.order_mean", "month", positive, Sum::free, order_kind_labels, "mean length of an order",
             model.order_mean_months);
  binder.row("sentencing.order_spread", "month", not_negative, Sum::free, order_kind_labels,
             "half-width of the uniform spread around it", model.order_spread_months);
  binder.row("sentencing.order_revoked_on_conviction", "share", share_bounds, Sum::free, disposal_labels,
             "running order ended by a conviction, by the new disposal", model.order_revoked_on_conviction);
  binder.share("sentencing.suspended_activated", "suspended sentences activated by a conviction in their period",
               model.suspended_activated);
}

}  // namespace throughgate::scenario
