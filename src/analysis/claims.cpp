#include "analysis/claims.hpp"

#include <algorithm>
#include <array>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "analysis/break_even.hpp"
#include "analysis/conditional_mean.hpp"
#include "analysis/drawn_evidence.hpp"
#include "analysis/responses.hpp"

namespace throughgate::analysis {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using recording::Dataset;
using scenario::Claim;
using scenario::Side;

MatrixXd contrast_by_run(const DrawnEvidence& evidence, const std::string& id) {
  const recording::Dimension* names = evidence.runs().dimension("contrast");
  const recording::Variable* variable = evidence.runs().find("contrast_value");
  const auto missing = [&id] { return std::runtime_error("the results have no contrast for claim " + id); };
  if (names == nullptr || variable == nullptr) throw missing();
  const auto found = std::ranges::find(names->labels, id);
  if (found == names->labels.end()) throw missing();
  const auto values = numbers_of(*variable).value();
  const auto runs = static_cast<Index>(evidence.draw_of_run().size());
  return Eigen::Map<const VectorXd>(values.data() + (found - names->labels.begin()) * runs, runs);
}

/// Draws in which not every run is zero. In the others the options are the same: there is no chance in them.
std::vector<std::size_t> draws_with_effect(const DrawnEvidence& evidence, const MatrixXd& by_run, std::size_t draws) {
  std::vector<bool> differs(draws, false);
  for (Index run = 0; run < by_run.rows(); ++run) {
    if (by_run(run, 0) != 0) differs[evidence.draw_of_run()[static_cast<std::size_t>(run)]] = true;
  }
  std::vector<std::size_t> positions;
  for (std::size_t draw = 0; draw < draws; ++draw) {
    if (differs[draw]) positions.push_back(draw);
  }
  return positions;
}

double variance_of(const VectorXd& values) {
  return values.size() < 2 ? 0
                           : (values.array() - values.mean()).square().sum() / static_cast<double>(values.size() - 1);
}

/// How many runs beyond the first the draws have, together: on which chance is measured.
double measured_on(const DrawnEvidence& evidence, const std::vector<std::size_t>& positions) {
  std::vector<double> runs(static_cast<std::size_t>(evidence.parameters().rows()), 0);
  for (const std::size_t draw : evidence.draw_of_run()) ++runs[draw];
  double further = 0;
  for (const std::size_t position : positions) further += std::max(0.0, runs[position] - 1);
  return further;
}

/// The lower end (97.5%) of a variance that was estimated on so many degrees of freedom, as a share of the estimate.
double least_share(double degrees_of_freedom) {
  if (degrees_of_freedom < 1) return 0;
  return degrees_of_freedom / quantile(boost::math::chi_squared(degrees_of_freedom), 0.975);
}

/// What the draws say of a contrast.
struct Known {
  VectorXd values;  ///< by draw, without what chance of the runs surely added to them
  VectorXd moves;   ///< by draw: 1 where its chance moves it, 0 where the options are the same
  double chance = 0;
  double standard_error = 0;  ///< of the mean of the draws that chance moves

