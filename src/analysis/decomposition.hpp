#pragma once
/// The difference between an option and the reference, shared among the mechanisms in which they differ.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/intervals.hpp"
#include "analysis/shapley.hpp"
#include "experiment/decomposition.hpp"
#include "recording/dataset.hpp"

namespace throughgate::analysis {

struct MechanismShare {
  std::string response;
  std::string unit;
  std::string option;
  std::string mechanism;
  double share = 0;           ///< mean over replications, in the response's unit
  double standard_error = 0;  ///< of chance in the runs, and of the orders where not every one was taken
  Interval interval;
};

/// Orders of one option's changes, by replication, and the coalitions that they need.
struct DecompositionOrders {
  std::vector<std::vector<Order>> orders;
  std::vector<std::vector<Coalition>> coalitions;
};

/// Every order for up to six changes; else `pairs` random orders and their reverses, others in each replication.
[[nodiscard]] DecompositionOrders orders_for(std::size_t changes, std::size_t pairs, std::uint32_t replications,
                                             std::uint64_t seed);

/// Every scalar response, in the order of the tables; replications that did not finish every coalition are left out.
/// Nothing with fewer than two.
[[nodiscard]] std::vector<MechanismShare> mechanism_shares(const experiment::RunResult& runs,
                                                           const DecompositionOrders& orders,
                                                           const std::vector<experiment::MechanismChange>& changes,
                                                           const std::string& option);

/// Group `decomposition`: a row a response, option and mechanism.
[[nodiscard]] recording::Dataset decomposition_group(const std::vector<MechanismShare>& shares);

}  // namespace throughgate::analysis
