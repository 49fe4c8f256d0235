#pragma once
/// Stocks as functions of a person's standing: monthly means and levels at the start of each month, by region.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "base/tick.hpp"
#include "justice/people/offender.hpp"
#include "justice/services/supervision.hpp"

namespace throughgate::recording {

enum class Stock : std::uint8_t {
  prison,
  remand_untried,
  remand_unsentenced,
  determinate,
  indeterminate,
  recalled,
  court_order,
  licence,
  pre_release,
  supervised,
  awaiting_place,
  crown_backlog,
  count
};
inline constexpr std::size_t stock_count = static_cast<std::size_t>(Stock::count);

/// The stocks that hold a person of this standing, as bits.
[[nodiscard]] constexpr std::uint32_t stocks_of(justice::Standing standing) {
  using justice::Standing;
  std::uint32_t bits = 0;
  const auto hold = [&bits](Stock stock) { bits |= 1U << static_cast<unsigned>(stock); };
  if (standing.any(Standing::outside)) return 0;
  if (standing.any(Standing::in_prison)) {
    hold(Stock::prison);
    if (standing.any(Standing::recalled))
      hold(Stock::recalled);
    else if (standing.any(Standing::serving_indeterminate))
      hold(Stock::indeterminate);
    else if (standing.any(Standing::serving))
      hold(Stock::determinate);
    else if (standing.any(Standing::remand_untried))
      hold(Stock::remand_untried);
    else
      hold(Stock::remand_unsentenced);
  }
  if (standing.any(Standing::awaiting_place)) hold(Stock::awaiting_place);
  // As the statistics of probation: once for each type of supervision, and once in their total.
  const bool prisoner = standing.any(Standing::in_prison);
  if (standing.any(Standing::court_order)) hold(Stock::court_order);
  if (standing.any(Standing::licence) && !prisoner) hold(Stock::licence);
  if (prisoner && standing.any(justice::supervised_in_custody)) hold(Stock::pre_release);
  if (justice::supervision_kind(standing) != justice::not_supervised) hold(Stock::supervised);
  return bits;
}

class Stocks {
 public:
  explicit Stocks(Tick start) : opened_(start) {}

  void moved(Tick now, unsigned region, std::uint32_t before, std::uint32_t after) {
    std::uint32_t changed = before ^ after;
    while (changed != 0) {
      const auto stock = static_cast<unsigned>(std::countr_zero(changed));
      changed &= changed - 1;
      change(now, stock, region, (after >> stock & 1U) != 0 ? 1 : -1);
    }
  }
  void change(Tick now, unsigned stock, unsigned region, int by) {
    Level& level = levels_[stock][region];
    level.area += static_cast<double>(level.count) * static_cast<double>((now - std::max(level.since, opened_)).count);
    level.since = now;
    level.count += by;
  }

  /// Point levels at `now`, and means of the month that ended, if one was open.
  void month_began(Tick now, bool first);

  using Month = std::array<std::array<double, justice::region_count>, stock_count>;
  [[nodiscard]] const std::vector<Month>& means() const { return means_; }
  [[nodiscard]] const std::vector<Month>& levels() const { return points_; }
  /// All regions together.
  [[nodiscard]] double mean(std::size_t month, Stock stock) const { return sum(means_[month], stock); }
  [[nodiscard]] double level(std::size_t month, Stock stock) const { return sum(points_[month], stock); }
  [[nodiscard]] std::size_t bytes() const { return (means_.capacity() + points_.capacity()) * sizeof(Month); }

  /// State for a file (base/state_bytes.hpp).
  template <class State>
  void transfer(State& state) {
    auto& [levels, opened, means, points] = *this;
    state(levels, opened, means, points);
  }

 private:
  struct Level {
    double area = 0;
    std::int64_t count = 0;
    Tick since;
  };
  static double sum(const Month& month, Stock stock) {
    double total = 0;
    for (const double region : month[static_cast<std::size_t>(stock)]) total += region;
    return total;
  }

  std::array<std::array<Level, justice::region_count>, stock_count> levels_{};
  Tick opened_;
  std::vector<Month> means_;
  std::vector<Month> points_;
};

}  // namespace throughgate::recording
