#include "recording/responses.hpp"

#include <cmath>
#include <limits>

#include "base/date.hpp"
#include "justice/people/sampling.hpp"

namespace throughgate::recording {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
const Date time_origin{2009, 1, 1};

template <class Labels>
std::vector<std::string> texts(const Labels& labels) {
  return {labels.begin(), labels.end()};
}

}  // namespace

Responses::Responses(const Recorder& recorder) : recorder_(recorder), months_(recorder.flows_.months()) {
  for (std::size_t month = 0; month < months_; ++month) {
    const Tick begin = recorder.month_starts_[month];
    if (begin < recorder.reporting_.from || begin >= recorder.reporting_.until) continue;
    window_.push_back(month);
    window_years_ += month_years(month);
  }
}

Dataset Responses::dataset() const {
  Dataset data;
  dimensions(data);
  reoffending(data);
  stocks(data);
  flows(data);
  courts(data);
  shares(data);
  supervision(data);
  programmes(data);
  estate(data);
  costs(data);
  return data;
}

void Responses::dimensions(Dataset& data) const {
  Dimension time;
  time.name = "time";
  for (std::size_t month = 0; month < months_; ++month) {
    time.values.push_back(day_index(recorder_.month_starts_[month]) - days_since_1970(time_origin));
  }
  time.attributes = {{"units", "days since " + to_string(time_origin)},
                     {"calendar", "proleptic_gregorian"},
                     {"standard_name", "time"},
                     {"long_name", "start of the month"}};
  Dimension year;
  year.name = "year";
  for (std::size_t index = 0; index < recorder_.cohorts_.years(); ++index) {
    year.values.push_back(date_of(recorder_.setup_.start).year + static_cast<int>(index));
  }
  year.attributes = {{"units", "1"}, {"long_name", "calendar year of the index event"}};
  data.dimensions = {time, year};
  data.dimensions.push_back({"cohort", texts(justice::cohort_labels), {}, {}});
  data.dimensions.push_back({"band", texts(justice::length_band_labels), {}, {}});
  data.dimensions.push_back({"sex", texts(justice::sex_labels), {}, {}});
  data.dimensions.push_back({"age", texts(justice::age_labels), {}, {}});
  data.dimensions.push_back({"history", texts(justice::history_labels), {}, {}});
  data.dimensions.push_back({"disposal", texts(justice::disposal_labels), {}, {}});
  data.dimensions.push_back({"order", texts(justice::order_kind_labels), {}, {}});
  data.dimensions.push_back({"remand", texts(justice::remand_labels), {}, {}});
  data.dimensions.push_back({"establishment", texts(justice::establishment_labels), {}, {}});
  data.dimensions.push_back({"setting", texts(justice::programme_setting_labels), {}, {}});
  data.dimensions.push_back({"expected", texts(justice::expected_disposal_labels), {}, {}});
  data.dimensions.push_back({"tier", texts(justice::tier_labels), {}, {}});
  data.dimensions.push_back({"reason", texts(justice::recall_reason_labels), {}, {}});
  data.dimensions.push_back({"region", texts(justice::region_labels), {}, {}});
  data.dimensions.push_back({"provider", texts(justice::provider_labels), {}, {}});
  data.dimensions.push_back({"payer", texts(justice::payer_labels), {}, {}});
  data.dimensions.push_back({"account", texts(justice::account_labels), {}, {}});
}

double Responses::month_years(std::size_t month) const {
  const auto& starts = recorder_.month_starts_;
  const Tick end = month + 1 < starts.size() ? starts[month + 1] : recorder_.setup_.end;
  return (end - starts[month]).as_days() / justice::days_in_year;
}

double Responses::flow_at(std::size_t month, Flow flow, std::size_t label) const {
  return recorder_.flows_.at(month, flow, label) / recorder_.setup_.scale;
}

double Responses::total_at(std::size_t month, Flow flow) const {
  return recorder_.flows_.total(month, flow) / recorder_.setup_.scale;
}

double Responses::window_sum(const OfMonth& of_month) const {
  double sum = 0;
  for (const std::size_t month : window_) sum += of_month(month);
  return sum;
}

