/// Reoffending by cohort, and money.

#include <cmath>
#include <limits>

#include "base/date.hpp"
#include "justice/people/sampling.hpp"
#include "recording/responses.hpp"

namespace throughgate::recording {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

struct Measure {
  const char* name;
  const char* units;
  const char* long_name;
  double CohortSums::*sum;
  int follow_up_months;  ///< after which a cohort's figure is final
  double factor;
};

constexpr double per_hundred = 100;
const std::array<Measure, 4> measures{{
    {"proven_reoffending_1y", "1", "proven reoffending: offence within 12 months, conviction within a further 6",
     &CohortSums::proven, 18, 1},
    {"reoffending_committed_1y", "1", "reoffending committed: offence within 12 months, whenever convicted",
     &CohortSums::committed, 12, 1},
    {"reconviction_2y", "1", "conviction within 24 months", &CohortSums::reconvicted, 24, 1},
    {"reoffences_per_100", "1", "proven offences in the year per 100 in the cohort", &CohortSums::offences, 18,
     per_hundred},
}};

/// The cohort of the calendar year is complete when its last member's follow-up ends inside the run.
bool followed_up(int year, int months, Tick end) { return month_start((year - 1970 + 1) * 12 + months) <= end; }

}  // namespace

void Responses::reoffending(Dataset& data) const {
  const auto& cohorts = recorder_.cohorts_;
  const int first_year = date_of(recorder_.setup_.start).year;
  const int from = date_of(recorder_.reporting_.from).year;
  const int until = date_of(recorder_.reporting_.until - Duration::minutes(1)).year;
  std::array<std::vector<double>, 4> means;
  for (std::size_t which = 0; which < measures.size(); ++which) {
    const Measure& measure = measures[which];
    std::vector<double> by_cohort;
    std::vector<double> by_year;
    for (std::size_t cohort = 0; cohort < cohort_count; ++cohort) {
      double sum = 0;
      double persons = 0;
      for (std::size_t index = 0; index < cohorts.years(); ++index) {
        const int year = first_year + static_cast<int>(index);
        const CohortSums& sums = cohorts.of(index, static_cast<Cohort>(cohort));
        const bool complete = followed_up(year, measure.follow_up_months, recorder_.setup_.end) && sums.persons > 0;
        by_year.push_back(complete ? measure.factor * sums.*measure.sum / sums.persons : nothing);
        if (!complete || year < from || year > until) continue;
        sum += measure.factor * sums.*measure.sum;
        persons += sums.persons;
      }
      by_cohort.push_back(persons > 0 ? sum / persons : nothing);
    }
    means[which] = by_cohort;
    const Text text{measure.name, measure.units, measure.long_name};
    scalar(data, text, by_cohort[0]);
    data.variables.push_back(
        {text.name + "_by_cohort", {"cohort"}, std::move(by_cohort), text.units, text.long_name, "", {}, {}});
    data.variables.push_back({text.name + "_by_cohort_by_year",
                              {"cohort", "year"},
                              std::move(by_year),
                              text.units,
                              text.long_name + ", by year of the index event",
                              "",
                              {},
                              {}});
  }
  by_traits(data, from, until);
  std::vector<double> ratio;
  for (std::size_t cohort = 0; cohort < cohort_count; ++cohort) ratio.push_back(means[2][cohort] / means[0][cohort]);
  data.variables.push_back({"reconviction_ratio_2y_1y_by_cohort",
                            {"cohort"},
                            std::move(ratio),
                            "1",
                            "two-year reconviction over one-year proven reoffending",
                            "",
                            {},
                            {}});
}

void Responses::by_traits(Dataset& data, int from, int until) const {
  const std::array<const char*, trait_labels.size()> dimensions{"sex", "age", "history", "region", "band"};
  const auto& cohorts = recorder_.cohorts_;
  const int first_year = date_of(recorder_.setup_.start).year;
  for (const Measure& measure : measures) {
    for (std::size_t trait = 0; trait < trait_labels.size(); ++trait) {
      std::vector<double> values;
      for (std::size_t label = 0; label < trait_labels[trait]; ++label) {
        double sum = 0;
        double persons = 0;
        for (std::size_t index = 0; index < cohorts.years(); ++index) {
          const int year = first_year + static_cast<int>(index);
          if (year < from || year > until || !followed_up(year, measure.follow_up_months, recorder_.setup_.end))
            continue;
          const CohortSums& sums = cohorts.of(index, static_cast<Trait>(trait), label);
          sum += measure.factor * sums.*measure.sum;
          persons += sums.persons;
        }
        values.push_back(persons > 0 ? sum / persons : nothing);
      }
      data.variables.push_back({std::string(measure.name) + "_by_" + dimensions[trait],
                                {dimensions[trait]},
                                std::move(values),
                                measure.units,
                                std::string(measure.long_name) + ", all supervised",
                                "",
                                {},
                                {}});
    }
  }
}

