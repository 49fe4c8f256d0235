#pragma once
/// Judged claims as lines for people.

#include <string>
#include <vector>

#include "analysis/claims.hpp"

namespace throughgate::report {

/// For each claim: what is claimed, the estimate, the probability and verdict, what decides it, published figures.
[[nodiscard]] std::vector<std::string> claim_lines(const std::vector<analysis::JudgedClaim>& judged);

}  // namespace throughgate::report
