#pragma once
/// What a probabilistic analysis says about the decision, from its results file.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/decision.hpp"
#include "recording/dataset.hpp"

namespace throughgate::analysis {

/// Whose money counts. Net benefit of the exchequer: declared value of reoffences avoided, less the exchequer's present
/// cost; without a declared value, minus that cost. Net benefit of society: minus the present cost of exchequer,
/// victims and society, without the declared value.
enum class Perspective { exchequer, society };

/// Several parameters that are named together: one, or those below one group of the model or of a structure.
struct InformationValue {
  std::string name;  ///< of the parameter, or `costs.*`
  std::vector<std::string> parameters;
  Estimate value;  ///< GBP over the horizon
};

/// One parameter's swing of the net benefit of one alternative.
struct ParameterSwing {
  std::string parameter;
  std::string option;
  double at_low = 0;   ///< the parameter at its 5% quantile
  double at_high = 0;  ///< and at its 95% quantile
  Swing swing;
};

struct Incremental {
  std::string option;
  double cost = 0;                    ///< mean, GBP: the exchequer's present cost less the reference's
  double reoffences_avoided = 0;      ///< mean
  std::optional<double> ratio;        ///< ICER: cost for each reoffence avoided; nothing when none is
  std::array<double, 4> quadrants{};  ///< shares of draws: dearer, cheaper with fewer reoffences; then with more
};

/// By value of a reoffence avoided; empty when the scenario declares none.
struct Acceptability {
  std::vector<double> value;                ///< GBP
  std::vector<std::vector<double>> chance;  ///< [value][option]: of the highest net benefit
  std::vector<std::size_t> frontier;        ///< [value]: the option of the highest expected net benefit
  std::vector<double> perfect_information;  ///< [value]
};

struct Decision {
  Perspective perspective = Perspective::exchequer;
  std::vector<double> net_benefit;       ///< by option: expected, against the reference
  std::vector<double> probability_best;  ///< by option
  std::vector<double> expected_loss;     ///< by option
  std::size_t best = 0;                  ///< option
  Estimate perfect_information;
  std::vector<InformationValue> single;  ///< parameters, largest value first
  std::vector<InformationValue> groups;  ///< largest value first
  std::vector<ParameterSwing> swings;    ///< widest first
};

struct Appraisal {
  std::vector<std::string> options;
  std::size_t reference = 0;
  std::size_t draws = 0;
  std::size_t replications = 1;
  std::size_t parameters = 0;
  double chance_share = 0;  ///< of the variance between draws, the largest of any alternative
  std::optional<double> value_per_reoffence;
  std::vector<Incremental> incremental;  ///< by alternative
  Acceptability acceptability;
  std::vector<Decision> decisions;  ///< exchequer, then society
};

/// Of the tables that `experiment::assemble_probabilistic` makes; attribute `value_per_reoffence_avoided` of the root
/// may be absent. Throws std::runtime_error when the file holds no draws.
[[nodiscard]] Appraisal appraise(const recording::Dataset& dataset);

/// The group `decision` of the file.
[[nodiscard]] recording::Dataset decision_group(const Appraisal& appraisal);

}  // namespace throughgate::analysis
