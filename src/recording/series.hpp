#pragma once
/// The flat list of what is counted month by month. One row is one series; labels of a row lie side by side.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "justice/people/vocabulary.hpp"

namespace throughgate::recording {

/// Flows and sums of a month. The number behind a name is how many labels the row has.
enum class Flow : std::uint8_t {
  sentenced,
  received,
  released,
  recalled,
  order_started,
  order_ended,
  breach_started,
  breach_to_custody,
  crown_receipt,
  crown_disposal,
  remand_received,
  remand_left,
  remand_days,
  report,
  report_done,
  report_days,
  listed,
  listed_days,
  completed,
  completed_days,
  crown_waited,
  crown_wait_days,
  hdc_released,
  hdc_eligible,
  parole,
  gate,
  drug_rehabilitation,
  requirement,
  reoffence,  ///< proven; not the offence with which a person enters
  serious,
  charged,
  adjourned,
  recall_reason,
  failed,
  breach_heard,
  parole_deferred,
  hearing_programme,
  released_unsupervised,
  premises,
  place_found,
  place_days,
  programme_started,
  programme_ended,      ///< ProgrammeEnd + 3 x setting
  release_by_expected,  ///< expected + 4 x (0 without a programme, 1 completed, 2 dropped out)
  died,
  order_by_custody,
  crossed,    ///< cases, to another provider: bit 0 part of the record lost, bit 1 after a rise of risk
  risk_rose,  ///< 1: nobody passes it on
  serious_risk,
  count
};

inline constexpr std::array<std::size_t, static_cast<std::size_t>(Flow::count)> flow_labels{justice::disposal_count,
                                                                                            5,
                                                                                            5,
                                                                                            2,
                                                                                            2,
                                                                                            4,
                                                                                            2,
                                                                                            2,
                                                                                            2,
                                                                                            2,
                                                                                            2,
                                                                                            2,
                                                                                            2,
                                                                                            3,
                                                                                            1,
                                                                                            1,
                                                                                            2,
                                                                                            2,
                                                                                            2,
                                                                                            2,
                                                                                            1,
                                                                                            1,
                                                                                            3,
                                                                                            1,
                                                                                            2,
                                                                                            4,
                                                                                            2,
                                                                                            6,
                                                                                            9,
                                                                                            4,
                                                                                            2,
                                                                                            2,
                                                                                            5,
                                                                                            2,
                                                                                            3,
                                                                                            2,
                                                                                            2,
                                                                                            1,
                                                                                            1,
                                                                                            1,
                                                                                            1,
                                                                                            2,
                                                                                            6,
                                                                                            12,
                                                                                            1,
                                                                                            2,
                                                                                            4,
                                                                                            2,
                                                                                            1};

inline constexpr auto flow_offsets = [] {
  std::array<std::size_t, static_cast<std::size_t>(Flow::count) + 1> offsets{};
  for (std::size_t flow = 0; flow < flow_labels.size(); ++flow) offsets[flow + 1] = offsets[flow] + flow_labels[flow];
  return offsets;
}();
[[nodiscard]] constexpr std::size_t flow_offset(Flow flow) { return flow_offsets[static_cast<std::size_t>(flow)]; }
inline constexpr std::size_t flow_columns = flow_offset(Flow::count);

/// Monthly sums: `current` fills during a month; closing appends it.
class FlowTable {
 public:
  void add(Flow flow, std::size_t label, double amount = 1) { current_[flow_offset(flow) + label] += amount; }
  void close_month() {
    months_.push_back(current_);
    current_.fill(0);
  }
  [[nodiscard]] std::size_t months() const { return months_.size(); }
  [[nodiscard]] double at(std::size_t month, Flow flow, std::size_t label = 0) const {
    return months_[month][flow_offset(flow) + label];
  }
  /// All labels of a row together.
  [[nodiscard]] double total(std::size_t month, Flow flow) const {
    double sum = 0;
    for (std::size_t label = 0; label < flow_labels[static_cast<std::size_t>(flow)]; ++label)
      sum += at(month, flow, label);
    return sum;
  }
  [[nodiscard]] std::size_t bytes() const { return months_.capacity() * sizeof(Columns); }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [current, months] = *this;
    state(current, months);
  }

 private:
  using Columns = std::array<double, flow_columns>;
  Columns current_{};
  std::vector<Columns> months_;
};

}  // namespace throughgate::recording