void Responses::scalar(Dataset& data, const Text& text, double value, const std::string& cell_methods) const {
  data.variables.push_back(
      {text.name, {}, std::vector<double>{value}, text.units, text.long_name, cell_methods, {}, {}});
}

void Responses::monthly(Dataset& data, const Text& text, std::vector<double> values,
                        const std::string& aggregation) const {
  Variable variable{text.name + "_monthly",
                    {"time"},
                    std::move(values),
                    text.units,
                    text.long_name + ", by month",
                    aggregation == "sum" ? "time: sum" : "time: mean",
                    {},
                    {}};
  if (!aggregation.empty()) variable.attributes.push_back({"aggregation", aggregation});
  data.variables.push_back(std::move(variable));
}

void Responses::stock(Dataset& data, const std::string& name, const std::string& long_name,
                      const std::vector<Stock>& parts, double exogenous) const {
  const auto of = [&](std::size_t month, bool point) {
    double sum = 0;
    for (const Stock part : parts) {
      sum += point ? recorder_.stocks_.level(month, part) : recorder_.stocks_.mean(month, part);
    }
    return sum / recorder_.setup_.scale + exogenous;
  };
  std::vector<double> means;
  std::vector<double> points;
  double area = 0;
  for (std::size_t month = 0; month < months_; ++month) {
    means.push_back(of(month, false));
    points.push_back(of(month, true));
  }
  for (const std::size_t month : window_) area += means[month] * month_years(month);
  scalar(data, {name, "1", long_name}, window_years_ > 0 ? area / window_years_ : nothing, "time: mean");
  monthly(data, {name, "1", long_name}, std::move(means), "");
  data.variables.push_back({name + "_at",
                            {"time"},
                            std::move(points),
                            "1",
                            long_name + ", at the start of the month",
                            "time: point",
                            {},
                            {}});
}

void Responses::flow(Dataset& data, const Text& text, const OfMonth& of_month) const {
  std::vector<double> values;
  for (std::size_t month = 0; month < months_; ++month) values.push_back(of_month(month));
  scalar(data, text, window_years_ > 0 ? window_sum(of_month) / window_years_ : nothing, "time: sum");
  monthly(data, {text.name, "1", text.long_name}, std::move(values), "sum");
}

void Responses::flow_by(Dataset& data, const Text& text, const std::string& dimension, std::size_t labels,
                        const std::function<double(std::size_t, std::size_t)>& of_month) const {
  Variable yearly{text.name, {dimension}, std::vector<double>{}, text.units, text.long_name, "time: sum", {}, {}};
  Variable by_month{text.name + "_monthly",
                    {dimension, "time"},
                    std::vector<double>{},
                    "1",
                    text.long_name + ", by month",
                    "time: sum",
                    {},
                    {{"aggregation", std::string("sum")}}};
  for (std::size_t label = 0; label < labels; ++label) {
    double sum = 0;
    for (const std::size_t month : window_) sum += of_month(month, label);
    std::get<std::vector<double>>(yearly.data).push_back(window_years_ > 0 ? sum / window_years_ : nothing);
    for (std::size_t month = 0; month < months_; ++month) {
      std::get<std::vector<double>>(by_month.data).push_back(of_month(month, label));
    }
  }
  data.variables.push_back(std::move(yearly));
  data.variables.push_back(std::move(by_month));
}

void Responses::ratio(Dataset& data, const Text& text, const OfMonth& numerator, const OfMonth& denominator) const {
  std::vector<double> values;
  for (std::size_t month = 0; month < months_; ++month) {
    const double below = denominator(month);
    values.push_back(below > 0 ? numerator(month) / below : nothing);
  }
  const double below = window_sum(denominator);
  scalar(data, text, below > 0 ? window_sum(numerator) / below : nothing, "time: mean");
  monthly(data, text, std::move(values), "mean");
}

void Responses::mean_of_months(Dataset& data, const Text& text, const OfMonth& of_month) const {
  std::vector<double> values;
  for (std::size_t month = 0; month < months_; ++month) values.push_back(of_month(month));
  double sum = 0;
  for (const std::size_t month : window_) sum += values[month] * month_years(month);
  scalar(data, text, window_years_ > 0 ? sum / window_years_ : nothing, "time: mean");
  monthly(data, text, std::move(values), "mean");
}