void Responses::costs(Dataset& data) const {
  using justice::CostGroup;
  std::vector<justice::Costs> monthly;
  std::array<double, static_cast<std::size_t>(CostGroup::count)> group_sum{};
  justice::Costs window_costs{};
  for (std::size_t month = 0; month < months_; ++month) {
    const auto& regime = recorder_.regime_at(recorder_.month_starts_[month]);
    monthly.push_back(justice::costs_of_month(regime.model.ledger, regime.structure, recorder_.volumes(month)));
  }
  double exchequer = 0;
  for (std::size_t account = 0; account < window_costs.size(); ++account) {
    const auto which = static_cast<justice::Account>(account);
    for (const std::size_t month : window_) window_costs[account] += monthly[month][account];
    window_costs[account] = window_years_ > 0 ? window_costs[account] / window_years_ : nothing;
    group_sum[static_cast<std::size_t>(justice::cost_group(which))] += window_costs[account];
    if (justice::is_exchequer(which)) exchequer += window_costs[account];
  }
  const auto money = [&](const char* name, const char* long_name, CostGroup group) {
    scalar(data, {name, "GBP year-1", long_name}, group_sum[static_cast<std::size_t>(group)], "time: sum");
  };
  money("probation_cost", "probation services, a year", CostGroup::probation);
  money("prison_cost", "prisons, recall and parole, a year", CostGroup::prison);
  money("court_cost", "courts, a year", CostGroup::court);
  money("overhead_cost", "headquarters, regional offices, consultants and what buying costs, a year",
        CostGroup::overhead);
  money("transition_cost", "change of structure, a year", CostGroup::transition);
  money("police_cost", "police work on reoffences, a year", CostGroup::police);
  scalar(data, {"total_cost", "GBP year-1", "exchequer, all accounts, a year"}, exchequer, "time: sum");
  money("social_cost_of_reoffending", "victims and society, a year; beside the total of the exchequer",
        CostGroup::victims);
  data.variables.push_back({"cost_by_account",
                            {"account"},
                            std::vector<double>(window_costs.begin(), window_costs.end()),
                            "GBP year-1",
                            "cost by account, a year",
                            "time: sum",
                            {},
                            {}});
  payers(data, window_costs);
  Variable by_month{"cost_by_account_monthly",
                    {"account", "time"},
                    std::vector<double>{},
                    "GBP",
                    "cost by account, by month",
                    "time: sum",
                    {},
                    {{"aggregation", std::string("sum")}}};
  for (std::size_t account = 0; account < window_costs.size(); ++account) {
    for (const auto& costs : monthly) std::get<std::vector<double>>(by_month.data).push_back(costs[account]);
  }
  data.variables.push_back(std::move(by_month));
  present_values(data, monthly);
}

void Responses::payers(Dataset& data, const justice::Costs& a_year) const {
  std::vector<double> by_payer(justice::payer_labels.size());
  double all = 0;
  for (std::size_t account = 0; account < a_year.size(); ++account) {
    by_payer[static_cast<std::size_t>(justice::payer(static_cast<justice::Account>(account)))] += a_year[account];
    all += a_year[account];
  }
  data.variables.push_back({"payments_per_year_by_payer",
                            {"payer"},
                            std::move(by_payer),
                            "GBP year-1",
                            "cost by payer, a year",
                            "time: sum",
                            {},
                            {}});
  scalar(data, {"society_cost", "GBP year-1", "exchequer, victims and society together, a year"}, all, "time: sum");
  // What practitioners' time is spent on: shares of their pay, not money beside it.
  std::vector<double> by_tier(justice::tier_labels.size());
  double requests = 0;
  for (const std::size_t month : window_) {
    const auto& review = recorder_.supervision_[month];
    double need = 0;
    for (const double of_tier : review.need_by_tier) need += of_tier;
    for (std::size_t tier = 0; tier < by_tier.size(); ++tier) {
      by_tier[tier] += need > 0 ? review.need_by_tier[tier] / need * review.staff.pay * month_years(month) : 0;
    }
    requests += review.request_time * review.staff.pay * month_years(month);
  }
  for (double& pay : by_tier) pay = window_years_ > 0 ? pay / window_years_ : nothing;
  data.variables.push_back({"supervision_cost_by_tier",
                            {"tier"},
                            std::move(by_tier),
                            "GBP year-1",
                            "practitioners' pay by the tier of those supervised, a year",
                            "time: sum",
                            {},
                            {}});
  scalar(data,
         {"practitioner_time_cost", "GBP year-1",
          "practitioners' time lost to requests beyond the base year's, at their pay: priced, not cash"},
         window_years_ > 0 ? requests / window_years_ : nothing, "time: sum");
}

void Responses::present_values(Dataset& data, const std::vector<justice::Costs>& monthly) const {
  double cost = 0;
  double society = 0;
  double reoffences = 0;
  double age = 0;
  for (std::size_t month = 0; month < months_; ++month) {
    const auto& ledger = recorder_.regime_at(recorder_.month_starts_[month]).model.ledger;
    const double middle = age + month_years(month) / 2;
    const double discount = std::pow(1 + ledger.discount_rate, -middle);
    age += month_years(month);
    for (std::size_t account = 0; account < justice::account_labels.size(); ++account) {
      if (justice::is_exchequer(static_cast<justice::Account>(account))) cost += monthly[month][account] * discount;
      society += monthly[month][account] * discount;
    }
    reoffences += total_at(month, Flow::reoffence) * discount;
  }
  scalar(data, {"net_present_value", "GBP", "exchequer, minus its present cost over the horizon"}, -cost, "time: sum");
  scalar(data, {"society_net_present_value", "GBP", "exchequer and society, minus their present cost over the horizon"},
         -society, "time: sum");
  scalar(data, {"discounted_reoffences", "1", "reoffences committed and to be proven, discounted over the horizon"},
         reoffences, "time: sum");
  if (recorder_.reporting_.value_per_reoffence > 0) {
    scalar(data,
           {"net_benefit", "GBP",
            "net present value less the declared value of reoffences; only differences mean something"},
           -cost - recorder_.reporting_.value_per_reoffence * reoffences, "time: sum");
  }
}

}  // namespace throughgate::recording
