#pragma once
/// The JSON objects of docs/command-line.md: a stable contract.

#include <nlohmann/json.hpp>
#include <string>

#include "analysis/appraisal.hpp"
#include "analysis/backtest.hpp"
#include "analysis/comparison.hpp"
#include "cli/execution.hpp"

namespace throughgate::cli {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json comparison_json(const analysis::Comparison& comparison, const Execution& execution);

/// The member `decision` of the same under --psa; null with one option.
[[nodiscard]] Json decision_json(const analysis::Appraisal& appraisal);
[[nodiscard]] Json backtest_json(const analysis::Backtest& backtest);
[[nodiscard]] Json run_json(const Execution& execution);

/// One line and its end.
[[nodiscard]] std::string json_line(const Json& json);

}  // namespace throughgate::cli
