#include "analysis/shapley.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include "base/ids.hpp"
#include "random/stream.hpp"

namespace throughgate::analysis {

namespace {

/// Beyond the processes of persons, and those of designs and decisions.
constexpr std::uint16_t order_process = 0x4006;
constexpr std::size_t most_in_every_order = 7;

Order first_order(std::size_t changes, std::size_t most) {
  if (changes == 0 || changes > most) {
    throw std::invalid_argument("Shapley shares are of 1 to " + std::to_string(most) + " changes");
  }
  Order order(changes);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

/// Calls `visit(change, before, after)` at each turn of the order.
template <class Visit>
void for_each_turn(const Order& order, Visit&& visit) {
  Coalition before = 0;
  for (const std::size_t change : order) {
    const Coalition after = before | (Coalition{1} << change);
    visit(change, before, after);
    before = after;
  }
}

}  // namespace

std::vector<Order> every_order(std::size_t changes) {
  Order order = first_order(changes, most_in_every_order);
  std::vector<Order> orders;
  do {
    orders.push_back(order);
  } while (std::ranges::next_permutation(order).found);
  return orders;
}

std::vector<Order> antithetic_orders(std::size_t changes, std::size_t pairs, std::uint64_t seed, std::uint32_t number) {
  if (pairs == 0) throw std::invalid_argument("Shapley shares need an order");
  const Order first = first_order(changes, most_changes);
  std::vector<Order> orders;
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    random::Stream stream(random::StreamKey{seed, number}, Identity{pair}, order_process, 0);
    Order order = first;
    for (std::size_t left = changes; left > 1; --left) {  // Fisher and Yates
      const auto chosen = static_cast<std::size_t>(stream.uniform() * static_cast<double>(left));
      std::swap(order[left - 1], order[chosen]);
    }
    orders.push_back(order);
    orders.emplace_back(order.rbegin(), order.rend());
  }
  return orders;
}

std::vector<Coalition> coalitions_of(const std::vector<Order>& orders) {
  std::set<Coalition> met{0};
  for (const Order& order : orders) {
    for_each_turn(order, [&met](std::size_t, Coalition, Coalition after) { met.insert(after); });
  }
  return {met.begin(), met.end()};
}

std::vector<double> shapley_shares(const std::vector<Order>& orders, const std::function<double(Coalition)>& value) {
  if (orders.empty()) throw std::invalid_argument("Shapley shares need an order");
  std::vector<double> shares(orders.front().size(), 0.0);
  for (const Order& order : orders) {
    for_each_turn(order, [&](std::size_t change, Coalition before, Coalition after) {
      shares[change] += value(after) - value(before);
    });
  }
  for (double& share : shares) share /= static_cast<double>(orders.size());
  return shares;
}

}  // namespace throughgate::analysis
