#include "analysis/decomposition.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

namespace throughgate::analysis {

namespace {

constexpr std::size_t most_in_every_order = 6;

using experiment::RunResult;
using recording::Variable;

double scalar_of(const experiment::ReplicationOutcome& outcome, const std::string& response) {
  return std::get<std::vector<double>>(outcome.tables.find(response)->data).front();
}

std::vector<std::uint32_t> finished_replications(const RunResult& runs, const DecompositionOrders& orders) {
  std::vector<std::uint32_t> finished;
  for (std::uint32_t replication = 0; replication < orders.orders.size(); ++replication) {
    bool every_one = true;
    for (std::size_t place = 0; place < orders.coalitions[replication].size(); ++place) {
      every_one = every_one && runs.outcomes[place][replication].has_value();
    }
    if (every_one) finished.push_back(replication);
  }
  return finished;
}

std::vector<const Variable*> scalars_of(const experiment::ReplicationOutcome& outcome) {
  std::vector<const Variable*> scalars;
  for (const Variable& variable : outcome.tables.variables) {
    if (variable.dimensions.empty() && std::holds_alternative<std::vector<double>>(variable.data)) {
      scalars.push_back(&variable);
    }
  }
  return scalars;
}

/// By change, then by replication.
std::vector<std::vector<double>> shares_of(const RunResult& runs, const DecompositionOrders& orders,
                                           const std::vector<std::uint32_t>& replications, std::size_t changes,
                                           const std::string& response) {
  std::vector<std::vector<double>> shares(changes);
  for (const std::uint32_t replication : replications) {
    const auto& coalitions = orders.coalitions[replication];
    const auto value = [&](Coalition coalition) {
      const auto place = static_cast<std::size_t>(std::ranges::lower_bound(coalitions, coalition) - coalitions.begin());
      return scalar_of(*runs.outcomes[place][replication], response);
    };
    const auto own = shapley_shares(orders.orders[replication], value);
    for (std::size_t change = 0; change < changes; ++change) shares[change].push_back(own[change]);
  }
  return shares;
}

template <class Field>
std::vector<std::string> texts(const std::vector<MechanismShare>& shares, Field field) {
  std::vector<std::string> result;
  for (const auto& share : shares) result.push_back(share.*field);
  return result;
}

}  // namespace

DecompositionOrders orders_for(std::size_t changes, std::size_t pairs, std::uint32_t replications, std::uint64_t seed) {
  DecompositionOrders result;
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    result.orders.push_back(changes <= most_in_every_order ? every_order(changes)
                                                           : antithetic_orders(changes, pairs, seed, replication));
    result.coalitions.push_back(coalitions_of(result.orders.back()));
  }
  return result;
}

std::vector<MechanismShare> mechanism_shares(const RunResult& runs, const DecompositionOrders& orders,
                                             const std::vector<experiment::MechanismChange>& changes,
                                             const std::string& option) {
  const auto replications = finished_replications(runs, orders);
  if (replications.size() < 2) return {};
  std::vector<MechanismShare> result;
  for (const Variable* response : scalars_of(*runs.outcomes[0][replications.front()])) {
    const auto shares = shares_of(runs, orders, replications, changes.size(), response->name);
    for (std::size_t change = 0; change < changes.size(); ++change) {
      const Moments moments = moments_of(shares[change]);
      const auto interval = mean_interval(moments);
      if (!interval) continue;  // never known
      const double deviation = moments.standard_deviation().value_or(0);
      result.push_back({response->name, response->units, option, changes[change].name, moments.mean,
                        deviation / std::sqrt(static_cast<double>(moments.count)), *interval});
    }
  }
  return result;
}

recording::Dataset decomposition_group(const std::vector<MechanismShare>& shares) {
  recording::Dataset group;
  group.name = "decomposition";
  recording::Dimension row{"row", {}, {}, {{"units", "1"}, {"long_name", "response, option and mechanism"}}};
  std::vector<double> means;
  std::vector<double> errors;
  std::vector<double> lower;
  std::vector<double> upper;
  for (const auto& share : shares) {
    row.values.push_back(static_cast<double>(row.values.size()) + 1);
    means.push_back(share.share);
    errors.push_back(share.standard_error);
    lower.push_back(share.interval.lower);
    upper.push_back(share.interval.upper);
  }
  group.dimensions.push_back(std::move(row));
  const auto add = [&](const char* name, const char* long_name, recording::Column data) {
    group.variables.push_back({name, {"row"}, std::move(data), "", long_name, "", {}, {}});
  };
  add("response", "response that differs", texts(shares, &MechanismShare::response));
  add("response_unit", "unit of the share", texts(shares, &MechanismShare::unit));
  add("compared_option", "option against the reference", texts(shares, &MechanismShare::option));
  add("mechanism", "what it changes", texts(shares, &MechanismShare::mechanism));
  add("share", "Shapley share of the difference", std::move(means));
  add("share_standard_error", "standard error of the share", std::move(errors));
  add("share_lower", "lower end of the 95% interval", std::move(lower));
  add("share_upper", "upper end of the 95% interval", std::move(upper));
  return group;
}

}  // namespace throughgate::analysis
