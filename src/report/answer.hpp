#pragma once
/// The answer of a comparison in sentences, as the terminal and the report give it.

#include <string>
#include <vector>

#include "analysis/comparison.hpp"
#include "recording/dataset.hpp"

namespace throughgate::report {

/// Two sentences for an option against the reference: reoffending, then cost. A sentence whose responses are absent is
/// left out. An interval that holds zero is called no difference that can be told from chance.
[[nodiscard]] std::vector<std::string> answer_of(const analysis::Comparison& comparison, const std::string& option);

/// The three responses (not cost) that move most against their own mean, with intervals that exclude zero:
/// `Largest changes: contact intensity +12%, ...`. Empty when there is none.
[[nodiscard]] std::string largest_changes(const analysis::Comparison& comparison, const std::string& option);

/// How much the file's parameters carry: `The options differ in 12 parameters; 9 of them are assumed (grade M).` Empty
/// where the file has no parameters of several options.
[[nodiscard]] std::string assumption_sentence(const recording::Dataset& dataset);

/// What the intervals do not say. Always the same.
[[nodiscard]] std::string limits_sentence(bool probabilistic);

}  // namespace throughgate::report
