#include "analysis/appraisal.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <span>
#include <stdexcept>

#include "analysis/conditional_mean.hpp"
#include "analysis/drawn_evidence.hpp"
#include "analysis/responses.hpp"

namespace throughgate::analysis {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using recording::Dataset;

constexpr std::uint64_t bootstrap_seed = 20100118;
constexpr std::size_t resamples = 200;
constexpr std::size_t resamples_of_groups = 50;

/// Runs of all options, and the draws of the parameters.
class Evidence : public DrawnEvidence {
 public:
  explicit Evidence(const Dataset& dataset)
      : DrawnEvidence(dataset), options_(option_names(dataset)), reference_(reference_option(dataset)) {}

  /// Draw by alternative: a response's difference from the reference.
  [[nodiscard]] MatrixXd differences(const std::string& response) const {
    const recording::Variable* variable = runs().find(response);
    if (variable == nullptr) throw std::runtime_error("the results have no `" + response + "`");
    const auto values = numbers_of(*variable).value();
    const std::size_t runs_in_all = draw_of_run().size();
    const auto runs = static_cast<Index>(runs_in_all);
    MatrixXd result(runs, static_cast<Index>(options_.size()) - 1);
    for (Index run = 0; run < runs; ++run) {
      Index column = 0;
      for (std::size_t option = 0; option < options_.size(); ++option) {
        if (option == reference_) continue;
        result(run, column++) = values[option * runs_in_all + static_cast<std::size_t>(run)] -
                                values[reference_ * runs_in_all + static_cast<std::size_t>(run)];
      }
    }
    return result;
  }

  [[nodiscard]] const std::vector<std::string>& options() const { return options_; }
  [[nodiscard]] std::size_t reference() const { return reference_; }
  [[nodiscard]] std::vector<std::string> alternatives() const {
    std::vector<std::string> names = options_;
    names.erase(names.begin() + static_cast<std::ptrdiff_t>(reference_));
    return names;
  }
  /// `values` of the reference, then of the alternatives, in the order of the options.
  template <class Values>
  [[nodiscard]] std::vector<double> by_option(const Values& values) const {
    std::vector<double> ordered;
    for (Index i = 1; i < static_cast<Index>(options_.size()); ++i) ordered.push_back(values(i));
    ordered.insert(ordered.begin() + static_cast<std::ptrdiff_t>(reference_), values(0));
    return ordered;
  }
  [[nodiscard]] std::size_t option_at(std::size_t place) const {
    if (place == 0) return reference_;
    return place <= reference_ ? place - 1 : place;
  }

 private:
  std::vector<std::string> options_;
  std::size_t reference_;
};

VectorXd with_reference(const Eigen::RowVectorXd& alternatives) {
  VectorXd all = VectorXd::Zero(alternatives.size() + 1);
  all.tail(alternatives.size()) = alternatives.transpose();
  return all;
}

/// `layers` of `structure.layers.headquarters.pay`, with the prefix; `costs` of `costs.reoffence`.
std::string group_name(const std::string& parameter) {
  const std::size_t first = parameter.find('.');
  const bool of_structure = parameter.starts_with("structure.");
  return parameter.substr(0, of_structure ? parameter.find('.', first + 1) : first).append(".*");
}

MatrixXd columns_at(const MatrixXd& matrix, const std::vector<std::size_t>& columns) {
  MatrixXd result(matrix.rows(), static_cast<Index>(columns.size()));
  for (std::size_t i = 0; i < columns.size(); ++i)
    result.col(static_cast<Index>(i)) = matrix.col(static_cast<Index>(columns[i]));
  return result;
}

std::optional<InformationValue> value_of(const Evidence& evidence, const MatrixXd& net_benefit, std::string name,
                                         const std::vector<std::size_t>& members, std::size_t samples) {
  const MatrixXd x = columns_at(evidence.parameters(), members);
  if (!basis_of(x)) return std::nullopt;
  InformationValue information{std::move(name), {}, {}};
  for (const std::size_t member : members) information.parameters.push_back(evidence.names()[member]);
  const auto statistic = [&](std::span<const std::size_t> positions) {
    return partial_information(*basis_of(rows_at(x, positions)), rows_at(net_benefit, positions));
  };
  information.value = bootstrapped(static_cast<std::size_t>(x.rows()), statistic, bootstrap_seed, samples);
  return information;
}

void add_information(const Evidence& evidence, const MatrixXd& net_benefit, Decision& decision) {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < evidence.names().size(); ++i) {
    groups[group_name(evidence.names()[i])].push_back(i);
    if (auto one = value_of(evidence, net_benefit, evidence.names()[i], {i}, resamples_of_groups)) {
      decision.single.push_back(std::move(*one));
    }
  }
  for (const auto& [name, members] : groups) {
    if (members.size() < 2) continue;
    if (auto one = value_of(evidence, net_benefit, name, members, resamples_of_groups)) {
      decision.groups.push_back(std::move(*one));
    }
  }
  const auto larger = [](const InformationValue& a, const InformationValue& b) {
    return a.value.value > b.value.value;
  };
  std::ranges::stable_sort(decision.single, larger);
  std::ranges::stable_sort(decision.groups, larger);
}