  /// The draws' values without the chance as it was measured, neither more nor less.
  [[nodiscard]] VectorXd without_measured_chance() const {
    const double moving = moves.sum();
    if (moving == 0) return values;
    const double mean = values.dot(moves) / moving;
    return values.array() + moves.array() * (sharper - 1) * (values.array() - mean);
  }
  double sharper = 1;  ///< spread without the measured chance, of that without what surely is chance
};

Known known_values(const DrawnEvidence& evidence, const MatrixXd& by_run, const Drawn& drawn) {
  Known known{drawn.values.col(0), VectorXd::Zero(drawn.values.rows())};
  const auto positions = draws_with_effect(evidence, by_run, static_cast<std::size_t>(known.values.size()));
  if (positions.size() < 2) return known;
  const Drawn with_effect = drawn.at(positions);
  const double spread = variance_of(with_effect.values.col(0));
  const double of_chance = with_effect.chance()(0, 0);
  known.chance = spread > 0 ? std::min(1.0, of_chance / spread) : 0;
  known.standard_error = std::sqrt(std::min(of_chance, spread) / static_cast<double>(positions.size()));
  // Luck is measured on few pairs of runs: what may not be luck is left in.
  const double kept = std::sqrt(1 - known.chance * least_share(measured_on(evidence, positions)));
  known.sharper = kept > 0 ? std::sqrt(1 - known.chance) / kept : 1;
  const double mean = with_effect.values.col(0).mean();
  for (const std::size_t position : positions) {
    const auto draw = static_cast<Index>(position);
    known.values(draw) = mean + kept * (known.values(draw) - mean);
    known.moves(draw) = 1;
  }
  return known;
}

double quantile_of(const VectorXd& values, double share) {
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

/// Whether a regression of so many columns explains this (adjusted) share of the variance beyond luck, tried on so many
/// parameters.
bool told_from_nothing(double adjusted, std::size_t columns, Index draws, std::size_t tried) {
  constexpr double false_alarms = 0.05;
  const auto k = static_cast<double>(columns);
  const double rest = static_cast<double>(draws) - 1 - k;
  if (rest < 1 || !(adjusted > 0)) return false;
  const double unexplained = (1 - std::min(adjusted, 1.0)) * rest / static_cast<double>(draws - 1);
  if (!(unexplained > 0)) return true;
  const double f = (1 - unexplained) / k / (unexplained / rest);
  const boost::math::fisher_f_distribution<> distribution(k, rest);
  return boost::math::cdf(boost::math::complement(distribution, f)) < false_alarms / static_cast<double>(tried);
}

/// The parameter of largest value for the sign of the claim; where none has any to speak of, that which moves it most.
std::optional<Decider> decider_of(const DrawnEvidence& evidence, const Claim& claim,
                                  const std::set<std::string>& acting, const VectorXd& values, const VectorXd& known) {
  constexpr double negligible = 0.01;  // of the standard deviation
  const bool upwards = claim.side == Side::at_least || claim.side == Side::above;
  const VectorXd margin = (values.array() - claim.threshold) * (upwards ? 1 : -1);
  const double spread = variance_of(margin);
  if (!(spread > 0)) return std::nullopt;
  // A regression of the margin may dip below nothing where no draw does: no part is worth more than the whole.
  const double whole = perfect_information((known.array() - claim.threshold).matrix() * (upwards ? 1.0 : -1.0));
  std::optional<Decider> best;
  Index column = 0;
  for (Index i = 0; i < evidence.parameters().cols(); ++i) {
    if (!acting.contains(evidence.names()[static_cast<std::size_t>(i)])) continue;
    const auto basis = basis_of(evidence.parameters().col(i));
    if (!basis || basis->cols() == 0) continue;
    const ConditionalMean mean = conditional_mean(*basis, margin);
    Decider one{evidence.names()[static_cast<std::size_t>(i)],
                "",
                "",
                std::min(perfect_information(mean.fitted), whole),
                std::min(1.0, mean.explained(0) / spread),
                std::nullopt};
    if (!told_from_nothing(one.explained, mean.columns, margin.size(), acting.size())) continue;
    if (one.information < negligible * std::sqrt(spread)) one.information = 0;
    const bool better = !best || one.information > best->information ||
                        (one.information == best->information && one.explained > best->explained);
    if (!better) continue;
    best = one;
    column = i;
  }
  if (!best) return best;
  best->unit = evidence.texts("parameter_unit")[static_cast<std::size_t>(column)];
  best->grade = evidence.texts("parameter_grade")[static_cast<std::size_t>(column)];
  best->break_even =
      break_even_of(evidence.parameters().col(column), known, [&claim](double value) { return claim.holds_at(value); });
  return best;
}

std::string unit_of(const std::vector<Response>& responses, const std::string& response) {
  const auto found = std::ranges::find(responses, response, &Response::name);
  return found == responses.end() ? "1" : found->unit;
}

double probability_of(const Claim& claim, const VectorXd& values) {
  const auto holding = std::ranges::count_if(values, [&claim](double value) { return claim.holds_at(value); });
  return static_cast<double>(holding) / static_cast<double>(values.size());
}

Verdict verdict_of(double probability) {
  if (probability >= supported_from) return Verdict::supported;
  return probability <= 1 - supported_from ? Verdict::contradicted : Verdict::undecided;
}

/// The tolerance factor of a normal sample: with 95% confidence 95% of the population lie on this side of the mean plus
/// so many standard deviations.
double tolerance_factor(double count) {
  constexpr double level = 0.95;
  const double shift = quantile(boost::math::normal(), level) * std::sqrt(count);
  return quantile(boost::math::non_central_t(count - 1, shift), level) / std::sqrt(count);
}

/// Whether so many draws tell, with 95% confidence, that the probability lies beyond the verdict's limit: by the count
/// of those on the other side, or, where there is none of ten or more, by how far all lie from the threshold.
bool told_by_draws(const Claim& claim, const VectorXd& values, Verdict verdict) {
  constexpr Index fewest = 10;
  const auto count = static_cast<double>(values.size());
  const double probability = probability_of(claim, values);
  const double others = std::round(count * (verdict == Verdict::supported ? 1 - probability : probability));
  if (others < count) {
    const boost::math::beta_distribution<> share(others + 1, count - others);
    if (quantile(share, supported_from) <= 1 - supported_from) return true;
  }
  if (others > 0 || values.size() < fewest) return false;
  return std::abs(values.mean() - claim.threshold) > tolerance_factor(count) * std::sqrt(variance_of(values));
}

/// One that more runs could not turn: it stays with the estimate at either end of its own 95% interval, and the draws
/// are enough to tell it.
void give_verdict(const Claim& claim, const Known& known, JudgedClaim& one) {
  constexpr double two_sided = 1.96;
  const VectorXd shift = known.moves * (two_sided * known.standard_error);
  const Verdict verdict = verdict_of(one.probability);
  const bool stays = verdict_of(probability_of(claim, known.values - shift)) == verdict &&
                     verdict_of(probability_of(claim, known.values + shift)) == verdict &&
                     (verdict == Verdict::undecided || told_by_draws(claim, known.values, verdict));
  one.verdict = stays ? verdict : Verdict::undecided;
  const Verdict sharper = verdict_of(probability_of(claim, known.without_measured_chance()));
  one.needs_more_runs = one.verdict == Verdict::undecided && (!stays || sharper != Verdict::undecided);
}

}  // namespace

std::string_view verdict_name(Verdict verdict) {
  constexpr std::array<std::string_view, 3> names{"supported", "undecided", "contradicted"};
  return names[static_cast<std::size_t>(verdict)];
}

std::vector<JudgedClaim> judge(const Dataset& dataset, const std::vector<Claim>& claims,
                               const std::vector<std::set<std::string>>& acting) {
  const DrawnEvidence evidence(dataset);
  const auto responses = responses_of(dataset);
  std::vector<JudgedClaim> judged;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Claim& claim = claims[i];
    const MatrixXd by_run = contrast_by_run(evidence, claim.id);
    const Drawn drawn = evidence.drawn(by_run);
    const Known known = known_values(evidence, by_run, drawn);
    JudgedClaim one;
    one.claim = &claim;
    one.unit = unit_of(responses, claim.metric.front());
    one.chance = known.chance;
    one.estimate = known.values.mean();
    one.lower = quantile_of(known.values, 0.025);
    one.upper = quantile_of(known.values, 0.975);
    one.probability = probability_of(claim, known.values);
    give_verdict(claim, known, one);
    one.decided_by = decider_of(evidence, claim, acting[i], drawn.values.col(0), known.values);
    judged.push_back(std::move(one));
  }
  return judged;
}

