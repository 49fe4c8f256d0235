#include "recording/recorder.hpp"

#include <algorithm>
#include <cmath>

#include "base/date.hpp"
#include "justice/people/sampling.hpp"
#include "recording/responses.hpp"

namespace throughgate::recording {

using justice::Happening;

namespace {

int years_of(Tick start, Tick end) { return date_of(end - Duration::minutes(1)).year - date_of(start).year + 1; }

constexpr std::uint8_t bit(Cohort cohort) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(cohort)); }

std::uint8_t release_cohorts(unsigned band) {
  const bool short_term = band <= static_cast<unsigned>(justice::LengthBand::from_6m_to_12m);
  return static_cast<std::uint8_t>(bit(Cohort::all) | bit(Cohort::custody) |
                                   (short_term ? bit(Cohort::custody_under_12_months) : 0U));
}

Traits traits_of(Tick now, const justice::Hot& person, const justice::Cold& cold, unsigned band) {
  return {person, cold, static_cast<int>((day_index(now) - cold.birth_day) / justice::days_in_year), band};
}

}  // namespace

Recorder::Recorder(const justice::Setup& setup, const Reporting& reporting)
    : setup_(setup),
      reporting_(reporting),
      stocks_(setup.start),
      cohorts_(date_of(setup.start).year, years_of(setup.start, setup.end)) {}

void Recorder::opened(Tick now, const justice::Population& people) {
  for (std::uint32_t index = 0; index < people.rows(); ++index) {
    const justice::Hot& hot = people.hot(Row{index});
    if (hot.standing.any(justice::Standing::outside)) continue;
    stocks_.moved(now, hot.region, 0, stocks_of(hot.standing));
    for (const std::uint32_t which : people.cold(Row{index}).cases) {
      if (which == justice::no_index || !people.cases[which].in_crown || people.cases[which].for_sentence) continue;
      stocks_.change(now, static_cast<unsigned>(Stock::crown_backlog), hot.region, 1);
    }
  }
}

void Recorder::month_began(Tick now, const justice::ServiceMonth& services) {
  if (open_) close_month(now, services);
  stocks_.month_began(now, !open_);
  open_ = true;
  month_starts_.push_back(now);
  supervision_.push_back(services.supervision);
  writers_.push_back(services.writers);
  programme_staff_.push_back(services.programme_staff);
  prison_staff_.push_back(services.prison_staff);
  prisoners_.push_back(services.prisoners);
  supervised_in_custody_.push_back(services.supervised_in_custody);
  sessions_.push_back(services.sessions);
}

void Recorder::finished(Tick now, const justice::ServiceMonth& services) {
  close_month(now, services);
  stocks_.month_began(now, false);
}

void Recorder::close_month(Tick, const justice::ServiceMonth& services) {
  flows_.close_month();
  courts_.push_back(services.courts);
  programmes_.push_back(services.programmes);
  estate_.push_back(services.estate);
  approved_premises_.push_back(services.approved_premises);
}

void Recorder::moved(Tick now, Row, const justice::Hot& person, const justice::Cold&, justice::Standing before,
                     justice::Standing after) {
  stocks_.moved(now, person.region, stocks_of(before), stocks_of(after));
}