double quantile_of(const VectorXd& values, double share) {
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

void add_swings(const Evidence& evidence, const MatrixXd& net_benefit, Decision& decision) {
  const auto alternatives = evidence.alternatives();
  for (std::size_t i = 0; i < evidence.names().size(); ++i) {
    const VectorXd x = evidence.parameters().col(static_cast<Index>(i));
    for (std::size_t a = 0; a < alternatives.size(); ++a) {
      decision.swings.push_back({evidence.names()[i], alternatives[a], quantile_of(x, 0.05), quantile_of(x, 0.95),
                                 swing_of(x, net_benefit.col(static_cast<Index>(a)))});
    }
  }
  const auto width = [](const ParameterSwing& one) { return -std::abs(one.swing.high - one.swing.low); };
  std::ranges::stable_sort(decision.swings, {}, width);
}

Decision decide(const Evidence& evidence, Perspective perspective, const MatrixXd& by_run) {
  const Drawn drawn = evidence.drawn(by_run);
  const MatrixXd known = without_chance(drawn);
  Decision decision;
  decision.perspective = perspective;
  decision.net_benefit = evidence.by_option(with_reference(known.colwise().mean()));
  decision.probability_best = evidence.by_option(probability_best(known));
  decision.expected_loss = evidence.by_option(expected_loss(known));
  decision.best = evidence.option_at(best_option(known));
  decision.perfect_information = bootstrapped(
      static_cast<std::size_t>(known.rows()),
      [&](std::span<const std::size_t> positions) { return perfect_information(without_chance(drawn.at(positions))); },
      bootstrap_seed, resamples);
  add_information(evidence, drawn.values, decision);
  add_swings(evidence, drawn.values, decision);
  return decision;
}

MatrixXd net_benefit(const Evidence& evidence, double value_per_reoffence) {
  return evidence.differences("net_present_value") -
         value_per_reoffence * evidence.differences("discounted_reoffences");
}

/// From nothing to four times the declared value; empty without one.
Acceptability acceptability_of(const Evidence& evidence, std::optional<double> declared) {
  constexpr std::size_t steps = 40;
  Acceptability result;
  if (!declared || *declared <= 0) return result;
  const double most = 4 * *declared;
  for (std::size_t step = 0; step <= steps; ++step) {
    const double value = most * static_cast<double>(step) / steps;
    const MatrixXd known = without_chance(evidence.drawn(net_benefit(evidence, value)));
    result.value.push_back(value);
    result.chance.push_back(evidence.by_option(probability_best(known)));
    result.frontier.push_back(evidence.option_at(best_option(known)));
    result.perfect_information.push_back(perfect_information(known));
  }
  return result;
}

/// Cost and effect beside each other, so that their chance is taken out together.
std::vector<Incremental> incremental_of(const Evidence& evidence) {
  const MatrixXd cost = -evidence.differences("net_present_value");
  const MatrixXd avoided = -evidence.differences("discounted_reoffences");
  const auto alternatives = evidence.alternatives();
  std::vector<Incremental> result;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    MatrixXd both(cost.rows(), 2);
    both << cost.col(static_cast<Index>(i)), avoided.col(static_cast<Index>(i));
    const MatrixXd known = without_chance(evidence.drawn(both));
    Incremental one;
    one.option = alternatives[i];
    one.cost = known.col(0).mean();
    one.reoffences_avoided = known.col(1).mean();
    if (one.reoffences_avoided > 0) one.ratio = one.cost / one.reoffences_avoided;
    for (Index draw = 0; draw < known.rows(); ++draw) {
      if (known(draw, 0) == 0 && known(draw, 1) == 0) continue;
      const std::size_t place = (known(draw, 0) > 0 ? 0U : 1U) + (known(draw, 1) > 0 ? 0U : 2U);
      one.quadrants[place] += 1.0 / static_cast<double>(known.rows());
    }
    result.push_back(one);
  }
  return result;
}

double largest_chance_share(const Drawn& drawn) {
  const MatrixXd chance = drawn.chance();
  double share = 0;
  for (Index i = 0; i < drawn.values.cols(); ++i) {
    const VectorXd centred = drawn.values.col(i).array() - drawn.values.col(i).mean();
    const double total = centred.squaredNorm() / std::max(static_cast<double>(centred.size() - 1), 1.0);
    if (total > 0) share = std::max(share, chance(i, i) / total);
  }
  return share;
}

}  // namespace

Appraisal appraise(const Dataset& dataset) {
  const Evidence evidence(dataset);
  Appraisal appraisal;
  appraisal.options = evidence.options();
  appraisal.reference = evidence.reference();
  appraisal.draws = static_cast<std::size_t>(evidence.parameters().rows());
  appraisal.replications = evidence.replications();
  appraisal.parameters = evidence.names().size();
  if (appraisal.options.size() < 2) return appraisal;
  appraisal.value_per_reoffence = number_attribute(dataset.attributes, "value_per_reoffence_avoided");
  const MatrixXd exchequer = net_benefit(evidence, appraisal.value_per_reoffence.value_or(0));
  appraisal.chance_share = largest_chance_share(evidence.drawn(exchequer));
  appraisal.incremental = incremental_of(evidence);
  appraisal.acceptability = acceptability_of(evidence, appraisal.value_per_reoffence);
  appraisal.decisions.push_back(decide(evidence, Perspective::exchequer, exchequer));
  appraisal.decisions.push_back(
      decide(evidence, Perspective::society, evidence.differences("society_net_present_value")));
  return appraisal;
}

}  // namespace throughgate::analysis
