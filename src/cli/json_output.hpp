#pragma once
/// The JSON objects of docs/command-line.md: a stable contract.

#include <nlohmann/json.hpp>
#include <string>

#include "analysis/appraisal.hpp"
#include "analysis/backtest.hpp"
#include "analysis/comparison.hpp"
#include "cli/execution.hpp"
#include "scenario/foreknowledge.hpp"

namespace throughgate::cli {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json comparison_json(const analysis::Comparison& comparison, const Execution& execution);

/// The member `decision` of the same under --psa; null with one option.
[[nodiscard]] Json decision_json(const analysis::Appraisal& appraisal);
/// `borrowed`: parameters of a prediction that are taken from the years that it predicts.
[[nodiscard]] Json backtest_json(const analysis::Backtest& backtest,
                                 const std::vector<scenario::Borrowed>& borrowed = {});
[[nodiscard]] Json run_json(const Execution& execution);

/// One line and its end.
[[nodiscard]] std::string json_line(const Json& json);

}  // namespace throughgate::cli