void Responses::last_year(Dataset& data, const Text& text, const OfMonth& of_month) const {
  constexpr std::size_t year = 12;
  double sum = 0;
  for (std::size_t i = window_.size() - std::min(year, window_.size()); i < window_.size(); ++i) {
    sum += of_month(window_[i]);
  }
  scalar(data, text, window_.empty() ? nothing : sum / static_cast<double>(std::min(year, window_.size())),
         "time: mean");
}

void Responses::variation_of_months(Dataset& data, const Text& text, const OfMonth& of_month) const {
  double sum = 0;
  double squares = 0;
  for (const std::size_t month : window_) {
    sum += of_month(month);
    squares += of_month(month) * of_month(month);
  }
  const auto count = static_cast<double>(window_.size());
  const double variance = window_.size() < 2 ? nothing : std::max(squares - sum * sum / count, 0.0) / (count - 1);
  scalar(data, text, std::sqrt(variance) * count / sum, "time: standard_deviation");
}

void Responses::stocks(Dataset& data) const {
  const auto& exogenous = recorder_.setup_.before->model.population.exogenous;
  const double minors = exogenous.under_18_prisoners[0] + exogenous.under_18_prisoners[1];
  stock(data, "prison_population", "persons in prison, under-18s and non-criminal prisoners included", {Stock::prison},
        minors + exogenous.non_criminal_prisoners);
  stock(data, "remand_population", "persons on remand, under-18s included",
        {Stock::remand_untried, Stock::remand_unsentenced}, exogenous.under_18_prisoners[0]);
  stock(data, "sentenced_population", "sentenced persons in prison, recalled and under-18s included",
        {Stock::determinate, Stock::indeterminate, Stock::recalled}, exogenous.under_18_prisoners[1]);
  stock(data, "recall_population", "recalled persons in prison", {Stock::recalled}, 0);
  stock(data, "determinate_population", "adults serving determinate sentences in prison, recalled not counted",
        {Stock::determinate}, 0);
  stock(data, "indeterminate_population", "persons serving indeterminate sentences in prison, recalled not counted",
        {Stock::indeterminate}, 0);
  stock(data, "probation_caseload", "persons supervised by probation, each once", {Stock::supervised}, 0);
  stock(data, "court_order_caseload", "persons on court orders", {Stock::court_order}, 0);
  stock(data, "licence_caseload", "persons on licence, court orders besides or not", {Stock::licence}, 0);
  stock(data, "pre_release_caseload", "persons in custody supervised before release", {Stock::pre_release}, 0);
  stock(data, "awaiting_place_population", "persons sentenced to custody who wait at liberty for a place",
        {Stock::awaiting_place}, 0);
  stock(data, "crown_court_backlog", "cases committed or sent for trial and not disposed of", {Stock::crown_backlog},
        0);
}

