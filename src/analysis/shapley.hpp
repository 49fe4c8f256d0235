#pragma once
/// Shapley shares: what each of several changes contributes to the difference that they make together (Shapley 1953).
/// A change's share is the mean, over orders in which the changes could be made, of the difference that it makes when
/// its turn comes. The shares sum to the whole difference, and a change that never makes one has none.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace throughgate::analysis {

/// Which changes are made, a bit each.
using Coalition = std::uint32_t;
inline constexpr std::size_t most_changes = 20;

/// An order in which the changes are made.
using Order = std::vector<std::size_t>;

/// Every order: exact shares. At most 7 changes. Throws std::invalid_argument beyond.
[[nodiscard]] std::vector<Order> every_order(std::size_t changes);

/// `pairs` random orders, each followed by its reverse (Mitchell et al. 2022: antithetic permutations), addressed by
/// seed and number: unbiased whatever their number, and the same again. Throws std::invalid_argument for more than
/// `most_changes`.
[[nodiscard]] std::vector<Order> antithetic_orders(std::size_t changes, std::size_t pairs, std::uint64_t seed,
                                                   std::uint32_t number);

/// What the shares of these orders are computed from, each once, from the smallest: none of the changes is the first,
/// all of them the last.
[[nodiscard]] std::vector<Coalition> coalitions_of(const std::vector<Order>& orders);

/// By change. `value` is asked for the coalitions above alone.
[[nodiscard]] std::vector<double> shapley_shares(const std::vector<Order>& orders,
                                                 const std::function<double(Coalition)>& value);

}  // namespace throughgate::analysis
