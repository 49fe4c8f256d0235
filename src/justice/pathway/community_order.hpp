#pragma once
/// Community and suspended sentence orders: requirements, failures to comply, breach and its hearing, how they end.

#include <vector>

#include "justice/pathway/context.hpp"
#include "justice/people/sampling.hpp"

namespace throughgate::justice {

/// How an order ended: labels of Happening::order_ended.
enum class OrderEnd : std::uint8_t { completed, other, breach, conviction };
inline constexpr std::array<std::string_view, 4> order_end_labels{"completed", "other", "breach", "conviction"};

class CommunityOrders {
 public:
  explicit CommunityOrders(const CommunityOrderModel& model);

  void begin(const Context& context, const HandOver& order) const;
  /// The order's pending end: its term, or an early end.
  void expire(const Context& context) const;
  /// The pending breach event: a failure to comply, a hearing, or a look at what contact has made of its hazard.
  void breach_step(const Context& context) const;
  void end(const Context& context, OrderEnd how) const;

  /// Term of custody for an order that became custody, in days.
  [[nodiscard]] double custody_days(const Context& context, OrderKind kind) const;

  void plan_failure(const Context& context, Record& record) const;
  /// Consumes the hazard of a failure up to now: before its rate changes.
  void settle(const Context& context) const;
  /// Whether failures come by the same rates: if so, nothing is settled where one follows the other.
  [[nodiscard]] bool has_rates_of(const CommunityOrders& other) const {
    return model_.enforcement.failures_per_month == other.model_.enforcement.failures_per_month &&
           model_.places.duration_months == other.model_.places.duration_months;
  }
  /// Its rate has changed, or contact may rise higher than was reckoned with.
  void look_ahead_anew(const Context& context) const;

 private:
  [[nodiscard]] float handovers_log(std::uint8_t requirements) const;
  [[nodiscard]] std::uint8_t draw_requirements(const Context& context, OrderKind kind) const;
  void start_requirements(const Context& context, std::uint8_t added, Record& record) const;
  [[nodiscard]] std::uint8_t still_to_deliver(const Context& context, const Record& record) const;
  struct Delivery {
    Tick begin;
    Tick end;
  };
  [[nodiscard]] Delivery delivery_of(const Record& record, std::size_t which) const;
  [[nodiscard]] double failures_per_day(const Record& record, Tick at, Tick& constant_until) const;
  void await_failure(const Context& context, const Record& record) const;
  [[nodiscard]] double failures_since(const Context& context, const Record& record) const;
  void fail(const Context& context, Record& record) const;
  void hearing(const Context& context, Record& record) const;

  CommunityOrderModel model_;
  std::vector<random::DiscreteTable> outcome_;
};

}  // namespace throughgate::justice