void Responses::flows(Dataset& data) const {
  const auto& exogenous = recorder_.setup_.before->model.population.exogenous;
  const auto sentenced = [this, &exogenous](std::size_t month) {
    return total_at(month, Flow::sentenced) +
           (exogenous.non_recordable_sentenced_per_year + exogenous.under_18_sentenced_per_year) * month_years(month);
  };
  const auto to_custody = [this, &exogenous](std::size_t month) {
    return flow_at(month, Flow::sentenced, static_cast<std::size_t>(justice::Disposal::custody)) +
           exogenous.under_18_custody_per_year * month_years(month);
  };
  const auto received = [this, &exogenous](std::size_t month, std::size_t band) {
    return flow_at(month, Flow::received, band) + exogenous.under_18_receptions_per_year[band] * month_years(month);
  };
  flow(data, {"persons_sentenced_per_year", "year-1", "persons sentenced, exogenous rows included"}, sentenced);
  ratio(data, {"custody_rate", "1", "persons sentenced to immediate custody among persons sentenced"}, to_custody,
        sentenced);
  flow_by(data, {"disposals_per_year_by_disposal", "year-1", "adults sentenced for recordable offences by disposal"},
          "disposal", justice::disposal_count,
          [this](std::size_t month, std::size_t label) { return flow_at(month, Flow::sentenced, label); });
  flow(data, {"sentenced_receptions_per_year", "year-1", "sentenced receptions, under-18s included"},
       [&received](std::size_t month) {
         double sum = 0;
         for (std::size_t band = 0; band < 5; ++band) sum += received(month, band);
         return sum;
       });
  flow_by(data, {"sentenced_receptions_per_year_by_band", "year-1", "sentenced receptions by length of sentence"},
          "band", 5, received);
  flow(data, {"recalls_per_year", "year-1", "recalls to custody"},
       [this](std::size_t month) { return total_at(month, Flow::recalled); });
  flow_by(data, {"recalls_per_year_by_reason", "year-1", "recalls to custody by reason"}, "reason", 5,
          [this](std::size_t month, std::size_t label) { return flow_at(month, Flow::recall_reason, label); });
  flow_by(data, {"requirements_per_year_by_provider", "year-1", "requirements of orders begun by who delivers them"},
          "provider", justice::provider_labels.size(), [this](std::size_t month, std::size_t provider) {
            const auto& places = recorder_.regime_at(recorder_.month_starts_[month]).model.orders.places;
            double sum = 0;
            for (std::size_t which = 0; which < justice::requirement_count; ++which) {
              if (places.provider[which] == static_cast<int>(provider)) sum += flow_at(month, Flow::requirement, which);
            }
            return sum;
          });
  flow(data, {"reports_per_year", "year-1", "pre-sentence reports requested"},
       [this](std::size_t month) { return total_at(month, Flow::report); });
  flow(data, {"breaches_per_year", "year-1", "breach proceedings of court orders begun"},
       [this](std::size_t month) { return total_at(month, Flow::breach_started); });
  flow_by(data, {"custody_after_breach_per_year_by_order", "year-1", "persons received into prison after breach"},
          "order", 2,
          [this](std::size_t month, std::size_t label) { return flow_at(month, Flow::breach_to_custody, label); });
  flow(data, {"case_crossings_per_year", "year-1", "cases that cross to another provider, on allocation or later"},
       [this](std::size_t month) { return total_at(month, Flow::crossed); });
  flow(data, {"lost_records_per_year", "year-1", "crossings at which part of the record is lost"},
       [this](std::size_t month) { return flow_at(month, Flow::crossed, 1) + flow_at(month, Flow::crossed, 3); });
  flow(data, {"reallocations_per_year", "year-1", "cases another provider takes over because their risk has risen"},
       [this](std::size_t month) { return flow_at(month, Flow::crossed, 2) + flow_at(month, Flow::crossed, 3); });
  flow(data, {"missed_escalations_per_year", "year-1", "cases whose risk has risen and that nobody passes on"},
       [this](std::size_t month) { return flow_at(month, Flow::risk_rose, 1); });
  flow(data, {"serious_further_offences_per_year", "year-1", "serious further offences of supervised persons"},
       [this](std::size_t month) { return total_at(month, Flow::serious); });
  flow(data,
       {"expected_serious_offences_per_year", "year-1",
        "serious further offences expected of the charged cases of supervised persons"},
       [this](std::size_t month) { return total_at(month, Flow::serious_risk); });
  flow_by(data, {"serious_further_offences_per_year_by_tier", "year-1", "serious further offences by tier"}, "tier", 4,
          [this](std::size_t month, std::size_t label) { return flow_at(month, Flow::serious, label); });
  ratio(
      data, {"serious_further_offences_per_1000", "year-1", "serious further offences per 1,000 caseload-years"},
      [this](std::size_t month) { return 1000 * total_at(month, Flow::serious); },
      [this](std::size_t month) {
        return recorder_.stocks_.mean(month, Stock::supervised) / recorder_.setup_.scale * month_years(month);
      });
}

