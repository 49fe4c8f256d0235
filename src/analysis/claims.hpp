#pragma once
/// Published claims against the estimates: how sure the model is of each, and which unknown decides it.

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "recording/dataset.hpp"
#include "scenario/claims.hpp"

namespace throughgate::analysis {

enum class Verdict { supported, undecided, contradicted };

/// `supported`, `undecided`, `contradicted`.
[[nodiscard]] std::string_view verdict_name(Verdict verdict);

/// A claim is supported at this probability and above, contradicted at one less it and below.
inline constexpr double supported_from = 0.95;

/// The unknown on which a claim rests most.
struct Decider {
  std::string parameter;
  std::string unit;
  std::string grade;
  double information = 0;            ///< what knowing it would be worth for the sign of the claim, unit of the metric
  double explained = 0;              ///< share of the estimate's variance
  std::optional<double> break_even;  ///< at which the claim holds with probability 0.5; nothing: no value in range
};

struct JudgedClaim {
  const scenario::Claim* claim = nullptr;
  std::string option;
  std::string against;  ///< empty for a claim about a level
  std::string unit;
  double estimate = 0;  ///< mean over draws
  double lower = 0;     ///< 95% of draws, chance taken out
  double upper = 0;
  double probability = 0;  ///< that the claim holds
  double chance = 0;       ///< share of the variance between draws that chance of the runs made
  Verdict verdict = Verdict::undecided;
  bool needs_more_runs = false;       ///< undecided only because the runs or the draws are too few to tell
  std::optional<Decider> decided_by;  ///< nothing: no single parameter is told from none
};

/// Of tables with a contrast for each claim, of its id. `acting`: of each claim, the parameters that act in its
/// options. `claims` must outlive the result. Throws std::runtime_error when the file holds no draws or lacks a claim's
/// contrast.
[[nodiscard]] std::vector<JudgedClaim> judge(const recording::Dataset& dataset,
                                             const std::vector<scenario::Claim>& claims,
                                             const std::vector<std::set<std::string>>& acting);

/// The group `claims` of the file.
[[nodiscard]] recording::Dataset claims_group(const std::vector<JudgedClaim>& judged);

}  // namespace throughgate::analysis