Dataset claims_group(const std::vector<JudgedClaim>& judged) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  Dataset group;
  group.name = "claims";
  recording::Dimension ids{"claim", {}, {}, {{"long_name", "published claim"}}};
  std::array<std::vector<double>, 7> numbers;
  std::array<std::vector<std::string>, 7> texts;
  for (const JudgedClaim& one : judged) {
    ids.labels.push_back(one.claim->id);
    const std::array<double, 7> row{one.estimate,
                                    one.lower,
                                    one.upper,
                                    one.probability,
                                    one.claim->threshold,
                                    one.decided_by ? one.decided_by->information : nothing,
                                    one.decided_by ? one.decided_by->break_even.value_or(nothing) : nothing};
    for (std::size_t i = 0; i < row.size(); ++i) numbers[i].push_back(row[i]);
    const std::array<std::string, 7> words{one.claim->text,
                                           one.claim->source,
                                           one.option,
                                           one.against,
                                           one.unit,
                                           std::string(verdict_name(one.verdict)),
                                           one.decided_by ? one.decided_by->parameter : ""};
    for (std::size_t i = 0; i < words.size(); ++i) texts[i].push_back(words[i]);
  }
  group.dimensions.push_back(std::move(ids));
  const auto add = [&group](const char* name, recording::Column data, const char* units, const char* long_name) {
    group.variables.push_back(recording::column(name, {"claim"}, std::move(data), units, long_name));
  };
  add("claim_text", texts[0], "", "the claim");
  add("claim_source", texts[1], "", "who says so");
  add("claim_option", texts[2], "", "the option that it is about");
  add("claim_against", texts[3], "", "the option that it is held against");
  add("claim_unit", texts[4], "", "unit of estimate, interval and threshold");
  add("estimate", numbers[0], "1", "mean over draws, in claim_unit");
  add("lower", numbers[1], "1", "2.5% quantile of draws, chance taken out");
  add("upper", numbers[2], "1", "97.5% quantile of draws, chance taken out");
  add("probability", numbers[3], "1", "that the claim holds");
  add("threshold", numbers[4], "1", "on whose side the claim holds");
  add("verdict", texts[5], "", "supported, undecided or contradicted");
  add("decided_by", texts[6], "", "parameter of largest value for the claim's sign");
  add("information", numbers[5], "1", "value of knowing it, in claim_unit");
  add("break_even", numbers[6], "1", "its value at which the claim holds with probability 0.5");
  return group;
}

}  // namespace throughgate::analysis