void Responses::courts(Dataset& data) const {
  flow(data, {"crown_court_receipts_per_year", "year-1", "cases committed or sent for trial"},
       [this](std::size_t month) { return flow_at(month, Flow::crown_receipt, 0); });
  flow(data, {"crown_court_disposals_per_year", "year-1", "cases committed or sent for trial and disposed of"},
       [this](std::size_t month) { return flow_at(month, Flow::crown_disposal, 0); });
  flow(data, {"crown_court_sitting_days", "day year-1", "Crown Court sitting days used"},
       [this](std::size_t month) { return recorder_.volumes(month).crown_sitting_days; });
  ratio(
      data, {"charge_to_first_listing", "day", "mean time from charge to first listing"},
      [this](std::size_t month) { return total_at(month, Flow::listed_days); },
      [this](std::size_t month) { return total_at(month, Flow::listed); });
  ratio(
      data,
      {"first_listing_to_completion", "day",
       "mean time from first listing to completion in magistrates' courts, committals included"},
      [this](std::size_t month) { return flow_at(month, Flow::completed_days, 0); },
      [this](std::size_t month) { return flow_at(month, Flow::completed, 0); });
  ratio(
      data, {"psr_wait", "day", "mean wait for a pre-sentence report"},
      [this](std::size_t month) { return total_at(month, Flow::report_days); },
      [this](std::size_t month) { return total_at(month, Flow::report_done); });
  Variable stay{
      "remand_stay_by_remand", {"remand"}, std::vector<double>{}, "day", "mean stay on remand", "time: mean", {}, {}};
  Variable by_month{"remand_stay_by_remand_monthly",
                    {"remand", "time"},
                    std::vector<double>{},
                    "day",
                    "mean stay on remand, by month of leaving",
                    "time: mean",
                    {},
                    {{"aggregation", std::string("mean")}}};
  for (std::size_t kind = 0; kind < 2; ++kind) {
    const double days = window_sum([&](std::size_t month) { return flow_at(month, Flow::remand_days, kind); });
    const double stays = window_sum([&](std::size_t month) { return flow_at(month, Flow::remand_left, kind); });
    std::get<std::vector<double>>(stay.data).push_back(stays > 0 ? days / stays : nothing);
    for (std::size_t month = 0; month < months_; ++month) {
      const double left = flow_at(month, Flow::remand_left, kind);
      std::get<std::vector<double>>(by_month.data)
          .push_back(left > 0 ? flow_at(month, Flow::remand_days, kind) / left : nothing);
    }
  }
  data.variables.push_back(std::move(stay));
  data.variables.push_back(std::move(by_month));
}

void Responses::shares(Dataset& data) const {
  const auto of = [this](Flow flow, std::size_t label) {
    return [this, flow, label](std::size_t month) { return flow_at(month, flow, label); };
  };
  const auto all = [this](Flow flow) { return [this, flow](std::size_t month) { return total_at(month, flow); }; };
  ratio(data, {"order_completion_share", "1", "court orders completed among those that ended"},
        of(Flow::order_ended, 0), all(Flow::order_ended));
  ratio(data, {"drr_completion_share", "1", "drug rehabilitation requirements completed among those that ended"},
        of(Flow::drug_rehabilitation, 1), all(Flow::drug_rehabilitation));
  ratio(data, {"hdc_share", "1", "releases on home detention curfew among the eligible"}, of(Flow::hdc_released, 0),
        of(Flow::hdc_eligible, 0));
  flow(data, {"hdc_eligible_per_year", "year-1", "prisoners eligible for home detention curfew"},
       of(Flow::hdc_eligible, 0));
  ratio(data, {"released_unsupervised_share", "1", "sentenced releases that no supervision follows"},
        of(Flow::released_unsupervised, 0), all(Flow::released));
  ratio(data, {"parole_release_share", "1", "hearings of the Parole Board that release"}, of(Flow::parole, 1),
        all(Flow::parole));
  ratio(
      data, {"same_manager_share", "1", "persons released on licence who keep one manager"},
      [this](std::size_t month) { return flow_at(month, Flow::gate, 1) + flow_at(month, Flow::gate, 3); },
      all(Flow::gate));
  ratio(
      data,
      {"complete_record_share", "1", "persons released on licence whose record is complete at the first appointment"},
      [this](std::size_t month) { return flow_at(month, Flow::gate, 2) + flow_at(month, Flow::gate, 3); },
      all(Flow::gate));
  ratio(
      data,
      {"seamless_release_share", "1", "persons released on licence who keep one manager and whose record is complete"},
      of(Flow::gate, 3), all(Flow::gate));
  ratio(data, {"ever_in_custody_share", "1", "court orders started by persons who were ever in custody"},
        of(Flow::order_by_custody, 1), all(Flow::order_by_custody));
}

}  // namespace throughgate::recording
