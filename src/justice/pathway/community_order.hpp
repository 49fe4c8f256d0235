#pragma once
/// Community and suspended sentence orders: requirements, breach and its hearing, how they end.

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
  /// The pending breach event: proceedings begin, a hearing, or a look at a new period.
  void breach_step(const Context& context) const;
  void end(const Context& context, OrderEnd how) const;

  /// Term of custody for an order that became custody, in days.
  [[nodiscard]] double custody_days(const Context& context, OrderKind kind) const;

 private:
  void plan_breach(const Context& context, Record& record) const;
  void hearing(const Context& context, Record& record) const;

  CommunityOrderModel model_;
  std::vector<random::DiscreteTable> outcome_;
};

}  // namespace throughgate::justice
