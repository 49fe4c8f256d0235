#pragma once
/// What the verbs show on a terminal.

#include <string>

#include "analysis/backtest.hpp"
#include "analysis/comparison.hpp"
#include "recording/dataset.hpp"
#include "scenario/foreknowledge.hpp"

namespace throughgate::cli {

/// By group: name, the reference's mean, each alternative's difference with its interval.
[[nodiscard]] std::string comparison_table(const analysis::Comparison& comparison);

/// The answer in sentences, the largest changes, what differs between the options, and what the intervals do not say.
[[nodiscard]] std::string comparison_answer(const analysis::Comparison& comparison, const recording::Dataset& dataset);

/// The mean of every response by option.
[[nodiscard]] std::string means_table(const analysis::Comparison& comparison);

/// Every row, then how many of those that count are inside, then the scores by response where there are several dates.
[[nodiscard]] std::string backtest_table(const analysis::Backtest& backtest);

/// Which parameters of a prediction are taken from the years that it predicts; empty when none is.
[[nodiscard]] std::string borrowed_text(const std::vector<scenario::Borrowed>& borrowed);

}  // namespace throughgate::cli