void Recorder::happened(Tick now, Row row, const justice::Hot& person, const justice::Cold& cold,
                        const justice::Occurrence& occurrence) {
  const std::size_t label = occurrence.label;
  const double amount = static_cast<double>(occurrence.amount);
  switch (occurrence.happening) {
    case Happening::offence_charged:
    case Happening::programme_listed:
    case Happening::programme_unlisted:
      break;
    case Happening::offence_proven:
      cohorts_.committed(now, row);
      flows_.add(Flow::reoffence, label, amount);
      break;
    case Happening::convicted:
      cohorts_.convicted(now, row, occurrence.since, amount);
      break;
    case Happening::sentenced:
      flows_.add(Flow::sentenced, label);
      break;
    case Happening::remand_received:
      flows_.add(Flow::remand_received, label);
      break;
    case Happening::remand_left:
      flows_.add(Flow::remand_left, label);
      flows_.add(Flow::remand_days, label, amount);
      break;
    case Happening::received:
      flows_.add(Flow::received, label);
      break;
    case Happening::premises_entered:
      flows_.add(Flow::premises, 0);
      break;
    case Happening::programme_started:
      flows_.add(Flow::programme_started, label);
      break;
    case Happening::programme_ended:
      flows_.add(Flow::programme_ended, label);
      break;
    case Happening::place_found:
      flows_.add(Flow::place_found, 0);
      flows_.add(Flow::place_days, 0, amount);
      break;
    case Happening::released:
      flows_.add(Flow::released, label);
      flows_.add(Flow::release_by_expected,
                 static_cast<std::size_t>(cold.expected) + 4 * (static_cast<std::size_t>(amount) & 3U));
      if (static_cast<std::size_t>(amount) < 4) flows_.add(Flow::released_unsupervised, 0);
      cohorts_.index_event(now, row, release_cohorts(occurrence.label), traits_of(now, person, cold, occurrence.label));
      break;
    case Happening::re_released:
      break;
    case Happening::early_release:
      flows_.add(Flow::hdc_released, label);
      break;
    case Happening::hdc_eligible:
      flows_.add(Flow::hdc_eligible, 0);
      break;
    case Happening::recalled:
      flows_.add(Flow::recalled, label & 1U);
      flows_.add(Flow::recall_reason, label >> 1);
      break;
    case Happening::parole_hearing:
      flows_.add(Flow::parole, label);
      if (amount >= 0) flows_.add(Flow::hearing_programme, amount > 0 ? 1 : 0);
      break;
    case Happening::parole_deferred:
      flows_.add(Flow::parole_deferred, label);
      break;
    case Happening::gate_passed:
      flows_.add(Flow::gate, label);
      break;
    case Happening::order_started:
      flows_.add(Flow::order_started, label);
      flows_.add(Flow::order_by_custody, cold.ever_in_custody ? 1 : 0);
      for (std::size_t which = 0; which < 6; ++which) {
        if ((static_cast<unsigned>(amount) >> which & 1U) != 0) flows_.add(Flow::requirement, which);
      }
      cohorts_.index_event(now, row, static_cast<std::uint8_t>(bit(Cohort::all) | bit(Cohort::court_order)),
                           traits_of(now, person, cold, Traits::none));
      break;
    case Happening::order_ended:
      flows_.add(Flow::order_ended, label);
      break;
    case Happening::drug_rehabilitation_ended:
      flows_.add(Flow::drug_rehabilitation, label);
      break;
    case Happening::failed_to_comply:
      flows_.add(Flow::failed, label);
      break;
    case Happening::breach_heard:
      flows_.add(Flow::breach_heard, label);
      break;
    case Happening::breach_started:
      flows_.add(Flow::breach_started, label);
      break;
    case Happening::breach_to_custody:
      flows_.add(Flow::breach_to_custody, label);
      break;
    case Happening::serious_risk:
      flows_.add(Flow::serious_risk, 0, amount);
      break;
    case Happening::case_crossed:
      flows_.add(Flow::crossed, label);
      break;
    case Happening::risk_rose:
      flows_.add(Flow::risk_rose, label);
      break;
    case Happening::serious_offence:
      flows_.add(Flow::serious, label);
      break;
    case Happening::left:
      cohorts_.left(row);
      if (person.standing.any(justice::Standing::outside)) flows_.add(Flow::died, 0);
      break;
    default:
      return court_happening(now, person.region, occurrence);
  }
}

void Recorder::court_happening(Tick now, unsigned region, const justice::Occurrence& occurrence) {
  const std::size_t label = occurrence.label;
  const double amount = static_cast<double>(occurrence.amount);
  switch (occurrence.happening) {
    case Happening::charged:
      flows_.add(Flow::charged, label);
      break;
    case Happening::adjourned:
      flows_.add(Flow::adjourned, label);
      break;
    case Happening::listed:
      flows_.add(Flow::listed, label);
      flows_.add(Flow::listed_days, label, amount);
      break;
    case Happening::case_ended:
      flows_.add(Flow::completed, label);
      flows_.add(Flow::completed_days, label, amount);
      break;
    case Happening::crown_receipt:
    case Happening::crown_disposal: {
      const bool receipt = occurrence.happening == Happening::crown_receipt;
      flows_.add(receipt ? Flow::crown_receipt : Flow::crown_disposal, label);
      if (label == 0) stocks_.change(now, static_cast<unsigned>(Stock::crown_backlog), region, receipt ? 1 : -1);
      break;
    }
    case Happening::report_requested:
      flows_.add(Flow::report, label);
      break;
    case Happening::report_done:
      flows_.add(Flow::report_done, 0);
      flows_.add(Flow::report_days, 0, amount);
      break;
    default:
      break;
  }
}

const justice::Regime& Recorder::regime_at(Tick tick) const {
  const justice::Regime* regime = setup_.before;
  for (const auto& change : setup_.changes) {
    if (change.at <= tick) regime = change.regime;
  }
  return *regime;
}

