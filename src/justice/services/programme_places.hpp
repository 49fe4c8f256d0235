#pragma once
/// Places of accredited programmes by setting and region, each with a line of persons, first come first served.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/tick.hpp"
#include "engine/server_pool.hpp"
#include "justice/services/programme_places_model.hpp"

namespace throughgate::justice {

/// What the pools of one setting did in a month, at the scale of the run.
struct ProgrammeMonth {
  double attending = 0;  ///< mean
  double waiting = 0;    ///< mean
  double places = 0;
  double started = 0;
  double waited_days = 0;  ///< of those who started, together
};

class ProgrammePlaces {
 public:
  using Answer = engine::ServerPool::Answer;

  ProgrammePlaces(const ProgrammeModel& model, const Values<10>& region_share, double scale, Tick start);
  void adopt(const ProgrammeModel& model) { model_ = &model; }

  Answer request(ProgrammeSetting setting, unsigned region, std::uint64_t token, Tick now) {
    return pool(setting, region).request(now, token);
  }
  void withdraw(ProgrammeSetting setting, unsigned region, std::uint32_t ticket, Tick now) {
    pool(setting, region).withdraw(now, {0, ticket});
  }
  /// A place is given up. Who starts in it is kept for `take_started`.
  void give_up(ProgrammeSetting setting, unsigned region, Tick now) {
    if (const auto token = pool(setting, region).release(now)) started_.push_back(*token);
  }

  /// The month begins. Places are finite only when `finite`; `sessions` held against those of the base year, by
  /// setting.
  void month_begins(Tick now, bool finite, const Values<2>& sessions);
  [[nodiscard]] std::array<ProgrammeMonth, 2> close_month(Tick now);
  /// All pools empty, as at `now`: persons are entered anew.
  void clear(Tick now);

  /// Who has been given a place since the last call.
  [[nodiscard]] bool any_started() const { return !started_.empty(); }
  [[nodiscard]] std::uint64_t take_started() {
    const std::uint64_t token = started_.back();
    started_.pop_back();
    return token;
  }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [model, region_share, scale, pools, started] = *this;
    state(pools, started);
  }

 private:
  [[nodiscard]] engine::ServerPool& pool(ProgrammeSetting setting, unsigned region) {
    return pools_[static_cast<std::size_t>(setting) * region_count + region];
  }

  const ProgrammeModel* model_;
  Values<10> region_share_;
  double scale_;
  std::vector<engine::ServerPool> pools_;
  std::vector<std::uint64_t> started_;
};

}  // namespace throughgate::justice
