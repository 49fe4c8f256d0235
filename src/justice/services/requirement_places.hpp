#pragma once
/// Waits for the places of requirements, by region: a monthly balance of starts and throughput. Accredited programmes
/// have a line of persons instead (programme_places.hpp).

#include <array>
#include <cstddef>

#include "justice/services/requirement_places_model.hpp"

namespace throughgate::justice {

class RequirementPlaces {
 public:
  /// `region_share` and `scale` thin the places.
  RequirementPlaces(const RequirementPlacesModel& model, const Values<10>& region_share, double scale);
  void adopt(const RequirementPlacesModel& model) { model_ = &model; }

  /// An order with the requirement begins; the days until its first session.
  [[nodiscard]] double start(unsigned region, std::size_t requirement) {
    ++starts_[region][requirement];
    return wait_days(region, requirement);
  }
  [[nodiscard]] double wait_days(unsigned region, std::size_t requirement) const;

  /// The month ends: who could not begin waits on. Nobody waits unless `finite`.
  void close_month(bool finite);

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [model, region_share, scale, starts, waiting] = *this;
    state(starts, waiting);
  }

 private:
  using ByRequirement = std::array<double, requirement_count>;
  [[nodiscard]] double throughput_per_month(unsigned region, std::size_t requirement) const;

  const RequirementPlacesModel* model_;
  Values<10> region_share_;
  double scale_;
  std::array<ByRequirement, region_count> starts_{};
  std::array<ByRequirement, region_count> waiting_{};
};

}  // namespace throughgate::justice
