#pragma once
/// Sitting time of the Crown Court and the writers of pre-sentence reports, by region: finite servers with backlogs.

#include <array>
#include <cstdint>
#include <vector>

#include "base/ids.hpp"
#include "base/tick.hpp"
#include "engine/daily_server.hpp"
#include "justice/people/processes.hpp"
#include "justice/services/court_service_model.hpp"
#include "justice/services/staff.hpp"

namespace throughgate::justice {

/// Names a waiting case: stale when the person's slot has changed since.
struct CaseToken {
  Row row;
  Slot slot;
  std::uint16_t generation;

  [[nodiscard]] std::uint64_t packed() const {
    return (std::uint64_t{row.value} << 32) | (std::uint64_t{static_cast<std::uint8_t>(slot)} << 16) | generation;
  }
  [[nodiscard]] static CaseToken unpacked(std::uint64_t bits) {
    return {Row{static_cast<std::uint32_t>(bits >> 32)}, static_cast<Slot>((bits >> 16) & 0xFFU),
            static_cast<std::uint16_t>(bits & 0xFFFFU)};
  }
};

/// What one region's services did in a month, at the scale of the run.
struct CourtMonth {
  double sitting_minutes = 0;  ///< used
  double available_minutes = 0;
  double writing_minutes = 0;
  double writing_available = 0;
};

class CourtService {
 public:
  /// `scale` thins capacity with persons.
  CourtService(const CrownCourtModel& crown, const CourtServiceModel& service, double scale, Tick start);

  /// The model may change at the date of an option's start.
  void adopt(const CrownCourtModel& crown, const CourtServiceModel& service);

  /// What the burn-in offered was `times` too small.
  void rescale(double times) {
    for (double& minutes : followed_minutes_) minutes *= times;
    for (double& minutes : offered_minutes_) minutes *= times;  // of the month still open
  }

  void offer_hearing(unsigned region, CaseToken token, double minutes, Tick now);
  void offer_report(unsigned region, CaseToken token, double minutes, Tick now);

  /// One working day: `heard(token)` and `written(token)` for what is finished. Finite only when `coupled`.
  template <class Heard, class Written, class Lookahead>
  void serve_day(Tick now, bool coupled, Heard&& heard, Written&& written, Lookahead&& lookahead) {
    for (unsigned region = 0; region < region_count; ++region) {
      serve(hearings_[region], coupled, sitting_minutes_per_day(region), now, heard, lookahead);
      serve(reports_[region], coupled, writing_minutes_per_day(region), now, written, lookahead);
    }
  }

  /// Closes the month: fills one record a region, and re-plans sitting days that follow receipts.
  [[nodiscard]] std::array<CourtMonth, region_count> close_month(Tick now);

  [[nodiscard]] double sitting_minutes_per_day(unsigned region) const;
  [[nodiscard]] double writing_minutes_per_day(unsigned region) const;
  /// Minutes that writers work, a year, national level: as they are found to be.
  void staff(const StaffMonth& writers);
  [[nodiscard]] std::size_t waiting_reports(unsigned region) const { return reports_[region].backlog(); }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [crown, service, scale, hearings, reports, worked, offered, followed] = *this;
    state(hearings, reports, worked, offered, followed);
  }

 private:
  template <class Finished, class Lookahead>
  static void serve(engine::DailyServer& server, bool coupled, double minutes, Tick now, Finished& finished,
                    Lookahead& lookahead) {
    server.serve_day(
        coupled ? std::optional<double>(minutes) : std::nullopt, now,
        [&finished](std::uint64_t token) { finished(CaseToken::unpacked(token)); },
        [&lookahead](std::uint64_t token) { lookahead(CaseToken::unpacked(token)); });
  }

  const CrownCourtModel* crown_;
  const CourtServiceModel* service_;
  double scale_;
  std::vector<engine::DailyServer> hearings_;
  std::vector<engine::DailyServer> reports_;
  std::array<double, region_count> worked_minutes_{};    ///< by writers, a year
  std::array<double, region_count> offered_minutes_{};   ///< this month
  std::array<double, region_count> followed_minutes_{};  ///< mean a working day over the months before; 0: none yet
};

}  // namespace throughgate::justice