double Recorder::beyond_base(std::size_t month, double posts_factor, double justice::StaffMonth::*cost) const {
  const auto varies = [](const justice::Regime& regime) {
    return regime.model.prison_staff.supervisor_posts_factor != 1;
  };
  const bool changes = std::ranges::any_of(setup_.changes, [&](const auto& change) { return varies(*change.regime); });
  if (!changes && !varies(*setup_.before)) return 0;
  const justice::StaffMonth& first = prison_staff_.front().supervisors;
  const justice::StaffMonth& now = prison_staff_[month].supervisors;
  return now.*cost - first.*cost * (now.posts / posts_factor) / first.posts;
}

justice::MonthlyVolumes Recorder::volumes(std::size_t month) const {
  const Tick begin = month_starts_[month];
  const Tick end = month + 1 < month_starts_.size() ? month_starts_[month + 1] : setup_.end;
  const auto& regime = regime_at(begin);
  const auto& crown = regime.model.proceedings.crown;
  const double scale = setup_.scale;
  justice::MonthlyVolumes volumes;
  volumes.years = (end - begin).as_days() / justice::days_in_year;
  volumes.probation_pay = supervision_[month].staff.pay;
  const auto& prison = prison_staff_[month];
  const auto& supervisors = regime.model.prison_staff;
  volumes.prison_officer_pay =
      prison.officers.pay + beyond_base(month, supervisors.supervisor_posts_factor, &justice::StaffMonth::pay);
  volumes.approved_premises_beds = regime.model.approved_premises.beds;
  volumes.custody_programmes = flows_.at(month, Flow::programme_started, 1) / scale;
  volumes.recruitment = supervision_[month].staff.recruitment_cost + writers_[month].recruitment_cost +
                        programme_staff_[month].recruitment_cost;
  volumes.prison_recruitment =
      prison.officers.recruitment_cost +
      beyond_base(month, supervisors.supervisor_posts_factor, &justice::StaffMonth::recruitment_cost);
  volumes.prisoners = estate_[month].prisoners;
  volumes.writers_pay = writers_[month].pay;
  volumes.programme_staff_pay = programme_staff_[month].pay;
  volumes.police_cells = estate_[month].police_cells;
  double minutes = crown.appeals_per_year * crown.minutes_appeal * volumes.years;
  for (const auto& region : courts_[month]) minutes += region.sitting_minutes / scale;
  volumes.crown_sitting_days = minutes / crown.minutes_per_sitting_day;
  for (std::size_t court = 0; court < 2; ++court) {
    volumes.magistrates_hearings +=
        flows_.at(month, Flow::charged, court) / scale * regime.model.proceedings.magistrates_hearings[court];
  }
  // An adjournment is one more hearing; enforcement hearings are held by magistrates.
  volumes.magistrates_hearings += flows_.at(month, Flow::adjourned, 0) / scale;
  volumes.magistrates_hearings += flows_.total(month, Flow::breach_heard) / scale;
  volumes.recalls = flows_.total(month, Flow::recalled) / scale;
  volumes.parole_hearings = flows_.total(month, Flow::parole) / scale;
  for (std::size_t type = 0; type < 3; ++type) volumes.reports[type] = flows_.at(month, Flow::report, type) / scale;
  for (std::size_t which = 0; which < 6; ++which)
    volumes.requirements[which] = flows_.at(month, Flow::requirement, which) / scale;
  for (std::size_t group = 0; group < 9; ++group) {
    volumes.reoffences[group] = flows_.at(month, Flow::reoffence, group) / scale;
  }
  const justice::Regime* before = setup_.before;
  for (const auto& change : setup_.changes) {
    const bool now = change.regime != before && begin <= change.at && change.at < end;
    if (now) volumes.transition += change.regime->structure.transition.one_off;
    before = change.regime;
  }
  return volumes;
}

justice::NeedByMonth Recorder::need_by_month() const {
  justice::NeedByMonth need;
  for (std::size_t month = 0; month < supervision_.size(); ++month) {
    need.push_back({supervision_[month].need, prisoners_[month], supervised_in_custody_[month]});
  }
  return need;
}

Dataset Recorder::tables() const { return Responses(*this).dataset(); }

std::size_t Recorder::bytes() const {
  return stocks_.bytes() + flows_.bytes() + cohorts_.bytes() +
         supervision_.capacity() * sizeof(justice::SupervisionMonth);
}

}  // namespace throughgate::recording
