#pragma once
/// The observer of a replication: stocks, flows, cohorts, service indices and costs, month by month.

#include <array>
#include <cstddef>
#include <vector>

#include "base/tick.hpp"
#include "justice/pathway/observer.hpp"
#include "justice/pathway/pathway.hpp"
#include "justice/services/ledger.hpp"
#include "recording/cohorts.hpp"
#include "recording/dataset.hpp"
#include "recording/series.hpp"
#include "recording/stocks.hpp"

namespace throughgate::recording {

/// What is reported, and in which window.
struct Reporting {
  Tick from;
  Tick until;
  double value_per_reoffence = 0;  ///< pounds, declared by the scenario
};

class Recorder : public justice::Observer {
 public:
  Recorder(const justice::Setup& setup, const Reporting& reporting);

  /// Another option from here on (Pathway::branch).
  void branch(const justice::Setup& setup) { setup_ = setup; }

  void soon(Row row, bool near) const override { cohorts_.soon(row, near); }
  void opened(Tick now, const justice::Population& people) override;
  void month_began(Tick now, const justice::ServiceMonth& services) override;
  void finished(Tick now, const justice::ServiceMonth& services) override;
  void moved(Tick now, Row row, const justice::Hot& person, const justice::Cold& cold, justice::Standing before,
             justice::Standing after) override;
  void happened(Tick now, Row row, const justice::Hot& person, const justice::Cold& cold,
                const justice::Occurrence& occurrence) override;

  /// Responses without the dimensions option and replication.
  [[nodiscard]] Dataset tables() const;
  /// Weighted caseload by month and region: what an uncoupled run reads.
  [[nodiscard]] justice::NeedByMonth need_by_month() const;
  [[nodiscard]] std::size_t bytes() const;

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [setup, reporting, stocks, flows, cohorts, month_starts, supervision, courts, programmes, estate,
           approved_premises, writers, programme_staff, prison_staff, prisoners, supervised_in_custody, sessions,
           open] = *this;
    state(stocks, flows, cohorts, month_starts, supervision, courts, programmes, estate, approved_premises, writers,
          programme_staff, prison_staff, prisoners, supervised_in_custody, sessions, open);
  }

 private:
  friend class Responses;

  void court_happening(Tick now, unsigned region, const justice::Occurrence& occurrence);
  void close_month(Tick now, const justice::ServiceMonth& services);
  /// What offender supervisors cost in the month beyond those of the base year's practice, below zero where they are
  /// fewer: the base year's are officers and paid as such. 0 where no practice differs.
  [[nodiscard]] double beyond_base(std::size_t month, double posts_factor, double justice::StaffMonth::*cost) const;
  [[nodiscard]] justice::MonthlyVolumes volumes(std::size_t month) const;
  [[nodiscard]] const justice::Regime& regime_at(Tick tick) const;

  justice::Setup setup_;
  Reporting reporting_;
  Stocks stocks_;
  FlowTable flows_;
  Cohorts cohorts_;
  std::vector<Tick> month_starts_;
  std::vector<justice::SupervisionMonth> supervision_;
  std::vector<std::array<justice::CourtMonth, justice::region_count>> courts_;
  std::vector<std::array<justice::ProgrammeMonth, 2>> programmes_;
  std::vector<justice::EstateMonth> estate_;
  std::vector<double> approved_premises_;
  std::vector<justice::StaffMonth> writers_;
  std::vector<justice::StaffMonth> programme_staff_;
  std::vector<justice::PrisonStaffMonth> prison_staff_;
  std::vector<double> prisoners_;
  std::vector<double> supervised_in_custody_;
  std::vector<justice::Values<2>> sessions_;
  bool open_ = false;
};

}  // namespace throughgate::recording
